"""An endpoint that answers a search with JSON: all at once, or page by page."""

from __future__ import annotations

import json

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen

FIELDS = {
    "id": "number",
    "url": "link",
    "title": "headline",
    "text": "body.html",
    "published_at": "written",
    "author": "by.nick",
    "author_name": "by.name",
    "followers": "by.fans",
    "likes": "thumbs",
    "replies": "answers",
}
OPTIONS = {
    "url": "https://board.example/api/search?q={query}",
    "items": "data.results",
    "fields": FIELDS,
    "token_env": SECRET_ENV,
}
NOTHING = json.dumps({"ok": True, "data": {"total": 0, "results": []}}).encode()


def _whole(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/api/search")
        assert seen.headers["authorization"] == f"Bearer {SECRET}"
        return Reply(body=body)

    return script


def _by_pages(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.headers["x-api-key"] == SECRET
        return Reply(body=body if seen.query["page"] == "1" else NOTHING)

    return script


CASES = (
    Case(
        kind="json",
        first=frozenset({"9007199254740993", "102", "103"}),
        later=frozenset({"104", "105"}),
        suffix="json",
        script=_whole,
        options=OPTIONS,
        forbidden=Outcome.UNAUTHORISED,
    ),
    Case(
        kind="json",
        name="json-pages",
        first=frozenset({"9007199254740993", "102", "103"}),
        later=frozenset({"104", "105"}),
        suffix="json",
        script=_by_pages,
        options={
            **OPTIONS,
            "cursor": {"kind": "page", "param": "page"},
            "token_header": "X-Api-Key",
        },
        forbidden=Outcome.UNAUTHORISED,
        tops_up=2,
    ),
)
