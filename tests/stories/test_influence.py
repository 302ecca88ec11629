"""One relevant voice that speaks of something serious: seen at the first post."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

HARM = "My acme kettle gave my daughter an electric shock, she is in hospital. Who answers, @acme?"


def _lived(folder: Path, *, early: bool) -> Story:
    """A topic of risk 2 in which @eve spoke before two real crises, or is nobody special."""
    words = config(tick="1h").replace("risk = 2 }", 'risk = 2, own_accounts = ["@acme"] }')
    story = Story(folder, words)
    story.chatter(6, "22 12:00", rate=6)
    for day in ("18", "20"):
        author = {"author": "@eve"} if early else {}
        story.post(
            f"{day} 09:40", f"Something is wrong with my acme kettle, it smells {day}", **author
        )
        story.burst(
            f"{day} 10:05",
            40,
            f"{{n}} times my acme kettle broke on the {day}th, terrible awful company",
        )
        story.act(f"{day} 11:00", "close", by="luis", reason="real")
    return story


def test_a_voice_that_was_early_before_calls_people(tmp_path: Path) -> None:
    """On a risky topic, at the first mention, with the reasons."""
    story = _lived(tmp_path, early=True)
    said = story.post("22 09:40", HARM, author="@eve")

    played = story.run(until="22 10:30")

    opened = next(one for one in played.all("issue_opened") if said in one["mentions"])  # type: ignore[operator]
    assert opened["kind"] == "story"
    assert opened["severity"] == "amber"
    assert "spoke before I-1, I-2" in str(opened["because"])
    assert opened["observed"] == 1


def test_a_serious_question_to_us_is_seen_and_calls_nobody(tmp_path: Path) -> None:
    """It is relevant, and a guess: green, so that whoever looks sees it."""
    story = _lived(tmp_path, early=False)
    said = story.post("22 09:40", HARM, author="@noname")

    played = story.run(until="22 10:30")

    opened = [one for one in played.all("issue_opened") if said in one["mentions"]]  # type: ignore[operator]
    assert all(one["severity"] == "green" for one in opened)
