"""It is over, and stays over while nothing new is said."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

FIRE = "My Acme kettle caught fire"


def test_a_close_stands_everybody_down_exactly_once(tmp_path: Path) -> None:
    """Dana and Luis were told, so both hear of the end; Mia never knew."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)
    story.act("02:50", "close", by="luis", reason="false-alarm")

    played = story.run(until="05:00")

    played.expect("issue_closed", "02:50", issue="I-1", by="luis", reason="false-alarm")
    played.expect_email("dana", "02:24")
    played.expect_email("luis", "02:39")
    played.expect_email("dana", "02:50", kind="stand_down")
    played.expect_email("luis", "02:50", kind="stand_down")
    played.expect_nobody_else_told()
    played.expect_no("issue_reopened", "issue_calmed")


def test_a_second_close_tells_nobody_and_says_that_it_came_too_late(tmp_path: Path) -> None:
    """An act that finds nothing to do is a `skipped` event, never nothing at all."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)
    story.act("02:30", "close", by="dana", reason="real")
    story.act("02:40", "close", by="luis", reason="real")

    played = story.run(until="02:41")

    played.expect("issue_closed", "02:30")
    skipped = played.expect("skipped", "02:40", issue="I-1", to="luis")
    assert "already closed by Dana Okafor" in str(skipped["because"])
    played.expect_no("issue_closed")
    assert len(played.all("delivery")) == 2  # one call, one stand-down


def test_a_closed_issue_does_not_come_back_while_the_same_evidence_stands(tmp_path: Path) -> None:
    """Dana judged the burst; the detector still sees it for hours, and keeps quiet about it."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 40, "{n} times my acme kettle broke, terrible awful company")
    story.act("10:20", "close", by="dana", reason="real")

    played = story.run(until="15:00")

    played.expect("issue_opened", "10:00", issue="I-1")
    played.expect("issue_closed", "10:20")
    played.expect_email("dana", "10:00")
    played.expect_email("dana", "10:20", kind="stand_down")
    played.expect_nobody_else_told()
    played.expect_no("issue_opened", "issue_reopened")


def test_a_close_holds_while_the_burst_ebbs_away(tmp_path: Path) -> None:
    """After a close for real, a last few like it within the window are no new crisis."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 40, "{n} times my acme kettle broke, terrible awful company")
    story.act("10:20", "close", by="dana", reason="real")
    story.burst("10:25", 4, "the acme kettle of aunt {n} broke, terrible")

    played = story.run(until="13:00")

    played.expect("issue_opened", "10:00", issue="I-1")
    played.expect_no("issue_opened", "issue_reopened")


def test_a_fire_after_the_close_opens_the_issue_again(tmp_path: Path) -> None:
    """Within two hours it is the same issue; whoever is on duty is called again."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)
    story.act("02:30", "close", by="dana", reason="real")
    again = story.post("03:00", "Another Acme kettle on fire, in Leeds")

    played = story.run(until="03:01")

    played.expect("issue_opened", "02:24", issue="I-1")
    reopened = played.expect("issue_reopened", "03:00", issue="I-1", severity="red")
    assert again in reopened["mentions"]  # type: ignore[operator]
    played.expect_email("dana", "03:00", round=0, step=0)


def test_long_after_the_close_a_fire_is_another_issue(tmp_path: Path) -> None:
    """After `reopen_within` there is a new number, with its own story."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)
    story.act("02:30", "close", by="dana", reason="real")
    story.post("04:31", "Another Acme kettle on fire, in Leeds")

    played = story.run(until="04:32")

    played.expect("issue_opened", "02:24", issue="I-1")
    played.expect("issue_opened", "04:31", issue="I-2")
    played.expect_email("dana", "04:31", issue="I-2", step=0)
