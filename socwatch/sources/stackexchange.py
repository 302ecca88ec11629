"""Stack Exchange: questions and answers of one of its sites, newest first.

Invariants: the quota of the day is never spent blindly, and what is left of it is on record; a
wait that stands in an answer (`backoff`), in a refusal or in an empty quota is obeyed also by the
next program that reads the cursor. Facts: https://api.stackexchange.com/docs/excerpt-search and
https://api.stackexchange.com/docs/throttle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from socwatch.errors import SourceRefused
from socwatch.match.translate import alternatives
from socwatch.model.mention import Author, Cursor, Mention, MentionKind, Page
from socwatch.model.query import Literal, LiteralKind, Query, Topic
from socwatch.sources._boolean import quoted
from socwatch.sources._fields import (
    count,
    identity,
    instant,
    link,
    name,
    part,
    row,
    score,
    title,
    words,
)
from socwatch.sources._http import Session
from socwatch.sources._options import Duration, TokenOptions
from socwatch.sources._pages import Pages, cursor_of, state_of
from socwatch.sources._search import Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._stackexchange_api import Api, left_today
from socwatch.sources._topics import asked_for

_SEARCH = "https://api.stackexchange.com/2.3/search/excerpts"
#: New posts reach the search with some delay.
_OVERLAP = timedelta(hours=1)
#: Pages of 100 for one query in one poll: without a key the day has only 300.
_MOST_REQUESTS = 5
#: Sites with a name of their own; all others live below stackexchange.com.
_OWN = ("stackoverflow", "serverfault", "superuser", "askubuntu", "stackapps", "stackexchange")
_SITE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def _site(value: str) -> str:
    site = re.sub(r"^https?://(www\.)?", "", value.strip().lower()).rstrip("/")
    if not _SITE.fullmatch(site):
        raise ValueError('write the name of one site, such as "stackoverflow" or "cooking"')
    return site


def host_of_site(site: str) -> str:
    """Where people read the site that the API knows under this name, or under its address."""
    if site.endswith((".com", ".net")):
        return site
    return f"{site}.com" if site.rpartition(".")[2] in _OWN else f"{site}.stackexchange.com"


class Options(TokenOptions):
    """Which site, and the free key that raises the quota."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=10)

    every: Duration = timedelta(minutes=30)
    """How often the source is asked."""

    site: Annotated[str, AfterValidator(_site)] = "stackoverflow"
    """The site that is searched: "stackoverflow", "superuser", "cooking", "es.stackoverflow"."""


class StackExchange(Service[Options]):
    """Questions and answers that hold the words of a topic."""

    kind = "stackexchange"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """One search for each alternative that no other covers: the service knows no OR."""
        searches = (" ".join(map(_term, one)) for one in _needed(alternatives(query)))
        return tuple({search.casefold(): search for search in searches if search}.values())

    def left(self, since: Cursor | None, now: datetime) -> str:
        """What is left of the day's quota: "212 of 300 requests left today"; "" when unknown."""
        return left_today(state_of(since, SearchState).notes, now)

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was posted since the cursor; on the first poll, the last day."""
        wanted = asked_for(self.name, topics, self.sent)
        state = state_of(since, SearchState)
        secret = self._options.secret("token")
        api = Api(
            session=session,
            url=self._options.address(_SEARCH),
            site=self._options.site,
            key="" if secret is None else session.reveal(secret, "a key"),
            notes=state.notes,
            now=now,
        )
        search = Search(
            ask=api.ask,
            id_of=_id,
            at_of=_at,
            read=partial(_mention, options=self._options, source=self.name, now=now),
            overlap=_OVERLAP,
            requests=_MOST_REQUESTS,
        )
        try:
            async for page in searched(search, wanted, state, now):
                yield page
        except SourceRefused:
            yield Page(next=cursor_of(state))  # so that nobody asks again before its time
            raise


def _needed(wanted: Sequence[Sequence[Literal]]) -> list[Sequence[Literal]]:
    """Without those that a shorter one finds too: each costs one of the day's requests."""
    loose = (LiteralKind.WORD, LiteralKind.TAG, LiteralKind.HANDLE)
    plain = [_words(one) for one in wanted if all(literal.kind in loose for literal in one)]
    return [one for one in wanted if not any(other < _words(one) for other in plain)]


def _words(literals: Sequence[Literal]) -> frozenset[str]:
    return frozenset(word for one in literals for word in _term(one).casefold().strip('"').split())


def _term(literal: Literal) -> str:
    return f"{literal.text}*" if literal.kind is LiteralKind.PREFIX else quoted(literal)


def _id(item: object) -> str | None:
    found = item if isinstance(item, dict) else {}
    return name(found, "answer_id") or name(found, "question_id")


def _at(item: object) -> datetime | None:
    return instant(item.get("creation_date")) if isinstance(item, dict) else None


def _mention(
    post: object, topics: tuple[str, ...], *, options: Options, source: str, now: datetime
) -> Mention:
    """An answer is shown under the title of its question, which somebody else wrote."""
    item = row(post)
    item_id = identity(item, "answer_id", "question_id")
    question = name(item, "question_id")
    is_answer = name(item, "answer_id") is not None
    host = host_of_site(options.site)
    return Mention(
        origin=f"stackexchange/{host}",
        id=item_id,
        source=source,
        kind=MentionKind.REPLY if is_answer else MentionKind.QUESTION,
        url=link(item.get("link")) or f"https://{host}/{'a' if is_answer else 'q'}/{item_id}",
        title=None if is_answer else title(item.get("title")),
        text=words(item, "body") or words(item, "excerpt"),
        published_at=_at(item),
        fetched_at=now,
        author=_author(part(item, "owner")),
        likes=score(item, "score"),
        replies=None if is_answer else count(item, "answer_count"),
        views=count(item, "view_count"),
        in_reply_to=question if is_answer else None,
        found_by=topics,
    )


def _author(owner: Mapping[str, object]) -> Author | None:
    """Deleted accounts leave a name without a number; the search may name nobody."""
    user_id, shown = name(owner, "user_id"), title(owner.get("display_name"))
    return Author(id=user_id, name=shown) if user_id or shown else None
