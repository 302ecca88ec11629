"""What a burst is about: a scenario of the plan that mentions speak of in earnest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from socwatch.model.gathered import Gathered
from socwatch.model.reading import Reading, Risk, Tone
from socwatch.watch.findings import carries, theme_of
from tests.support.world import World, gathered, mention


def speaking(*risks: tuple[str, int], tone: Tone = Tone.NEUTRAL) -> Gathered:
    """A mention with these risks and their levels."""
    found = tuple(
        Risk(category=category, severity="", term="word", level=level) for category, level in risks
    )
    return gathered(mention("m"), reading=Reading(language="en", tone=tone, score=0.0, risks=found))


@pytest.mark.parametrize("level", [0, 2, 3])
def test_a_scenario_of_the_plan_names_the_burst(tmp_path: Path, level: int) -> None:
    """When enough mentions speak of it in earnest; readings of before had no level."""
    with World(tmp_path) as world:
        scenario = world.setup.plan.scenarios[0]
        said = [speaking((scenario.id, level))] * 2

        assert theme_of(world.setup, said) == scenario
        assert carries(said[0], scenario)


def test_a_known_risk_that_is_no_scenario_names_nothing(tmp_path: Path) -> None:
    """It does not push aside the scenario that fewer mentions speak of, either."""
    with World(tmp_path) as world:
        scenario = world.setup.plan.scenarios[0]
        known = [speaking(("boycott", 2), ("praise", 0), ("question", 0))] * 6

        assert theme_of(world.setup, known) is None
        assert theme_of(world.setup, [*known, *[speaking((scenario.id, 2))] * 2]) == scenario


def test_a_minor_risk_names_nothing(tmp_path: Path) -> None:
    """Praise for a recall is no recall."""
    with World(tmp_path) as world:
        scenario = world.setup.plan.scenarios[0]
        minor = speaking((scenario.id, 1))

        assert theme_of(world.setup, [minor] * 5) is None
        assert not carries(minor, scenario)


def test_without_scenarios_nothing_is_named(tmp_path: Path) -> None:
    """A plan that foresees nothing has no theme."""
    with World(tmp_path) as world:
        plan = replace(world.setup.plan, scenarios=())
        setup = replace(world.setup, plan=plan)

        assert theme_of(setup, [speaking(("product_safety", 3))] * 5) is None
