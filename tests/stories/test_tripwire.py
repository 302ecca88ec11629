"""One mention of a fire is enough, and people are called until somebody has it."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

FIRE = "My Acme kettle caught fire"


def test_the_first_mention_opens_a_red_issue_and_tells_who_is_on_duty(tmp_path: Path) -> None:
    """The tripwire does not wait for the tick: the issue and the mail are of the same minute."""
    story = Story(tmp_path)
    fire = story.post("02:24", FIRE)

    played = story.run(until="02:38")

    opened = played.expect("issue_opened", "02:24", issue="I-1", severity="red", mentions=[fire])
    assert opened["observed"] == 1
    played.expect_email("dana", "02:24", issue="I-1", round=0, step=0)
    played.expect_nobody_else_told()


def test_who_is_next_is_told_after_a_quarter_and_after_half_an_hour(tmp_path: Path) -> None:
    """The steps count from the opening, to the minute and not to the tick."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)

    played = story.run(until="03:08")

    played.expect_email("dana", "02:24", round=0, step=0)
    played.expect_email("luis", "02:39", round=0, step=1)
    played.expect_email("mia", "02:54", round=0, step=2)
    played.expect_nobody_else_told()


def test_when_nobody_answers_there_is_a_second_round_and_then_the_fallback(tmp_path: Path) -> None:
    """`repeat = 1` calls everybody once more; then the fallback hears every hour."""
    story = Story(tmp_path, config(repeat=1))
    story.post("02:24", FIRE)

    played = story.run(until="04:55")

    for at, who, step in (("03:09", "dana", 0), ("03:24", "luis", 1), ("03:39", "mia", 2)):
        played.expect_email(who, at, round=1, step=step)
    played.expect_email("ops@acme.example", "03:54")
    played.expect_email("ops@acme.example", "04:54")
    assert {mail["To"] for mail in played.mails} == {
        "dana@acme.example", "luis@acme.example", "mia@acme.example", "ops@acme.example",
    }  # fmt: skip


def test_more_of_the_same_tells_nobody_twice(tmp_path: Path) -> None:
    """Further mentions join the open issue; they open no other and move no step."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)
    story.post("02:26", "Another Acme kettle on fire at ours")
    story.post("02:31", "Burned my hand on the Acme kettle")

    played = story.run(until="02:40")

    played.expect("issue_opened", "02:24")
    played.expect_email("dana", "02:24")
    played.expect_email("luis", "02:39")
    played.expect_no("issue_opened", "issue_raised", "delivery")
    assert len(played.issues["I-1"].mentions) == 3


def test_an_empty_rota_passes_the_call_on_at_once(tmp_path: Path) -> None:
    """Before its start a rota has nobody: the next step is told in the same minute."""
    story = Story(tmp_path, config().replace("start = 2026-11-16", "start = 2026-12-07"))
    story.post("02:24", FIRE)

    played = story.run(until="02:53")

    played.expect_email("luis", "02:24", step=1)
    nobody = played.expect("skipped", "02:24", issue="I-1", to="rota:duty")
    assert "nobody is on duty in rota duty" in str(nobody["because"])
    played.expect_nobody_else_told()
