"""An exercise takes the same way as a real night, and touches nothing real."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story

DRILL = {"scenario": "product_safety", "topic": "acme", "by": "dana"}


def test_a_drill_says_so_in_every_subject_and_has_a_name_of_its_own(tmp_path: Path) -> None:
    """D-1, not I-1, by the same steps at the same times."""
    story = Story(tmp_path)
    story.line("09:00", drill=DRILL)

    played = story.run(until="09:31")

    opened = played.expect("issue_opened", "09:00", issue="D-1", severity="red", mentions=[])
    assert "Dana Okafor" in str(opened["because"])
    for who, at in (("dana", "09:00"), ("luis", "09:15"), ("mia", "09:30")):
        told = played.expect_email(who, at, issue="D-1")
        assert str(told["subject"]).startswith("[DRILL] ")
    played.expect_nobody_else_told()
    assert all("DRILL" in str(mail["Subject"]) for mail in played.mails)


def test_a_real_fire_during_a_drill_is_an_issue_of_its_own(tmp_path: Path) -> None:
    """The drill neither takes the fire's mentions nor its acknowledgement."""
    story = Story(tmp_path)
    story.line("09:00", drill=DRILL)
    fire = story.post("09:05", "My Acme kettle caught fire")
    story.act("09:06", "ack", issue="D-1", by="luis")
    story.act("09:07", "close", issue="D-1", by="luis", reason="real")

    played = story.run(until="09:21")

    real = played.expect("issue_opened", "09:05", issue="I-1")
    assert real["mentions"] == [fire]
    assert played.issues["I-1"].state == "open"
    played.expect_email("dana", "09:05", issue="I-1", step=0)
    played.expect_email("luis", "09:20", issue="I-1", step=1)
    assert played.issues["D-1"].mentions == ()


def test_a_drill_does_not_calm_down_by_itself(tmp_path: Path) -> None:
    """No signal holds a drill up, so none can take it away: a person ends it."""
    story = Story(tmp_path)
    story.line("09:00", drill=DRILL)
    story.act("09:05", "ack", by="dana")

    played = story.run(until="12:00")

    played.expect("acknowledged", "09:05", issue="D-1")
    played.expect_no("issue_calmed", "issue_closed")
