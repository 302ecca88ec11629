"""Labelling by one key a mention, at a real terminal; and what is measured of it afterwards."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from socwatch.app import App
from socwatch.model.label import Label, Sort, Verdict
from socwatch.watch.learned import changed, learned
from tests.unit.cli.world import NOW, Terminal

#: Control characters but line ends and the tab, C1 controls, and what turns or hides text.
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")


def typed(path: Path, keys: str, *flags: str, **environment: str) -> tuple[int, str]:
    """What a terminal shows when these keys are pressed, each when it is asked for."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "socwatch", "label", *flags, "--config", str(path)]
    more = {"SOCWATCH_NOW": NOW, "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "72", **environment}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **more}
    ) as child:
        os.close(theirs)
        shown = _until_quiet(ours)
        for key in keys:
            os.write(ours, key.encode())
            shown += _until_quiet(ours)
        code = child.wait(timeout=20)
    os.close(ours)
    return code, shown.decode()


def _until_quiet(terminal: int) -> bytes:
    """What comes until a question, or the end, is there."""
    shown, deadline = b"", time.monotonic() + 20
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.3 if shown else 20)
        if not ready:
            return shown
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is gone
            return shown
        if not part:
            return shown
        shown += part
    return shown


def test_one_key_a_mention(terminal: Terminal) -> None:
    """Shown, labelled, undone, labelled otherwise; q keeps everything, no byte is obeyed."""
    code, shown = typed(terminal.path, "n?upxq", "--by", "dana")
    assert code == 0
    assert "0 tone labels so far; 50 are what it takes to begin to learn" in " ".join(shown.split())
    assert "1 of 40 \u00b7 0 tone labels \u00b7 acme" in shown
    assert "2 of 40 \u00b7 1 tone label" in shown
    # Whoever sees what socwatch thinks first leans towards it.
    assert shown.index("read it as") > shown.index("negative; socwatch")
    assert "undone: negative" in shown
    assert "2 labels given; all are kept." in shown
    assert not OBEYED.search(shown)
    listed = terminal("label", "--list", "--json").document["labels"]
    given = {one["label"]: one["picked"] for one in listed}  # type: ignore[attr-defined]
    assert given == {"positive": "random", "noise": "uncertain"}


def test_ctrl_c_keeps_what_was_said(terminal: Terminal) -> None:
    """As everywhere: 130, and nothing is lost."""
    code, shown = typed(terminal.path, "n\x03", "--by", "dana")
    assert code == 130
    assert "nothing is lost" in shown
    assert len(terminal("label", "--list", "--json").document["labels"]) == 1  # type: ignore[arg-type]


def test_all_of_them_can_be_done(terminal: Terminal) -> None:
    """The end comes by itself. A risk is noted where one was read, and the tone asked for."""
    code, shown = typed(terminal.path, "gn" * 3, "--by", "dana", "--limit", "3")
    assert code == 0
    assert "4 labels given; all are kept." in shown
    assert "label press:m1 risk-right --category service_outage" in " ".join(shown.split())
    assert "Nothing is read differently yet" in shown
    assert "risk-right; and its tone?" in shown
    assert "no risk was read in it" in shown
    assert "(g right, w wrong)" in shown
    (risk,) = terminal("accuracy", "--json").document["topics"]  # type: ignore[misc]
    assert risk["risks"]["product_safety"]["part"] == 1


def test_without_a_terminal_it_says_what_to_do_instead(terminal: Terminal) -> None:
    """In a script, with --json or --no-input: the command for one mention."""
    for flags in ((), ("--json",), ("--no-input",)):
        called = terminal("label", *flags)
        assert called.code == 2
        assert "socwatch label MENTION negative" in called.err


def add(terminal: Terminal, number: int) -> None:
    """So many mentions, every other one badly read: its words are harmless ones."""
    file = terminal.path.parent / "more.jsonl"
    lines = [
        {
            "id": f"x{n}", "source": "press", "published_at": f"2026-11-21T{n % 24:02}:{n % 60:02}:00Z",
            "lang": "en", "text": f"I wrote about this acme kettle before, and today for the {n}th time: "
            + ("the lid leaks again" if n % 2 else "it is terrible"),
        }
        for n in range(number)
    ]  # fmt: skip
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert terminal("import", str(file)).code == 0


