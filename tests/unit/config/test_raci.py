"""Who decides about a topic: exactly one role has the last word, and every role is somebody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from socwatch.config.load import load
from socwatch.config.result import Config
from socwatch.errors import ConfigWrong
from socwatch.report.advice import who_decides
from socwatch.sources.registry import kinds, options_of
from tests.support.story import config


def loaded(folder: Path, below: str) -> Config:
    """The story's config with these tables at its end."""
    path = folder / "socwatch.toml"
    path.write_text(config(below=below), encoding="utf-8")
    return load(path, kinds=kinds, options_of=options_of)


def raci(*lines: str) -> str:
    """A table with these lines."""
    return "\n".join(["[[plan.raci]]", *lines])


def test_who_decides_is_named(tmp_path: Path) -> None:
    """Roles with the people who have them."""
    plan = loaded(tmp_path, raci('accountable = ["ceo"]', 'responsible = ["pr"]')).plan
    assert who_decides(plan, "acme") == (
        ("Has the last word", "Mia Lindqvist (ceo)"),
        ("Does it", "Dana Okafor (pr)"),
    )


def test_a_topics_own_table_counts_before_the_one_for_all(tmp_path: Path) -> None:
    """The narrowest wins."""
    both = raci('accountable = ["ceo"]') + "\n" + raci('topics = ["acme"]', 'accountable = ["pr"]')
    plan = loaded(tmp_path, both).plan
    assert plan.raci("acme") != plan.raci("other")
    assert [one.accountable for one in plan.racis] == ["ceo", "pr"]


@pytest.mark.parametrize(
    ("below", "says"),
    [
        (raci('accountable = ["ceo", "pr"]'), "exactly one"),
        (raci("accountable = []"), "accountable"),
        (raci('responsible = ["pr"]'), "accountable"),
        (raci('accountable = ["pope"]'), "nobody has the role"),
        (raci('accountable = ["ceo"]', 'topics = ["acne"]'), "no topic"),
        (raci('accountable = ["ceo"]') + "\n" + raci('accountable = ["pr"]'), "second raci"),
    ],
)
def test_tables_that_leave_it_open(tmp_path: Path, below: str, says: str) -> None:
    """Nobody, or two, with the last word is a mistake."""
    with pytest.raises(ConfigWrong) as caught:
        loaded(tmp_path, below)
    assert says in str(caught.value) + " ".join(one.suggestion for one in caught.value.problems)


def test_a_plan_without_it_says_nothing(tmp_path: Path) -> None:
    """No section about a question that nobody asked."""
    assert who_decides(loaded(tmp_path, "").plan, "acme") == ()
