"""A Mastodon server shows what is newer or older than an id."""

from __future__ import annotations

import json

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen

_SOCIAL = "https://kettle.social/users/ola/statuses/11764000000000000"


def _script(body: bytes) -> Script:
    statuses = json.loads(body)

    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/api/v2/instance"):
            return Reply(body=b'{"configuration": {}}')
        low, high = int(seen.query.get("min_id", 0)), int(seen.query.get("max_id", 10**30))
        shown = [one for one in statuses if low < int(one["id"]) < high]
        return Reply(body=json.dumps(shown).encode())

    return script


def _searching(body: bytes) -> Script:
    statuses = json.loads(body)

    def script(seen: Seen) -> Reply:
        assert seen.headers["authorization"] == f"Bearer {SECRET}"
        if not seen.path.endswith("/api/v2/search"):
            return Reply(body=b"[]")
        offset = int(seen.query.get("offset", 0))
        found = {"accounts": [], "hashtags": [], "statuses": statuses[offset:]}
        return Reply(body=json.dumps(found).encode())

    return script


CASES = (
    Case(
        kind="mastodon",
        name="mastodon_search",
        first=frozenset({f"{_SOCIAL}{n}" for n in (1, 2, 3)}),
        later=frozenset({f"{_SOCIAL}{n}" for n in (4, 5)}),
        suffix="json",
        script=_searching,
        options={"server": "https://kettle.social", "token_env": SECRET_ENV},
        forbidden=Outcome.UNAUTHORISED,
    ),
    Case(
        kind="mastodon",
        first=frozenset({f"{_SOCIAL}{n}" for n in (1, 2, 3)}),
        later=frozenset({f"{_SOCIAL}{n}" for n in (4, 5)}),
        suffix="json",
        script=_script,
        options={"server": "https://kettle.social"},
    ),
)
