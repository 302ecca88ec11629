"""How much people respond, beside what is usual on the channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socwatch.model.mention import Mention
from socwatch.model.rates import Compared, Rate
from socwatch.understand.rates import (
    FEWEST,
    Tones,
    Usual,
    count_of,
    hollow,
    of_many,
    of_mention,
    usual_of,
)
from tests.support.world import NOON, mention

DAY = timedelta(days=1)


def post(number: int = 0, *, days: int = 0, **counts: int | None) -> Mention:
    """A post of so many days ago, with its numbers."""
    one = mention(f"m{number}", at=NOON - days * DAY)
    return replace(one, **counts)  # type: ignore[arg-type]


def history(*, days: int = 10, each: int = 5, reposts: int = 2) -> list[Mention]:
    """Some posts a day that were passed on twice each."""
    return [
        post(100 * day + n, days=day + 1, reposts=reposts)
        for day in range(days)
        for n in range(each)
    ]


def passed_on(value: float, usual: float | None, *, n: int = 1) -> Compared:
    """So many shares a post."""
    return Compared(
        rate=Rate.AMPLIFICATION, value=value, n=n, usual=usual, usual_n=50, high=usual and 3 * usual
    )


def rates(*several: Compared) -> dict[Rate, Compared]:
    """Those rates, and nothing known of the others."""
    unknown = {rate: Compared(rate=rate, value=None) for rate in Rate}
    return {**unknown, **{one.rate: one for one in several}}


def test_what_a_service_does_not_tell_is_unknown() -> None:
    """Unknown shares are not zero shares; quotes are shares with words."""
    assert count_of(post(), Rate.AMPLIFICATION) is None
    assert count_of(post(reposts=0), Rate.AMPLIFICATION) == 0
    assert count_of(post(quotes=3), Rate.AMPLIFICATION) == 3
    assert count_of(post(reposts=2, quotes=3), Rate.AMPLIFICATION) == 5


def test_a_score_below_zero_is_no_applause() -> None:
    """Services that count downvotes give numbers below zero."""
    assert count_of(post(likes=-7), Rate.APPLAUSE) == 0


def test_few_mentions_do_not_tell_what_is_usual() -> None:
    """One fewer than enough, and nobody knows."""
    few = usual_of([post(n, likes=3) for n in range(FEWEST - 1)])[Rate.APPLAUSE]
    assert few == Usual(n=FEWEST - 1, days=1)
    enough = usual_of([post(n, likes=3) for n in range(FEWEST)])[Rate.APPLAUSE]
    assert enough.median == 3


def test_one_post_that_goes_round_the_world_changes_no_usual() -> None:
    """The median does not move."""
    famous = post(999, days=3, reposts=1_000_000)
    usual = usual_of([*history(), famous])[Rate.AMPLIFICATION]
    assert usual.median == 2
    assert usual.daily == 2


def test_a_mention_is_compared_with_the_mentions_of_its_channel() -> None:
    """Sixteen shares where two are usual are eight times the usual."""
    found = of_mention(post(reposts=16), usual_of(history()))[Rate.AMPLIFICATION]
    assert (found.value, found.usual, found.usual_n) == (16, 2, 50)
    assert found.lift == 8
    assert found.spreads


def test_several_mentions_are_compared_with_the_usual_day() -> None:
    """A mean is compared with means of days, not with the median post."""
    channels = {"shelf": usual_of(history())}
    found = of_many([post(n, reposts=6) for n in range(4)], channels)[Rate.AMPLIFICATION]
    assert (found.value, found.n, found.usual, found.usual_n) == (6, 4, 2, 10)
    assert found.lift == 3


def test_a_channel_without_a_past_has_no_usual() -> None:
    """Neither for one post nor for several, and so nothing is far above it."""
    found = of_many([post(reposts=900)], {})[Rate.AMPLIFICATION]
    assert (found.usual, found.lift, found.spreads) == (None, None, False)
    assert of_mention(post(reposts=900), {})[Rate.AMPLIFICATION].lift is None


def test_what_one_in_twenty_gets_is_not_spread() -> None:
    """Few posts get most of the likes: only what is rare on the channel is more than usual."""
    loud = [post(900 + n, days=n, reposts=30) for n in range(4)]  # 4 of 54
    usual = usual_of([*history(), *loud])
    assert usual[Rate.AMPLIFICATION].high == 30
    assert not of_mention(post(reposts=25), usual)[Rate.AMPLIFICATION].spreads
    assert of_mention(post(reposts=31), usual)[Rate.AMPLIFICATION].spreads


def test_twice_next_to_nothing_does_not_spread() -> None:
    """Four shares where one is usual are chance."""
    assert not passed_on(4, 1.0).spreads
    assert passed_on(40, 1.0).spreads


@pytest.mark.parametrize(
    ("tones", "is_hollow"),
    [
        (Tones(negative=5, scored=6), True),
        (Tones(negative=2, scored=6), False),
        (Tones(negative=2, scored=2), False),  # two are chance
        (Tones(negative=1, scored=1, several=False), True),  # one post is its own tone
        (Tones(negative=0, scored=0), False),
        (Tones(negative=8, scored=20, usual=0.1), True),  # clearly worse than usual
        (Tones(negative=8, scored=20, usual=0.3), False),
    ],
)
def test_applause_is_hollow_when_the_tone_is_bad(tones: Tones, is_hollow: bool) -> None:
    """Spread far above usual, and most of it negative or far more than usual."""
    assert bool(hollow(rates(passed_on(40, 2.0)), tones)) is is_hollow


def test_a_bad_tone_without_applause_is_not_hollow() -> None:
    """That is an unhappy crowd, and the tone says so."""
    assert hollow(rates(passed_on(3, 2.0)), Tones(negative=9, scored=10)) == ()


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 30)), max_size=60))
def test_the_usual_lies_between_what_was_seen(seen: Sequence[tuple[int, int]]) -> None:
    """Whatever the numbers are; and n says how many there were."""
    found = usual_of([post(n, days=day, likes=likes) for n, (likes, day) in enumerate(seen)])
    usual = found[Rate.APPLAUSE]
    assert usual.n == len(seen)
    for value in (usual.median, usual.daily):
        assert value is None or min(seen)[0] <= value <= max(seen)[0]
