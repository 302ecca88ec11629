"""What cannot be scored is counted, and never passes for neutral."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

ENGLISH = "{n} times my acme kettle broke, terrible awful company"
POLISH = "Mój czajnik acme numer {n} znowu się zepsuł i nikt nie odbiera telefonu w sklepie"


def test_the_negative_share_is_of_what_could_be_scored(tmp_path: Path) -> None:
    """Twenty angry English posts among forty are 100 % of what was understood."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 25, ENGLISH)
    story.burst("09:20", 20, POLISH, lang="pl")

    played = story.run(until="10:01")

    opened = played.expect("issue_opened", "10:00", severity="amber")
    assert opened["observed"] == 45
    assert opened["negative"] == 1.0
    assert "100 % negative" in str(opened["because"])


def test_a_burst_that_nobody_could_score_is_not_called_harmless(tmp_path: Path) -> None:
    """All Polish: the tone is unknown (null, not 0), so a person looks."""
    story = Story(tmp_path, config(tick="1h"))
    story.quiet(days=5, until="22 09:00")
    story.burst("09:05", 40, POLISH, lang="pl")

    played = story.run(until="10:01")

    opened = played.expect("issue_opened", "10:00", severity="amber")
    assert opened["negative"] is None
    assert opened["observed"] == 40
    played.expect_email("dana", "10:00")


def test_the_digest_counts_unscored_languages_apart(tmp_path: Path) -> None:
    """Dana reads how many posts were Polish and not scored."""
    digest = '[[digests]]\nname = "daily"\nat = 18:00\nto = ["dana"]\n'
    story = Story(tmp_path, config(below=digest))
    story.post("12:00", "My acme kettle is great, I love it")
    story.burst("12:10", 3, POLISH, lang="pl")

    played = story.run(until="18:01")

    played.expect_email("dana", "18:00", kind="digest")
    text = played.mails[0].get_payload(0).get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "The tone of these mentions could not be told: 3 in pl." in text
    assert "0 of 1" in text  # of four, one could be scored
