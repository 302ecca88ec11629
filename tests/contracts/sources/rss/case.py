"""A feed: one document, whatever is asked."""

from __future__ import annotations

from tests.contracts.sources.cases import Case
from tests.support.http_server import Reply, Script


def script(body: bytes) -> Script:
    """The feed, as it is."""
    return lambda _seen: Reply(body=body, headers={"Content-Type": "application/xml"})


CASES = (
    Case(
        kind="rss",
        first=frozenset({"kw-1", "kw-2", "kw-3"}),
        later=frozenset({"kw-4", "kw-5"}),
        suffix="xml",
        script=script,
        options={"url": "https://kettle.example/rss?token=s3cr3t"},
    ),
)
