"""Acknowledging by link: opening shows, the button acts, and nobody else's link does anything."""

from __future__ import annotations

import contextlib
import email
import logging
import mailbox
import re
from collections.abc import Iterator
from email import policy
from pathlib import Path

import httpx
import pytest

from socwatch.app import App, load_config
from socwatch.engine import acting
from socwatch.engine.local import poll_once
from socwatch.model.issue import CloseReason, EventKind, Issue, IssueState
from tests.support.story import config
from tests.support.web import browsable

NOW = "2026-11-22T02:30:00Z"
PUBLIC = '[web]\npublic_url = "https://watch.acme.example"'
LINK = re.compile(r"https://watch\.acme\.example/a/(\S+)")


class Site:
    """Somebody has been called; their mails are in a mailbox, and the pages are up."""

    def __init__(self, folder: Path, url: str, config: Path) -> None:
        self.folder, self.config = folder, config
        self.browser = httpx.Client(base_url=url)

    def links(self) -> dict[str, str]:
        """The latest link that each person got."""
        found = {}
        with contextlib.closing(mailbox.mbox(self.folder / "mail.mbox")) as box:
            mails = [raw.as_bytes() for raw in box]
        for raw in mails:
            mail = email.message_from_bytes(raw, policy=policy.default)
            text = mail.get_body(("plain",))
            link = LINK.search(text.get_content() if text is not None else "")
            if link:
                found[str(mail["To"])] = link[1]
        return found

    @property
    def dana(self) -> str:
        """The path of Dana's link."""
        return f"/a/{self.links()['dana@acme.example']}"

    def issue(self) -> Issue:
        """The fire, as it is stored."""
        with App(load_config(self.config)) as app:
            return app.store.ledger.issue("I-1")

    def notes(self) -> list[str]:
        """What is on record besides the issue."""
        with App(load_config(self.config)) as app:
            lines = [entry for _, entry in app.store.ledger.timeline()]
        return [one.because for one in lines if one.issue is None and one.event is EventKind.NOTE]

    def press(self, path: str, **headers: str) -> httpx.Response:
        """The button on the page, as a browser sends it."""
        usual = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
        sent = {name.replace("_", "-"): value for name, value in (usual | headers).items()}
        return self.browser.post(path, data={"link": path.removeprefix("/a/")}, headers=sent)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """At 02:30 Dana was called."""
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    path = tmp_path / "socwatch.toml"
    source = 'kind = "file"\npath = "drop.jsonl"'
    words = config(below=PUBLIC).replace('kind = "rss"\nurl = "https://news.example/rss"', source)
    path.write_text(words, encoding="utf-8")
    said = '{"id":"m1","text":"My <b>Acme</b> kettle caught fire","published_at":"2026-11-22T02:29:00Z"}\n'
    (tmp_path / "drop.jsonl").write_text(said, encoding="utf-8")
    with App(load_config(path)) as app:
        _poll(app)
    with browsable(path) as url:
        site = Site(tmp_path, url, path)
        yield site
        site.browser.close()


def _poll(app: App) -> None:
    import asyncio

    asyncio.run(poll_once(app))


def test_opening_a_link_changes_nothing(site: Site) -> None:
    """A hundred times, by GET, HEAD and OPTIONS, as programs that look at mails do."""
    before = site.issue()
    for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE"):
        for _ in range(20):
            site.browser.request(method, site.dana)
    assert site.issue() == before


def test_the_page_says_what_the_button_does(site: Site) -> None:
    """What it is about, that nobody has it, who is told next, and whose link this is."""
    page = site.browser.get(site.dana)
    assert page.status_code == 200
    for words in ("RED", "I-1", "Nobody has it yet", "I have it", "will be told at", "Dana Okafor"):
        assert words in page.text
    assert "<b>Acme</b>" not in page.text


def test_the_button_acknowledges(site: Site) -> None:
    """In the name of the person whom the link was sent to; the page says so afterwards."""
    pressed = site.press(site.dana)
    assert pressed.status_code == 200
    assert "acknowledged by Dana Okafor" in pressed.text
    issue = site.issue()
    assert (issue.state, issue.owner) == (IssueState.ACKNOWLEDGED, "dana")
    assert "You have it since" in site.browser.get(site.dana).text


def test_pressed_again_it_changes_nothing(site: Site) -> None:
    """A link acts once, whoever has got hold of it."""
    site.press(site.dana)
    before = site.issue()
    assert site.press(site.dana).status_code == 200
    assert site.issue() == before
    assert "<button" not in site.browser.get(site.dana).text


