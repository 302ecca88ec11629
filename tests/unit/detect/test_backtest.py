"""judged and alarms: a row for each bucket, and what is one alarm."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from socwatch.detect.backtest import TOGETHER, UNREAD, Alarm, Judged, alarms, judged
from socwatch.detect.panel import Panel
from socwatch.model.signal import Bucket
from tests.support.world import NOON, TICK


def _bucket(place: int, mentions: int | None) -> Bucket:
    return Bucket(
        topic="acme", start=NOON + place * TICK, length=TICK, mentions=mentions,
        voices=mentions or 0, busiest=min(1, mentions or 0),
    )  # fmt: skip


def _week(burst: int) -> list[Judged]:
    random = Random(7)
    counts: list[int | None] = [random.randint(2, 6) for _ in range(672)]
    counts[100], counts[600:608] = None, [burst] * 8
    buckets = [_bucket(place, count) for place, count in enumerate(counts)]
    return list(judged(Panel(TICK), buckets))


def test_each_bucket_has_its_row_and_an_unread_one_has_no_score() -> None:
    """A row for what was not read says so, and is no silence."""
    rows = _week(burst=4)

    assert [row.at for row in rows] == [NOON + place * TICK for place in range(672)]
    assert (rows[100].count, rows[100].score, rows[100].because) == (None, None, UNREAD)


def test_a_burst_is_one_alarm_that_is_news_once() -> None:
    """It stands while the burst lasts, and its score is told at its beginning."""
    rows = _week(burst=90)

    (alarm,) = alarms(rows, TICK)

    assert alarm.begin == NOON + 600 * TICK
    assert all(row.alert for row in rows[600:608])
    assert rows[600].score == rows[600].strength
    assert [row.score for row in rows[604:608]] == [0.0] * 4
    assert "90 mentions in 15 min" in rows[600].because


def test_the_first_hour_says_that_it_is_not_judged() -> None:
    """Whoever reads the row of a wild first tick learns why nothing happened."""
    (row,) = judged(Panel(TICK), [_bucket(0, 10_000_000)])

    assert (row.score, row.alert) == (0.0, False)
    assert "the first hour is for learning" in row.because


def test_alarms_that_follow_each_other_closely_are_one() -> None:
    """Whom it wakes it wakes once; after a longer pause it is another one."""
    rows = _week(burst=90)
    loud = replace(rows[600], strength=99.0)
    pause = TOGETHER // TICK
    apart = [
        replace(rows[600], at=NOON),
        replace(loud, at=NOON + (1 + pause) * TICK),
        replace(rows[600], at=NOON + (3 + 2 * pause) * TICK),
    ]

    first, second = alarms(apart, TICK)

    assert first == Alarm(begin=NOON, end=NOON + (2 + pause) * TICK, worst=apart[1])
    assert second.begin == apart[2].at
