"""A link that acknowledges is worth what we signed, for whom, for which night, and for a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socwatch.model.issue import IssueState
from socwatch.respond.link import GOOD_FOR, Permit, is_current, is_used, opened, permit, token
from tests.unit.respond.world import NOON, plan
from tests.unit.respond.world import opened as issue_of

KEY = b"k" * 32
ISSUE = issue_of(plan())
DANA = permit(ISSUE, "dana", NOON)


def test_a_link_is_opened_as_it_was_made() -> None:
    """For this person, this issue and this start of its ladder."""
    assert opened(token(DANA, KEY), KEY, NOON) == DANA
    assert is_current(DANA, ISSUE)


def test_a_link_is_good_for_a_week() -> None:
    """To the millisecond."""
    words = token(DANA, KEY)
    assert opened(words, KEY, NOON + GOOD_FOR - timedelta(milliseconds=1)) is not None
    assert opened(words, KEY, NOON + GOOD_FOR) is None


@pytest.mark.parametrize(
    "other",
    [
        replace(DANA, issue="I-43"),
        replace(DANA, contact="luis"),
        replace(DANA, since=DANA.since + timedelta(milliseconds=1)),
        replace(DANA, made_at=DANA.made_at + timedelta(days=300)),
    ],
)
def test_the_seal_of_one_link_fits_no_other(other: Permit) -> None:
    """Whichever part is changed."""
    said = token(other, KEY).partition(".")[0]
    seal = token(DANA, KEY).partition(".")[2]
    assert opened(f"{said}.{seal}", KEY, NOON) is None


def test_another_key_signs_nothing() -> None:
    """Links in earlier mails end with the key."""
    assert opened(token(DANA, KEY), b"x" * 32, NOON) is None


@given(place=st.integers(min_value=0, max_value=200), letter=st.sampled_from("AZaz09-_.=+/ é\0"))
def test_a_changed_letter_makes_it_worthless(place: int, letter: str) -> None:
    """And stops nothing."""
    words = token(DANA, KEY)
    place %= len(words)
    changed = f"{words[:place]}{letter}{words[place + 1 :]}"
    assert (opened(changed, KEY, NOON) is None) == (changed != words)


@given(words=st.text(max_size=500))
def test_anything_else_is_worthless(words: str) -> None:
    """Whatever somebody types."""
    assert opened(words, KEY, NOON) is None


def test_a_link_from_before_a_raise_is_not_current() -> None:
    """It says nothing of what the issue has become."""
    assert not is_current(DANA, replace(ISSUE, since=NOON + timedelta(minutes=1)))


def test_a_link_acts_once() -> None:
    """Used by its person after it was made; a later link, of a reminder, is another one."""
    mine = replace(
        ISSUE, state=IssueState.ACKNOWLEDGED, acknowledged_by=("dana",), acknowledged_at=NOON
    )
    assert not is_used(DANA, ISSUE)
    assert is_used(DANA, mine)
    assert not is_used(replace(DANA, contact="luis"), mine)
    assert not is_used(replace(DANA, made_at=NOON + timedelta(hours=4)), mine)
