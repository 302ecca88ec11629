"""Much talk alone is no alarm, and neither is one voice that talks much."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config


def test_a_friendly_burst_is_green_and_calls_nobody(tmp_path: Path) -> None:
    """A sponsored race is in the digest; no telephone rings."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 40, "Runner {n} here, what a great race, thank you acme, I love it!")

    played = story.run(until="14:00")

    opened = played.expect("issue_opened", "10:00", topic="acme", severity="green")
    assert opened["observed"] == 40
    assert opened["negative"] == 0
    played.expect_nobody_else_told()
    played.expect_no("issue_raised", "held", "muted")


def test_a_flood_by_one_author_is_named_and_calls_nobody(tmp_path: Path) -> None:
    """Forty angry posts by one account are one voice."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 40, "{n} reasons why the acme kettle is awful trash", author="@angry")

    played = story.run(until="14:00")

    flood = played.expect("coordinated", "10:00", topic="acme", mentions=40, voices=1)
    assert "one author" in str(flood["because"])
    played.expect_no("issue_opened", "coordinated", "delivery")


def test_a_flood_of_one_text_is_named_and_calls_nobody(tmp_path: Path) -> None:
    """The same sentence from forty accounts is a campaign, not forty customers."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 40, "Boycott the acme kettle now, it is awful trash and a shame")

    played = story.run(until="14:00")

    flood = played.expect("coordinated", "10:00", topic="acme", mentions=40)
    assert "repeat a text" in str(flood["because"])
    played.expect_no("issue_opened", "coordinated", "delivery")


def test_a_planned_event_lifts_what_is_expected(tmp_path: Path) -> None:
    """A campaign that the plan foresees and that stays friendly opens no issue at all."""
    event = """
[[plan.events]]
name = "Black Friday"
from = 2026-11-22T09:00
to = 2026-11-22T12:00
topics = ["acme"]
expected_lift = 12
"""
    story = Story(tmp_path, config(tick="1h", below=event))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 30, "Bargain {n}, thank you acme, I love it!")

    played = story.run(until="14:00")

    played.expect_no("issue_opened", "delivery")


def test_a_planned_event_disarms_no_tripwire(tmp_path: Path) -> None:
    """A fire on Black Friday is a fire."""
    event = """
[[plan.events]]
name = "Black Friday"
from = 2026-11-22T09:00
to = 2026-11-22T12:00
expected_lift = 12
"""
    story = Story(tmp_path, config(below=event))
    story.post("09:30", "My Acme kettle caught fire")

    played = story.run(until="09:31")

    played.expect("issue_opened", "09:30", severity="red")
    played.expect_email("dana", "09:30")
