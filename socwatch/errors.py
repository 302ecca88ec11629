"""Everything that socwatch raises on purpose, as one tree.

    SocwatchError
    ├── UsageError               a flag or argument that makes no sense          exit 2
    ├── NothingMatched           unknown issue, mention, contact                 exit 5
    ├── ConfigMissing            no config file where we looked                  exit 10
    ├── ConfigWrong              config or plan wrong, with all its problems     exit 11
    ├── SecretUnavailable        a secret cannot be read                         exit 12
    ├── NobodyTold               something was due and nobody got it             exit 13
    ├── StoreUnusable            the database is damaged or newer than we are    exit 20
    ├── LeaseHeld                another process is the poller                   exit 75
    ├── StoreBusy                somebody else holds the database       (transient, exit 1)
    ├── SourceError              a service that was not, or only partly, read
    │   ├── SourceRefused        asked to wait                          (transient)
    │   ├── SourceBroken         5xx, cut or wrong-shaped answers       (transient)
    │   ├── SourceUnauthorised   login or token rejected                (permanent)
    │   └── SourceMisconfigured  the service does not know what we ask  (permanent)
    └── DeliveryError            a message that did not go out
        ├── DeliveryFailed       may work later                         (transient)
        └── DeliveryRefused      will never work for this address       (permanent)

Whether trying again can help is the *type*: adapters translate, steps decide. The message of
each says what happened; `hint` says what the reader can do about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


class SocwatchError(Exception):
    """Base of all; `exit_code` is what a command ends with when nobody catches it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(SocwatchError):
    """A flag or argument that makes no sense."""

    exit_code = 2


class NothingMatched(SocwatchError):
    """What was named does not exist."""

    exit_code = 5


class ConfigMissing(SocwatchError):
    """No config file in any of the places where socwatch looks."""

    exit_code = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in a config file, placed so that an editor can jump to it."""

    file: str
    line: int | None  # 1-based; None when the file could not be read at all
    key: str  # dotted, as `plan.contacts[1].email`; "" for the file itself
    says: str  # what is wrong
    suggestion: str = ""  # what to write instead

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        words = f"{place}: {self.key}: {self.says}" if self.key else f"{place}: {self.says}"
        return f"{words} ({self.suggestion})" if self.suggestion else words


class ConfigWrong(SocwatchError):
    """The config or the plan has mistakes; all of them are in `problems`."""

    exit_code = 11

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class SecretUnavailable(SocwatchError):
    """A password or token is configured by reference and the reference cannot be read."""

    exit_code = 12


class NobodyTold(SocwatchError):
    """A message was due and not one recipient got it."""

    exit_code = 13


class StoreUnusable(SocwatchError):
    """The database is damaged, is no database, or was written by a newer socwatch."""

    exit_code = 20


class StoreBusy(SocwatchError):
    """Another program has held the database for longer than we wait."""


class LeaseHeld(SocwatchError):
    """Another process is the poller; only one at a time may be."""

    exit_code = 75


class SourceError(SocwatchError):
    """A service was not read, or only in part."""


class SourceRefused(SourceError):
    """The service asked us to wait; `retry_at` (UTC) is when it will listen again, if it said."""

    def __init__(self, message: str, *, retry_at: datetime | None = None, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.retry_at = retry_at


class SourceBroken(SourceError):
    """The answer was a server error, was cut, or had the wrong shape."""


class SourceUnauthorised(SourceError):
    """The login or token was rejected, or one is needed."""


class SourceMisconfigured(SourceError):
    """The address, id or query is not known to the service, or must not be asked."""


class DeliveryError(SocwatchError):
    """A message did not go out."""


class DeliveryFailed(DeliveryError):
    """It may work later; `whole_channel` when no other message of the channel would go either."""

    def __init__(self, message: str, *, whole_channel: bool = False, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.whole_channel = whole_channel


class DeliveryRefused(DeliveryError):
    """It will never work for this address; `whole_channel` when our login or sender is refused."""

    def __init__(self, message: str, *, whole_channel: bool = False, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.whole_channel = whole_channel
