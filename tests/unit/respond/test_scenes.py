"""A year cut into scenes, and who is reached in each, against the code that tells people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from socwatch.model.plan import Absence, CrisisPlan, QuietHours
from socwatch.respond.ladder import ladder_for
from socwatch.respond.reaching import Reaching, told_at, without
from socwatch.respond.scenes import scenes
from tests.unit.respond.world import DANA, LUIS, MIA, plan, step

START = datetime(2026, 3, 1, tzinfo=UTC)
END = START + timedelta(days=60)  # over a clock change


def team(*, deputy: str | None = "luis") -> CrisisPlan:
    """Everybody sleeps and is away at times; a rota, a role, one after the other."""
    away = (Absence(first=date(2026, 3, 20), last=date(2026, 4, 2)),)
    dana = replace(
        DANA, deputy=deputy, away=away, quiet_hours=QuietHours(start=time(22), end=time(7))
    )
    luis = replace(LUIS, quiet_hours=QuietHours(start=time(1), end=time(9)), deputy=None)
    mia = replace(MIA, roles=("ceo",), away=away)
    ladder = (step(0, "rota:duty"), step(0, "contact:dana"), step(15, "role:ceo"))
    return replace(plan(*ladder), contacts=(dana, luis, mia))


def test_scenes_follow_each_other_without_a_gap() -> None:
    """From the first instant to the last; a plan without people has one scene."""
    found = scenes(team(), START, END)
    assert (found[0].stretch[0], found[-1].stretch[1]) == (START, END)
    assert all(one.stretch[1] == other.stretch[0] for one, other in pairwise(found))
    assert len(scenes(replace(team(), contacts=(), rotas=()), START, END)) == 1


@pytest.mark.parametrize("deputy", ["luis", "mia", None])
@pytest.mark.parametrize("absent", [None, "dana", "luis", "mia"])
def test_who_is_looked_up_is_who_would_be_told(deputy: str | None, absent: str | None) -> None:
    """In every scene, at every level, the same people as when the whole ladder is fired."""
    whole = team(deputy=deputy)
    bare = whole if absent is None else without(whole, absent)
    for level in whole.severities[1:]:
        ladder = replace(
            ladder_for(whole, severity=level.name, topic="", scenario=None), fallback=None
        )
        reaching = Reaching(whole, level)
        for scene in scenes(whole, START, END):
            told = told_at(bare, level, ladder, scene.stretch[0])
            assert reaching.told(ladder, scene, absent) == told, scene
