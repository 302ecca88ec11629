"""Trustpilot lists the reviews of one company, newest first."""

from __future__ import annotations

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen

_UNIT = "5a7b000000000000000acme1"


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith(f"/v1/business-units/{_UNIT}/reviews")
        assert seen.headers["apikey"] == SECRET
        return Reply(body=body)

    return script


CASES = (
    Case(
        kind="trustpilot",
        first=frozenset({f"6740000000000000000000a{n}" for n in (1, 2, 3)}),
        later=frozenset({f"6740000000000000000000a{n}" for n in (4, 5)}),
        suffix="json",
        script=_script,
        options={"token_env": SECRET_ENV, "business_unit_id": _UNIT},
        forbidden=Outcome.UNAUTHORISED,
    ),
)
