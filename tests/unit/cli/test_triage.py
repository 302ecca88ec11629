"""What triage says of mentions that it could not look at, and of older ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from socwatch.app import App
from socwatch.model.gathered import Gathered
from socwatch.model.label import Label, Verdict
from socwatch.model.reading import Reading, Tone, Triage
from tests.support.story import config
from tests.support.world import HOUR, NOON, gathered, mention
from tests.unit.cli.world import Terminal, write_config

ASKED = Reading(language="en", tone=Tone.NEUTRAL, score=0.0, wording="w", triage=Triage.QUESTION)
#: As it was stored before there were classes.
OLD = Reading(language="en", tone=Tone.NEUTRAL, score=0.0, story="s")

Triaged = Callable[..., Terminal]


def said(name: str, reading: Reading, text: str = "@acme how do I clean it?") -> Gathered:
    """A mention with this reading."""
    return gathered(mention(name, text), reading=reading)


@pytest.fixture
def of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Triaged:
    """A terminal at a store that holds these mentions, an hour after them."""
    monkeypatch.setenv("SOCWATCH_NOW", (NOON + HOUR).isoformat())
    monkeypatch.delenv("SOCWATCH_CONFIG", raising=False)

    def stored(*several: Gathered) -> Terminal:
        path = write_config(tmp_path, config())
        with App.open(path) as app, app.store.unit():
            app.store.mentions.add(several)
        return Terminal(path, capsys)

    return stored


def test_what_was_read_before_there_were_classes_is_classed_now(of: Triaged) -> None:
    """An upgrade loses no question, nor the low rating of a text that had no tone."""
    unscored = Reading(language="de", tone=Tone.UNSCORED, score=None)
    rated = said("q2", unscored, "Kaputt, der acme")
    rated = replace(rated, mention=replace(rated.mention, rating=1.0))
    terminal = of(said("q1", OLD), rated, said("m1", OLD, "acme opens in Leeds"))
    document = terminal("triage", "--json").document
    assert document["classes"] == {"question": 1, "unhappy_customer": 1}
    assert document["not_classed"] == 0
    assert "Class: question, because it asks “how do i”" in terminal("why", "q1").out


def test_a_question_by_name_says_why(of: Triaged) -> None:
    """In the words of its text."""
    terminal = of(said("q1", ASKED, "acme is your kettle safe for kids?"))
    (row,) = terminal("triage", "--json").document["queue"]  # type: ignore[misc]
    assert row["because"] == "asks “is your kettle safe”"
    assert row["question"] == "is your kettle safe"


def test_that_old_mentions_were_not_classed_is_said(of: Triaged) -> None:
    """Beyond a few thousand; also where nothing else is found."""
    several = (said(f"m{number}", OLD, "acme hums") for number in range(5_002))
    terminal = of(*several)
    assert terminal("triage").out == (
        "nothing asks for an answer\n"
        "2 older mentions were not classed: read before there were classes.\n"
    )
    assert terminal("triage", "--json").document["not_classed"] == 2


def test_that_only_the_latest_were_looked_at_is_said(of: Triaged) -> None:
    """By those with a class: what people called noise is one of them, and stands in no queue."""
    terminal = of(*(said(f"q{number}", ASKED) for number in range(2_001)))
    noise = Label(mention="shelf:q2000", topic="acme", verdict=Verdict.NOISE, at=NOON, by="dana")
    with App.open(terminal.path) as app, app.store.unit():
        app.store.labels.save(noise)
    document = terminal("triage", "--json", "--limit", "1").document
    assert (document["sampled"], document["classes"]) == (True, {"question": 1_999})
    out = terminal("triage", "--limit", "1").out
    assert "Only the latest 2,000 of 2,001 mentions with a class were looked at" in out


def test_all_of_them_are_no_sample(of: Triaged) -> None:
    """Exactly as many as are ranked."""
    terminal = of(*(said(f"q{number}", ASKED) for number in range(2_000)))
    assert terminal("triage", "--json", "--limit", "1").document["sampled"] is False
    assert "were looked at" not in terminal("triage", "--limit", "1").out


def test_to_show_none_is_not_to_find_none(of: Triaged) -> None:
    """--limit 0 still counts."""
    out = of(said("q1", ASKED))("triage", "--limit", "0").out
    assert "nothing asks" not in out
    assert "1 question.\n0 of 1 are shown" in out
