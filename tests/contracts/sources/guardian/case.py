"""The Guardian numbers its pages and says how many there are."""

from __future__ import annotations

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen

_FIRST = ("business/2026/nov/22/acme-kettles-recall", "money/2026/nov/22/kettle-refunds")


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/search")
        assert seen.headers["api-key"] == SECRET
        return Reply(body=body)

    return script


CASES = (
    Case(
        kind="guardian",
        first=frozenset({*_FIRST, "technology/live/2026/nov/22/business-live"}),
        later=frozenset({"business/2026/nov/22/acme-answers", "commentisfree/2026/nov/22/kettles"}),
        suffix="json",
        script=_script,
        options={"token_env": SECRET_ENV},
        forbidden=Outcome.UNAUTHORISED,
        spends=True,
    ),
)
