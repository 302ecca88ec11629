"""How a poll ends, whatever the service does.

Invariants: a page that is not OK is the last; items that cannot be read are counted and named; a
service most of whose items cannot be read has changed its shape and is broken, not quiet.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from typing import TypeVar

import msgspec

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.model.mention import Cursor, Mention, Outcome, Page, Skipped
from socwatch.secrets import secrets_in
from socwatch.sources._http import Http, Session
from socwatch.sources._options import NetworkOptions

Pages = AsyncGenerator[Page, None]

_OUTCOMES: dict[type[SourceError], Outcome] = {
    SourceRefused: Outcome.REFUSED,
    SourceUnauthorised: Outcome.UNAUTHORISED,
    SourceMisconfigured: Outcome.MISCONFIGURED,
    SourceBroken: Outcome.BROKEN,
}

State = TypeVar("State", bound=msgspec.Struct)
Item = TypeVar("Item")


class Declined(ValueError):
    """An item that is whole but is not taken; the message says why."""


async def polled(
    http: Http,
    options: NetworkOptions,
    now: datetime,
    read: Callable[[Session], Pages],
    *,
    kind: str = "",
) -> Pages:
    """The pages that `read` brings over one session, closed in every case.

    When the service's allowance is used up at the end, an empty last page says until when.
    """
    allow = options.allow_private
    async with http.session(now=now, allow_private=allow, kind=kind) as session:
        await session.look_up(secrets_in(options))
        well, because = True, ""
        async with aclosing(settled(read(session))) as pages:
            async for page in pages:
                well, because = page.outcome is Outcome.OK, page.because
                yield page
        if well and session.pause_until is not None:
            yield Page(retry_at=session.pause_until, because=because)


async def settled(pages: Pages) -> Pages:
    """The pages, and as the last one what went wrong."""
    read_some = False
    async with aclosing(pages):
        try:
            async for page in pages:
                read_some = read_some or bool(page.mentions)
                yield page
                if page.outcome is not Outcome.OK:
                    return
        except SourceError as error:
            yield _failed(error, read_some=read_some)


def _failed(error: SourceError, *, read_some: bool) -> Page:
    because = f"{error.message}; {error.hint}" if error.hint else error.message
    known = next(
        (one for kind, one in _OUTCOMES.items() if isinstance(error, kind)), Outcome.BROKEN
    )
    outcome = Outcome.PARTIAL if read_some else known
    retry_at = error.retry_at if isinstance(error, SourceRefused) else None
    return Page(outcome=outcome, because=because, retry_at=retry_at)


@dataclass(slots=True)
class Harvest:
    """The mentions read from a row of items, and the items that are none."""

    mentions: list[Mention] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    total: int = 0
    malformed: int = 0

    def page(self, *, then: Cursor | None) -> Page:
        """A page of them; broken, with the cursor left alone, when more than half is malformed."""
        page = Page(mentions=tuple(self.mentions), next=then, skipped=tuple(self.skipped))
        if self.malformed * 2 <= self.total:
            return page
        because = f"{self.malformed} of {self.total} items could not be read: their form is new"
        return replace(page, next=None, outcome=Outcome.BROKEN, because=because)


def gathered(
    items: Sequence[Item],
    read: Callable[[Item], Mention],
    *,
    known: Callable[[Item], bool] = lambda _: False,
    called: Callable[[int, Item], str] = lambda number, _: f"item {number}",
) -> Harvest:
    """What `read` makes of each item that is not `known`; its ValueError says why it is none."""
    harvest = Harvest(total=len(items))
    for number, item in enumerate(items, 1):
        try:
            if not known(item):
                harvest.mentions.append(read(item))
        except Declined as why:
            harvest.skipped.append(Skipped(item=called(number, item), because=str(why)))
        except ValueError as why:
            harvest.malformed += 1
            harvest.skipped.append(Skipped(item=called(number, item), because=str(why)))
    return harvest


def state_of(since: Cursor | None, form: type[State]) -> State:
    """The state a cursor was written from; a fresh one when there is none that can be read."""
    if since is None:
        return form()
    try:
        return msgspec.json.decode(since.encode(), type=form)
    except (msgspec.DecodeError, UnicodeError):
        return form()


def cursor_of(state: msgspec.Struct) -> Cursor:
    """The state as a cursor."""
    return Cursor(msgspec.json.encode(state).decode())


def mark(item_id: str) -> str:
    """A short stand-in for an id, for the lists of known ids in a cursor."""
    return blake2b(item_id.encode("utf-8", "replace"), digest_size=8).hexdigest()


def latest(marks: Sequence[str], most: int) -> list[str]:
    """The last `most` of them, each once."""
    return list(dict.fromkeys(reversed(marks)))[:most][::-1]
