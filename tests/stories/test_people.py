"""Questions, and who answers them: advice in the digest, never an answer by socwatch."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Played, Story, config

RULES = """[engagement]
question = { do = "respond", owner = "care", within = "4h" }

[[digests]]
name = "daily"
at = 06:30
to = ["dana"]
"""
WORDS = config(dana="", below=RULES).replace(
    "risk = 2 }", 'risk = 2, own_accounts = ["@acme@kettle.social"] }'
).replace('roles = ["pr"]', 'roles = ["pr", "care"]')  # fmt: skip


def digest(played: Played) -> str:
    """The words of the digest, without the ends of its lines."""
    (mail,) = [mail for mail in played.mails if "daily" in str(mail["Message-ID"])]
    text = mail.get_payload(0).get_payload(decode=True).decode()  # type: ignore[union-attr]
    return " ".join(text.split())


def test_a_question_waits_until_one_of_us_answers(tmp_path: Path) -> None:
    """Two people ask; our account answers one of them; the digest names the other one."""
    story = Story(tmp_path, WORDS)
    asked = story.post(
        "20:00", "@acme how do I descale an acme kettle?", author="@bob@kettle.social"
    )
    story.post(
        "20:30", "@acme is there a spare lid for an acme kettle?", author="@ann@kettle.social"
    )
    story.post("21:00", "Vinegar does it", author="@acme@kettle.social", in_reply_to=asked)

    told = digest(story.run(until="23 06:31"))

    assert "1 question has no answer that we saw" in told
    assert "the plan says 4 h" in told
    assert told.count("spare lid") > told.count("descale")
    assert "No reply of ours was ever seen" not in told


def test_our_own_replies_are_no_mentions(tmp_path: Path) -> None:
    """Though they name the brand, they are not counted and not quoted."""
    story = Story(tmp_path, WORDS)
    asked = story.post(
        "20:00", "@acme how do I descale an acme kettle?", author="@bob@kettle.social"
    )
    story.post("21:00", "The acme way is vinegar", author="@acme@kettle.social", in_reply_to=asked)

    told = digest(story.run(until="23 06:31"))

    assert "vinegar" not in told
    assert "no answer" not in told


def test_a_quiet_day_says_nothing_of_people(tmp_path: Path) -> None:
    """No empty sections."""
    story = Story(tmp_path, WORDS)
    story.post("20:00", "The acme kettle works")

    told = digest(story.run(until="23 06:31"))

    for title in (
        "QUESTIONS AND COMPLAINTS",
        "TOP VOICES",
        "HOW PEOPLE RESPOND",
        "HOLLOW APPLAUSE",
    ):
        assert title not in told


def test_where_our_replies_never_show_that_is_said(tmp_path: Path) -> None:
    """Nobody must be blamed for an answer that could not be seen."""
    story = Story(tmp_path, WORDS)
    story.post("20:00", "@acme how do I descale an acme kettle?", author="@bob@kettle.social")

    told = digest(story.run(until="23 06:31"))

    assert "No reply of ours was ever seen on press" in told
