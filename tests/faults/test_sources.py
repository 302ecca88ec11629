"""What cron sees when services misbehave: the others are read, and nothing is taken for silence."""

from __future__ import annotations

import json
from pathlib import Path

from tests.faults.rig import BEGIN, DROP, TICK, Rig
from tests.support.http_server import Reply, Seen, serving

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Press</title>
<link>https://news.example/</link><description>News</description>
<item><guid>n1</guid><title>The acme kettle is loud</title><link>https://news.example/1</link>
<pubDate>Sun, 22 Nov 2026 09:58:00 GMT</pubDate></item></channel></rss>"""
XML = {"Content-Type": "application/rss+xml"}
ANSWERS = {
    "/good": Reply(body=FEED, headers=XML),
    "/down": Reply(status=500, body=b"oops"),
    "/page": Reply(body=b"<!doctype html><p>Log in", headers={"Content-Type": "text/html"}),
    "/empty": Reply(headers=XML),
}


def _answer(seen: Seen) -> Reply:
    return ANSWERS[seen.path]


def _sources(base: str) -> str:
    tables = (
        f'[[sources]]\nname = "{path[1:]}"\nkind = "rss"\nurl = "{base}{path}"\n'
        "allow_private = true\n"
        for path in ANSWERS
    )
    return DROP + "".join(tables)


def test_bad_answers_cost_only_their_own_source(tmp_path: Path) -> None:
    """500, a web page and nothing at all: exit 3, the good sources are read, the rest are named."""
    with serving(_answer) as server:
        rig = Rig(tmp_path, sources=_sources(server.url))
        rig.drop([("m1", "my acme kettle is fine")])
        polled = rig.run("poll")
        assert polled.code == 3
        assert "Traceback" not in polled.err
        rows = json.loads(rig.run("sources", "list", "--json").out)
    states = {row["name"]: row["state"] for row in rows}
    assert (states["drop"], states["good"]) == ("ok", "ok")
    assert {states[name] for name in ("down", "page", "empty")} == {"broken"}
    for name in ("down", "page", "empty"):
        assert f"source {name}: broken" in polled.err
        assert next(row["because"] for row in rows if row["name"] == name)
    store = rig.store()
    read = {one.mention.source for one in store.mentions.newest()}
    blind = {span.source for span in store.watching.blind_spans(BEGIN, BEGIN + TICK)}
    store.close()
    assert read == {"drop", "good"}
    assert blind == {"down", "page", "empty"}
