"""A source that cannot be read is told to its owner, and is never counted as silence."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config


def test_a_refused_source_is_told_to_the_plans_owner_and_so_is_its_return(tmp_path: Path) -> None:
    """The second refusal in a row is a problem; the first good poll ends it."""
    story = Story(tmp_path)
    story.source("09:02", "refused")
    story.source("11:01", "ok")

    played = story.run(until="12:00")

    failing = played.expect("source_failing", source="press", outcome="refused")
    assert failing["because"] == "the service refused to answer"
    played.expect_email("dana", str(failing["at"]), kind="source")
    played.expect("source_recovered", "11:01", source="press", outcome="ok")
    played.expect_email("dana", "11:01", kind="source")
    played.expect_nobody_else_told()


def test_a_rejected_login_is_told_at_once(tmp_path: Path) -> None:
    """Waiting does not mend a wrong password."""
    story = Story(tmp_path)
    story.source("09:02", "unauthorised")

    played = story.run(until="09:03")

    played.expect("source_failing", "09:02", source="press", outcome="unauthorised")
    played.expect_email("dana", "09:02", kind="source")


def test_a_mail_about_a_source_waits_for_the_end_of_quiet_hours(tmp_path: Path) -> None:
    """Nobody is woken because a feed is down."""
    asleep = "quiet_hours = { from = 22:00, to = 07:00 }"
    story = Story(tmp_path, config(dana=asleep))
    story.source("03:00", "unauthorised")

    played = story.run(until="07:01")

    played.expect("source_failing", "03:00")
    played.expect_email("dana", "07:00", kind="source")
    played.expect_nobody_else_told()


def test_an_outage_and_its_end_raise_no_alarm(tmp_path: Path) -> None:
    """Neither the hours without mentions nor the late ones that come all at once are unusual."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.source("22 09:01", "broken")
    for hour in range(9, 15):
        for third in range(3):
            said_at = f"2026-11-22T{hour:02}:{third * 17 + 3:02}:00Z"
            story.post(
                "15:05", f"Hour {hour} and the acme kettle {third} works", published_at=said_at
            )
    story.source("22 15:05", "ok")

    played = story.run(until="19:00")

    played.expect("source_failing", source="press")
    played.expect("source_recovered", "15:05", source="press")
    played.expect_no("issue_opened")
