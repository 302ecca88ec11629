"""The morning mail: once for each reader and local date."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

DAILY = '[[digests]]\nname = "daily"\nat = 06:30\n{more}to = ["dana", "team@acme.example"]\n'


def test_each_reader_gets_one_digest_each_morning(tmp_path: Path) -> None:
    """Two mornings, two readers, four mails; each with its own Message-ID."""
    story = Story(tmp_path, config(below=DAILY.format(more="")))
    story.post("20:00", "The acme kettle works")

    played = story.run(until="24 07:00")

    for day in ("23", "24"):
        played.expect_email("dana", f"{day} 06:30", kind="digest")
        played.expect_email("team@acme.example", f"{day} 06:30", kind="digest")
    played.expect_nobody_else_told()
    assert len({mail["Message-ID"] for mail in played.mails}) == 4


def test_a_digest_comes_on_its_days_only(tmp_path: Path) -> None:
    """Saturday and Sunday are free; Monday's comes."""
    story = Story(tmp_path, config(below=DAILY.format(more='days = "mon-fri"\n')))
    story.post("20 20:00", "The acme kettle works")

    played = story.run(until="23 07:00")

    played.expect_email("dana", "23 06:30", kind="digest")
    played.expect_email("team@acme.example", "23 06:30", kind="digest")
    played.expect_nobody_else_told()


def test_a_digest_says_what_was_not_read(tmp_path: Path) -> None:
    """Dana sees on the digest itself that the press could not be read."""
    story = Story(tmp_path, config(below=DAILY.format(more="")))
    story.post("20:00", "The acme kettle works")
    story.source("21:00", "broken")

    played = story.run(until="23 06:31")

    digest = next(mail for mail in played.mails if "daily" in str(mail["Message-ID"]))
    text = digest.get_payload(0).get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "press was not read" in text
