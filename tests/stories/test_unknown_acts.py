"""Acts that find nothing: on record with the reason, and the replay goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.story import Story

FIRE = "My Acme kettle caught fire"
NOTHING_THERE: list[tuple[dict[str, object], str]] = [
    ({"ack": {"issue": "latest", "by": "dana"}}, "there is no issue yet"),
    ({"ack": {"issue": "I-7", "by": "dana"}}, "there is no issue I-7"),
    ({"note": {"issue": "D-1", "by": "dana", "text": "x"}}, "there is no issue D-1"),
    ({"drill": {"scenario": "flood", "topic": "acme", "by": "dana"}}, "no scenario flood"),
    ({"drill": {"scenario": "product_safety", "topic": "b", "by": "dana"}}, "no topic b"),
]


@pytest.mark.parametrize(("what", "because"), NOTHING_THERE)
def test_an_act_that_finds_nothing_is_skipped_with_its_reason(
    tmp_path: Path, what: dict[str, object], because: str
) -> None:
    """The fire after it is told as ever."""
    story = Story(tmp_path)
    story.line("02:00", **what)
    story.post("02:24", FIRE)

    played = story.run(until="02:25")

    skipped = played.expect("skipped", "02:00", to="dana")
    assert because in str(skipped["because"])
    played.expect_email("dana", "02:24")


@pytest.mark.parametrize(
    ("act", "said", "because"),
    [
        ("ack", {"by": "zoe"}, "no contact zoe"),
        ("handover", {"by": "dana", "to": "zoe"}, "no contact zoe"),
        ("close", {"by": "dana", "reason": "bored"}, "no reason"),
        ("snooze", {"by": "dana", "for": "a while"}, "no length of time"),
        ("snooze", {"by": "dana", "for": "0m"}, "is past"),
    ],
)
def test_an_act_that_makes_no_sense_leaves_the_issue_as_it_is(
    tmp_path: Path, act: str, said: dict[str, str], because: str
) -> None:
    """The ladder goes on as if nobody had spoken."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)
    story.act("02:30", act, **said)

    played = story.run(until="02:40")

    skipped = played.expect("skipped", "02:30", issue="I-1")
    assert because in str(skipped["because"])
    played.expect_email("luis", "02:39", step=1)


@pytest.mark.parametrize("act", ["ack", "snooze", "handover"])
def test_an_act_on_a_closed_issue_is_skipped(tmp_path: Path, act: str) -> None:
    """Whoever comes too late is told that it is over, and by whom."""
    story = Story(tmp_path)
    story.post("02:24", FIRE)
    story.act("02:30", "close", by="dana", reason="real")
    story.line("02:40", **{act: {"issue": "I-1", "by": "luis", "for": "1h", "to": "mia"}})

    played = story.run(until="02:41")

    skipped = played.expect("skipped", "02:40", issue="I-1", to="luis")
    assert "already closed by Dana Okafor" in str(skipped["because"])
    assert played.issues["I-1"].state == "closed"
