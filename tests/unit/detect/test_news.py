"""news: an episode is told once, and again when it is notably worse."""

from __future__ import annotations

from datetime import timedelta

import pytest

from socwatch.detect.news import EPISODE, Told, news
from tests.support.world import NOON, TICK


@pytest.mark.parametrize(
    ("told", "strength", "is_news"),
    [
        (None, 0.0, False),
        (None, 1.5, True),
        (Told(NOON, 3.0), 3.1, False),
        (Told(NOON, 3.0), 3.3, True),
        (Told(NOON, 6.0), 7.0, False),
        (Told(NOON, 6.0), 12.5, True),
    ],
)
def test_only_what_is_notably_worse_is_told_again(
    told: Told | None, strength: float, is_news: bool
) -> None:
    """A fifth of a power of ten more, or twice as much of what is beyond doubt anyway."""
    found = news(told, strength, NOON + TICK)

    assert (found is not None) == is_news


def test_after_an_episode_the_same_strength_is_news() -> None:
    """What is told today was not told by what was told yesterday."""
    late = NOON + EPISODE + timedelta(minutes=1)

    assert news(Told(NOON, 3.0), 2.0, late) == Told(late, 2.0)
