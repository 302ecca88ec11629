"""When the talk has died down: amber ends by itself, red asks a person."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story


def test_amber_ends_by_itself_an_hour_after_the_last_sign(tmp_path: Path) -> None:
    """Dana was told, so Dana hears that it is over; nobody has to do anything."""
    story = Story(tmp_path)
    story.post("09:00", "The Acme app has an outage")
    story.act("09:10", "ack", by="dana")

    played = story.run(until="11:00")

    played.expect("issue_calmed", "10:00", issue="I-1")
    played.expect("issue_closed", "10:00", issue="I-1", reason="calm")
    played.expect_email("dana", "09:00")
    played.expect_email("dana", "10:00", kind="stand_down")
    played.expect_nobody_else_told()


def test_red_never_ends_by_itself_its_owner_is_asked_once(tmp_path: Path) -> None:
    """Back to usual is a question to the owner, not a close."""
    story = Story(tmp_path)
    story.post("09:00", "My Acme kettle caught fire")
    story.act("09:05", "ack", by="dana")

    played = story.run(until="13:00")

    played.expect("issue_calmed", "10:00", issue="I-1", severity="red")
    played.expect_email("dana", "09:00")
    asked = played.expect_email("dana", "10:00", kind="reminder")
    assert "stand down?" in str(asked["subject"])
    played.expect_nobody_else_told()
    played.expect_no("issue_closed", "issue_calmed")


def test_blindness_is_not_calm(tmp_path: Path) -> None:
    """While the only source cannot be read, an amber issue does not end by itself."""
    story = Story(tmp_path)
    story.post("09:00", "The Acme app has an outage")
    story.act("09:05", "ack", by="dana")
    story.source("09:10", "broken")

    played = story.run(until="12:00")

    played.expect("source_failing")
    played.expect_no("issue_calmed", "issue_closed")
