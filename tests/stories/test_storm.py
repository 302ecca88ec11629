"""So much happens that one person would drown: few messages, and nothing that is not named."""

from __future__ import annotations

from datetime import timedelta
from email.message import Message
from pathlib import Path

from tests.support.story import Played, Story, config, when

NAMES = tuple(f"brand{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"[:20])
ONE = 'topics = [{ name = "acme", query = "acme", owner = "pr", risk = 2 }'


def of_many_topics(tmp_path: Path, **parts: str) -> Story:
    """A story with twenty topics besides acme."""
    further = "".join(f', {{ name = "{one}", query = "{one}", owner = "pr" }}' for one in NAMES)
    return Story(tmp_path, config(**parts).replace(ONE, ONE + further))


def to(played: Played, who: str) -> list[Message]:
    """The mails about issues to this address, in order."""
    return [one for one in played.mails if who in str(one["To"]) and "[RED]" in str(one["Subject"])]


def named_in(mails: list[Message]) -> str:
    """All that stands in the plain text of the mails."""
    found = []
    for one in mails:
        part = one.get_payload(0) if one.is_multipart() else one
        assert isinstance(part, Message)
        body = part.get_payload(decode=True)
        assert isinstance(body, bytes)
        found.append(f"{one['Subject']}\n{body.decode()}")
    return "\n".join(found)


def test_twenty_fires_at_once_are_six_mails_that_name_them_all(tmp_path: Path) -> None:
    """Five in full, and one that tells the others; each issue's timeline says it was told."""
    story = of_many_topics(tmp_path)
    for name in NAMES:
        story.post("09:00", f"My {name} kettle caught fire, it exploded")

    played = story.run(until="09:10")

    mails = to(played, "dana@")
    assert len(mails) == 6
    assert "15 more messages" in str(mails[-1]["Subject"])
    words = named_in(mails)
    for number in range(1, 21):
        assert f"I-{number} " in words
        played.expect("delivery", issue=f"I-{number}", to="dana", outcome="sent")


def test_what_comes_after_the_sixth_waits_at_most_fifteen_minutes(tmp_path: Path) -> None:
    """One fire a minute: six mails at once, then one in which the next are told."""
    story = of_many_topics(tmp_path)
    for place, name in enumerate(NAMES[:12]):
        story.post(when("09:00") + place * timedelta(minutes=1), f"My {name} kettle caught fire")

    played = story.run(until="09:16")

    held = played.expect("held", "09:06", issue="I-7", to="dana")
    assert "has had 6 messages in 15 min" in str(held["because"])
    for number in range(7, 13):
        played.expect_email("dana", "09:15", issue=f"I-{number}")
    assert len(to(played, "dana@")) == 7


def test_a_wait_that_is_over_by_an_acknowledgement_is_not_told(tmp_path: Path) -> None:
    """What somebody took meanwhile is left out of the next message."""
    story = of_many_topics(tmp_path)
    for place, name in enumerate(NAMES[:9]):
        story.post(when("09:00") + place * timedelta(minutes=1), f"My {name} kettle caught fire")
    story.act("09:10", "ack", issue="I-8", by="mia")

    played = story.run(until="09:16")

    last = to(played, "dana@")[-1]
    assert "2 more messages: I-7, I-9" in str(last["Subject"])


def test_a_drill_neither_waits_nor_makes_others_wait(tmp_path: Path) -> None:
    """An exercise on a busy day is still told at its time, and so is the real fire after it."""
    story = of_many_topics(tmp_path)
    for place in range(8):
        drill = {"scenario": "product_safety", "topic": NAMES[place], "by": "mia"}
        story.line("09:00", drill=drill)
    story.post("09:05", "My Acme kettle caught fire")

    played = story.run(until="09:06")

    for number in range(1, 9):
        played.expect_email("dana", "09:00", issue=f"D-{number}")
    played.expect_email("dana", "09:05", issue="I-1")
    played.expect_no("held")


def test_the_next_step_is_told_in_few_messages_as_well(tmp_path: Path) -> None:
    """What twenty issues hand on to the next person is again no more than they can read."""
    story = of_many_topics(tmp_path)
    for name in NAMES:
        story.post("09:00", f"My {name} kettle caught fire")

    played = story.run(until="09:20")

    assert len(to(played, "luis@")) == 6
    for number in range(1, 21):
        played.expect("delivery", issue=f"I-{number}", to="luis", outcome="sent")