def give(terminal: Terminal, verdicts: Mapping[int, Verdict | None]) -> None:
    """Dana's words on those that `add` added, all at once; None takes a tone back."""
    at = datetime.fromisoformat(NOW)
    with App.open(terminal.path) as app, app.store.unit():
        for n, verdict in verdicts.items():
            key = f"press:x{n}"
            changed(app.store, Sort.TONE)
            if verdict is None:
                app.store.labels.remove(key, "acme", Sort.TONE)
                continue
            app.store.labels.save(
                Label(mention=key, topic="acme", verdict=verdict, by="dana", at=at)
            )


def test_twenty_labels_are_enough_to_print_how_right_it_is(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the digest, in `accuracy` and in `status`, with n, interval, and how they were picked."""
    monkeypatch.setenv("SOCWATCH_NOW", "2026-11-22T06:00:00Z")
    add(terminal, 40)
    digest = ("digest", "--format", "txt")
    assert "not measured on your mentions yet (socwatch label)" in terminal(*digest).out
    give(terminal, dict.fromkeys(range(19), Verdict.NEGATIVE))
    assert re.search(r"right in \d+ of 19 labelled, too few to tell", terminal(*digest).out)
    assert "Tone: right" not in terminal("status").out
    terminal("label", "x19", "negative", "--by", "dana")
    told = " ".join(terminal(*digest).out.split())
    assert re.search(r"right in \d+% of 20 not picked at random, which may mislead", told)
    assert "not measured (the labelled mentions were not picked at random)" in told
    measured = terminal("accuracy", "--topic", "acme").out
    assert "20 labelled mentions, not picked at random: they may mislead" in measured
    assert re.search(r"read right: \d+% \(\d+\u2013\d+%, n = 20\)", measured)
    assert re.search(r"Tone: right in \d+% of 20 not picked at random", terminal("status").out)


def test_accuracy_of_nothing(terminal: Terminal) -> None:
    """Says so; an unknown topic is named."""
    assert terminal("accuracy").out == (
        "acme: not measured on your mentions yet (socwatch label)\n"
    )
    called = terminal("accuracy", "--topic", "bravo")
    assert (called.code, "there is no topic bravo" in called.err) == (5, True)


def test_a_few_more_labels_wait_for_the_next_ten(terminal: Terminal) -> None:
    """A poll reads with the last weights while people label; `accuracy` learns at once."""
    add(terminal, 60)
    give(terminal, {n: Verdict.POSITIVE if n % 2 else Verdict.NEGATIVE for n in range(60)})

    def learned_from_by_a_poll() -> int:
        terminal("poll")
        with App.open(terminal.path) as app:
            return learned(app.store).labels

    assert learned_from_by_a_poll() == 60
    give(terminal, dict.fromkeys(range(51, 60)))
    assert learned_from_by_a_poll() == 60
    give(terminal, dict.fromkeys(range(50, 51)))
    assert learned_from_by_a_poll() == 50
    give(terminal, {55: Verdict.POSITIVE})
    assert "Learned from 51 tone labels" in terminal("accuracy").out


def test_enough_labels_change_how_new_mentions_are_read(terminal: Terminal) -> None:
    """From the next poll or import on; `why` says which weights are yours; removing undoes it."""
    file = terminal.path.parent / "new.jsonl"

    def imported(name: str) -> object:
        line = {"id": name, "source": "press", "text": "Another acme kettle whose lid leaks again"}
        file.write_text(json.dumps(line) + "\n", "utf-8")
        terminal("import", str(file))
        return terminal("why", name, "--json").document["reading"]

    shipped = imported("new0")
    add(terminal, 60)
    give(terminal, {n: Verdict.POSITIVE if n % 2 else Verdict.NEGATIVE for n in range(60)})
    assert "Learned from 60 tone labels" in terminal("accuracy").out
    learned = imported("new1")
    assert learned["label"] == "positive"  # type: ignore[index]
    assert learned != shipped
    assert "leaks (yours)" in terminal("why", "new1").out
    give(terminal, dict.fromkeys(range(12, 60)))
    assert imported("new2") == shipped
    assert "(yours)" not in terminal("why", "new2").out
