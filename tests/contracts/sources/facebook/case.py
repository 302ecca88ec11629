"""A page has posts that tag it, posts on it, and comments below those."""

from __future__ import annotations

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.headers["authorization"] == f"Bearer {SECRET}"
        return Reply(body=body if seen.path.endswith("/v23.0/60001/tagged") else b'{"data": []}')

    return script


CASES = (
    Case(
        kind="facebook",
        first=frozenset(
            {"70010_9007199254740993", "70011_122100000000002", "70012_122100000000003"}
        ),
        later=frozenset({"70013_122100000000004", "70014_122100000000005"}),
        suffix="json",
        script=_script,
        options={"token_env": SECRET_ENV, "page_id": "60001"},
        forbidden=Outcome.UNAUTHORISED,
    ),
)
