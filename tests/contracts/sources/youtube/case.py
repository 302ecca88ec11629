"""YouTube is searched, and then asked what the videos are."""

from __future__ import annotations

import json
from pathlib import Path

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET, SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen

_HERE = Path(__file__).parent


def _script(body: bytes) -> Script:
    known = {
        "videos": json.loads((_HERE / "videos.json").read_text("utf-8")),
        "channels": json.loads((_HERE / "channels.json").read_text("utf-8")),
    }

    def script(seen: Seen) -> Reply:
        assert seen.headers["x-goog-api-key"] == SECRET
        what = seen.path.rpartition("/youtube/v3/")[2]
        if what == "search":
            assert (seen.query["type"], seen.query["order"]) == ("video", "date")
            return Reply(body=body)
        wanted = seen.query["id"].split(",")
        items = [one for one in known[what]["items"] if one["id"] in wanted]
        return Reply(body=json.dumps({**known[what], "items": items}).encode())

    return script


CASES = (
    Case(
        kind="youtube",
        first=frozenset({"AcmeKettle1", "AcmeKettle2", "AcmeKettle3"}),
        later=frozenset({"AcmeKettle4", "AcmeKettle5"}),
        suffix="json",
        script=_script,
        options={"token_env": SECRET_ENV},
        forbidden=Outcome.UNAUTHORISED,
        spends=True,
    ),
)
