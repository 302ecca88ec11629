"""One poll's way through a mail folder: which mails are new, and how far one poll goes.

Invariants: the cursor is behind every mail that was read and before every one that was not; a
mail is known by its Message-ID when the server has numbered its mails anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import msgspec

from socwatch.model.mention import Outcome, Page
from socwatch.sources._alerts import Alert
from socwatch.sources._imap_connection import LARGEST
from socwatch.sources._imap_words import Letter
from socwatch.sources._letter import Mail, mail_in
from socwatch.sources._mailbox import Folder, Login, Mailbox
from socwatch.sources._pages import cursor_of, latest, mark

_MOST_MAILS = 300  #: in one poll
#: Mails, and their bytes, in one answer: over a slow line one answer must come within the deadline.
_AT_ONCE = 20
_BYTES_AT_ONCE = 1024 * 1024
_SIZES_AT_ONCE = 100
_FIRST_LOOK = timedelta(days=1)
#: A server's day may begin half a day before or after ours.
_ZONES = timedelta(hours=14)
_REMEMBERED = 2_000


class FolderState(msgspec.Struct):
    """Up to which UID the folder was read.

    While a first look goes on, UIDs up to `known` only count when they came after `floor`.
    """

    v: int = 1
    place: str = ""
    validity: int = -1
    last: int = 0
    known: int = 0
    floor: int = 0
    read: int = 0  # epoch of the last poll that read everything
    seen: list[str] = []


@dataclass(frozen=True, slots=True)
class Piece:
    """What may become a mention: a mail, or one link of a digest; a mail that is none has a fault."""

    mail: Mail | None
    alert: Alert | None = None
    fault: str = ""

    @property
    def id(self) -> str:
        if self.alert is not None:
            return self.alert.url
        return self.mail.id if self.mail is not None else ""


class Reading:
    """One poll's way through a folder, oldest mail first. All but the state is for a thread."""

    def __init__(self, box: Mailbox, state: FolderState, now: datetime) -> None:
        self.box = box
        self.state = state
        self.waiting: list[int] = []
        self._now = now
        self._sizes: dict[int, int] = {}
        self._counted = 0
        self._up_to = 0

    @property
    def is_enough(self) -> bool:
        """Whether one poll has read as much as it may."""
        return self._counted >= _MOST_MAILS

    def begin(self, login: Login, name: str) -> None:
        """Opens the folder and finds out which mails are to be read."""
        folder = self.box.open(login, name)
        if folder.validity != self.state.validity:
            self._look_first(folder)
        state = self.state
        later = self.box.after(max(state.last, state.known))
        if state.last < state.known:
            day = datetime.fromtimestamp(state.floor, UTC) - _ZONES
            inside = (uid for uid in self.box.received_since(day) if uid <= state.known)
            later = sorted({*(uid for uid in inside if uid > state.last), *later})
        self.waiting = later

    def _look_first(self, folder: Folder) -> None:
        """A new folder, or one whose mails have new numbers: only those of late are looked at."""
        known = folder.next - 1 if folder.next else self.box.last()
        before = datetime.fromtimestamp(self.state.read, UTC) if self.state.read else self._now
        floor = min(before, self._now) - _FIRST_LOOK
        self.state.validity, self.state.last, self.state.known = folder.validity, 0, known
        self.state.floor = int(floor.timestamp())

    def batch(self) -> list[Piece]:
        """The next few mails."""
        uids = self._next()
        self.waiting = self.waiting[len(uids) :]
        letters = self.box.fetch(uids)
        self._counted += len(uids)
        self._up_to = uids[-1]
        return [piece for one in letters if self._counts(one) for piece in _pieces(one)]

    def _next(self) -> list[int]:
        """As many of the waiting mails as fit into one answer, at least one."""
        if self.waiting[0] not in self._sizes:
            self._sizes = self.box.sizes(self.waiting[:_SIZES_AT_ONCE])
        uids: list[int] = []
        room = _BYTES_AT_ONCE
        for uid in self.waiting[:_AT_ONCE]:
            room -= min(self._sizes.get(uid, LARGEST), LARGEST)
            if uids and room < 0:
                break
            uids.append(uid)
        return uids

    def _counts(self, letter: Letter) -> bool:
        at = letter.received_at
        old = at is not None and at.timestamp() <= self.state.floor
        return not (old and letter.uid <= self.state.known)

    def remember(self, pieces: Sequence[Piece]) -> None:
        """Notes that the last batch was read."""
        self.state.last = self._up_to
        marks = [mark(piece.id) for piece in pieces if piece.id]
        self.state.seen = latest([*self.state.seen, *marks], _REMEMBERED)

    def end(self) -> Page:
        """The last page: whether everything was read."""
        if self.waiting:
            return Page(
                outcome=Outcome.PARTIAL,
                because="there were more mails than one poll may read; the rest is read next time",
            )
        self.state.last = max(self.state.last, self.state.known)
        self.state.read = int(self._now.timestamp())
        return Page(next=cursor_of(self.state))


def _pieces(letter: Letter) -> list[Piece]:
    try:
        mail = mail_in(letter.raw)
    except ValueError as why:
        return [Piece(None, fault=str(why))]
    if mail.sent_at is None:
        mail = replace(mail, sent_at=letter.received_at)
    return [Piece(mail, alert) for alert in mail.alerts] or [Piece(mail)]
