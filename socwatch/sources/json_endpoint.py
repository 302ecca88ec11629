"""Any service that answers with JSON: the config says what to ask and where in the answer to look.

Invariants: what a query says can change the path and the parameters of the address, never its
host; an answer without the list of items is a failure, an empty list is not; secrets travel in
headers, and the config says only where they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from socwatch.errors import SourceBroken
from socwatch.match.translate import alternatives
from socwatch.model.mention import Cursor, MatchBasis, Mention
from socwatch.model.query import Literal, LiteralKind, Query, Topic
from socwatch.secrets import Secret, Way
from socwatch.sources._answers import Ask
from socwatch.sources._http import Session
from socwatch.sources._json_fields import at_path, first, identity_of, mention_from, time_of
from socwatch.sources._json_options import Options
from socwatch.sources._json_pages import Following, newest, same_place
from socwatch.sources._pages import Declined, Pages, mark, state_of
from socwatch.sources._search import Found, Question, Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for

#: Requests for one query in one poll.
_MOST_REQUESTS = 20
_LEAST_OVERLAP = timedelta(hours=1)


def _whole(literals: Sequence[Literal]) -> Sequence[Literal]:
    """Without beginnings of words, which not every service knows, while other words are left."""
    return [one for one in literals if one.kind is not LiteralKind.PREFIX] or literals


class JsonEndpoint(Service[Options]):
    """The items of one endpoint."""

    kind = "json"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The words of each alternative, without signs, where the address has a place for them."""
        searches = (" ".join(one.text for one in _whole(each)) for each in alternatives(query))
        plain = (" ".join(search.replace('"', " ").split()) for search in searches)
        return tuple(dict.fromkeys(search for search in plain if search))

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what is shown and was not seen yet; by pages back to what is known."""
        options = self._options
        state = self._state(since)
        endpoint = _Endpoint(session, options, state)
        paged = options.cursor is not None and options.cursor.kind != "since"
        search = Search(
            ask=endpoint.ask,
            id_of=endpoint.id_of,
            at_of=endpoint.at_of if paged else lambda _: None,
            read=partial(self._mention, now=now),
            overlap=max(2 * self.every, _LEAST_OVERLAP),
            requests=_MOST_REQUESTS,
            bounded=not paged,
        )
        async for page in searched(search, self._wanted(topics), state, now):
            yield page

    def _wanted(self, topics: Sequence[Topic]) -> Mapping[str, tuple[str, ...]]:
        if self._options.searches:
            return asked_for(self.name, topics, self.sent)
        if self._options.match == "query":
            return {"": ()}
        return {"": tuple(topic.name for topic in topics if topic.reads(self.name))}

    def _state(self, since: Cursor | None) -> SearchState:
        """What the cursor says of this address; that of another one means nothing here."""
        state = state_of(since, SearchState)
        here = mark(self._options.url)
        return state if state.notes.get("place") == here else SearchState(notes={"place": here})

    def _mention(self, item: object, topics: tuple[str, ...], *, now: datetime) -> Mention:
        options = self._options
        if options.fields.is_wordless(item):
            raise Declined("it has no words")
        found = mention_from(
            options.fields.of(item),
            source=self.name,
            kind=options.mention_kind,
            form=options.date_format,
            now=now,
        )
        decided = options.match == "all" and bool(topics)
        basis = MatchBasis.SERVER if options.searches else MatchBasis.SOURCE
        return replace(found, found_by=topics, match_basis=basis if decided else MatchBasis.TEXT)


class _Endpoint:
    """The requests of one poll."""

    def __init__(self, session: Session, options: Options, state: SearchState) -> None:
        self._session = session
        self._options = options
        self._state = state
        self._seen: dict[str, set[str]] = {}
        self._headers = self._login()

    def id_of(self, item: object) -> str | None:
        """The item's identity; None when it has none."""
        return identity_of(self._options.fields.of(item)) if isinstance(item, dict) else None

    def at_of(self, item: object) -> datetime | None:
        """When it was said, as far as that can be read."""
        try:
            said = first(item, self._options.fields.published_at)
            return time_of(said, self._options.date_format)
        except ValueError:
            return None

    async def ask(self, question: Question) -> Found:
        """One answer of the endpoint."""
        cursor = self._options.cursor
        then = question.then or self._start(question.query)
        answer = await self._session.get(self._request(question, then))
        document = answer.json()
        items = at_path(document, self._options.items)
        if not isinstance(items, list):
            hint = "compare `items` with an answer of the service"
            raise SourceBroken(self._no_list(document), hint=hint)
        if cursor is None or not self._goes_on(question, items):
            return Found(items=items)
        if cursor.kind == "since":
            return Found(items=items, then=self._noted(question.query, then, document, items))
        return Found(items=items, then=cursor.after(then, answer, document, items))

    def _request(self, question: Question, then: str) -> Ask:
        options, cursor = self._options, self._options.cursor
        address = options.asked(question.query, datetime.fromtimestamp(question.low, UTC))
        url = options.address(address)
        params: dict[str, str] = {}
        if cursor is not None and cursor.kind == "link" and then:
            target, based = same_place(then, address, options.base_url)
            url = target if based else options.address(target)
        elif cursor is not None and cursor.param is not None and then:
            params = {cursor.param: then}
        secret = frozenset(self._headers) - frozenset(options.headers)
        return Ask(url=url, params=params, headers=self._headers, secret=secret)

    def _start(self, query: str) -> str:
        cursor = self._options.cursor
        if cursor is None:
            return ""
        known = self._state.notes.get(mark(query)) if cursor.kind == "since" else None
        return known or cursor.first

    def _goes_on(self, question: Question, items: Sequence[object]) -> bool:
        """Whether a page has anything new, so that the next one may have too.

        A service may show its last page for ever. Where items have no times, one that is known
        is known ground, and the first look is the first page.
        """
        ids = {found for item in items if (found := self.id_of(item))}
        here = self._seen.setdefault(question.query, set())
        fresh = ids - here
        here |= ids
        dated = any(self.at_of(item) for item in items)
        if not fresh or dated or (self._options.cursor or _NO_CURSOR).kind == "since":
            return bool(fresh)
        known = self._state.queries[question.query]
        return bool(known.newest) and not any(mark(one) in known.seen for one in ids)

    def _noted(self, query: str, then: str, document: object, items: Sequence[object]) -> str:
        """Notes from where to read next, which is also where the next page begins."""
        cursor = self._options.cursor or _NO_CURSOR
        where = cursor.path or self._options.fields.id or self._options.fields.url
        values = [first(item, where) for item in items]
        value = newest([*values, then]) if any(values) else newest([first(document, where), then])
        if value:
            self._state.notes[mark(query)] = value
        return value

    def _no_list(self, document: object) -> str:
        host = urlsplit(self._options.address(self._options.url)).hostname
        where = f"at {self._options.items}" if self._options.items else "of items"
        said = (
            document.get("error") or document.get("message") if isinstance(document, dict) else ""
        )
        words = self._session.quote(said)
        return f"{host} sent an answer without a list {where}" + (f': "{words}"' if words else "")

    def _login(self) -> dict[str, str]:
        """All headers that the config names, with the secrets among them."""
        options, reveal = self._options, self._session.reveal
        headers = dict(options.headers)
        for name, variable in options.headers_env.items():
            headers[name] = reveal(
                Secret(way=Way.ENV, reference=(variable,)), f"a value for {name}"
            )
        secret = options.secret("token")
        if secret is not None:
            token = reveal(secret, "a token")
            scheme = options.token_scheme if options.token_header.lower() == "authorization" else ""
            headers[options.token_header] = f"{scheme} {token}".strip()
        return headers


_NO_CURSOR = Following(kind="link")
