"""Shifts: from when to when each person is on duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

import pytest

from socwatch.model.plan import Override
from socwatch.respond.rota import on_call
from socwatch.respond.shifts import shifts
from tests.unit.respond.world import plan

DUTY = plan().rotas[0]
AT = datetime(2026, 3, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize("rotate", ["daily", "weekly", "FREQ=WEEKLY;BYDAY=MO,FR"])
def test_shifts_follow_each_other_and_name_who_is_on_call(rotate: str) -> None:
    """Without a gap, over the clock change, the first from its own start."""
    rota = replace(DUTY, rotate=rotate)
    found = list(shifts(rota, AT, AT + timedelta(days=30)))
    assert found[0].start <= AT
    assert all(one.end == other.start for one, other in pairwise(found))
    for one in found:
        assert one.end is not None
        assert on_call(rota, one.start) == on_call(rota, one.end - timedelta(seconds=1)) == one.who


def test_an_override_is_a_shift_of_its_own() -> None:
    """And the person before it comes back after it."""
    swap = Override(first=date(2026, 3, 20), last=date(2026, 3, 20), who="mia")
    found = list(islice(shifts(replace(DUTY, overrides=(swap,)), AT), 3))
    assert found[1].who == "mia"
    assert found[1].end is not None
    assert found[1].end - found[1].start == timedelta(days=1)


def test_before_the_rota_begins_nobody_is_on_duty() -> None:
    """That is a shift of nobody's."""
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    assert next(shifts(DUTY, begin)).who is None


def test_the_last_shift_of_a_rota_that_ends_has_no_end() -> None:
    """One member stays on duty for good."""
    alone = replace(DUTY, members=("dana",))
    assert [(one.who, one.end) for one in shifts(alone, AT)] == [("dana", None)]
