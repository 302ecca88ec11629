"""What Meta's error codes mean for a source.

Invariant: a limit, a token that has run out, a permission that is missing and an id that is wrong
are four different things, and people read which. Facts:
https://developers.facebook.com/docs/graph-api/guides/error-handling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.sources._fields import count
from socwatch.sources._joined import PartClosed, PartUnknown

#: Too many calls of the app, the user, the page or the hashtags; or a block for a while.
_LIMITS = frozenset({4, 17, 18, 32, 341, 368, 613})
#: The same, by the sort of business: 80001 pages, 80002 Instagram.
_BUSINESS_LIMITS = range(80_000, 80_015)
_SESSION = frozenset({102, 104, 190, 463, 467, 2500})
_PERMISSIONS = frozenset({3, 10, *range(200, 300)})
_UNKNOWN = frozenset({21, 24, 100, 803})
_PASSING = frozenset({1, 2})
#: The words of `error_subcode` for people.
_WHY = {
    458: "the app was removed from the account",
    459: "the account has to log in again on the web",
    460: "the password was changed",
    463: "it has expired",
    464: "the account is not confirmed",
    467: "it was withdrawn",
    492: "the account has no role on the page any more",
}
_GRANT = "grant it in the app's dashboard and make a new token"
_NAMED = re.compile(
    r"'([\w ]{3,60})' (?:permission|feature)|\b((?:pages|instagram)_[a-z_]{4,50})\b"
)


def trouble(
    error: Mapping[str, object], *, words: str, until: datetime, hint: str
) -> SourceError | None:
    """What the error means; None for a code that says nothing beyond the status.

    `words` are Meta's, fit to be repeated; `until` is when a limit will be over.
    """
    code = count(error, "code") or 0
    if code in _LIMITS or code in _BUSINESS_LIMITS:
        return SourceRefused(f"Meta asks us to wait (error {code})", retry_at=until)
    if code in _SESSION:
        why = _WHY.get(count(error, "error_subcode") or 0, words)
        return SourceUnauthorised(
            f"Meta does not accept the token (error {code}): {why}", hint="make a new token"
        )
    if code in _PERMISSIONS:
        return PartClosed(f"the token {_lacks(words)} (error {code})", hint=_GRANT)
    if code in _UNKNOWN:
        lacks = f", and whether the token {_lacks(words)}" if _named(words) else ""
        return PartUnknown(
            f"Meta does not know what we ask for (error {code})", hint=f"{hint}{lacks}"
        )
    if code in _PASSING or error.get("is_transient") is True:
        return SourceBroken(f"Meta failed for a moment (error {code})")
    return None


def _lacks(words: str) -> str:
    named = _named(words)
    return f"lacks {' or '.join(named)}" if named else f"lacks a permission: {words}"


def _named(words: str) -> list[str]:
    """The permissions that a message names, each once."""
    found = (one or other for one, other in _NAMED.findall(words))
    return list(dict.fromkeys(found))
