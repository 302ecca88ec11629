"""The two ways in which Reddit is asked: its feeds, and its API.

Invariants: what Reddit refuses names the mode that would work; an answer without a list of posts
is an error; a listing that ends before its time is not taken for whole. Facts:
https://www.reddit.com/dev/api/ and https://www.reddit.com/wiki/rss/.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from socwatch import __version__
from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.model.mention import Mention
from socwatch.secrets import Secret
from socwatch.sources._answers import Ask, Expect, Rejection, belated
from socwatch.sources._body import is_web_page
from socwatch.sources._feed import Entry, parsed
from socwatch.sources._fields import count, name, part, rows
from socwatch.sources._http import Session
from socwatch.sources._reddit_item import entry_mention, thing_at, thing_id, thing_mention
from socwatch.sources._reddit_login import Login, row_of
from socwatch.sources._reddit_options import Options
from socwatch.sources._search import Found, Question, Search

_SITE = "https://www.reddit.com"
_API = "https://oauth.reddit.com"
_PER_PAGE = 100
#: A listing ends after about a thousand things, whether there are more or not.
_LISTING_ENDS = 950
_PAGES = 10
#: Seconds between two requests for feeds.
_GAP = 2.0
_OVERLAP = timedelta(hours=1)
#: How far back a search looks at Reddit.
_PERIODS = (
    ("day", timedelta(days=1)), ("week", timedelta(days=7)), ("month", timedelta(days=28)),
)  # fmt: skip
_REMEDY = 'use mode = "feed_token", or "oauth" with an approved app'


class Reading:
    """What both ways of reading have in common."""

    def __init__(
        self, session: Session, options: Options, notes: dict[str, str], now: datetime
    ) -> None:
        self.session = session
        self.options = options
        self.notes = notes
        self.now = now
        self.shown = 0  # of the listing that is being read

    def where(self, question: Question) -> tuple[str, dict[str, str]]:
        """The path below the host, and the parameters."""
        params = {"limit": str(_PER_PAGE)}
        if question.query == f"{self.options.place}/comments":
            return question.query, params
        within = {"restrict_sr": "on"} if self.options.place else {}
        back = self.now - datetime.fromtimestamp(question.low, UTC)
        period = next((name for name, reach in _PERIODS if back <= reach), "year")
        params |= {"q": question.query, "sort": "new", "t": period, "type": "link"}
        return f"{self.options.place}/search", params | within

    @property
    def agent(self) -> dict[str, str]:
        """Reddit slows down readers whose name says nothing of who answers for them."""
        who = self.options.username
        named = f"linux:socwatch:{__version__} (by /u/{who})"
        return {"User-Agent": named} if who else {}

    def count(self, question: Question, items: Sequence[object]) -> int:
        """How much of its listing has been shown."""
        self.shown = len(items) + (self.shown if question.then else 0)
        return self.shown


class Feeds(Reading):
    """Atom feeds: the newest hundred of a search."""

    def search(self, source: str) -> Search:
        """How the feeds are searched."""
        now = self.now

        def read(item: object, topics: tuple[str, ...]) -> Mention:
            assert isinstance(item, Entry)
            return entry_mention(item, source=source, found_by=topics, fetched_at=now)

        return Search(
            ask=self.ask,
            id_of=lambda item: item.id if isinstance(item, Entry) else None,
            at_of=lambda item: item.published_at if isinstance(item, Entry) else None,
            read=read,
            overlap=_OVERLAP,
            requests=1,
            bounded=False,
        )

    async def ask(self, question: Question) -> Found:
        """The newest of a search; walled when the feed was full."""
        path, params = self.where(question)
        path += "/.rss" if path.endswith("/comments") else ".rss"
        ask = Ask(
            url=self.options.address(_SITE + path),
            params=params | self._token(),
            headers=self.agent,
            explain=self._explained,
            expect=Expect.FEED,
            gap=_GAP,
        )
        feed = await asyncio.to_thread(parsed, await self.session.get(ask))
        if feed.cut:
            raise SourceBroken("the feed of Reddit was cut off")
        walled = self.count(question, feed.entries) >= _PER_PAGE
        return Found(items=feed.entries, walled=walled)

    def _token(self) -> dict[str, str]:
        if self.options.mode != "feed_token":
            return {}
        what = "a feed token of your Reddit account"
        token = self.session.reveal(self.options.secret("token"), what)
        return {"feed": token, "user": self.options.user or ""}

    def _explained(self, rejection: Rejection) -> SourceError | None:
        anonymous = self.options.mode == "rss"
        if rejection.status == 429 and anonymous:
            return SourceRefused(
                "Reddit lets strangers read about one feed a minute from one address (429)",
                retry_at=rejection.retry_at,
                hint=f"ask less often, or {_REMEDY}",
            )
        if rejection.status != 403:
            return None
        if anonymous:
            return SourceRefused("Reddit blocks readers without a login (403)", hint=_REMEDY)
        return SourceRefused(
            "Reddit blocks us in spite of the feed token (403)",
            hint="look whether the token and its user still belong together",
        )


class Api(Reading):
    """The API, page by page."""

    def search(self, source: str) -> Search:
        """How the API is searched."""
        return Search(
            ask=self.ask,
            id_of=thing_id,
            at_of=thing_at,
            read=lambda thing, topics: thing_mention(
                thing, source=source, found_by=topics, fetched_at=self.now
            ),
            overlap=_OVERLAP,
            requests=_PAGES,
            bounded=False,
        )

    async def ask(self, question: Question) -> Found:
        """One page; a token that Reddit does not accept any more is renewed once."""
        kept = self.notes.get("token")
        token = await self._login().token(*self._app)
        try:
            return await self._page(question, token)
        except SourceUnauthorised:
            if token != kept:
                raise  # it is as new as can be
        return await self._page(question, await self._login().renewed(*self._app))

    async def _page(self, question: Question, token: str) -> Found:
        path, params = self.where(question)
        params |= {"raw_json": "1"} | ({"after": question.then} if question.then else {})
        ask = Ask(
            url=self.options.address(_API + path),
            params=params,
            headers={"Authorization": f"bearer {token}", **self.agent},
            explain=self._explained,
        )
        answer = await self.session.get(ask)
        listing = row_of(answer.json())
        children = rows(part(listing, "data"), "children")
        if children is None:
            if error := belated(ask, answer, count(listing, "error"), self.now):
                raise error
            said = self.session.quote(listing.get("message") or listing.get("error"))
            raise SourceBroken(f"Reddit sent no list of posts{f' ({said})' if said else ''}")
        then = name(part(listing, "data"), "after") or ""
        shown = self.count(question, children)
        return Found(items=children, then=then, walled=not then and shown >= _LISTING_ENDS)

    def _login(self) -> Login:
        url = self.options.address(f"{_SITE}/api/v1/access_token")
        return Login(self.session, self.notes, url=url, agent=self.agent)

    @property
    def _app(self) -> tuple[str, Secret | None, datetime]:
        return self.options.client_id or "", self.options.secret("client_secret"), self.now

    def _explained(self, rejection: Rejection) -> SourceError | None:
        said = self.session.quote(rejection.json().get("reason"))
        if rejection.status == 403 and is_web_page(rejection.body):
            return SourceRefused("Reddit's network security blocks us (403)")
        if rejection.status == 403 and said:
            return SourceUnauthorised(f"Reddit does not let the app read the subreddits ({said})")
        if rejection.status == 404 and said:
            return SourceMisconfigured(
                f"Reddit does not have one of the subreddits ({said})", hint="check subreddits"
            )
        return None
