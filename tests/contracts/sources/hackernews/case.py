"""Hacker News pages its hits."""

from __future__ import annotations

import json

from tests.contracts.sources.cases import Case
from tests.support.http_server import Reply, Script, Seen


def _script(body: bytes) -> Script:
    nothing = json.dumps({"hits": [], "nbHits": 0, "nbPages": 0}).encode()

    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/api/v1/search_by_date")
        return Reply(body=body if seen.query["page"] == "0" else nothing)

    return script


CASES = (
    Case(
        kind="hackernews",
        first=frozenset({"9007199254740993", "42000002", "42000003"}),
        later=frozenset({"42000004", "42000005"}),
        suffix="json",
        script=_script,
    ),
)
