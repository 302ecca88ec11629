"""A page of our own: whether it is up, what it says, and what is different on it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.model.mention import Cursor, MatchBasis, Mention, MentionKind, Outcome, Page
from socwatch.sources import registry
from socwatch.sources._http import Http
from socwatch.sources._visible import squeezed, what_changed
from socwatch.sources.page import Options, WatchedPage
from socwatch.watch.collect import collect
from tests.contracts.sources.cases import ACME, NOW, QUICK, last_cursor, mentions_in, topic
from tests.support.http_server import LoopbackServer, Reply, Seen, always, serving
from tests.support.world import World

PAGE = """<!DOCTYPE html><html><head><title>Status 1</title><style>p {{}}</style></head>
<body><nav>Home</nav><main id="status"><p>{0}</p></main><footer>{1}</footer>
<script>var token = "{2}";</script><p hidden>{2}</p><p style="display:none">{2}</p></body></html>"""
APPROVED = "We have stopped selling the kettle - nobody's safety is at risk."


def page(words: str = "All is well", foot: str = "© Acme", unseen: str = "a") -> bytes:
    """A page that says so."""
    return PAGE.format(words, foot, unseen).encode()


class Watched:
    """A page that is looked at, look after look."""

    def __init__(self, server: LoopbackServer, **keys: object) -> None:
        raw = {
            "base_url": server.url,
            "allow_private": True,
            "url": "https://acme.example/status?t=s3cr3t",
            **keys,
        }
        options = Options.model_validate(raw)
        self.server = server
        self.source = WatchedPage("site", options, Http(manners=QUICK))
        self.now = NOW
        self.pages: list[Page] = []
        self.cursor: Cursor | None = None

    def look(self, body: bytes | None = None) -> list[Mention]:
        """What the next look brings, when the page is this one."""
        if body is not None:
            self.server.script = always(Reply(body=body))
        self.now += timedelta(minutes=5)

        async def polled() -> list[Page]:
            source, topics = self.source, (ACME, replace(topic("bravo"), sources=("other",)))
            return [one async for one in source.poll(topics, self.cursor, self.now)]

        self.pages = asyncio.run(polled())
        if any(one.next for one in self.pages):
            self.cursor = last_cursor(self.pages)
        return mentions_in(self.pages)

    @property
    def outcome(self) -> Outcome:
        """Of the last look."""
        return self.pages[-1].outcome


def test_the_first_look_brings_nothing() -> None:
    """What was there before we came is no news; neither is what stays as it is."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server)
        assert watched.look() == []
        assert watched.look() == []
        assert watched.outcome is Outcome.OK


def test_a_change_is_told_once() -> None:
    """What was added and what was removed, for the topics that read the source."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server)
        watched.look()
        (mention,) = watched.look(page("We look into reports of leaks"))
        assert watched.look() == []
    assert mention.title == "acme.example changed"
    assert mention.text.splitlines() == [
        "Added: We look into reports of leaks",
        "Removed: All is well",
        "https://acme.example/status",
    ]
    assert (mention.kind, mention.key.partition(":")[0]) == (MentionKind.ARTICLE, "site")
    assert (mention.published_at, mention.url) == (NOW + timedelta(minutes=10), None)
    assert (mention.match_basis, mention.found_by) == (MatchBasis.SOURCE, ("acme",))


def test_what_goes_back_and_forth_is_told_each_time() -> None:
    """Each with an id of its own."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server)
        watched.look()
        told = [one for n in range(4) for one in watched.look(page("Down" if n % 2 == 0 else "Up"))]
    assert len({one.id for one in told}) == 4


def test_nobody_sees_scripts_hidden_parts_or_white_space() -> None:
    """Tokens, styles, the title of the window and line breaks are no change."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server)
        watched.look()
        other = (
            page(unseen="b").replace(b"Status 1", b"Status 2").replace(b"is well", b"is\n  well")
        )
        assert watched.look(other) == []
        assert watched.look(page().replace(b"<nav>", b'<nav class="x">')) == []


def test_a_selector_narrows_the_look() -> None:
    """A counter in the footer is nobody's business then; a part that is gone is said."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server, selector="#status")
        watched.look()
        assert watched.look(page(foot="1,234 visitors")) == []
        assert len(watched.look(page("Down"))) == 1
        assert watched.look(page().replace(b"status", b"state")) == []
        assert watched.outcome is Outcome.MISCONFIGURED
        assert "selector" in watched.pages[-1].because


