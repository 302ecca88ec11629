"""Nobody's sleep is broken for amber; the deputy looks, and red rings through."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

ASLEEP = "quiet_hours = { from = 22:00, to = 07:00 }\n"
OUTAGE = "The Acme app has an outage"


def test_amber_waits_for_the_morning_and_the_deputy_is_told_at_once(tmp_path: Path) -> None:
    """Dana's mail is held to seven o'clock, with the reason on record; Luis has it now."""
    story = Story(tmp_path, config(dana=f'{ASLEEP}deputy = "luis"'))
    story.post("06:40", OUTAGE)

    played = story.run(until="07:01")

    held = played.expect("held", "06:40", issue="I-1", to="dana")
    assert "quiet hours until 07:00" in str(held["because"])
    played.expect_email("luis", "06:40", step=0)
    played.expect_email("dana", "07:00", step=0)
    played.expect_nobody_else_told()


def test_red_breaks_through_quiet_hours(tmp_path: Path) -> None:
    """The default plan lets red ring at any hour; the deputy is not needed."""
    story = Story(tmp_path, config(dana=f'{ASLEEP}deputy = "luis"'))
    story.post("03:00", "My Acme kettle caught fire")

    played = story.run(until="03:14")

    played.expect_email("dana", "03:00")
    played.expect_nobody_else_told()
    played.expect_no("held")


def test_without_a_deputy_the_next_step_is_told_at_once(tmp_path: Path) -> None:
    """An amber night with nobody to stand in still reaches a person in the same minute."""
    story = Story(tmp_path, config(dana=ASLEEP))
    story.post("03:00", OUTAGE)

    played = story.run(until="03:29")

    played.expect("held", "03:00", to="dana")
    played.expect_email("mia", "03:00", step=1)
    played.expect_nobody_else_told()


def test_a_held_mail_is_dropped_when_somebody_has_it_by_then(tmp_path: Path) -> None:
    """Luis took it in the night: in the morning Dana is not called, and the record says why."""
    story = Story(tmp_path, config(dana=f'{ASLEEP}deputy = "luis"'))
    story.post("06:40", OUTAGE)
    story.act("06:50", "ack", by="luis")

    played = story.run(until="07:01")

    played.expect_email("luis", "06:40")
    dropped = played.expect("skipped", "07:00", issue="I-1", to="dana")
    assert "was acknowledged before it was sent" in str(dropped["because"])
    played.expect_nobody_else_told()


def test_a_held_mail_is_dropped_for_who_took_it_too(tmp_path: Path) -> None:
    """Dana woke up and took it herself: at seven she is not called for what she has."""
    story = Story(tmp_path, config(dana=f'{ASLEEP}deputy = "luis"'))
    story.post("06:40", OUTAGE)
    story.act("06:50", "ack", by="dana")

    played = story.run(until="07:01")

    played.expect("skipped", "07:00", issue="I-1", to="dana")


def test_with_everybody_asleep_the_fallback_is_told(tmp_path: Path) -> None:
    """Quiet hours all round must not make a night in which nobody is told at all."""
    story = Story(tmp_path, config(dana=ASLEEP, mia=ASLEEP))
    story.post("03:00", OUTAGE)

    played = story.run(until="03:01")

    played.expect_email("ops@acme.example", "03:00")
    played.expect("held", "03:00", to="dana")
    played.expect_nobody_else_told()
