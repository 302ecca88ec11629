"""A web page of our own that must be up and say what was approved: status page, statement, dark site.

Invariants: the first look brings no change; what is told is what people see, and white space is
none of it; a change, and an approved text that is gone or back, is told once. What it brings
belongs to every topic that reads the source: there is nothing to search for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Annotated, ClassVar, Self
from urllib.parse import urlsplit

import msgspec
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from socwatch.errors import SourceError, SourceMisconfigured
from socwatch.model.mention import Cursor, MatchBasis, Mention, MentionKind, Page
from socwatch.model.query import Query, Topic
from socwatch.sources._answers import Ask, Expect, Rejection, Validators
from socwatch.sources._http import Session
from socwatch.sources._options import HttpOptions, Line, WebAddress
from socwatch.sources._pages import Pages, cursor_of, mark, state_of
from socwatch.sources._service import Service
from socwatch.sources._visible import (
    is_in,
    kept,
    looked_up,
    seen_in,
    selectable,
    squeezed,
    what_changed,
)

#: So much of an approved text tells which one it is; its words are not said by anybody out there.
_QUOTED = 80


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _with_letters(value: str) -> str:
    if not squeezed(value):
        raise ValueError("write the words that the page must have")
    return value


_Texts = Annotated[
    tuple[Annotated[str, AfterValidator(_with_letters)], ...],
    BeforeValidator(_several),
    Field(strict=False),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Options(HttpOptions):
    """Which page, and what it must say."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    url: WebAddress
    """The page."""

    contains: _Texts = ()
    """Approved text that must be on the page, one or several; blanks and quotes may differ."""

    selector: Annotated[Line, AfterValidator(selectable)] | None = None
    """CSS selector of the part that is looked at, such as "main" or "#status"."""

    @model_validator(mode="after")
    def _no_canary(self) -> Self:
        if self.canary is not None:
            raise ValueError("leave canary out: a first look brings no mention; use contains")
        return self


class _State(msgspec.Struct):
    v: int = 1
    watch: str = ""  # a mark of what is looked at, and for what
    etag: str = ""
    modified: str = ""
    text: str = ""  # what was seen, packed; "" before the first look
    missing: list[str] = []  # marks of the approved texts that are not there


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """Something to tell about the page; `key` tells it from other news of the same poll."""

    key: str
    title: str
    text: str


class WatchedPage(Service[Options]):
    """One page."""

    kind = "page"
    OPTIONS = Options

    @staticmethod
    def sent(_query: Query) -> tuple[str, ...]:
        """Nothing: a page is read whole."""
        return ()

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Tells what has changed since the last look."""
        found_by = tuple(topic.name for topic in topics if topic.reads(self.name))
        state = self._state(since)
        ask = Ask(
            url=self._options.address(self._options.url),
            headers={"Accept": Expect.PAGE.value},
            expect=Expect.ANY,
            explain=self._gone,
            validators=Validators(etag=state.etag, modified=state.modified),
        )
        answer = await session.get(ask)
        if answer.unchanged:
            yield Page(next=cursor_of(state))
            return
        text = await asyncio.to_thread(seen_in, answer, self._options.selector)
        news = [*self._changed(state, text), *self._approved(state, text)]
        state.text = kept(text)
        state.etag, state.modified = answer.validators.etag, answer.validators.modified
        mentions = [self._mention(one, found_by=found_by, now=now) for one in news]
        yield Page(mentions=mentions, next=cursor_of(state))

    def _gone(self, rejection: Rejection) -> SourceError | None:
        if rejection.status not in (404, 410):
            return None
        return SourceMisconfigured(
            f"the page is not on {self._host} ({rejection.status})",
            hint="it was taken down or has moved; if that is meant, correct url",
        )

    def _state(self, since: Cursor | None) -> _State:
        """What the cursor says of this page; another page, or another part of it, is a new one."""
        state = state_of(since, _State)
        options = self._options
        here = (options.address(options.url), options.selector, options.contains)
        watch = mark(repr(here))
        return state if state.watch == watch else _State(watch=watch)

    def _changed(self, state: _State, text: str) -> list[_News]:
        before = looked_up(state.text) if state.text else text
        words = what_changed(before, text)
        return [_News(key=mark(text), title=f"{self._host} changed", text=words)] if words else []

    def _approved(self, state: _State, text: str) -> list[_News]:
        """What became of the approved texts since the last look, which `state` then knows."""
        marks = {mark(squeezed(one)): one for one in self._options.contains}
        missing = [one for one, words in marks.items() if not is_in(text, words)]
        gone = [one for one in missing if one not in state.missing]
        back = [one for one in marks if one in state.missing and one not in missing]
        state.missing = missing
        host = self._host
        return [
            *(_told(one, marks[one], f"the approved text is not on {host}") for one in gone),
            *(_told(one, marks[one], f"the approved text is on {host} again") for one in back),
        ]

    @property
    def _host(self) -> str:
        return urlsplit(self._options.url).hostname or ""

    def _mention(self, news: _News, *, found_by: tuple[str, ...], now: datetime) -> Mention:
        # The time is part of the id: a page that goes back and forth is told each time. There is
        # no `url`: another source's item of the same address would pass for this one.
        told = f"{news.key}\n{news.text}\n{now.isoformat()}"
        return Mention(
            origin=self.name,
            id=blake2b(told.encode(), digest_size=12).hexdigest(),
            source=self.name,
            kind=MentionKind.ARTICLE,
            title=news.title,
            text=f"{news.text}\n{self._address}",
            published_at=now,
            fetched_at=now,
            match_basis=MatchBasis.SOURCE,
            found_by=found_by,
        )

    @property
    def _address(self) -> str:
        """The page's address for people, without what may be a secret in it."""
        parts = urlsplit(self._options.url)
        return f"{parts.scheme}://{parts.netloc}{parts.path}"


def _told(key: str, words: str, title: str) -> _News:
    shown = " ".join(words.split())
    cut = shown if len(shown) <= _QUOTED else f"{shown[: _QUOTED - 1]}…"
    return _News(key=f"{key} {title}", title=title, text=f"“{cut}”")
