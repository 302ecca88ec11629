"""An account has posts that tag it, posts of its own, and comments below those."""

from __future__ import annotations

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.headers["authorization"] == f"Bearer {SECRET}"
        return Reply(
            body=body if seen.path.endswith("/17841400000000001/tags") else b'{"data": []}'
        )

    return script


CASES = (
    Case(
        kind="instagram",
        first=frozenset({f"1800100000000000{n}" for n in (1, 2, 3)}),
        later=frozenset({f"1800100000000000{n}" for n in (4, 5)}),
        suffix="json",
        script=_script,
        options={"token_env": SECRET_ENV, "user_id": "17841400000000001"},
        forbidden=Outcome.UNAUTHORISED,
    ),
)
