"""How severe a finding is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from socwatch.model.plan import CrisisPlan, Notify, Scenario, Severity
from socwatch.model.signal import SignalKind
from socwatch.respond.weigh import Mild, severity_of
from tests.unit.respond.world import AMBER, GREEN, RED, plan, signal

FIRE = Scenario(id="fire", terms=("fire",), severity_floor="red", tripwire=True)


def with_levels(*levels: Severity) -> CrisisPlan:
    return replace(plan(), severities=levels)


def test_loud_and_negative_is_amber() -> None:
    """Volume and tone together reach the level that tells people, and the shares are named."""
    level, because = severity_of(signal(), plan=plan(), risk=2)
    assert level == "amber"
    assert "80% of 50 scored, usually 20%" in because


def test_a_sponsorship_is_seen_and_not_alarmed() -> None:
    """Loud, but no more negative than usual: digest only, however strong and risky."""
    friendly = signal(negative=8, strength=40.0)
    assert severity_of(friendly, plan=plan(), risk=3, mild=Mild.FRIENDLY)[0] == "green"
    assert severity_of(friendly, plan=plan(), risk=3)[0] == "green"


def test_what_could_not_be_scored_is_not_called_harmless() -> None:
    """Loud in a language that nobody can score: amber, since the tone is not known."""
    level, because = severity_of(signal(scored=3, negative=0), plan=plan(), risk=1)
    assert level == "amber"
    assert "too few could be scored" in because


def test_tone_alone_needs_enough_mentions() -> None:
    """A turn of tone is amber from five scored mentions on."""
    few = signal(kind=SignalKind.TONE, observed=4, scored=4, negative=4)
    enough = signal(kind=SignalKind.TONE, observed=5, scored=5, negative=5)
    assert severity_of(few, plan=plan(), risk=2)[0] == "green"
    assert severity_of(enough, plan=plan(), risk=2)[0] == "amber"


def test_a_scenario_sets_a_floor_even_for_a_friendly_spike() -> None:
    """Fires are red by the plan, also when nobody complains."""
    level, because = severity_of(
        signal(negative=0), plan=plan(), risk=0, scenario=FIRE, mild=Mild.FRIENDLY
    )
    assert level == "red"
    assert "scenario fire is never below red" in because


def test_a_tripwire_counts_with_one_mention() -> None:
    """One mention: the scenario's floor, or the level that tells people where none is set."""
    one = signal(kind="fire", observed=1, scored=0, negative=0)
    bare = replace(FIRE, severity_floor=None)
    assert severity_of(one, plan=plan(), risk=0, scenario=FIRE, tripwire=True)[0] == "red"
    assert severity_of(one, plan=plan(), risk=0, scenario=bare, tripwire=True)[0] == "amber"
    assert severity_of(one, plan=plan(), risk=0, scenario=bare)[0] == "green"
    calm = replace(FIRE, severity_floor="green")
    assert severity_of(one, plan=plan(), risk=0, scenario=calm, tripwire=True)[0] == "green"


def test_only_the_riskiest_topics_are_lifted_and_only_far_beyond_chance() -> None:
    """Risk 3 and extreme strength lift one level; either alone does not."""
    assert severity_of(signal(strength=20.0), plan=plan(), risk=3)[0] == "red"
    assert severity_of(signal(strength=20.0), plan=plan(), risk=2)[0] == "amber"
    assert severity_of(signal(strength=5.0), plan=plan(), risk=3)[0] == "amber"


@pytest.mark.parametrize(
    ("levels", "quiet", "loud"),
    [
        ((replace(RED, rank=0),), "red", "red"),
        ((GREEN, replace(RED, rank=1)), "green", "red"),
        ((GREEN, replace(AMBER, name="blue", notify=Notify.DIGEST), replace(AMBER, rank=2),
          replace(RED, rank=3)), "green", "amber"),
    ],
)  # fmt: skip
def test_plans_with_other_levels_work(levels: tuple[Severity, ...], quiet: str, loud: str) -> None:
    """With one, two or four levels the lowest and the first that tells people are used."""
    of = with_levels(*levels)
    assert severity_of(signal(negative=2), plan=of, risk=1)[0] == quiet
    assert severity_of(signal(), plan=of, risk=1)[0] == loud


def test_a_flood_of_anger_on_a_risky_topic_is_lifted() -> None:
    """Ten times the top of the usual range, mostly negative: red from risk 2 on, amber below."""
    flood = signal(observed=900, low=2, high=9, scored=800, negative=700)
    assert severity_of(flood, plan=plan(), risk=2)[0] == "red"
    assert severity_of(flood, plan=plan(), risk=1)[0] == "amber"
    assert severity_of(replace(flood, observed=80), plan=plan(), risk=2)[0] == "amber"
    assert severity_of(replace(flood, scored=12, negative=12), plan=plan(), risk=2)[0] == "amber"


def test_what_comes_too_often_calls_nobody_by_itself() -> None:
    level, because = severity_of(signal(), plan=plan(), risk=2, mild=Mild.COMMON)
    assert level == "green"
    assert "too often to call anybody" in because
    assert severity_of(signal(), plan=plan(), risk=2, scenario=FIRE, mild=Mild.COMMON)[0] == "red"
