"""Who speaks with several accounts, and what is done with mentions of each class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from socwatch.config.result import Config
from socwatch.errors import ConfigWrong
from socwatch.model.plan import Engagement
from socwatch.model.reading import Triage

Load = Callable[[str], Config]
KIM = '\n[[people]]\nid = "kim"\nname = "Kim"\naccounts = ["@kim@a.example", "x:@kim"]\n'


def test_the_plan_knows_the_rules_of_engagement(loaded: Load, right: str) -> None:
    """Those that are written; a class without a rule has none."""
    rules = '\n[engagement]\nquestion = { do = "respond", owner = "pr", within = "4h" }\n'
    plan = loaded(right + rules).plan
    assert plan.engagement(Triage.QUESTION) == Engagement(
        triage=Triage.QUESTION, do="respond", owner="pr", within=timedelta(hours=4)
    )
    assert plan.engagement(Triage.TROLL) is None
    assert plan.engagement(None) is None


def test_every_class_can_have_a_rule(loaded: Load, right: str) -> None:
    """The table's keys are the names of the classes."""
    rules = "\n".join(f'{one.value} = {{ do = "watch" }}' for one in Triage)
    found = loaded(f"{right}\n[engagement]\n{rules}\n").plan.engagements
    assert [one.triage for one in found] == list(Triage)


def test_a_person_has_accounts(loaded: Load, right: str) -> None:
    """As they are written."""
    (kim,) = loaded(right + KIM).people
    assert (kim.id, kim.name, kim.tags) == ("kim", "Kim", ())
    assert kim.accounts == ("@kim@a.example", "x:@kim")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (KIM + KIM.replace("@kim", "@other"), 'second person "kim"'),
        (KIM + KIM.replace('"kim"', '"ann"'), 'second account of a person "@kim@a.example"'),
        (KIM.replace("accounts", "account"), "accounts"),
    ],
)
def test_mistakes_about_people_are_told(loaded: Load, right: str, words: str, says: str) -> None:
    """An account belongs to one person, and every person has an id of their own."""
    with pytest.raises(ConfigWrong) as wrong:
        loaded(right + words)
    assert any(says in f"{one.key} {one.says} {one.suggestion}" for one in wrong.value.problems)
