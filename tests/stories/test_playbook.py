"""A playbook is worked through: late steps call whom they name, also after somebody has the issue."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import CONFIG, Story

PLAYBOOK = """playbook = [
  { do = "Ask Product Safety", within = "15m", role = "pr", tell = ["role:ceo"] },
  { do = "Answer the three asking", within = "30m" },
]"""
WITH_PLAYBOOK = CONFIG.replace(
    'severity_floor = "red"\ntripwire = true',
    f'severity_floor = "red"\ntripwire = true\n{PLAYBOOK}',
)


def test_a_step_that_is_late_calls_whom_it_names(tmp_path: Path) -> None:
    """Luis has it at once, and Mia hears after a quarter of an hour that the step is not done."""
    story = Story(tmp_path, WITH_PLAYBOOK)
    story.post("02:24", "My Acme kettle caught fire")
    story.act("02:26", "ack", by="luis")

    played = story.run(until="03:30")

    told = [one for one in played.events if one["event"] == "delivery" and one["kind"] == "task"]
    assert [(one["to"], str(one["at"])[11:16]) for one in told] == [("mia", "02:39")]
    assert "Ask Product Safety" in str(told[0]["subject"])
    late = [one for one in played.events if one["event"] == "playbook"]
    assert [(one["step"], str(one["at"])[11:16]) for one in late] == [(1, "02:39"), (2, "02:54")]


def test_who_was_told_of_a_late_step_is_stood_down(tmp_path: Path) -> None:
    """Mia knows of the issue by then, so that she hears of its end."""
    story = Story(tmp_path, WITH_PLAYBOOK)
    story.post("02:24", "My Acme kettle caught fire")
    story.act("02:26", "ack", by="luis")
    story.act("02:50", "close", by="luis", reason="real")

    played = story.run(until="03:30")

    ends = [
        one["to"]
        for one in played.events
        if one["event"] == "delivery" and one["kind"] == "stand_down"
    ]
    assert "mia" in ends


def test_a_playbook_without_tell_calls_nobody(tmp_path: Path) -> None:
    """Most teams do the steps without ticking them off: the timeline says it, no mail does."""
    story = Story(
        tmp_path, WITH_PLAYBOOK.replace('role = "pr", tell = ["role:ceo"]', 'role = "pr"')
    )
    story.post("02:24", "My Acme kettle caught fire")
    story.act("02:26", "ack", by="luis")

    played = story.run(until="03:30")

    kinds = {one["kind"] for one in played.events if one["event"] == "delivery"}
    assert "task" not in kinds
    assert [one["step"] for one in played.events if one["event"] == "playbook"] == [1, 2]
