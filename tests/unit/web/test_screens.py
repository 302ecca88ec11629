"""The wall behind its key, one issue on it, and answers in plain words when nothing can be shown."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from socwatch.app import App, load_config
from socwatch.engine import acting
from socwatch.web.gate import HIDDEN, Wall
from tests.support.web import browsable
from tests.unit.web.test_pages import Site, site

__all__ = ["site"]

KEY = "0123456789abcdef" * 2
LOCKED = Wall(shown=True, key=KEY)
#: What a stranger may write: it may stand in a title that was made of a story.
TRAP = "<script>alert(1)</script> \x1b[31m \u202egnp {{ 7 * 7 }} & \"'"


@contextlib.contextmanager
def browser(site: Site, wall: Wall) -> Iterator[httpx.Client]:
    """A browser before the pages of this site."""
    with browsable(site.config, wall=wall) as url, httpx.Client(base_url=url) as client:
        client.headers["Accept"] = "text/html,*/*"
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/issues/I-1", "/digests/2026-11-22", "/metrics", "/feed.atom"]
)
def test_without_the_key_nothing_of_the_wall_is_shown(site: Site, path: str) -> None:
    """A wrong one and none get the same answer, which says where the key is."""
    with browser(site, LOCKED) as client:
        for none in (client.get(path), client.get(path, params={"key": "wrong"})):
            assert none.status_code == 403
            assert "--wall-address" in none.text
            assert "RED" not in none.text
        assert client.get(path, headers={"Authorization": f"Bearer {KEY}"}).status_code == 200


def test_the_key_leaves_the_address_bar(site: Site) -> None:
    """It is kept in a cookie that no script reads, and the wall goes on without it."""
    with browser(site, LOCKED) as client:
        first = client.get("/", params={"key": KEY})
        assert (first.status_code, first.headers["location"]) == (303, "/")
        cookie = first.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        wall = client.get("/")
        assert wall.status_code == 200
        assert KEY not in wall.text
        issue = re.search(r'href="(/issues/[^"]+)"', wall.text)
        assert issue is not None
        assert client.get(issue[1]).status_code == 200
    with browser(site, LOCKED._replace(secure=True)) as client:
        assert "secure" in client.get("/", params={"key": KEY}).headers["set-cookie"].lower()


def test_a_program_needs_no_cookie(site: Site) -> None:
    """A feed reader has the key in its address and gets the feed at once."""
    with browser(site, LOCKED) as client:
        got = client.get("/feed.atom", params={"key": KEY}, headers={"Accept": "*/*"})
    assert (got.status_code, got.text[:5]) == (200, "<?xml")


def test_nobody_can_try_many_keys(site: Site) -> None:
    """After thirty wrong ones in a minute the right one is still let in, and no other is."""
    with browser(site, LOCKED) as client:
        codes = [client.get("/", params={"key": f"{n}"}).status_code for n in range(40)]
        assert codes == [403] * 30 + [429] * 10
        assert client.get("/", params={"key": KEY}).status_code == 303


def test_the_page_of_an_issue_quotes_nobody_and_acts_for_nobody(site: Site) -> None:
    """Who has it, why, the playbook, what happened; no mention, no note, no button."""
    with App(load_config(site.config)) as app:
        setup = app.setup(sources=(), notifiers={})
        acting.note(setup, "I-1", "dana", "the CEO is on a plane", app.clock.now())
    with browser(site, Wall(shown=True)) as client:
        page = client.get("/issues/i-1").text
        nothing = client.get("/issues/I-99")
        assert client.post("/issues/I-1").status_code == 405
    for words in ("RED", "Nobody has it yet", "socwatch ack I-1", "told Dana Okafor", "Why"):
        assert words in page
    for hidden in ("kettle caught", "on a plane", "<form", "<script"):
        assert hidden not in page
    assert (nothing.status_code, "No such issue" in nothing.text) == (404, True)


def test_a_hostile_title_is_text_on_every_page(site: Site) -> None:
    """Markup, escapes, turned letters and templates in a title change nothing around them."""
    with contextlib.closing(sqlite3.connect(site.config.with_name("socwatch.db"))) as database:
        rows = database.execute("SELECT body FROM issue").fetchall()
        body = rows[0][0]
        text = body if isinstance(body, str) else body.decode()
        changed = json.loads(text)
        changed["title"] = TRAP
        database.execute("UPDATE issue SET body = ?", (json.dumps(changed).encode(),))
        database.commit()
    with browser(site, Wall(shown=True)) as client:
        for path in ("/", "/issues/I-1", "/feed.atom", "/digests/2026-11-22", site.dana):
            page = client.get(path)
            assert page.status_code == 200
            assert "<script>alert" not in page.text, path
            assert not re.search("[\x1b\u202e]", page.text), path
            assert "alert(1)" in page.text or "digests" in path, path


def test_a_busy_database_is_said_and_not_waited_for(site: Site) -> None:
    """Another program holds it: 503 within some seconds, in words, and again fine afterwards."""
    path = site.config.with_name("socwatch.db")
    with browser(site, Wall(shown=True)) as client:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            pages = [client.get(one, timeout=30) for one in ("/", "/issues/I-1", "/metrics")]
            other.execute("ROLLBACK")
        for page in pages:
            assert page.status_code == 503
            assert "Nothing can be shown now" in page.text
        assert client.get("/").status_code == 200


def test_what_is_not_there_is_said_in_words(site: Site) -> None:
    """Another address, and a form for a page that only shows."""
    with browser(site, HIDDEN) as client:
        for path in ("/", "/nothing", "/issues/I-1"):
            none = client.get(path)
            assert (none.status_code, "no such page" in none.text) == (404, True)
    with browser(site, Wall(shown=True)) as client:
        refused = client.post("/")
    assert (refused.status_code, "Nothing was done" in refused.text) == (405, True)


def test_the_address_of_the_wall_is_the_key(site: Site) -> None:
    """`serve --wall-address` prints what opens it; without a key it says what to write."""
    from socwatch.cli.serving import _address, _wall

    config = load_config(site.config)
    with App(config) as app:
        key = app.wall_key()
        assert (len(key), key) == (32, app.wall_key())
    keyed = config.web.model_copy(update={"wall": "key"})
    assert _address(keyed, key) == f"https://watch.acme.example/?key={key}"
    assert _wall("0.0.0.0", keyed, key) == Wall(shown=True, key=key, secure=True)
    assert _wall("127.0.0.1", config.web, key) == Wall()


def test_who_is_muted_by_a_graver_issue_is_told_nothing_of_the_next_step(site: Site) -> None:
    """The wall, the issue's page and the page of the link say the same: nobody is called for it."""
    with App(load_config(site.config)) as app, app.store.unit():
        fire = app.store.ledger.issue("I-1")
        app.store.ledger.save(replace(fire, number=2, severity="amber", kind="volume", revision=0))
        setup = app.setup(sources=(), notifiers={})
        assert setup.link is not None
        amber = app.store.ledger.issue("I-2")
        link = setup.link(amber, "dana", app.clock.now()).partition("/a/")[2]
    with browser(site, Wall(shown=True)) as client:
        page, linked, wall = (client.get(one).text for one in ("/issues/I-2", f"/a/{link}", "/"))
    assert "Muted while I-1 is open." in page
    assert "told at" not in page.partition("What happened")[0]
    assert "Nobody has it yet" in linked
    assert "will be told at" not in linked
    assert wall.count("told at") == 1