def test_a_missing_approved_text_is_told_once_until_it_is_back() -> None:
    """At the first look, too; and once when it is back."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server, contains=APPROVED)
        (gone,) = watched.look()
        assert watched.look() == []
        *_, back = watched.look(page(APPROVED))
        assert watched.look() == []
        changed, again = watched.look(page("Buy kettles"))
    assert gone.title == "the approved text is not on acme.example"
    assert APPROVED in gone.text
    assert back.title == "the approved text is on acme.example again"
    assert (changed.title, again.title) == ("acme.example changed", gone.title)
    assert len({one.id for one in (gone, back, changed, again)}) == 4


@pytest.mark.parametrize(
    "set_as",
    [
        "We have <b>stopped</b> selling\n\nthe&nbsp;kettle &ndash; nobody&rsquo;s safety is at risk.",
        "WE HAVE STOPPED SELLING THE KETTLE \u2014 NOBODY'S SAFETY IS AT RISK.",
        "Hello. We have stopped sel&shy;ling the kettle-nobody&#39;s safety is at risk. Bye.",
    ],
)
def test_how_a_text_is_set_makes_no_difference(set_as: str) -> None:
    """Blanks, capitals, quotes, dashes, hyphens and markup are the printer's."""
    with serving(always(Reply(body=page(set_as)))) as server:
        assert Watched(server, contains=[APPROVED]).look() == []


def test_another_word_does() -> None:
    """Each approved text for itself."""
    with serving(always(Reply(body=page(APPROVED.replace("nobody", "somebody"))))) as server:
        (told,) = Watched(server, contains=["Home", APPROVED]).look()
    assert "nobody" in told.text


def test_the_page_is_asked_only_for_what_changed() -> None:
    """304 is up, and costs no write: the cursor is the very same."""

    def script(seen: Seen) -> Reply:
        known = seen.headers.get("if-none-match") == '"v1"'
        return Reply(status=304) if known else Reply(body=page(), headers={"ETag": '"v1"'})

    with serving(script) as server:
        watched = Watched(server)
        watched.look()
        before = watched.cursor
        assert watched.look() == []
        assert watched.cursor == before
        assert watched.outcome is Outcome.OK
        assert watched.server.seen[-1].headers["if-none-match"] == '"v1"'


