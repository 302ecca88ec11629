"""Who speaks: people with several accounts, and answers of our own accounts.

Invariant: that two accounts are one person is declared in the config, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from socwatch.model.mention import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever speaks with these accounts counts as one voice."""

    id: str
    name: str
    accounts: tuple[str, ...]  # @handle of any service, or origin:@handle of one
    tags: tuple[str, ...] = ()  # ours, such as customer or journalist


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """That one of our accounts answered a mention, or that somebody says so.

    `to` is the key of the mention; or, where the service does not tell which one was answered, the
    account that was spoken to, as `spoken_to` writes it.
    """

    to: str
    at: datetime
    by: str  # the account of ours, or the contact who says so
    reply: str = ""  # key of what we wrote; "" when somebody only says that it was answered


def account(name: str) -> str:
    """An account's name as accounts are compared: without its "@" and without regard to case."""
    return name.strip().removeprefix("@").casefold()


def names_of(author: Author | None) -> tuple[str, ...]:
    """The names by which a service knows an account for certain; a display name is none."""
    if author is None:
        return ()
    return tuple(account(one) for one in (author.handle, author.id) if one)


def spoken_to(origin: str, handle: str) -> str:
    """The account that a text of this service speaks to, with its server if the text names one."""
    return f"{origin}/@{account(handle)}"


def spoken_to_as(origin: str, handle: str) -> tuple[str, ...]:
    """How a text may speak to an account: in full, or without the server.

    A namesake on another server is not meant by either.
    """
    local = account(handle).partition("@")[0]
    return tuple(dict.fromkeys((spoken_to(origin, handle), spoken_to(origin, local))))
