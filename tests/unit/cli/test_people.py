"""triage, voices, and what why says of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.story import Story, config
from tests.unit.cli.world import HOSTILE, Terminal

RULES = """[engagement]
question = { do = "respond", owner = "pr", within = "4h" }
troll = { do = "never" }
"""
NOW = "2026-11-22T09:00:00Z"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A question, an answered one, a complaint, praise, and hostile text."""
    folder = tmp_path_factory.mktemp("people")
    words = config(below=RULES).replace('"socwatch.db"', '"out/socwatch.db"')
    words = words.replace("risk = 2 }", 'risk = 2, own_accounts = ["@acme@kettle.social"] }')
    story = Story(folder, words)
    story.post("02:00", "@acme how do I clean an acme?", author="@bob@kettle.social", reposts=3)
    asked = story.post("03:00", "@acme is there a lid for the acme?", author="@ann@kettle.social")
    story.post("04:00", "Yes", author="@acme@kettle.social", in_reply_to=asked)
    story.post("05:00", "My acme broke and I am angry, terrible", author="@eve")
    story.post("06:00", "I love my acme kettle", author="@joy", followers=7)
    story.post("07:00", f"@acme how do I stop this? {HOSTILE}", author="@\x1b[31mmal\u202e")
    story.run(until="08:00")
    return folder / "story.toml"


@pytest.fixture
def terminal(
    people: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """Nine in the morning."""
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("SOCWATCH_CONFIG", raising=False)
    return Terminal(people, capsys)


def test_the_queue_says_whose_it_is_and_until_when(terminal: Terminal) -> None:
    """Class, owner, time, and why; the answered one says so."""
    called = terminal("triage", "--plain")
    assert called.code == 0
    assert "Class: question · Owner: pr · Until: Sun 22 Nov 06:00 LATE" in called.out
    assert "Until: answered Sun 22 Nov 04:00" in called.out
    assert "Class: unhappy customer · Owner: pr · Until: no rule" in called.out
    assert "praise ·" not in called.out


def test_the_queue_in_json(terminal: Terminal) -> None:
    """One document, with what the plan says and what is not known."""
    document = terminal("triage", "--json", "--class", "question").document
    assert document["schema"] == "socwatch.triage/1"
    rows = document["queue"]
    assert isinstance(rows, list)
    found = {row["mention"]: row for row in rows}
    bob = found["press:m1"]
    assert (bob["class"], bob["do"], bob["owner"]) == ("question", "respond", "pr")
    assert (bob["due_at"], bob["late"], bob["answered_at"]) == ("2026-11-22T06:00:00Z", True, None)
    assert bob["because"] == "asks “how do i”"
    assert found["press:m2"]["answered_by"] == "@acme@kettle.social"


def test_waiting_leaves_out_what_was_answered(terminal: Terminal) -> None:
    """Only questions without an answer."""
    rows = terminal("triage", "--json", "--waiting").document["queue"]
    assert isinstance(rows, list)
    assert "press:m1" in [row["mention"] for row in rows]
    assert "press:m2" not in [row["mention"] for row in rows]


def test_a_person_marks_and_takes_back(terminal: Terminal) -> None:
    """Undo for every act, and the words for it in the answer."""
    marked = terminal("triage", "--answered", "m1", "--by", "luis")
    assert marked.out.strip().endswith("socwatch triage --unanswered press:m1")
    assert "answered" in terminal("why", "m1").out
    back = terminal("triage", "--unanswered", "m1", "--json").document
    assert (back["schema"], back["answered"]) == ("socwatch.answer/1", False)
    assert "nobody had said so" in terminal("triage", "--unanswered", "m1").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("triage", "--class", "nonsense"), 2),
        (("triage", "--topic", "nope"), 5),
        (("voices", "--topic", "nope"), 5),
        (("triage", "--answered", "nope", "--by", "luis"), 5),
        (("triage", "--answered", "m1", "--unanswered", "m1"), 2),
        (("triage", "--answered", "m1", "--by", "nobody"), 5),
        (("triage", "--since", "soon"), 2),
    ],
)
def test_what_cannot_be_done_is_said(terminal: Terminal, words: tuple[str, ...], code: int) -> None:
    """With the exit codes of every command."""
    called = terminal(*words)
    assert (called.code, called.out) == (code, "")
    assert called.err


def test_voices_say_why_and_do_not_count_followers(terminal: Terminal) -> None:
    """By relevance, with words; followers are null or a plain fact."""
    document = terminal("voices", "--json").document
    assert document["schema"] == "socwatch.voices/1"
    top = document["top_voices"]
    assert isinstance(top, list)
    assert "asks @acme directly" in top[0]["because"]
    assert all("follow" not in reason for row in top for reason in row["because"])
    assert document["voices"] == 5


def test_nothing_said_is_said(terminal: Terminal) -> None:
    """An empty time has an answer too."""
    assert terminal("voices", "--since", "1h").out == "nothing was said\n"
    assert terminal("triage", "--since", "1h").out == "nothing asks for an answer\n"


def test_why_says_class_owner_and_responses(terminal: Terminal) -> None:
    """And that no usual is known on a first day."""
    out = terminal("why", "m1").out
    assert "Class: question, because it asks “how do i”" in out
    assert "pr answers until Sun 22 Nov 06:00 LATE; no answer was seen" in out
    assert "Relevance for acme:" in out
    assert "passed on 3 times (usual not known yet, n = " in out


def test_why_in_json_has_the_same(terminal: Terminal) -> None:
    """Advice, relevance and rates beside the reading."""
    document = terminal("why", "m1", "--json").document
    (advice,) = document["advice"]  # type: ignore[misc]
    assert advice["class"] == "question"
    rates = document["rates"]
    assert isinstance(rates, dict)
    assert rates["amplification"]["per_post"] == 3
    assert rates["applause"]["per_post"] is None


@pytest.mark.parametrize("command", ["triage", "voices"])
def test_hostile_text_stays_text(terminal: Terminal, command: str) -> None:
    """No escape, no turned text on a terminal."""
    out = terminal(command).out
    assert "mal" in out or command == "triage"
    for sign in ("\x1b", "\x9b", "\u202e", "\x07"):
        assert sign not in out
