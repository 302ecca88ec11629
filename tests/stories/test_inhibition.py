"""An open red of a topic mutes the ambers of the topic: its people look at it already."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

DELAY = """
[[plan.scenarios]]
id = "delivery_delay"
terms = ["never arrived"]
severity_floor = "amber"
tripwire = true
"""


def a_red_and_an_amber(tmp_path: Path) -> Story:
    """A fire at nine, and a parcel that never arrived ten minutes later."""
    story = Story(tmp_path, config(below=DELAY))
    story.post("09:00", "My Acme kettle caught fire")
    story.post("09:10", "The Acme kettle that I ordered never arrived")
    return story


def test_the_amber_of_a_topic_with_an_open_red_calls_nobody(tmp_path: Path) -> None:
    """It is open, its timeline says once for each person why they are not told, and nobody is."""
    played = a_red_and_an_amber(tmp_path).run(until="10:00")

    played.expect("issue_opened", "09:00", issue="I-1", severity="red")
    played.expect("issue_opened", "09:10", issue="I-2", severity="amber")
    muted = played.expect("muted", "09:10", issue="I-2")
    assert "I-1 (red) of this topic is open" in str(muted["because"])
    played.expect_no("muted")
    assert not [
        one for one in played.events if one.get("issue") == "I-2" and one["event"] == "delivery"
    ]


def test_when_the_red_is_closed_the_amber_calls(tmp_path: Path) -> None:
    """Its first step is told within five minutes, and not said to be late."""
    story = a_red_and_an_amber(tmp_path)
    story.act("09:02", "ack", issue="I-1", by="luis")
    story.act("09:31", "close", issue="I-1", by="luis", reason="real")

    played = story.run(until="09:40")

    told = [
        one for one in played.events if one.get("issue") == "I-2" and one["event"] == "delivery"
    ]
    assert [(str(one["at"])[11:16], one["step"]) for one in told] == [("09:35", 0)]


def test_another_topic_is_not_muted(tmp_path: Path) -> None:
    """A red mutes its own topic only, and never another red."""
    one = 'topics = [{ name = "acme", query = "acme", owner = "pr", risk = 2 }'
    two = one + ', { name = "bravo", query = "bravo", owner = "pr" }'
    story = Story(tmp_path, config(below=DELAY).replace(one, two))
    story.post("09:00", "My Acme kettle caught fire")
    story.post("09:10", "The Bravo kettle that I ordered never arrived")

    played = story.run(until="09:20")

    opened = played.expect("issue_opened", "09:10", topic="bravo")
    played.expect("delivery", "09:10", issue=opened["issue"])
    played.expect_no("muted")
