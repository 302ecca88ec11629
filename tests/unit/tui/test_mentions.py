"""The list of mentions: it follows, holds still for a reader, is filtered, and opens what it shows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from socwatch.app import App
from socwatch.errors import UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.model.query import Match
from socwatch.model.reading import Reading, Tone
from socwatch.tui.sifting import Sifting
from tests.support.screen import Sitter, sit

AT = datetime(2026, 11, 22, 2, 58, tzinfo=UTC)


def gathered(number: int, text: str, tone: Tone = Tone.NEUTRAL) -> Gathered:
    """A mention by @bo on mastodon."""
    return Gathered(
        mention=Mention(
            origin="mastodon", id=f"x{number}", source="mastodon", kind=MentionKind.POST, text=text,
            fetched_at=AT, published_at=AT, author=Author(handle="@bo"), url="https://m.example/x",
        ),
        reading=Reading(language="en", tone=tone, score=0.0, story="s1"),
        matches=(Match(topic="acme", because=("acme",)),),
    )  # fmt: skip


def arrives(config: Path, number: int, text: str) -> None:
    """Another process stores a mention."""
    with App.open(config) as app, app.store.unit():
        app.store.mentions.add([gathered(number, text)])


def test_the_list_follows_what_is_new(config: Path) -> None:
    """A new mention comes on top by itself."""

    async def scene(sitter: Sitter) -> None:
        arrives(config, 1, "an acme kettle in the shop window")
        await sitter.sees("shop window")

    sit(config, scene)


def test_following_goes_on_while_the_list_has_the_keys(config: Path) -> None:
    """Whoever has not moved down is no reader: what is new comes on top and nothing is held."""

    async def scene(sitter: Sitter) -> None:
        sitter.app.board.grid("mentions").focus()
        for number, place in enumerate(("window", "garden", "kitchen")):
            arrives(config, number, f"an acme kettle in the {place}")
            shown = await sitter.sees(f"kettle in the {place}")
            assert "following" in shown
        assert sitter.app.board.grid("mentions").cursor_row == 0

    sit(config, scene)


def test_a_reader_is_not_scrolled_away(config: Path) -> None:
    """Whoever moves down the list holds it; it says how many are newer, and f goes on."""

    async def scene(sitter: Sitter) -> None:
        sitter.app.board.grid("mentions").focus()
        await sitter.press("down")
        await sitter.sees("held")
        arrives(config, 1, "an acme kettle in the shop window")
        shown = await sitter.sees("1 newer")
        assert "shop window" not in shown
        await sitter.press("f")
        await sitter.sees("shop window")
        await sitter.sees("following")

    sit(config, scene)


def test_a_filter_shows_only_what_it_lets_through(config: Path) -> None:
    """/ asks, Enter filters, Esc shows everything again."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("/")
        await sitter.write("source:press outage")
        await sitter.press("enter")
        shown = await sitter.sees("Mentions with source:press outage")
        assert "The Acme app has an outage" in shown
        assert "El hervidor" not in shown
        await sitter.press("escape")
        await sitter.sees("El hervidor")

    sit(config, scene)


def test_an_odd_filter_says_what_is_odd(config: Path) -> None:
    """An unknown issue, and a key without a value, are told; the list stays."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("/")
        await sitter.write("issue:I-99")
        await sitter.press("enter")
        await sitter.hears("I-99")
        await sitter.press("/")
        await sitter.press("ctrl+a", "delete")
        await sitter.write("x source:")
        await sitter.press("enter")
        await sitter.hears("source: of what?")
        await sitter.sees("El hervidor")

    sit(config, scene)


def test_a_mention_opens_in_full(config: Path) -> None:
    """Enter shows all of it with its reading; Esc goes back."""

    async def scene(sitter: Sitter) -> None:
        sitter.app.board.grid("mentions").focus()
        await sitter.press("enter")
        shown = await sitter.sees("Language  es")
        assert "funciona bien" in shown
        assert "no address that can be opened" in shown
        await sitter.press("escape")
        await sitter.loses("Language  es")

    sit(config, scene)


def test_opening_asks_where_it_leads(config: Path) -> None:
    """o names the host before anything is opened; over ssh it offers to copy only."""

    async def scene(sitter: Sitter) -> None:
        opened: list[str] = []
        sitter.app.open_url = opened.append  # type: ignore[method-assign]
        arrives(config, 1, "an acme kettle in the shop window")
        await sitter.sees("shop window")
        sitter.app.board.grid("mentions").focus()
        sitter.app.board.grid("mentions").move_cursor(row=0)
        await sitter.press("o")
        await sitter.sees("leads to m.example")
        assert opened == []
        await sitter.press("1")
        await sitter.loses("leads to m.example")
        assert opened == ["https://m.example/x"]

    sit(config, scene)


def test_what_has_no_address_is_not_opened(config: Path) -> None:
    """A mention without an address says so."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("o")
        await sitter.hears("no address")

    sit(config, scene)


@pytest.mark.parametrize(
    ("words", "lets"),
    [
        ("", True), ("kettle", True), ("KETTLE window", True), ("kettle fire", False),
        ("neg", True), ("pos", False), ("lang:en", True), ("lang:de", False),
        ("by:bo", True), ("by:eve", False), ("story:s1", True), ("story:s2", False),
        ("https://x", False),
    ],
)  # fmt: skip
def test_every_word_of_a_filter_counts(words: str, lets: bool) -> None:
    """Words are looked for in the text, keys in what they name; a colon alone makes no key."""
    one = gathered(1, "An acme kettle in the window", Tone.NEGATIVE)
    assert Sifting.parse(words).lets_through(one) is lets


def test_the_store_looks_for_source_topic_and_issue() -> None:
    """They are read from the filter and left to the store."""
    found = Sifting.parse("source:press topic:acme issue:i-4 word")
    assert (found.source, found.topic, found.issue, found.words) == (
        "press", "acme", "I-4", ("word",),
    )  # fmt: skip


def test_a_key_without_a_value_is_an_error() -> None:
    """It would silently let everything through."""
    with pytest.raises(UsageError, match="source: of what"):
        Sifting.parse("source:")
