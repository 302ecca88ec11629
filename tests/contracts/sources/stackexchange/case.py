"""Stack Exchange wraps its posts and says what is left of the quota."""

from __future__ import annotations

import json

from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen

_NOTHING = {"items": [], "has_more": False, "quota_max": 300, "quota_remaining": 200}


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/2.3/search/excerpts")
        assert seen.query["site"] == "cooking"
        assert seen.query.get("key", SECRET) == SECRET
        return Reply(body=body if seen.query["page"] == "1" else json.dumps(_NOTHING).encode())

    return script


_FIRST = frozenset({"79000001", "79000002", "79000003"})
_LATER = frozenset({"79000004", "79000005"})

CASES = (
    Case(
        kind="stackexchange",
        first=_FIRST,
        later=_LATER,
        suffix="json",
        script=_script,
        options={"site": "cooking"},
    ),
    Case(
        kind="stackexchange",
        name="stackexchange with a key",
        first=_FIRST,
        later=_LATER,
        suffix="json",
        script=_script,
        options={"site": "cooking", "token_env": SECRET_ENV},
    ),
)
