"""Bluesky logs in, then pages what was posted since a time."""

from __future__ import annotations

import json
from datetime import datetime

from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen

_POST = "at://did:plc:ola/app.bsky.feed.post/3mkettle"
SESSION = {"accessJwt": "access-1", "refreshJwt": "refresh-1", "did": "did:plc:acme", "handle": "x"}


def _script(body: bytes) -> Script:
    answer = json.loads(body)

    def script(seen: Seen) -> Reply:
        if seen.path.endswith("createSession"):
            assert json.loads(seen.body) == {"identifier": "acme.example", "password": SECRET}
            return Reply(body=json.dumps(SESSION).encode())
        assert seen.path.endswith("/xrpc/app.bsky.feed.searchPosts")
        assert seen.headers["authorization"] == "Bearer access-1"
        since = datetime.fromisoformat(seen.query["since"])
        shown = [one for one in answer["posts"] if _late_enough(one, since)]
        return Reply(body=json.dumps({**answer, "posts": shown}).encode())

    return script


def _late_enough(post: object, since: datetime) -> bool:
    at = post.get("indexedAt") if isinstance(post, dict) else None
    return at is None or datetime.fromisoformat(at) >= since


CASES = (
    Case(
        kind="bluesky",
        first=frozenset({f"{_POST}{n}" for n in (1, 2, 3)}),
        later=frozenset({f"{_POST}{n}" for n in (4, 5)}),
        suffix="json",
        script=_script,
        options={"identifier": "acme.example", "password_env": SECRET_ENV},
        before=1,
        tops_up=2,
    ),
)
