"""Telegram shows a channel's newest messages, or those before one."""

from __future__ import annotations

from pathlib import Path

from tests.contracts.sources.cases import Case
from tests.support.http_server import Reply, Script, Seen

NOTHING = (Path(__file__).parent / "empty.html").read_bytes()


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/s/AcmeNews")
        return Reply(body=NOTHING if "before" in seen.query else body)

    return script


CASES = (
    Case(
        kind="telegram",
        first=frozenset({"AcmeNews/101", "AcmeNews/102", "AcmeNews/103"}),
        later=frozenset({"AcmeNews/104", "AcmeNews/105"}),
        suffix="html",
        script=_script,
        options={"channel": "AcmeNews"},
        known_author=True,
    ),
)
