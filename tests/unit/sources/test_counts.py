"""counts: tables as people and programs write them, and what is wrong with some."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from socwatch.errors import UsageError
from socwatch.sources.counts import Row, bucket_of, inconsistent, interval_of, placed, read

MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)
FIVE = timedelta(minutes=5)


@pytest.mark.parametrize(
    "written",
    [
        "timestamp,count\n2026-01-01T00:00:00Z,7\n",
        "Timestamp;Count\r\n2026-01-01 00:00;7.0\r\n",
        "\ufefftime\tmentions\n2026-01-01T01:00:00+01:00\t7\n",
        "timestamp,value\n1767225600,7e0\n\n",
        'note,timestamp,count\n"a, b",2026-01-01,7\n',
    ],
)
def test_one_row_in_the_forms_that_tables_have(written: str) -> None:
    """Delimiters, names, times with a zone, without one and in seconds: all are the same row."""
    (row,) = read(written.encode(), "acme.csv")

    assert (row.at, row.count, row.negative) == (MIDNIGHT, 7, None)


@pytest.mark.parametrize("cell", ["", " ", "NaN", "null", "None", "-"])
def test_an_empty_count_is_a_time_that_could_not_be_read(cell: str) -> None:
    """However a program spells that it has no number."""
    (row,) = read(f"timestamp,count\n2026-01-01,{cell}\n".encode(), "acme.csv")

    assert row.count is None
    assert bucket_of(row, "acme", FIVE, 1.0).mentions is None


def test_rows_come_in_order_of_time() -> None:
    """Exports that begin with the latest row are read from the other end."""
    rows = read(b"timestamp,count\n2026-01-01T00:05,2\n2026-01-01T00:00,1\n", "acme.csv")

    assert [(row.count, row.line) for row in rows] == [(1, 3), (2, 2)]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "acme.csv is empty"),
        ("when,count\n1,2\n", "line 1: there is no column timestamp"),
        ("timestamp,count\n", "has no row below its header"),
        ("timestamp,count\n2026-01-01,two\n", 'line 2: count is "two"'),
        ("timestamp,count\n2026-01-01,-1\n", 'line 2: count is "-1"'),
        ("timestamp,count\n2026-01-01,1.5\n", 'line 2: count is "1.5"'),
        ("timestamp,count\n2026-01-01,inf\n", 'line 2: count is "inf"'),
        ("timestamp,count\nyesterday,1\n", 'line 2: "yesterday" is no time'),
        ("timestamp,count,authors\n2026-01-01,1,x\n", 'line 2: authors is "x"'),
        ("timestamp,count\n" + "x,1\n" * 5, "and 2 more"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(written: str, said: str) -> None:
    """The file, the line, and what stands there."""
    with pytest.raises(UsageError) as raised:
        read(written.encode(), "acme.csv")

    assert said in raised.value.message


def test_two_rows_of_one_interval_are_refused() -> None:
    """Nobody can say which of them is the truth."""
    rows = read(b"timestamp,count\n2026-01-01T00:00,1\n2026-01-01T00:01,2\n", "acme.csv")

    with pytest.raises(UsageError, match=r"line 3: the interval of 5m .* in line 2"):
        placed(rows, FIVE, "acme.csv")


def test_a_start_that_is_a_little_off_is_moved_to_its_interval() -> None:
    """A cron job that starts seconds late writes the row of the same interval."""
    rows = read(b"timestamp,count\n2026-01-01T00:00,1\n2026-01-01T00:05:09,2\n", "acme.csv")

    assert [row.at for row in placed(rows, FIVE, "acme.csv")] == [MIDNIGHT, MIDNIGHT + FIVE]


def test_the_interval_is_the_step_that_most_rows_have() -> None:
    """Gaps do not make it longer."""
    minutes = (0, 5, 10, 40, 45)
    rows = [Row(line=2, at=MIDNIGHT + timedelta(minutes=one), count=1) for one in minutes]

    assert interval_of(rows, "acme.csv") == FIVE


def test_one_row_does_not_say_how_long_it_is() -> None:
    """Then the person has to."""
    with pytest.raises(UsageError) as raised:
        interval_of([Row(line=2, at=MIDNIGHT, count=1)], "acme.csv")

    assert "--interval" in raised.value.hint


def test_what_a_table_does_not_say_is_not_made_up() -> None:
    """Without a column of negative ones nothing was scored; without authors all are voices."""
    bucket = bucket_of(Row(line=2, at=MIDNIGHT, count=9), "acme", FIVE, 2.0)

    assert (bucket.scored, bucket.voices, bucket.busiest, bucket.copies) == (0, 9, 1, 0)
    assert bucket.lift == 2.0


def test_copies_are_all_but_the_first_of_the_largest_group() -> None:
    """A group of one is no copy, and there are never more copies than mentions."""
    rows = [Row(line=2, at=MIDNIGHT, count=5, largest=size) for size in (0, 1, 4, 99)]

    assert [bucket_of(row, "acme", FIVE, 1.0).copies for row in rows] == [0, 0, 3, 5]


def test_parts_that_are_larger_than_the_whole_are_named() -> None:
    """By their lines, for whoever wrote the table."""
    rows = [
        Row(line=2, at=MIDNIGHT, count=5, negative=5),
        Row(line=3, at=MIDNIGHT, count=5, authors=6),
        Row(line=4, at=MIDNIGHT, count=None, authors=6),
    ]

    assert inconsistent(rows) == [3]
