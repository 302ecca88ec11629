"""What was said counts when it was said, not when it could be fetched."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config


def test_late_mentions_do_not_look_like_a_burst(tmp_path: Path) -> None:
    """Forty posts of a whole day that arrive in one minute are an ordinary day."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="21 22:00")
    for number in range(40):
        said_at = f"2026-11-22T{number // 4:02}:{number % 4 * 15:02}:00Z"
        story.post("10:05", f"The acme kettle {number} is here", published_at=said_at)

    played = story.run(until="12:00")

    played.expect_no("issue_opened", "coordinated")


def test_an_old_fire_that_a_source_brings_late_trips_no_wire(tmp_path: Path) -> None:
    """An article of last week is not news; one of an hour ago is."""
    story = Story(tmp_path)
    story.post("09:00", "Acme kettle on fire", published_at="2026-11-12T08:00:00Z")
    lately = story.post("09:30", "Acme kettle fire in Leeds", published_at="2026-11-22T08:30:00Z")

    played = story.run(until="09:31")

    played.expect("issue_opened", "09:30", issue="I-1", mentions=[lately])
    played.expect_no("issue_opened")
