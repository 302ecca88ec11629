"""size: small data or big data, and what that means."""

from __future__ import annotations

from datetime import timedelta

import pytest

from socwatch.detect.regime import Regime, size

WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("mentions", "seen", "regime", "said"),
    [
        (500, timedelta(hours=5), Regime.UNKNOWN, "watched for 5 h"),
        (0, WEEK, Regime.SMALL, "0.0 mentions a day"),
        (21, WEEK, Regime.SMALL, "3.0 mentions a day"),
        (139, WEEK, Regime.SMALL, "20 mentions a day: each one counts"),
        (140, WEEK, Regime.BIG, "20 mentions a day: shares"),
        (8400, WEEK, Regime.BIG, "1,200 mentions a day"),
    ],
)
def test_the_regime_is_said_with_its_number(
    mentions: int, seen: timedelta, regime: Regime, said: str
) -> None:
    """Below twenty a day no window has a percentage, and the topic is small data."""
    found = size(mentions, seen)

    assert found.regime is regime
    assert said in found.because
