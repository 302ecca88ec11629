"""The App Store shows one page of reviews, and says whether it knows an app."""

from __future__ import annotations

from pathlib import Path

from tests.contracts.sources.cases import Case
from tests.support.http_server import Reply, Script, Seen

EMPTY = (Path(__file__).parent / "empty.json").read_bytes()
EMPTY_XML = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Reviews</title></feed>'


def _script(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/lookup"):
            return Reply(body=b'{"resultCount": 1, "results": [{"trackName": "Acme"}]}')
        assert seen.path.startswith("/gb/rss/customerreviews/")
        if seen.path.endswith("/xml"):
            return Reply(body=EMPTY_XML)
        return Reply(body=body if "/page=1/" in seen.path else EMPTY)

    return script


CASES = (
    Case(
        kind="appstore",
        first=frozenset({"9007199254740993", "8100000002", "8100000003"}),
        later=frozenset({"8100000004", "8100000005"}),
        suffix="json",
        script=_script,
        options={"app_id": "1200000001", "country": "gb"},
    ),
)
