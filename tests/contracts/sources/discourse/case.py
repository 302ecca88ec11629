"""Discourse searches, and shows each post whole under its number; or lists its newest posts."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.contracts.sources.cases import Case
from tests.support.http_server import Reply, Script, Seen


def _searching(body: bytes) -> Script:
    """What is below `whole` is not of the search: it is what the posts say in full."""

    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/search.json"):
            assert " order:latest after:2026-11-2" in seen.query["q"]
            return Reply(body=body)
        number = seen.path.rpartition("/")[2].removesuffix(".json")
        return Reply(body=json.dumps(json.loads(body)["whole"][number]).encode())

    return script


def _listing(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/posts.json")
        return Reply(body=body if "before" not in seen.query else b'{"latest_posts":[]}')

    return script


_SEARCH = Case(
    kind="discourse",
    first=frozenset({"9007199254740993", "101", "102"}),
    later=frozenset({"103", "104"}),
    suffix="json",
    script=_searching,
    options={"server": "forum.example"},
)

CASES = (
    _SEARCH,
    replace(
        _SEARCH,
        name="discourse-latest",
        folder="discourse_latest",
        script=_listing,
        options={"server": "forum.example", "watch": "latest"},
        rotates=True,  # it asks for no topic at all
    ),
)
