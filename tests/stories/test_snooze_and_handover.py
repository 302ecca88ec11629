"""Not now, and not me: what people do with a call besides taking it."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story

FIRE = "My Acme kettle caught fire"


def test_a_snooze_stops_the_steps_and_then_they_go_on(tmp_path: Path) -> None:
    """Luis was due at 09:15; after the snooze he is told, and Mia a quarter later."""
    story = Story(tmp_path)
    story.post("09:00", FIRE)
    story.line("09:10", snooze={"issue": "latest", "by": "dana", "for": "30m"})

    played = story.run(until="09:56")

    played.expect("snoozed", "09:10", issue="I-1", by="dana")
    played.expect_email("dana", "09:00")
    played.expect_email("luis", "09:40", step=1)
    played.expect_email("mia", "09:55", step=2)
    played.expect_nobody_else_told()


def test_a_new_owner_who_acknowledges_keeps_it(tmp_path: Path) -> None:
    """Luis is mailed, says yes, and the issue stays his."""
    story = Story(tmp_path)
    story.post("09:00", FIRE)
    story.act("09:05", "ack", by="dana")
    story.act("09:10", "handover", by="dana", to="luis")
    story.act("09:20", "ack", by="luis")

    played = story.run(until="09:59")

    played.expect("handed_over", "09:10", issue="I-1", by="dana", to="luis")
    played.expect_email("dana", "09:00")
    played.expect_email("luis", "09:10", kind="reminder")
    played.expect_nobody_else_told()
    assert played.issues["I-1"].owner == "luis"


def test_a_new_owner_who_does_not_answer_makes_it_open_again(tmp_path: Path) -> None:
    """Red gives a quarter of an hour; then the steps begin anew with whoever is on duty."""
    story = Story(tmp_path)
    story.post("09:00", FIRE)
    story.act("09:05", "ack", by="dana")
    story.act("09:10", "handover", by="dana", to="luis")

    played = story.run(until="09:26")

    played.expect_email("dana", "09:00")
    played.expect_email("luis", "09:10", kind="reminder")
    again = played.expect("issue_reopened", "09:25", issue="I-1")
    assert "Luis Peña was handed it" in str(again["because"])
    played.expect_email("dana", "09:25", round=0, step=0)
    played.expect_nobody_else_told()
