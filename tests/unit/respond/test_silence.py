"""Planned mutes."""

from __future__ import annotations

from dataclasses import replace

from socwatch.model.plan import Silence
from socwatch.respond.silence import lifted, muted_by, silent_until
from tests.unit.respond.world import AMBER, NOON, RED, minutes, opened, plan

MOVE = Silence(start=NOON, end=NOON + minutes(60), because="site move", topics=("acme",))


def test_a_silence_mutes_its_topics_while_it_lasts() -> None:
    """It starts at its start, ends before its end, and leaves other topics alone."""
    assert muted_by([MOVE], "acme", AMBER, plan(), NOON) == MOVE
    assert muted_by([MOVE], "acme", AMBER, plan(), NOON + minutes(60)) is None
    assert muted_by([MOVE], "bravo", AMBER, plan(), NOON) is None
    everything = replace(MOVE, topics=())
    assert muted_by([everything], "bravo", AMBER, plan(), NOON) == everything


def test_the_highest_severity_is_muted_only_on_request() -> None:
    """Red goes through a silence that does not name it."""
    assert muted_by([MOVE], "acme", RED, plan(), NOON) is None
    assert muted_by([replace(MOVE, include_red=True)], "acme", RED, plan(), NOON)


def test_silences_that_touch_are_one() -> None:
    """The plan's silence and a person's that begins within it end together."""
    ours = replace(plan(), silences=(MOVE,))
    more = replace(MOVE, start=NOON + minutes(30), end=NOON + minutes(90), by="dana")
    assert silent_until([more], "acme", AMBER, ours, NOON) == NOON + minutes(90)
    assert silent_until([], "acme", AMBER, plan(), NOON) is None


def test_ending_a_silence_early_makes_the_waiting_step_due() -> None:
    """A timer that waits for the end of the silence is due at once; any other stays."""
    issue = opened(plan(), "amber")
    assert issue.timer is not None
    waiting = replace(issue, timer=replace(issue.timer, due_at=MOVE.end))
    freed = lifted(waiting, MOVE, NOON + minutes(10)).timer
    assert freed is not None
    assert freed.due_at == NOON + minutes(10)
    assert lifted(issue, MOVE, NOON + minutes(10)) == issue
