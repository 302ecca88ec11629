"""GDELT answers in one piece."""

from __future__ import annotations

from tests.contracts.sources.cases import Case
from tests.support.http_server import Reply, Script, Seen


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/api/v2/doc/doc")
        assert (seen.query["mode"], seen.query["format"]) == ("artlist", "json")
        return Reply(body=body)

    return script


CASES = (
    Case(
        kind="gdelt",
        first=frozenset(
            {
                "https://kettle.example/news/recall",
                "https://presse.example/bouilloires",
                "https://zh.example/a/1?x=1&y=2",
            }
        ),
        later=frozenset({"https://kettle.example/news/reply", "https://kettle.example/late"}),
        suffix="json",
        script=_script,
    ),
)
