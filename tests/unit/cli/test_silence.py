"""`silence add`, `list` and `end`: what is muted, by whom, and what calls all the same."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.story import config
from tests.unit.cli.world import Called, Terminal, write_config

At = Callable[..., Called]
ADD = ("silence", "add", "--topic", "acme", "--because", "site move", "--by", "dana")


@pytest.fixture
def at(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> At:
    """Calls a command so many minutes past two in the night."""
    drops = '[[sources]]\nname = "drop"\nkind = "file"\npath = "drop.jsonl"'
    terminal = Terminal(write_config(tmp_path, config(above=drops)), capsys)

    def at_minute(minute: int, *words: str) -> Called:
        monkeypatch.setenv("SOCWATCH_NOW", f"2026-11-22T{2 + minute // 60:02}:{minute % 60:02}:00Z")
        return terminal(*words)

    return at_minute


def says(folder: Path, name: str, text: str) -> None:
    """Somebody says something, which the next poll finds."""
    with (folder / "drop.jsonl").open("a", encoding="utf-8") as drop:
        drop.write(f'{{"id":"{name}","text":"{text}"}}\n')


def told(folder: Path) -> list[str]:
    """Who got a mail, in order."""
    box = mailbox.mbox(folder / "mail.mbox")
    found = [str(one["To"]).partition("@")[0] for one in box]
    box.close()
    return found


def test_a_silence_mutes_and_its_early_end_tells_at_once(at: At, tmp_path: Path) -> None:
    """The outage is muted on record; when Luis ends the silence, Dana is told."""
    assert at(0, *ADD, "--for", "2h").code == 0
    says(tmp_path, "m1", "the acme app has an outage")
    at(5, "poll", "--source", "drop")
    assert not (tmp_path / "mail.mbox").exists()
    listed = at(6, "silence", "list").out
    assert "Has muted I-1 (not told: Dana Okafor)." in listed
    ended = at(10, "silence", "end", "S-1", "--by", "luis")
    assert "The step of I-1 that waited is due now." in ended.out
    at(10, "deliver")
    at(11, "poll", "--source", "drop")
    assert told(tmp_path) == ["dana"]
    assert "ended the silence S-1 of acme early" in at(12, "show", "I-1").out


def test_adding_says_what_still_calls_and_how_to_undo_it(at: At) -> None:
    """Red goes through unless somebody says so in so many words."""
    usual = at(0, *ADD, "--for", "2h").out
    assert usual.startswith("S-1: nobody is told of acme until Sun 22 Nov 04:00 (site move).")
    assert "RED still calls" in usual
    assert "Undo: socwatch silence end S-1" in usual
    assert "RED IS MUTED AS WELL" in at(0, *ADD, "--for", "2h", "--include-red").out


def test_an_open_red_goes_on_and_an_amber_is_muted(at: At, tmp_path: Path) -> None:
    """Whoever mutes reads at once which open issues that concerns."""
    says(tmp_path, "m1", "the acme app has an outage")
    says(tmp_path, "m2", "my acme kettle caught fire")
    at(1, "poll", "--source", "drop")
    added = at(2, *ADD, "--for", "1h").out
    assert "(amber), open now" in added
    assert "It does not mute" in added
    assert "(red)" in added


def test_what_is_to_come_is_listed_and_can_be_called_off(at: At) -> None:
    """It never begins; the list says when there is none."""
    assert at(0, *ADD, "--from", "2026-12-01T00:00Z", "--until", "2026-12-01T06:00Z").code == 0
    (row,) = at(1, "silence", "list", "--json").document["silences"]  # type: ignore[misc]
    assert (row["id"], row["state"], row["by"]) == ("S-1", "coming", "dana")
    off = at(2, "silence", "end", "1", "--by", "dana").out
    assert "S-1 called off by Dana Okafor" in off
    assert "--from 2026-12-01T00:00:00Z --until 2026-12-01T06:00:00Z --because 'site move'" in off
    assert at(3, "silence", "list").out.startswith("No silence runs")
    assert at(4, "silence", "end", "S-1", "--by", "dana").code == 5


def test_two_silences_one_after_the_other_are_ended_one_by_one(at: At, tmp_path: Path) -> None:
    """As long as one of them holds nobody is told; the end of the last one tells at once."""
    at(0, *ADD, "--for", "1h")
    at(0, *ADD, "--for", "2h")
    says(tmp_path, "m1", "the acme app has an outage")
    at(5, "poll", "--source", "drop")
    at(6, "silence", "end", "S-1", "--by", "dana")
    at(7, "poll", "--source", "drop")
    assert not (tmp_path / "mail.mbox").exists()
    at(8, "silence", "end", "S-2", "--by", "dana")
    at(9, "poll", "--source", "drop")
    assert told(tmp_path) == ["dana"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--topic", "acme", "--for", "1h"), 2, "say why"),
        (("--topic", "acme", "--because", "x"), 2, "say how long"),
        (("--topic", "acme", "--because", "x", "--for", "1h", "--until", "2026-12-01"), 2, "how"),
        (("--topic", "acme", "--because", "x", "--for", "soon"), 2, "no length of time"),
        (("--topic", "acme", "--because", "x", "--until", "2026-11-01"), 2, "over before"),
        (("--topic", "acme", "--because", "x", "--from", "2026-11-01", "--for", "1h"), 2, "past"),
        (("--for", "1h", "--because", "x"), 2, "say which topic"),
        (("--topic", "bravo", "--for", "1h", "--because", "x"), 5, "there is no topic bravo"),
    ],
)
def test_what_is_no_silence(at: At, words: tuple[str, ...], code: int, said: str) -> None:
    """A mistake has its code, says what to write, and mutes nothing."""
    called = at(0, "silence", "add", "--by", "dana", *words)
    assert called.code == code
    assert said in called.err
    assert at(0, "silence", "list", "--json").document["silences"] == []


def test_all_topics_are_asked_for_by_a_star(at: At) -> None:
    """Nobody mutes everything by leaving a flag out."""
    added = at(0, "silence", "add", "--topic", "*", "--for", "1h", "--because", "x", "--by", "dana")
    assert "nobody is told of all topics" in added.out
