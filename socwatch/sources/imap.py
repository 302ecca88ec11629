"""A folder of a mailbox: letters to the press office, an agency's alerts, Google Alerts.

Invariants: the mailbox is looked at and not touched; a mail is brought once, also when the server
numbers its mails anew; what socwatch itself or another machine sent by itself is not taken, so
that no alarm sets off the next. Facts: RFC 3501, RFC 3834, and _mailbox.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, ClassVar, Literal, Self, TypeVar

import httpx
from pydantic import AfterValidator, Field, model_validator

from socwatch.errors import SourceBroken, SourceMisconfigured
from socwatch.model.mention import Author, Cursor, MatchBasis, Mention, MentionKind
from socwatch.model.query import Topic
from socwatch.sources._address import is_loopback, reachable
from socwatch.sources._alerts import Alert
from socwatch.sources._http import Session
from socwatch.sources._imap_connection import Door, Patience, Tls
from socwatch.sources._imap_reading import FolderState, Piece, Reading
from socwatch.sources._mailbox import Auth, Login, Mailbox
from socwatch.sources._options import Duration, File, Line, NetworkOptions, PasswordKeys, Word
from socwatch.sources._pages import Declined, Pages, cursor_of, gathered, mark, state_of
from socwatch.sources._service import Service

#: Message-IDs are the same all over the world: a mail in two mailboxes is one mention.
_ORIGIN = "mail"
#: One poll may take no longer, whatever the server does.
_DEADLINE = 25.0

Answer = TypeVar("Answer")


def _host(value: str) -> str:
    if "/" in value or value.count(":") == 1:
        raise ValueError("write the server's name alone; the port has a key of its own")
    return value.strip("[]")


class Options(PasswordKeys, NetworkOptions):
    """Which mailbox, who reads it, and what of it counts."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    every: Duration = timedelta(minutes=2)
    """How often the mailbox is looked at."""

    host: Annotated[Word, AfterValidator(_host)]
    """The mail server's name."""

    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Its port; 993, or 143 where tls is not "implicit"."""

    tls: Annotated[Tls, Field(strict=False)] = Tls.IMPLICIT
    """"implicit": encrypted from the start; "starttls": before the login; "none": this machine."""

    ca_file: File | None = None
    """Certificates to trust instead of the system's."""

    user: Line
    """Login name."""

    auth: Annotated[Auth, Field(strict=False)] = Auth.PASSWORD
    """"password", or "xoauth2": then the secret is an access token (Gmail, Microsoft 365)."""

    folder: Line = "INBOX"
    """The folder that is read, with its sub-folders' separator as the server writes it."""

    match: Literal["query", "all"] = "query"
    """"query": the topics' queries decide; "all": every mail of the folder belongs to them."""

    @model_validator(mode="after")
    def _encrypted(self) -> Self:
        if self.tls is Tls.NONE and not is_loopback(self.host):
            raise ValueError('tls = "none" is only for a server on this machine')
        return self


