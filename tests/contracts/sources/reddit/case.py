"""Reddit answers with Atom feeds, or after a login with listings."""

from __future__ import annotations

import json

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import SECRET_ENV, Case
from tests.support.http_server import Reply, Script, Seen

_FIRST = frozenset({"t3_1kettle", "t3_1spout", "t1_1steam"})
_LATER = frozenset({"t3_1lid", "t1_1boil"})


def _feed(body: bytes) -> Script:
    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/search.rss")
        assert (seen.query["sort"], seen.query["limit"]) == ("new", "100")
        return Reply(body=body, headers={"Content-Type": "application/atom+xml; charset=UTF-8"})

    return script


def _api(body: bytes) -> Script:
    token = json.dumps({"access_token": "a-token", "token_type": "bearer", "expires_in": 86400})

    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/api/v1/access_token"):
            assert seen.method == "POST"
            assert seen.body == b"grant_type=client_credentials"
            return Reply(body=token.encode())
        assert seen.path.endswith("/search")
        assert seen.headers["authorization"] == "bearer a-token"
        assert seen.query["raw_json"] == "1"
        return Reply(body=body)

    return script


CASES = (
    Case(
        kind="reddit",
        name="reddit-rss",
        first=_FIRST,
        later=_LATER,
        suffix="xml",
        script=_feed,
        rotates=True,
    ),
    Case(
        kind="reddit",
        name="reddit-feed_token",
        first=_FIRST,
        later=_LATER,
        suffix="xml",
        script=_feed,
        options={"mode": "feed_token", "user": "acme_comms", "token_env": SECRET_ENV},
    ),
    Case(
        kind="reddit",
        name="reddit-oauth",
        first=_FIRST,
        later=_LATER,
        suffix="json",
        script=_api,
        options={"mode": "oauth", "client_id": "acmeapp", "client_secret_env": SECRET_ENV},
        forbidden=Outcome.UNAUTHORISED,
        before=1,
    ),
)