def test_another_part_of_the_page_is_a_first_look() -> None:
    """A new selector is no change of the page."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server)
        watched.look()
        narrowed = Watched(server, selector="main")
        narrowed.cursor = watched.cursor
        assert narrowed.look() == []


def test_an_unreadable_cursor_is_a_first_look() -> None:
    """A cursor from another version breaks nothing."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server)
        watched.cursor = Cursor('{"v":"?","seen":7}')
        assert watched.look() == []


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(status=401), Outcome.UNAUTHORISED),
        (Reply(status=403), Outcome.REFUSED),
        (Reply(status=404), Outcome.MISCONFIGURED),
        (Reply(status=410), Outcome.MISCONFIGURED),
        (Reply(status=429, headers={"Retry-After": "120"}), Outcome.REFUSED),
        (Reply(status=500), Outcome.BROKEN),
        (Reply(status=503), Outcome.BROKEN),
        (Reply(body=b""), Outcome.BROKEN),
        (Reply(body=b"<html><body><script>draw()</script></body></html>"), Outcome.BROKEN),
        (Reply(body=b"%PDF-1.7\0\0\0"), Outcome.MISCONFIGURED),
        (Reply(body=page(), cut=True), Outcome.BROKEN),
    ],
)
def test_a_page_that_is_down_is_not_a_page_that_changed(reply: Reply, outcome: Outcome) -> None:
    """The outcome says it; what was known stays known, and no mention is made of it."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server)
        watched.look()
        before = watched.cursor
        server.script = always(reply)
        assert watched.look() == []
        assert watched.outcome is outcome
        assert watched.cursor == before
        assert len(watched.look(page("Down"))) == 1


def test_a_wait_is_obeyed() -> None:
    """429 says until when."""
    with serving(always(Reply(status=429, headers={"Retry-After": "120"}))) as server:
        watched = Watched(server)
        watched.look()
    assert watched.pages[-1].retry_at == watched.now + timedelta(seconds=120)


def test_no_error_and_no_log_tells_more_than_the_host(caplog: pytest.LogCaptureFixture) -> None:
    """An address may hold a token."""
    caplog.set_level(logging.INFO)
    with serving(always(Reply(status=500, body=b"s3cr3t"))) as server:
        watched = Watched(server)
        watched.look()
        server.script = always(Reply(body=page()))
        watched.look()
        told = watched.look(page("Down"))
    assert "s3cr3t" not in f"{watched.pages}{told}" + caplog.text


def test_private_addresses_need_permission() -> None:
    """And link-local ones have none to give."""
    with serving(always(Reply(body=page()))) as server:
        watched = Watched(server, allow_private=False)
        watched.look()
        assert server.seen == []
        assert "allow_private" in watched.pages[-1].because
        metadata = Watched(server, base_url="http://169.254.169.254")
        metadata.look()
    assert metadata.outcome is watched.outcome is Outcome.MISCONFIGURED


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ("<html><body>café</body></html>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ('<meta charset="windows-1252"><p>café'.encode("cp1252"), "text/html"),
        ("<p>café</p>".encode("cp1252"), ""),
        ("<p>café</p>".encode("utf-16"), "text/html; charset=utf-16"),
        ("café".encode(), "text/plain"),
    ],
)
def test_letters_are_read_as_they_are_meant(body: bytes, header: str) -> None:
    """Announced in the header, in the page, or not at all."""
    headers = {"Content-Type": header} if header else {}
    with serving(always(Reply(body=body, headers=headers))) as server:
        assert Watched(server, contains="café").look() == []


def test_a_long_page_is_read_to_its_end() -> None:
    """A status page with years of incidents has thousands of lines."""
    lines = "".join(f"<li><b>{n}</b>: fine</li>" for n in range(3_000))
    with serving(always(Reply(body=page(f"<ul>{lines}</ul>")))) as server:
        watched = Watched(server, contains="© Acme")
        assert watched.look() == []
        (told,) = watched.look(page(f"<ul>{lines}<li>and leaks</li></ul>"))
    assert told.text.startswith("Added: and leaks\n")


def test_a_great_change_is_told_in_short() -> None:
    """And a change of order is one."""
    told = what_changed("a", "\n".join(f"line {n}" for n in range(1_000)))
    assert len(told) < 900
    assert what_changed("a\nb", "b\na") == "The order of the text has changed."
    assert what_changed("a\n\nb", " a \nb") == ""
    assert squeezed("“Ünsafe”\u00a0…") == squeezed('"ÜNSAFE" ...')


@pytest.mark.parametrize(
    ("key", "value"),
    [("selector", "main["), ("selector", ""), ("contains", ""), ("contains", [" "]), ("url", "x")],
)
def test_a_key_that_means_nothing_is_refused(key: str, value: object) -> None:
    """At the start, not at the first look."""
    with pytest.raises(ValueError, match=key):
        Options.model_validate({"url": "https://acme.example", key: value})


def test_what_a_page_says_belongs_to_the_topics_that_read_it(tmp_path: Path) -> None:
    """Through the real matcher and store: the page's words need not match any query."""
    with serving(always(Reply(body=page()))) as server:
        source = Watched(server).source
        with World(tmp_path, sources=[source]) as world:
            asyncio.run(collect(world.setup, world.now, force=True))
            server.script = always(Reply(body=page("Down")))
            world.forward(timedelta(minutes=5))
            asyncio.run(collect(world.setup, world.now, force=True))
            (stored,) = world.store.mentions.newest(topic="acme")
    assert stored.mention.title == "acme.example changed"


def test_the_kind_is_known() -> None:
    """By its name, as the config has it."""
    assert registry.options_of("page") is Options


def test_a_page_has_no_canary() -> None:
    """Its first look brings no mention, so a canary would call a good page broken for ever."""
    with pytest.raises(ValueError, match="leave canary out"):
        Options.model_validate({"url": "https://acme.example", "canary": "status"})
