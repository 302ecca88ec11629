"""The details view: why, what people say, what to do, what to say, what happened."""

from __future__ import annotations

from pathlib import Path

from socwatch.app import App
from tests.support.screen import Sitter, sit
from tests.support.story import Story
from tests.support.story import config as story_config

STEPS = """playbook = [
  { do = "Call Product Safety", within = "15m", role = "pr" },
  { do = "Pause what is scheduled" },
]
statements = ["HS-9"]
"""
STATEMENT = """
[[plan.statements]]
id = "HS-9"
approved_by = "legal"
expires = 2027-06-30
text = "We are looking into it."
"""


def fire(folder: Path) -> Path:
    """A fire with a playbook and a statement."""
    words = story_config(below=STATEMENT).replace('"socwatch.db"', '"out/socwatch.db"')
    at = words.index('id = "product_safety"')
    words = words[:at] + STEPS + words[at:]
    story = Story(folder, words)
    story.post("02:24", "my acme kettle is on fire", author="@mal")
    story.run(until="02:30")
    return folder / "story.toml"


def ticked(config: Path) -> list[str | None]:
    """Who ticked each step."""
    with App.open(config) as app:
        return [task.done_by for task in app.store.ledger.issue("I-1").tasks]


def test_everything_about_an_issue_is_on_one_page(tmp_path: Path) -> None:
    """Reasons, steps, the statement with its approval, voices and the timeline."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("enter")
        shown = await sitter.sees("What happened")
        for words in (
            "speaks of product safety", "1. [ ] Call Product Safety", "2. [ ] Pause",
            "HS-9 (en): approved by legal until Wed 30 Jun 2027", "“We are looking into it.”",
            "Nothing has been posted for you", "my acme kettle is on fire", "@mal, press",
            "told Dana Okafor by email", "If nobody acknowledges",
        ):  # fmt: skip
            assert words in shown

    sit(fire(tmp_path), scene)


def test_a_step_is_ticked_by_its_number_and_by_a_click(tmp_path: Path) -> None:
    """1 ticks the first step, a click the second, 1 again takes the first back."""
    config = fire(tmp_path)

    async def scene(sitter: Sitter) -> None:
        await sitter.press("enter")
        await sitter.sees("What happened")
        await sitter.press("1")
        await sitter.sees("1. [x] Call Product Safety")
        assert ticked(config) == ["dana", None]
        await sitter.click("Step:last-of-type")
        await sitter.sees("2. [x] Pause")
        await sitter.press("1")
        await sitter.sees("1. [ ] Call Product Safety")

    sit(config, scene)
    assert ticked(config) == [None, "dana"]


def test_acknowledged_from_here_the_page_follows(tmp_path: Path) -> None:
    """a works in the details as well, and the page shows who has it."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("enter")
        await sitter.sees("What happened")
        await sitter.press("a")
        await sitter.sees("Dana Okafor has it since")
        await sitter.press("escape")
        await sitter.sees("1 open, in hand")

    sit(fire(tmp_path), scene)


def test_the_statement_is_copied_and_never_sent(tmp_path: Path) -> None:
    """h puts it on the clipboard and says whether it may be used."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("enter")
        await sitter.sees("What happened")
        await sitter.press("h")
        await sitter.hears("HS-9 is on the clipboard: approved by legal")
        assert sitter.app.clipboard == "We are looking into it."

    sit(fire(tmp_path), scene)


def test_without_a_statement_h_says_so(config: Path) -> None:
    """A plan without one for this scenario copies nothing."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("enter")
        await sitter.sees("What happened")
        await sitter.press("h")
        await sitter.hears("no holding statement")

    sit(config, scene)


def test_a_small_terminal_scrolls(tmp_path: Path) -> None:
    """At 60x16 the page goes on below; PageDown brings the timeline."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("enter")
        await sitter.sees("Esc Back")
        await sitter.press("end")
        await sitter.sees("told Dana Okafor")

    sit(fire(tmp_path), scene, size=(60, 16))
