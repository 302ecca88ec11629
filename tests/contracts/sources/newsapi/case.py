"""NewsAPI shows 100 articles of a search on its free plan."""

from __future__ import annotations

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/v2/everything")
        assert seen.headers["x-api-key"] == SECRET
        return Reply(body=body)

    return script


CASES = (
    Case(
        kind="newsapi",
        first=frozenset(
            {
                "https://gazette.example/acme-recall",
                "https://post.example/kettles",
                "https://post.example/refunds",
            }
        ),
        later=frozenset(
            {"https://gazette.example/acme-answers", "https://gazette.example/kettle-ban"}
        ),
        suffix="json",
        script=_script,
        options={"token_env": SECRET_ENV},
        forbidden=Outcome.UNAUTHORISED,
        spends=True,
    ),
)
