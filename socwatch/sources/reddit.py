"""Reddit: its search, and the comments of some subreddits, in three modes.

Invariants: `rss` makes one request a poll, since Reddit allows strangers about one a minute, and
the topics take turns; the search knows posts only, so comments are read whole and the matcher
decides. Facts: https://www.reddit.com/dev/api/ and https://www.reddit.com/wiki/rss/.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from socwatch.model.mention import Cursor
from socwatch.model.query import Query, Topic
from socwatch.sources._boolean import Dialect
from socwatch.sources._http import Session
from socwatch.sources._pages import Pages, state_of
from socwatch.sources._reddit_options import Options
from socwatch.sources._reddit_reading import Api, Feeds
from socwatch.sources._search import Known, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for
from socwatch.sources._widened import whole_words

_LONGEST = 500
_DIALECT = Dialect(without="NOT ", fits=lambda search: len(search) <= _LONGEST)


class Reddit(Service[Options]):
    """Posts that the search finds, and comments where they are wanted."""

    kind = "reddit"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The query in Reddit's words, in several searches where it is too long for one."""
        return _DIALECT.searches(whole_words(query.root))

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was posted since the cursor; on the first poll, the last day."""
        options = self._options
        always = (f"{options.place}/comments",) if options.comments else ()
        wanted = asked_for(self.name, topics, self.sent, always)
        state = state_of(since, SearchState)
        waiting: Sequence[str] = ()
        if options.mode == "rss":
            queries = state.queries
            order = sorted(wanted, key=lambda one: queries.get(one, Known()).read)
            waiting, wanted = order[1:], {order[0]: wanted[order[0]]}
        reader = Api if options.mode == "oauth" else Feeds
        search = reader(session, options, state.notes, now).search(self.name)
        async for page in searched(search, wanted, state, now, waiting=waiting):
            yield page
