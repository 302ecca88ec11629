"""backtest and tune: what would have been, on a table and on what is stored."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.unit.cli.world import Terminal

START = datetime(2026, 3, 2, tzinfo=UTC)
BURST = 600


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A week of ticks with a burst of anger, and one tick that could not be read."""
    random, lines = Random(3), ["timestamp,count,negative,authors,busiest_author,largest_copies"]
    for place in range(672):
        at = (START + place * timedelta(minutes=15)).isoformat()
        loud = BURST <= place < BURST + 8
        count = 80 if loud else random.randint(2, 6)
        negative = 70 if loud else 1
        lines.append(
            f"{at},,,,," if place == 50 else f"{at},{count},{negative},{count},1,{1 + 2 * loud}"
        )
    path = tmp_path / "acme.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_every_row_of_a_table_has_its_line(terminal: Terminal, table: Path) -> None:
    """In order, with what is usual, and null for what is unknown."""
    rows = terminal.bare("backtest", "--counts", str(table), "--json").lines

    assert len(rows) == 672
    assert rows[0]["schema"] == "socwatch.backtest/1"
    assert rows[50] | {"expected": 0, "usual": 0} == {
        "schema": "socwatch.backtest/1", "topic": None, "at": "2026-03-02T12:30:00Z",
        "count": None, "expected": 0, "usual": 0, "score": None, "strength": None,
        "alert": False,
        "because": "not read: nothing is known of this time, so it is neither quiet nor unusual.",
    }  # fmt: skip
    first = next(row for row in rows if row["alert"])
    assert first["at"] == (START + BURST * timedelta(minutes=15)).isoformat().replace("+00:00", "Z")
    assert "80 mentions in 15 min from 80 people" in str(first["because"])
    assert all(row["alert"] for row in rows[BURST : BURST + 8])


def test_the_summary_names_the_alarm_and_what_was_not_read(terminal: Terminal, table: Path) -> None:
    """For people: how many, when, how long and why."""
    called = terminal.bare("backtest", "--counts", str(table))

    assert "acme.csv: 1 alarm in 7 d" in called.out
    assert "1 not read; balanced" in called.out
    assert "Sun 8 Mar 2026 06:00" in called.out


def test_a_planned_event_of_the_config_lifts_what_is_expected(
    terminal: Terminal, table: Path
) -> None:
    """The tick of a sale expects more than the one before; without the config it does not."""
    event = START + 500 * timedelta(minutes=15)
    words = terminal.path.read_text(encoding="utf-8") + (
        f'\n[[plan.events]]\nname = "sale"\nfrom = {event.isoformat()}\n'
        f"to = {(event + timedelta(hours=1)).isoformat()}\nexpected_lift = 5\n"
    )
    terminal.path.write_text(words, encoding="utf-8")

    rows = terminal("backtest", "--counts", str(table), "--topic", "acme", "--json").lines
    plain = terminal.bare("backtest", "--counts", str(table), "--json").lines

    expected = [float(str(row["expected"])) for row in rows]
    assert 4.5 * expected[499] < expected[500] < 5.5 * expected[499]
    assert float(str(plain[500]["expected"])) < 1.2 * expected[499]


def test_a_table_may_come_from_standard_input(
    terminal: Terminal, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the last of a pipe."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table.read_bytes())))

    assert len(terminal.bare("backtest", "--counts", "-", "--json").lines) == 672


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--counts", "nowhere.csv"), "cannot be read"),
        (("--interval", "5m"), "--interval is for --counts"),
        (("--sensitivity", "shrill"), "quiet, balanced or early"),
        (("--counts", "TABLE", "--interval", "2d"), "from 1m to 1d"),
        (("--counts", "TABLE", "--interval", "1h"), "has a row already"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(
    terminal: Terminal, table: Path, words: tuple[str, ...], said: str
) -> None:
    """With exit code 2 and what to do."""
    called = terminal.bare("backtest", *(str(table) if one == "TABLE" else one for one in words))

    assert called.code == 2
    assert said in called.err


def test_a_part_larger_than_its_count_is_said_and_judged_all_the_same(
    terminal: Terminal, tmp_path: Path
) -> None:
    """One row of a table must not cost the others."""
    path = tmp_path / "odd.csv"
    path.write_text("timestamp,count,authors\n2026-01-01T00:00,2,9\n2026-01-01T00:15,2,2\n")

    called = terminal.bare("backtest", "--counts", str(path), "--json")

    assert len(called.lines) == 2
    assert "line 2" in called.err


def test_stored_mentions_are_judged_under_the_config(terminal: Terminal) -> None:
    """Every tick from when the sources were first read until now."""
    rows = terminal("backtest", "--topic", "acme", "--json").lines

    assert rows
    assert {row["topic"] for row in rows} == {"acme"}
    assert sum(int(str(row["count"] or 0)) for row in rows) >= 3


def test_tune_puts_the_settings_side_by_side(terminal: Terminal) -> None:
    """With the one that is in use, and a warning when the past is too short to tell."""
    called = terminal("tune")
    document = terminal("tune", "--json").lines[0]

    assert "too short to say" in called.out
    assert "balanced" in called.err
    assert [one["sensitivity"] for one in document["settings"]] == [  # type: ignore[attr-defined]
        "quiet", "balanced", "early",
    ]  # fmt: skip


def test_without_a_past_there_is_nothing_to_judge(terminal: Terminal) -> None:
    """Exit code 5, and where a past could come from."""
    called = terminal("backtest", "--since", "2026-11-22T02:59:00Z")

    assert called.code == 5
    assert "--counts" in called.err
