"""Public Telegram channels, through the preview that every browser may see; no login.

Invariants: reading goes back, page by page, to the message that was read last; what one poll
cannot read is kept as a gap and read by the next; a channel whose preview is closed is told apart
from a quiet one, and hides no other. Facts: the pages below https://t.me/s/ themselves.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

import msgspec
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from socwatch.errors import SourceBroken, SourceError, SourceMisconfigured
from socwatch.model.mention import Cursor, Outcome, Page
from socwatch.model.query import Topic
from socwatch.sources._answers import Ask, Expect, Rejection
from socwatch.sources._http import Session
from socwatch.sources._options import HttpOptions
from socwatch.sources._pages import Pages, cursor_of, gathered, state_of
from socwatch.sources._service import Service
from socwatch.sources._telegram_page import Message, Preview, mention_of, no_preview, preview

_PREVIEW = "https://t.me/s/"
#: Pages of 20 messages of one channel in one poll.
_MOST_PAGES = 25
_FIRST_LOOK = timedelta(days=1)
#: Seconds between two pages.
_GAP = 1.0
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_BEFORE_NAME = re.compile(r"^(https?://)?(www\.)?(t|telegram)\.me/(s/)?", re.IGNORECASE)


def _channel(value: str) -> str:
    channel = _BEFORE_NAME.sub("", value.strip()).removeprefix("@").rstrip("/")
    if channel.startswith(("+", "joinchat/")):
        raise ValueError("this invites to a private channel, which cannot be read")
    if not _NAME.fullmatch(channel):
        raise ValueError('write the name of a channel, such as "acmenews" of t.me/acmenews')
    return channel


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


_Channels = Annotated[
    tuple[Annotated[str, AfterValidator(_channel)], ...],
    BeforeValidator(_several),
    Field(strict=False, min_length=1),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]


class Options(HttpOptions):
    """Which channels."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    channel: _Channels
    """The name of a public channel, or a list of them; with or without `@` or `t.me/`."""


class _Known(msgspec.Struct):
    """What was read of a channel: all up to the message `newest`, but for the gap."""

    newest: int = 0
    gap: tuple[int, int] | None = None  # after the first number, before the second


class _State(msgspec.Struct):
    v: int = 1
    channels: dict[str, _Known] = {}


class Telegram(Service[Options]):
    """The messages of one or several public channels."""

    kind = "telegram"
    OPTIONS = Options

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was written since the cursor; on the first poll, the last day."""
        del topics
        before = state_of(since, _State).channels
        names = {channel.casefold(): channel for channel in self._options.channel}
        state = _State(channels={key: before.get(key, _Known()) for key in names})
        failure: SourceError | None = None
        unfinished = False
        for key, channel in names.items():
            url = self._options.address(_PREVIEW + channel)
            walk = _Walk(session=session, url=url, channel=channel, known=state.channels[key])
            try:
                async for page in walk.previews(now - _FIRST_LOOK):
                    read = partial(mention_of, page=page, source=self.name, now=now)
                    yield gathered(page.messages, read, called=_named).page(then=None)
            except (SourceBroken, SourceMisconfigured) as error:
                failure = failure or error
                continue
            state.channels[key] = walk.known_now()
            yield Page(next=cursor_of(state))
            unfinished = unfinished or state.channels[key].gap is not None
        if failure is not None:
            raise failure
        if unfinished:
            yield Page(
                outcome=Outcome.PARTIAL,
                because="there was more than one poll may read; the rest is read next time",
            )


def _named(number: int, message: Message) -> str:
    return message.post or f"message {number}"


@dataclass(slots=True, kw_only=True)
class _Walk:
    """One channel's part of a poll: what is new, then the gap that an earlier poll left."""

    session: Session
    url: str
    channel: str
    known: _Known
    _left: int = _MOST_PAGES
    _newest: int = 0
    _gap: tuple[int, int] | None = None
    _stopped: int | None = None  # read down to here when the pages of this poll ran out

    async def previews(self, first_look: datetime) -> AsyncGenerator[Preview, None]:
        """Pages with the messages that are new."""
        self._newest, gap = self.known.newest, self.known.gap
        async for page in self._back(self.known.newest, None, first_look):
            yield page
        self._gap = self._unread(self.known.newest if gap is None else gap[0])
        if gap is None or self._gap is not None:
            return
        async for page in self._back(gap[0], gap[1], first_look):
            yield page
        self._gap = self._unread(gap[0])

    def _unread(self, low: int) -> tuple[int, int] | None:
        return None if self._stopped is None else (low, self._stopped)

    def known_now(self) -> _Known:
        """What the next poll has to know."""
        return _Known(newest=self._newest, gap=self._gap)

    async def _back(
        self, low: int, before: int | None, first_look: datetime
    ) -> AsyncGenerator[Preview, None]:
        """Pages from the newest (or from `before`) down to the message `low`."""
        while self._left:
            self._left -= 1
            page = await self._ask(before)
            older = [number for number in page.numbers if before is None or number < before]
            fresh = [one for one in page.messages if _is_between(one, low, before)]
            if fresh:
                yield replace(page, messages=fresh)
            if not older:
                return
            before = min(older)
            self._newest = max(self._newest, *older)
            if before <= max(low, 1) or (not low and _reaches(page, first_look)):
                return
        self._stopped = before

    async def _ask(self, before: int | None) -> Preview:
        params = {} if before is None else {"before": str(before)}
        ask = Ask(
            url=self.url, params=params, expect=Expect.PAGE, explain=self._explained, gap=_GAP
        )
        answer = await self.session.get(ask)
        return await asyncio.to_thread(preview, answer.body, self.channel)

    def _explained(self, rejection: Rejection) -> SourceError | None:
        """Telegram sends a reader on to the channel's card when it has no preview."""
        if not 300 <= rejection.status < 400:
            return None
        target = urlsplit(rejection.headers.get("location", "")).path
        return None if "/s/" in target else no_preview(self.channel)


def _is_between(message: Message, low: int, before: int | None) -> bool:
    """Also when it has no number: it is to be counted and named."""
    number = message.number
    return number is None or (low < number and (before is None or number < before))


def _reaches(page: Preview, first_look: datetime) -> bool:
    """Whether the page goes back as far as a first poll wants, or does not say how far."""
    times = [one.published_at for one in page.messages if one.published_at is not None]
    return not times or min(times) < first_look
