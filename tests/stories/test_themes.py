"""A new complaint inside flat volume is seen, told with its words, and kept apart from others."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

from tests.support.story import Story, config, when

WHO = ["my sister", "a colleague", "our office", "grandma", "the barista", "my boss", "dad", "mum"]
WHEN = ["this morning", "last night", "before work", "at lunch", "after dinner", "twice", "again"]
SHOCK = [
    "{who} got an electric shock from the acme kettle {when}",
    "the acme kettle gave {who} a shock {when}, horrible",
    "electric shock {when}! {who} is scared of the acme kettle",
]
BILL = [
    "acme billed {who} double for the kettle {when}, scam",
    "double billing {when} by acme, {who} is furious about it",
    "{who} was billed twice by acme {when}, terrible",
]


def _said(story: Story, at: str, number: int, texts: list[str], seed: int = 1) -> None:
    random = Random(seed)
    for place in range(number):
        words = {"who": random.choice(WHO), "when": random.choice(WHEN)}
        moment = when(at) + place * timedelta(minutes=7)
        story.post(
            moment, f"{random.choice(texts).format(**words)}, order {random.randint(1, 999)}"
        )


def test_a_new_complaint_in_flat_volume_opens_an_issue_that_names_it(tmp_path: Path) -> None:
    """After a few posts, with the words, what is usual, and the posts that carry it."""
    story = Story(tmp_path)
    story.chatter(4, "22 09:00", rate=8)
    story.chatter(0.2, "22 13:48", rate=6)
    _said(story, "10:02", 14, SHOCK)

    played = story.run(until="12:00")

    opened = played.expect("issue_opened")
    assert opened["kind"] in ("story", "tone", "product_safety")
    assert when(str(opened["at"])) <= when("11:00")
    assert "shock" in str(opened["because"]) or opened["kind"] != "story"
    assert opened["severity"] in ("amber", "red")


def test_a_second_theme_beside_an_open_issue_is_told(tmp_path: Path) -> None:
    """It opens its own issue, or raises the one that is open."""
    story = Story(tmp_path)
    story.chatter(4, "22 14:00", rate=8)
    _said(story, "08:02", 12, [one.replace("shock", "whistle").replace("electric", "shrill")
                               for one in SHOCK])  # fmt: skip
    _said(story, "11:02", 16, BILL)

    played = story.run(until="14:00")

    first = played.expect("issue_opened")
    assert when(str(first["at"])) <= when("09:15")
    later = [
        one
        for one in played.all("issue_opened") + played.all("issue_raised")
        if when("11:00") < when(str(one["at"])) and "bill" in str(one["because"])
    ]
    assert later
    assert when(str(later[0]["at"])) <= when("12:15")


def test_a_harmless_theme_goes_to_the_digest_and_wakes_nobody(tmp_path: Path) -> None:
    """A giveaway is new, and nobody has to get up for it."""
    story = Story(tmp_path)
    story.chatter(4, "22 14:00", rate=8)
    _said(story, "10:02", 14, ["{who} joined the acme kettle giveaway {when}",
                               "giveaway! {when} {who} hopes for an acme kettle"])  # fmt: skip

    played = story.run(until="14:00")

    opened = played.expect("issue_opened", kind="story", severity="green")
    assert "giveaway" in str(opened["because"])
    played.expect_no("issue_opened", "issue_raised", "delivery")


def test_a_planned_event_is_a_theme_that_was_foreseen(tmp_path: Path) -> None:
    """The giveaway that the plan knows of opens nothing."""
    event = """
[[plan.events]]
name = "Giveaway"
from = 2026-11-22T09:00
to = 2026-11-22T16:00
expected_lift = 3
"""
    story = Story(tmp_path, config(below=event))
    story.chatter(4, "22 14:00", rate=8)
    _said(story, "10:02", 14, ["{who} joined the acme kettle giveaway {when}",
                               "giveaway! {when} {who} hopes for an acme kettle"])  # fmt: skip

    played = story.run(until="14:00")

    played.expect_no("issue_opened", "delivery")
