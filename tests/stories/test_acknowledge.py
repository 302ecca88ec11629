"""Somebody has it: nobody else is called, and whoever was told hears who has it."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

FIRE = "My Acme kettle caught fire"


def test_an_acknowledgement_ends_the_calls_and_everybody_told_hears(tmp_path: Path) -> None:
    """Luis takes it after two steps: Mia is never called, and Dana learns that Luis has it."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)
    story.act("02:50", "ack", by="luis")

    played = story.run(until="03:29")

    played.expect_email("dana", "02:24")
    played.expect_email("luis", "02:39")
    played.expect("acknowledged", "02:50", issue="I-1", by="luis")
    played.expect_email("dana", "02:50", kind="acknowledged")
    played.expect_nobody_else_told()
    assert played.issues["I-1"].owner == "luis"


def test_the_owner_is_asked_every_four_hours_whether_it_is_still_theirs(tmp_path: Path) -> None:
    """`ack_reminder` counts from the acknowledgement; the question that it is over comes apart."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)
    story.act("02:30", "ack", by="dana")

    played = story.run(until="10:31")

    played.expect_email("dana", "02:24")
    played.expect_email("dana", "03:30", kind="reminder")  # back to usual: stand down?
    played.expect_email("dana", "06:30", kind="reminder")
    played.expect_email("dana", "10:30", kind="reminder")
    played.expect_nobody_else_told()


def test_a_rise_to_red_makes_an_acknowledged_issue_open_again(tmp_path: Path) -> None:
    """Dana took an amber burst; when it turns out to be a fire, the steps of red begin."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 40, "{n} times my acme kettle broke, terrible awful company")
    story.act("10:10", "ack", by="dana")
    story.post("10:30", "Now an acme kettle is on fire")

    played = story.run(until="10:46")

    played.expect("issue_opened", "10:00", issue="I-1", severity="amber")
    raised = played.expect("issue_raised", "10:30", issue="I-1", severity="red", was="amber")
    assert "after Dana Okafor acknowledged" in str(raised["because"])
    played.expect_email("dana", "10:00", round=0, step=0)
    played.expect_email("dana", "10:30", round=0, step=0)
    played.expect_email("luis", "10:45", round=0, step=1)
    played.expect_nobody_else_told()


def test_a_raised_mail_names_the_scenario_that_raised_it(tmp_path: Path) -> None:
    """Whoever is woken by a fire reads "product safety", not "more mentions than usual"."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 40, "{n} times my acme kettle broke, terrible awful company")
    story.post("10:30", "Now an acme kettle is on fire")

    played = story.run(until="10:31")

    raised = played.expect_email("dana", "10:30")
    assert "raised" in str(raised["subject"])
    assert "product safety" in str(raised["subject"])


def test_an_owner_who_does_not_answer_has_lost_it(tmp_path: Path) -> None:
    """An hour after "still yours?" the steps go on behind the owner's, and the timeline says why."""
    words = config().replace('ack_reminder = "4h"', 'ack_reminder = "4h"\nack_timeout = "1h"')
    story = Story(tmp_path, words)
    story.post("09:00", "My Acme kettle caught fire")
    story.act("09:05", "ack", by="dana")

    played = story.run(until="14:30")

    played.expect("delivery", "13:05", kind="reminder", to="dana")
    back = played.expect("issue_reopened", "14:05")
    assert "Dana Okafor did not answer for 1 h" in str(back["because"])
    played.expect_email("luis", "14:05", step=1)


def test_an_owner_who_answers_keeps_it(tmp_path: Path) -> None:
    """A note counts as an answer; the next question comes after four more hours."""
    words = config().replace('ack_reminder = "4h"', 'ack_reminder = "4h"\nack_timeout = "1h"')
    story = Story(tmp_path, words)
    story.post("09:00", "My Acme kettle caught fire")
    story.act("09:05", "ack", by="dana")
    story.act("13:50", "note", by="dana", text="still on it")

    played = story.run(until="17:00")

    played.expect("delivery", "13:05", kind="reminder")
    played.expect_no("issue_reopened")
