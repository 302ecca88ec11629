"""A planned mute: seen and on record, but nobody is told until it ends."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

SITE_MOVE = {"topics": ["acme"], "to": "2026-11-22T11:10:00Z", "by": "dana", "because": "site move"}


def test_in_a_silence_nobody_is_told_and_at_its_end_one_step_is(tmp_path: Path) -> None:
    """Both steps fall into the silence; at its end one mail goes out, not two."""
    story = Story(tmp_path)
    story.line("10:00", silence=SITE_MOVE)
    story.post("10:20", "The Acme app has an outage")
    story.act("11:20", "ack", by="dana")

    played = story.run(until="11:29")

    played.expect("issue_opened", "10:20", severity="amber")
    muted = played.expect("muted", "10:20", issue="I-1", to="dana")
    assert "Dana Okafor: site move" in str(muted["because"])
    played.expect_email("dana", "11:10")
    played.expect_nobody_else_told()


def test_red_is_told_in_spite_of_a_silence(tmp_path: Path) -> None:
    """A fire during the site move is still a fire."""
    story = Story(tmp_path)
    story.line("10:00", silence=SITE_MOVE)
    story.post("10:20", "My Acme kettle caught fire")

    played = story.run(until="10:21")

    played.expect_email("dana", "10:20")
    played.expect_no("muted")


def test_a_silence_that_includes_red_mutes_red(tmp_path: Path) -> None:
    """Only whoever says so in so many words silences a red issue."""
    plan = config(
        below="""
[[plan.silences]]
topics = ["acme"]
from = 2026-11-22T10:00
to = 2026-11-22T11:00
because = "fire drill in the works"
include_red = true
"""
    )
    story = Story(tmp_path, plan)
    story.post("10:20", "My Acme kettle caught fire")

    played = story.run(until="11:01")

    played.expect("muted", "10:20", to="dana")
    played.expect_email("dana", "11:00")
    played.expect_nobody_else_told()


def test_a_silence_of_another_topic_mutes_nothing(tmp_path: Path) -> None:
    """Who silences a topic that nobody watches is told so, and Acme is heard as before."""
    story = Story(tmp_path)
    story.line("10:00", silence={**SITE_MOVE, "topics": ["bravo"]})
    story.post("10:20", "The Acme app has an outage")

    played = story.run(until="10:21")

    skipped = played.expect("skipped", "10:00")
    assert "there is no topic bravo" in str(skipped["because"])
    played.expect_email("dana", "10:20")
