"""The plan as the rooms of thought see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from socwatch.config.result import Config
from socwatch.model.plan import Need, Notify

Load = Callable[..., Config]
Wrong = Callable[..., list[str]]


def levels(config: Config) -> list[tuple[str, int, Notify, timedelta, bool]]:
    """The ladder in short."""
    return [
        (one.name, one.rank, one.notify, one.ack_within, one.breaks_quiet_hours)
        for one in config.plan.severities
    ]


HOUR = timedelta(hours=1)
GREEN = ("green", 0, Notify.DIGEST, HOUR, False)
AMBER = ("amber", 1, Notify.NOW, HOUR, False)
RED = ("red", 2, Notify.NOW, timedelta(minutes=15), True)


def test_a_plan_without_severities_has_green_amber_red(loaded: Load, right: str) -> None:
    """Green waits for the digest; red breaks quiet hours and wants an owner within 15 minutes."""
    assert levels(loaded(right)) == [GREEN, AMBER, RED]


def test_a_default_level_can_be_changed_alone(loaded: Load, right: str) -> None:
    """Writing only red keeps the others, and what red leaves out."""
    text = '[[plan.severities]]\nname = "red"\nack_within = "5m"\nmeans = "act now"\n'
    config = loaded(right + text)
    assert levels(config) == [GREEN, AMBER, ("red", 2, Notify.NOW, timedelta(minutes=5), True)]
    assert config.plan.highest.means == "act now"


def test_any_other_name_makes_a_ladder_of_its_own(loaded: Load, right: str) -> None:
    """With a level named sev1 the written levels are all there are, lowest first."""
    text = (
        '[[plan.severities]]\nname = "amber"\n'
        '[[plan.severities]]\nname = "red"\n'
        '[[plan.severities]]\nname = "black"\n'
        '[[plan.policies]]\nseverity = "black"\nsteps = [{ after = "0m", tell = ["role:pr"] }]\n'
    )
    black = ("black", 2, Notify.NOW, HOUR, False)
    assert levels(loaded(right + text)) == [("amber", 0, *AMBER[2:]), ("red", 1, *RED[2:]), black]


def test_a_level_that_tells_nobody_is_warned_of(loaded: Load, right: str) -> None:
    """A severity with notify = "now" and no policy is a hole; a policy for green is never used."""
    config = loaded(right.replace('severity = "amber"', 'severity = "green"'))
    says = [warning.says for warning in config.warnings]
    assert says == [
        "no policy for amber: the steps of another level are used",
        "green waits for the digest; never used",
    ]


def test_local_events_and_silences_become_instants(loaded: Load, right: str) -> None:
    """09:00 in New York in November is 14:00 UTC; a written offset wins."""
    text = """
[[plan.events]]
name = "sale"
from = 2026-11-27T09:00
to = 2026-11-27T23:00:00+01:00
expected_lift = 4
[[plan.silences]]
from = 2026-07-01T00:00
to = 2026-07-01T06:00
because = "site move"
"""
    plan = loaded(f'timezone = "America/New_York"\n{right}{text}').plan
    assert plan.events[0].start == datetime(2026, 11, 27, 14, tzinfo=UTC)
    assert plan.events[0].end == datetime(2026, 11, 27, 22, tzinfo=UTC)
    assert plan.events[0].expected_lift == 4.0
    assert plan.silences[0].start == datetime(2026, 7, 1, 4, tzinfo=UTC)


def test_people_and_rotas_live_in_the_configs_zone_unless_they_say_otherwise(
    loaded: Load, right: str
) -> None:
    """A contact's own zone wins over the config's."""
    text = right.replace('id = "luis"', 'id = "luis"\ntimezone = "Europe/Madrid"')
    plan = loaded(f'timezone = "Europe/London"\n{text}').plan
    assert [person.timezone for person in plan.contacts] == ["Europe/London", "Europe/Madrid"]
    assert plan.rotas[0].timezone == "Europe/London"
    assert plan.timezone == "Europe/London"


def test_steps_keep_what_is_written(loaded: Load, right: str) -> None:
    """Times, people and whose acknowledgement counts arrive unchanged."""
    text = right.replace('tell = ["role:pr", "contact:luis"]', 'tell = ["role:pr"], need = "all"')
    red = loaded(text).plan.policies[1]
    assert [step.after for step in red.steps] == [timedelta(0), timedelta(minutes=15)]
    assert red.steps[1].need is Need.ALL
    assert red.repeat == 0


def test_a_circle_of_deputies_is_told_once(wrong: Wrong, right: str) -> None:
    """Three people who stand in for each other in turn are one mistake, not three."""
    text = right.replace('id = "dana"', 'id = "dana"\ndeputy = "luis"')
    text = text.replace('id = "luis"', 'id = "luis"\ndeputy = "dana"')
    (problem,) = wrong(text)
    assert problem.endswith("deputies in a circle: dana → luis → dana (end it somewhere)")


def test_a_plan_file_may_hold_the_plan(
    loaded: Load, watched: str, plan: str, tmp_path: Path
) -> None:
    """The tables may stand under [plan] or at the top of the plan's own file."""
    top = plan.replace("[plan]\n", "").replace("[[plan.", "[[")
    for text in (plan, top):
        file = tmp_path / "crisis-plan.toml"
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        config = loaded(f'plan_file = "crisis-plan.toml"\n{watched}')
        assert config.plan.name == "Acme crisis plan"
        assert [person.id for person in config.plan.contacts] == ["dana", "luis"]
        assert config.warnings == ()


def test_mistakes_in_a_plan_file_name_that_file(
    wrong: Wrong, watched: str, plan: str, tmp_path: Path
) -> None:
    """File, line and key are those of the file in which the mistake stands."""
    top = plan.replace("[plan]\n", "").replace("[[plan.", "[[")
    text = top.replace("luis@acme.example", "luis").lstrip()
    (tmp_path / "p.toml").write_text(text, encoding="utf-8")
    (problem,) = wrong(f'plan_file = "p.toml"\n{watched}')
    line = text[: text.index('"luis"\n\n[[rotas')].count("\n") + 1
    says = '"luis" is no mail address (write name@host.example)'
    assert problem == f"p.toml:{line}: contacts[1].email: {says}"


def test_a_plan_file_that_cannot_be_used_hides_no_other_mistake(
    wrong: Wrong, watched: str, plan: str, tmp_path: Path
) -> None:
    """A missing, broken or second plan is told beside the mistakes of the config."""
    missing = wrong(f'plan_file = "no.toml"\nversoin = 1\n{watched}')
    assert [one.split(" (")[0] for one in missing] == [
        "socwatch.toml:1: plan_file: no.toml is not there",
        "socwatch.toml:2: versoin: unknown key",
    ]
    both = wrong(f'plan_file = "no.toml"\n{watched}{plan}')
    assert both == [
        "socwatch.toml:1: plan_file: the plan is in this file too (keep one of the two)"
    ]
    (tmp_path / "p.toml").write_text("name = \n", encoding="utf-8")
    assert wrong(f'plan_file = "p.toml"\n{watched}')[0].startswith("p.toml:1: Invalid value")
