"""Links that acknowledge: who may do it, for which issue, for how long, signed so that nobody else can.

Invariants: a link stands for one person and one start of an issue's ladder; whatever is changed in
it, it is worth nothing; every reason why it is worth nothing looks the same from outside.
HMAC-SHA-256 (RFC 2104), compared in constant time.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from socwatch.model.issue import Issue, IssueState

GOOD_FOR = timedelta(days=7)
_VERSION = "1"
_LONGEST = 400  # characters of a token; ours have about 120
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """That a person may acknowledge an issue; times are UTC, to the millisecond."""

    issue: str  # I-42
    since: datetime  # the start of the ladder that the link is about
    contact: str  # id
    made_at: datetime

    @property
    def expires_at(self) -> datetime:
        """From then on it is worth nothing."""
        return self.made_at + GOOD_FOR


def permit(issue: Issue, contact: str, now: datetime) -> Permit:
    """What a link in a mail to this contact allows."""
    return Permit(issue=issue.id, since=_whole(issue.since), contact=contact, made_at=_whole(now))


def token(allowed: Permit, key: bytes) -> str:
    """The permit as a part of an address: letters, digits, - and _."""
    said = "|".join(
        (
            _VERSION,
            allowed.issue,
            allowed.contact,
            str(_ms(allowed.since)),
            str(_ms(allowed.made_at)),
        )
    ).encode()
    return _armoured(said) + "." + _armoured(_seal(said, key))


def opened(words: str, key: bytes, now: datetime) -> Permit | None:
    """The permit in a token; None when it is not ours, was changed, or has expired."""
    said, _, seal = words.partition(".")
    try:
        raw, given = _bare(said), _bare(seal)
    except ValueError:
        return None
    if len(words) > _LONGEST or not hmac.compare_digest(given, _seal(raw, key)):
        return None
    version, issue, contact, since, made_at = raw.decode().split("|")
    found = Permit(issue=issue, contact=contact, since=_at(since), made_at=_at(made_at))
    return found if version == _VERSION and now < found.expires_at else None


def is_current(allowed: Permit, issue: Issue) -> bool:
    """Whether it is about the issue as it stands: not raised or opened again since."""
    return _whole(issue.since) == allowed.since


def is_used(allowed: Permit, issue: Issue) -> bool:
    """Whether its person has said so already, after the link was made; a link acts once."""
    said = issue.state is IssueState.ACKNOWLEDGED or issue.acknowledged_by
    at = issue.acknowledged_at
    mine = allowed.contact in issue.acknowledged_by
    return bool(said) and mine and (at is None or allowed.made_at <= at)


def _seal(said: bytes, key: bytes) -> bytes:
    return hmac.new(key, b"socwatch/ack/" + said, sha256).digest()


def _armoured(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bare(words: str) -> bytes:
    """Raises ValueError; UnicodeEncodeError is one."""
    padded = words + "=" * (-len(words) % 4)
    raw = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
    if _armoured(raw) != words:  # one permit has one spelling
        raise ValueError("not as we write it")
    return raw


def _ms(at: datetime) -> int:
    return (at - _EPOCH) // _MILLISECOND


def _at(ms: str) -> datetime:
    return _EPOCH + int(ms) * _MILLISECOND


def _whole(at: datetime) -> datetime:
    return _at(str(_ms(at)))
