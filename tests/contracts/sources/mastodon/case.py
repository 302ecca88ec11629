"""A Mastodon server shows what is newer or older than an id."""

from __future__ import annotations

import json

from tests.contracts.sources.cases import Case
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


CASES = (
    Case(
        kind="mastodon",
        first=frozenset({f"{_SOCIAL}{n}" for n in (1, 2, 3)}),
        later=frozenset({f"{_SOCIAL}{n}" for n in (4, 5)}),
        suffix="json",
        script=_script,
        options={"server": "https://kettle.social"},
    ),
)