def test_a_link_of_a_closed_issue_shows_that_it_is_closed(site: Site) -> None:
    """And offers nothing."""
    with App(load_config(site.config)) as app:
        setup = app.setup(sources=(), notifiers={})
        acting.close(setup, "I-1", "mia", CloseReason.FALSE_ALARM, app.clock.now())
    page = site.press(site.dana)
    assert "closed by Mia Lindqvist" in page.text
    assert site.issue().state is IssueState.CLOSED


def test_a_link_from_before_it_was_opened_again_does_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newer mail has a link of its own."""
    link = site.dana
    monkeypatch.setenv("SOCWATCH_NOW", "2026-11-22T02:40:00Z")
    with App(load_config(site.config)) as app:
        setup = app.setup(sources=(), notifiers={})
        acting.acknowledge(setup, "I-1", "mia", app.clock.now())
        acting.reopen(setup, "I-1", "mia", app.clock.now())
    assert "newer mail" in site.press(link).text
    assert site.issue().owner is None
    with App(load_config(site.config)) as app:
        _poll(app)
    assert site.dana != link
    site.press(site.dana)
    assert site.issue().owner == "dana"


def test_forged_changed_and_old_links_look_alike(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """403 and the same words: nobody learns what was wrong with it. It is on record once."""
    good = site.dana
    pages = [site.browser.get(path) for path in ("/a/x", "/a/x.y", good[:-1], f"{good}A")]
    pages.append(site.press(f"{good[:-2]}AA"))
    monkeypatch.setenv("SOCWATCH_NOW", "2026-12-01T02:30:00Z")
    pages.append(site.press(good))
    assert {page.status_code for page in pages} == {403}
    assert len({page.text for page in pages}) == 1
    assert site.issue().owner is None
    assert len(site.notes()) == 2  # at most one in ten minutes; the last was nine days later


def test_who_left_the_plan_can_acknowledge_no_more(site: Site) -> None:
    """The link is worth as much as its person."""
    link = site.dana
    text = site.config.read_text(encoding="utf-8").replace('id = "dana"', 'id = "diana"')
    site.config.write_text(text.replace('"dana"', '"diana"'), encoding="utf-8")
    assert site.press(link).status_code == 403


def test_many_wrong_links_from_one_place_are_too_many(site: Site) -> None:
    """But the right one is never held back."""
    answers = [site.browser.get(f"/a/wrong{n}").status_code for n in range(32)]
    assert answers[-1] == 429
    assert site.press(site.dana).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
def test_a_form_from_elsewhere_does_nothing(site: Site, headers: dict[str, str]) -> None:
    """Even with the right link in it."""
    assert site.press(site.dana, **headers).status_code == 403
    assert site.issue().owner is None


@pytest.mark.parametrize(
    "body",
    [b"", b"link=other", b"link", b"link=" + b"x" * 9_000, b"\xff\xfe", b"a=1&b=2&c=3&d=4&e=5"],
)
def test_a_form_without_the_link_does_nothing(site: Site, body: bytes) -> None:
    """A cross-site request cannot know it."""
    sent = {"Content-Type": "application/x-www-form-urlencoded"}
    assert site.browser.post(site.dana, content=body, headers=sent).status_code == 403
    assert site.issue().owner is None


def test_another_name_is_not_ours(site: Site) -> None:
    """A name that was made to point at this machine shows nothing (DNS rebinding)."""
    answer = site.browser.get(site.dana, headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert "I-1" not in answer.text
    assert site.browser.get(site.dana, headers={"Host": "watch.acme.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/a/x", "/", "/healthz", "/../etc/passwd"])
def test_every_answer_is_guarded(site: Site, path: str) -> None:
    """It cannot be framed, kept, sniffed, or be read by other sites; nothing runs or loads in it."""
    headers = site.browser.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_no_link_is_logged(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """Who reads the log must not be able to acknowledge."""
    caplog.set_level(logging.DEBUG)
    site.browser.get(site.dana)
    site.browser.get("/a/wrong")
    site.press(site.dana)
    logged = [one for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))]
    secret = site.dana.removeprefix("/a/")
    assert not [one for one in logged if secret in one.getMessage() or "/a/" in one.getMessage()]


def test_the_health_of_the_poller(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """200 while polls are recent; 503, with the age, when they are not."""
    fresh = site.browser.get("/healthz")
    assert (fresh.status_code, fresh.json()["ok"]) == (200, True)
    monkeypatch.setenv("SOCWATCH_NOW", "2026-11-22T03:00:00Z")
    old = site.browser.get("/healthz")
    assert (old.status_code, old.json()["age_seconds"]) == (503, 1800)
