"""X sells pages of posts; here with a large budget, and everything is bought."""

from __future__ import annotations

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/2/tweets/search/recent")
        assert seen.headers["authorization"] == f"Bearer {SECRET}"
        assert seen.query["query"].endswith(" -is:retweet")
        return Reply(body=body)

    return script


CASES = (
    Case(
        kind="x",
        first=frozenset({"1992065838102380553", "1992065838102380554", "1992065838102380555"}),
        later=frozenset({"1992065838102380556", "1992065838102380557"}),
        suffix="json",
        script=_script,
        options={"token_env": SECRET_ENV, "monthly_budget_usd": 1_000, "buy": "always"},
        forbidden=Outcome.UNAUTHORISED,
        spends=True,
    ),
)
