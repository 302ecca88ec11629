"""The mailbox in which people answer socwatch's mails: who wrote which words in answer to which mail.

Invariant: only what a person wrote, in answer to a mail of ours, comes out; the mailbox is looked at
and not touched. A reply is brought as a mention that answers (`in_reply_to`) the Message-ID of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.model.query import Topic
from socwatch.secrets import Secret
from socwatch.sources._http import Http, Session
from socwatch.sources._imap_reading import Piece
from socwatch.sources._mailbox import Auth, Login
from socwatch.sources._pages import Declined
from socwatch.sources.imap import Imap, Options

NAME = "replies"
#: The first lines of a reply say it all.
_READ = 4_000


class Replies(Imap):
    """The replies in one folder."""

    kind = "replies"

    def __init__(self, written: dict[str, object], password: Secret, http: Http) -> None:
        """`written` are keys of the mailbox source, without the password."""
        keys = {**written, "password_env": "-", "allow_private": True, "match": "all"}
        super().__init__(NAME, Options.model_validate(keys), http)
        self._password = password

    def _login(self, session: Session) -> Login:
        secret = session.reveal(self._password, "a password")
        login = Login(user=self._options.user, secret=secret, auth=Auth.PASSWORD)
        for answer in (login.plain()(b""), login.token()(b"")):
            session.hide(answer.decode())
        return login

    def _reader(self, topics: Sequence[Topic], now: datetime) -> Callable[[Piece], Mention]:
        del topics
        return lambda piece: _reply(piece, now)


def _reply(piece: Piece, now: datetime) -> Mention:
    """Raises ValueError for a mail that cannot be read, Declined for what is no person's answer."""
    mail = piece.mail
    if mail is None:
        raise ValueError(piece.fault)
    if not mail.answers:
        raise Declined("no answer to a mail of socwatch")
    if mail.by_machine:
        raise Declined(mail.by_machine)
    return Mention(
        origin=NAME,
        id=piece.id,
        source=NAME,
        kind=MentionKind.MAIL,
        title=mail.subject or None,
        text=mail.own[:_READ],
        published_at=mail.sent_at,
        fetched_at=now,
        author=Author(handle=mail.handle, name=mail.name),
        in_reply_to=mail.answers,
    )