class Imap(Service[Options]):
    """The mails of one folder."""

    kind = "imap"
    OPTIONS = Options

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads the mails that came since the cursor; on the first poll, those of the last day."""
        login = self._login(session)
        patience = Patience(min(_DEADLINE, session.http.manners.deadline))
        box = Mailbox(await self._door(session), patience, session.quote)
        try:
            reading = Reading(box, self._state(since), now)
            await _waited(box, partial(reading.begin, login, self._options.folder))
            read = self._reader(topics, now)
            while (pieces := await self._next(reading, patience)) is not None:
                seen = frozenset(reading.state.seen)
                harvest = gathered(
                    _each_once(pieces),
                    read,
                    known=lambda piece, seen=seen: mark(piece.id) in seen,  # type: ignore[misc]
                    called=lambda number, piece: piece.id or f"mail {number}",
                )
                reading.remember(pieces)
                # A mail that cannot be read today cannot be read tomorrow: the cursor goes on.
                yield replace(harvest.page(then=None), next=cursor_of(reading.state))
            yield reading.end()
            await _waited(box, box.leave)
        finally:
            box.cut()

    def _reader(self, topics: Sequence[Topic], now: datetime) -> Callable[[Piece], Mention]:
        """What makes a mention of a mail."""
        return partial(_mention, source=self.name, found_by=self._found_by(topics), now=now)

    @staticmethod
    async def _next(reading: Reading, patience: Patience) -> list[Piece] | None:
        """The next mails, read; None when there are none, or no time for them."""
        if not reading.waiting or reading.is_enough or patience.is_nearly_over:
            return None
        return await _waited(reading.box, reading.batch)

    def _login(self, session: Session) -> Login:
        what = "an access token" if self._options.auth is Auth.XOAUTH2 else "a password"
        secret = session.reveal(self._options.secret("password"), what)
        login = Login(user=self._options.user, secret=secret, auth=self._options.auth)
        for answer in (login.plain()(b""), login.token()(b"")):
            session.hide(answer.decode())  # a server may repeat what it did not understand
        return login

    async def _door(self, session: Session) -> Door:
        """Where to knock. Raises SourceMisconfigured when that is no place to connect to."""
        options = self._options
        port = options.port or (993 if options.tls is Tls.IMPLICIT else 143)
        try:
            async with asyncio.timeout(session.http.manners.connect):
                addresses = await reachable(options.host, port, allow_private=options.allow_private)
        except (httpx.ConnectError, TimeoutError):
            words = f"{options.host} could not be reached: no network, or no such name"
            raise SourceBroken(words) from None
        if options.tls is Tls.NONE and not all(map(is_loopback, addresses)):
            raise SourceMisconfigured(f"{options.host} is not this machine, so tls is needed")
        return Door(
            host=options.host,
            port=port,
            addresses=addresses,
            tls=options.tls,
            ca_file=options.ca_file,
        )

    def _state(self, since: Cursor | None) -> FolderState:
        """What the cursor says of this folder; UIDs of another one mean nothing here."""
        options = self._options
        here = mark(f"{options.user}\n{options.host}\n{options.folder}")
        state = state_of(since, FolderState)
        return state if state.place == here else FolderState(place=here, seen=state.seen)

    def _found_by(self, topics: Sequence[Topic]) -> tuple[str, ...]:
        if self._options.match == "query":
            return ()
        return tuple(topic.name for topic in topics if topic.reads(self.name))


async def _waited(box: Mailbox, work: Callable[[], Answer]) -> Answer:
    """What the work in a thread brings; when nobody waits for it any more, it is ended."""
    try:
        return await asyncio.to_thread(work)
    except asyncio.CancelledError:
        box.cut()
        raise


def _each_once(pieces: Sequence[Piece]) -> list[Piece]:
    numbered = {piece.id or f"{number}": piece for number, piece in enumerate(pieces)}
    return list(numbered.values())


def _mention(piece: Piece, *, source: str, found_by: tuple[str, ...], now: datetime) -> Mention:
    """Raises ValueError for a mail that cannot be read, Declined for one that no person wrote."""
    mail, alert = piece.mail, piece.alert
    if mail is None:
        raise ValueError(piece.fault)
    if alert is None and mail.passed_over:
        raise Declined(mail.passed_over)
    found = Mention(
        origin=_ORIGIN,
        id=piece.id,
        source=source,
        kind=MentionKind.MAIL,
        url=mail.url,
        title=mail.subject or None,
        text=mail.text,
        published_at=mail.sent_at,
        fetched_at=now,
        author=Author(handle=mail.handle, name=mail.name) if mail.handle or mail.name else None,
        in_reply_to=mail.in_reply_to,
        match_basis=MatchBasis.SOURCE if found_by else MatchBasis.TEXT,
        found_by=found_by,
    )
    return found if alert is None else _linked(found, alert)


def _linked(mail: Mention, alert: Alert) -> Mention:
    """The page that an alert points at: its author is the publisher, never Google."""
    return replace(
        mail,
        kind=MentionKind.ARTICLE,
        url=alert.url,
        title=alert.title,
        text=alert.text,
        author=Author(name=alert.publisher) if alert.publisher else None,
        in_reply_to=None,
    )
