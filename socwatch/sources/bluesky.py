"""Bluesky's search, which needs an account and an app password.

Invariants: each alternative of a query is asked on its own, newest first; the session lasts from
poll to poll; a page may be short or empty and still not be the last. Facts: the lexicons
app.bsky.feed.searchPosts and app.bsky.actor.getProfiles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import ClassVar
from urllib.parse import urlsplit

from socwatch.errors import SourceBroken, SourceError, SourceUnauthorised
from socwatch.match.translate import alternatives
from socwatch.model.mention import Cursor, Mention, Page
from socwatch.model.query import Literal, LiteralKind, Query, Topic
from socwatch.sources._answers import Ask
from socwatch.sources._bluesky_login import Login, explained
from socwatch.sources._bluesky_post import mention_of_view, seen_at
from socwatch.sources._fields import count, identity_or_none, name, part, row, rows
from socwatch.sources._http import Session
from socwatch.sources._options import PasswordOptions, Word
from socwatch.sources._pages import Pages, cursor_of, mark, state_of
from socwatch.sources._search import Found, Question, Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for

_SEARCH = "/xrpc/app.bsky.feed.searchPosts"
_PROFILES = "/xrpc/app.bsky.actor.getProfiles"
_PER_PAGE = 100
_PROFILES_AT_ONCE = 25
#: The index is minutes late at times.
_LEAST_OVERLAP = timedelta(minutes=15)


class Options(PasswordOptions):
    """Whose login searches, and whether authors' followers are looked up."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    identifier: Word
    """Handle (or mail address, or DID) of the account that searches."""

    followers: bool = False
    """Looks up how many followers the authors have: one request more for each 25 of them."""


class Bluesky(Service[Options]):
    """Posts that hold the words of a topic."""

    kind = "bluesky"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """One search for each alternative: there is no OR that can be relied on."""
        found = [" ".join(dict.fromkeys(map(_term, _sayable(one)))) for one in alternatives(query)]
        texts = dict.fromkeys(text for text in found if text)
        folded = {text.casefold() for text in texts}
        # "acme" also finds #acme; asking for both would bring everything twice.
        return tuple(text for text in texts if _without_sign(text) not in folded)

    async def verify(self, now: datetime) -> Page:
        """Logs in, asks nothing, and says how that went."""
        pages = [page async for page in self._polled(now, self._log_in)]
        return pages[-1]

    async def _log_in(self, session: Session) -> Pages:
        await self._login(session, SearchState()).bearer(self._options.secret("password"))
        yield Page()

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was posted since the cursor; on the first poll, the last day."""
        wanted = asked_for(self.name, topics, self.sent)
        state = state_of(since, SearchState)
        login = self._login(session, state)
        await login.bearer(self._options.secret("password"))
        yield Page(next=cursor_of(state))  # a session is worth keeping, whatever comes next
        asker = _Asker(session, login, self._options, state, {})
        search = Search(
            ask=asker.ask,
            id_of=lambda view: identity_or_none(view, "uri") if isinstance(view, dict) else None,
            at_of=seen_at,
            read=partial(self._mention, followers=asker.followers, now=now),
            overlap=max(2 * self.every, _LEAST_OVERLAP),
        )
        async for page in searched(search, wanted, state, now):
            yield page

    def _login(self, session: Session, state: SearchState) -> Login:
        options = self._options
        return Login(session, state.notes, identifier=options.identifier, base_url=options.base_url)

    def _mention(
        self,
        view: object,
        found_by: tuple[str, ...],
        *,
        followers: Mapping[str, int],
        now: datetime,
    ) -> Mention:
        return mention_of_view(
            view, source=self.name, found_by=found_by, fetched_at=now, followers=followers
        )


@dataclass(slots=True)
class _Asker:
    """The requests of one poll, each under a session that is good."""

    session: Session
    login: Login
    options: Options
    state: SearchState
    followers: dict[str, int]  # by DID, of those that were asked for
    accepted: bool = False  #: whether the service has taken the tokens that this poll has

    async def ask(self, question: Question) -> Found:
        """One page of the search."""
        params = {
            "q": question.query,
            "sort": "latest",
            "limit": str(_PER_PAGE),
            "since": _written(question.low),
        }
        if question.high is not None:
            params["until"] = _written(question.high + 1)
        if question.then:
            params["cursor"] = question.then
        answer = await self._get(_SEARCH, params)
        posts = rows(answer, "posts")
        if posts is None:
            raise SourceBroken("Bluesky sent an answer without a list of posts")
        if self.options.followers:
            await self._look_up(posts, question.query)
        return Found(items=posts, then=name(answer, "cursor", limit=4_000) or "")

    async def _get(
        self, path: str, params: Mapping[str, str | Sequence[str]]
    ) -> Mapping[str, object]:
        try:
            answer = await self._asked(path, params)
        except SourceUnauthorised:
            if self.login.is_new and not self.accepted:
                raise
            self.accepted = False
            await self.login.renew(self.options.secret("password"))
            answer = await self._asked(path, params)
        self.accepted = True
        return answer

    async def _asked(
        self, path: str, params: Mapping[str, str | Sequence[str]]
    ) -> Mapping[str, object]:
        headers = await self.login.bearer(self.options.secret("password"))
        url = self.login.host.rstrip("/") + path
        explain = explained(self.session, urlsplit(url).hostname or "")
        answer = await self.session.get(
            Ask(url=url, params=params, headers=headers, explain=explain)
        )
        try:
            return row(answer.json())
        except ValueError:
            raise SourceBroken("Bluesky sent an answer that is no object") from None

    async def _look_up(self, posts: Sequence[object], query: str) -> None:
        """Followers of the authors that are new; what cannot be had stays unknown."""
        known = self.state.queries[query].seen
        wanted = dict.fromkeys(
            did
            for post in posts
            if isinstance(post, dict) and mark(name(post, "uri") or "") not in known
            if (did := name(part(post, "author"), "did")) and did not in self.followers
        )
        dids = list(wanted)
        for start in range(0, len(dids), _PROFILES_AT_ONCE):
            batch = dids[start : start + _PROFILES_AT_ONCE]
            try:
                answer = await self._get(_PROFILES, {"actors": batch})
            except SourceError:
                return
            for profile in rows(answer, "profiles") or []:
                self._note(profile)

    def _note(self, profile: object) -> None:
        item = profile if isinstance(profile, dict) else {}
        did, followers = name(item, "did"), count(item, "followersCount")
        if did is not None and followers is not None:
            self.followers[did] = followers


def _sayable(literals: Sequence[Literal]) -> Sequence[Literal]:
    """Without the wildcards, which the search does not know, as long as a word is left."""
    kept = [one for one in literals if one.kind is not LiteralKind.PREFIX]
    return kept or literals


def _term(literal: Literal) -> str:
    text = " ".join(literal.text.replace('"', " ").split())
    if literal.kind is LiteralKind.TAG:
        return f"#{text}"
    if literal.kind is LiteralKind.PHRASE or " " in text:
        return f'"{text}"'
    # Signs at its beginning would exclude; `word:` would be a filter.
    return f'"{text}"' if ":" in text else text.lstrip("-")


def _without_sign(text: str) -> str:
    return text.removeprefix("#").casefold() if text.startswith("#") and " " not in text else ""


def _written(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
