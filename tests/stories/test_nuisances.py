"""What looks like a crisis and is none: nobody is called. And the crisis beside it is still seen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.story import ANGRY, Story, config, when

SALE = """
[[plan.events]]
name = "Sale"
from = 2026-11-22T09:00
to = 2026-11-22T21:00
expected_lift = 5
"""


def test_a_campaign_that_nobody_planned_is_green_and_calls_nobody(tmp_path: Path) -> None:
    """Seven times the talk with the usual tone goes to the digest, once."""
    story = Story(tmp_path)
    story.chatter(4, "22 09:00")
    story.chatter(0.5, "22 21:00", rate=28)

    played = story.run(until="22:00")

    played.expect("issue_opened", severity="green")
    played.expect_no("issue_opened", "issue_raised", "delivery")


def test_a_planned_campaign_that_turns_sour_is_an_alarm(tmp_path: Path) -> None:
    """The plan foresaw the volume, not the anger."""
    story = Story(tmp_path, config(below=SALE))
    story.chatter(4, "22 09:00")
    story.chatter(0.2, "22 13:48", rate=20)
    story.chatter(0.2, "22 18:36", rate=20, angry=0.8)

    played = story.run(until="17:00")

    opened = played.expect("issue_opened")
    assert when("14:00") < when(str(opened["at"])) < when("15:30")
    assert opened["severity"] in ("amber", "red")
    assert "the tone turned" in str(opened["because"]) or opened["severity"] == "red"
    played.expect_no("issue_opened")


def test_a_planned_campaign_that_goes_as_planned_opens_nothing(tmp_path: Path) -> None:
    """Neither while it lasts nor when it is over."""
    story = Story(tmp_path, config(below=SALE))
    story.chatter(4, "22 09:00")
    story.chatter(0.5, "22 21:00", rate=20)
    story.chatter(0.5, "23 09:00")

    played = story.run(until="23 09:00")

    played.expect_no("issue_opened", "delivery")


def test_a_holiday_and_the_day_after_are_no_news(tmp_path: Path) -> None:
    """A day with a third of the talk, and the return to the old level."""
    story = Story(tmp_path)
    story.chatter(4, "20 12:00")
    story.chatter(1.25, "21 18:00", rate=1.3)
    story.chatter(1, "22 18:00")

    played = story.run(until="22 18:00")

    played.expect_no("issue_opened")


def test_growth_is_learned_and_no_alarm(tmp_path: Path) -> None:
    """Three times the talk after six days is a success, not a crisis."""
    story = Story(tmp_path)
    story.chatter(6, "22 12:00", rate=3, grow=2)

    played = story.run(until="22 12:00")

    played.expect_no("issue_opened", "delivery")


def test_a_thousand_copies_with_hashtags_hung_on_are_named_and_call_nobody(
    tmp_path: Path,
) -> None:
    """Accounts that spread one text and change its end are still one text."""
    story = Story(tmp_path)
    story.chatter(4, "22 12:00")
    for number in range(100):
        tail = ("#shame", "!!", "pls share", "#boycott", "@a", "RT")[number % 6]
        at = when("09:05") + number * timedelta(seconds=25)
        story.post(at, f"Boycott the acme kettle now, it is awful trash and they know it {tail}")

    played = story.run(until="12:00")

    played.expect("coordinated", topic="acme")
    played.expect_no("issue_opened", "delivery")


def test_thousands_of_old_items_after_an_outage_are_no_evidence_about_now(tmp_path: Path) -> None:
    """A source that comes back brings a year of the past: it counts when it was said."""
    story = Story(tmp_path)
    story.chatter(4, "22 09:00")
    story.source("09:01", "broken")
    for number in range(1000):
        said = when("08:00") - number * timedelta(minutes=480)
        text = f"Order {number}: the acme kettle {ANGRY[number % 5]}"
        story.post("13:05", text, published_at=said.isoformat())
    story.source("13:05", "ok")
    story.chatter(0.2, "22 18:00")

    played = story.run(until="18:00")

    played.expect("source_recovered", "13:05")
    played.expect_no("issue_opened", "coordinated")


def test_a_topic_that_falls_silent_for_a_month_raises_nothing_when_it_comes_back(
    tmp_path: Path,
) -> None:
    """The old level is not unusual because of the silence; and the silence was said."""
    story = Story(tmp_path, config(tick="1h"))
    story.chatter(4, "2026-10-20T00:00:00+00:00")
    story.chatter(2, "22 00:00")

    played = story.run(until="22 00:00")

    played.expect("source_silent")
    played.expect_no("issue_opened")


def test_an_alarm_that_comes_and_goes_is_one_issue(tmp_path: Path) -> None:
    """Bursts with lulls shorter than the plan's calm are one story, told once."""
    story = Story(tmp_path)
    story.chatter(4, "22 00:00")
    story.chatter(1, "23 00:00")
    for hour in range(6, 20, 2):
        for number in range(14):
            at = when(f"{hour:02}:05") + number * timedelta(minutes=3)
            story.post(at, f"Order {hour}{number}: the acme kettle {ANGRY[number % 5]}")

    played = story.run(until="23 00:00")

    played.expect("issue_opened")
    played.expect_no("issue_opened", "issue_reopened")


def test_a_source_that_comes_and_goes_is_told_three_times_and_then_when_it_stays_away(
    tmp_path: Path,
) -> None:
    """Ten mails a day about one feed would teach its owner to delete them."""
    story = Story(tmp_path)
    for hour in range(12):
        story.source(f"{hour:02}:01", "broken" if hour % 2 else "ok")
    story.source("12:01", "ok")
    story.source("13:01", "broken")

    played = story.run(until="18:00")

    for _ in range(3):
        played.expect("source_recovered")
        last = played.expect("source_failing")
    assert "it comes and goes" in str(last["because"])
    stays = played.expect("source_failing")
    assert when("14:45") <= when(str(stays["at"])) <= when("15:15")
    played.expect_no("source_failing", "source_recovered")


@pytest.mark.parametrize("rate", [0.05, 0.5, 8])
def test_a_crisis_is_seen_within_the_hour_at_any_size(tmp_path: Path, rate: float) -> None:
    """From one mention a day to eight an hour, under the same config."""
    story = Story(tmp_path)
    story.chatter(4 if rate > 1 else 12, "22 12:00", rate=rate)
    for number in range(max(6, int(6 * rate))):
        at = when("09:06") + number * timedelta(minutes=40) / max(6, int(6 * rate))
        story.post(at, f"Order {number}{number}: the acme kettle {ANGRY[number % 5]}")

    played = story.run(until="12:00")

    opened = played.expect("issue_opened")
    assert when("09:06") < when(str(opened["at"])) <= when("10:15")
    assert opened["severity"] in ("amber", "red")
