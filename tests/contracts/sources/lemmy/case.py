"""Lemmy says its version, then answers a search; both generations of its API."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from tests.contracts.sources.cases import Case
from tests.support.http_server import Reply, Script, Seen

LANGUAGES = [
    {"id": 0, "code": "und", "name": "Undetermined"},
    {"id": 1, "code": "de", "name": "Deutsch"},
    {"id": 2, "code": "en", "name": "English"},
]


def site(version: str) -> Reply:
    """What a server of this version says of itself."""
    return Reply(body=json.dumps({"version": version, "all_languages": LANGUAGES}).encode())


def _script(body: bytes, *, version: str, search: str) -> Script:
    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/api/v3/site"):
            return site(version)
        assert seen.path.endswith(search)
        assert seen.query["limit"] == "50"
        return Reply(body=body)

    return script


def _speaking(version: str, search: str) -> Callable[[bytes], Script]:
    return partial(_script, version=version, search=search)


_FIRST = frozenset(
    {
        "https://lemmy.example/post/1",
        "https://lemmy.example/comment/9007199254740993",
        "https://other.example/post/7",
    }
)
_LATER = frozenset({"https://lemmy.example/post/8", "https://other.example/comment/9"})

CASES = (
    Case(
        kind="lemmy",
        first=_FIRST,
        later=_LATER,
        suffix="json",
        script=_speaking("0.19.12", "/api/v3/search"),
        before=1,
        tops_up=2,
    ),
    Case(
        kind="lemmy",
        name="lemmy-v4",
        folder="lemmy_v4",
        first=_FIRST,
        later=_LATER,
        suffix="json",
        script=_speaking("1.0.2", "/api/v4/search"),
        before=1,
        tops_up=2,
    ),
)
