"""Starts an exercise that takes the same way as a real issue.

Invariant: a drill has its own series of ids and its own key, so that it can never raise, calm,
acknowledge or close a real issue; it adds no mention, count or baseline.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from socwatch.errors import NothingMatched
from socwatch.model.issue import Issue, Ladder
from socwatch.model.signal import Signal
from socwatch.report import words
from socwatch.respond.change import Change
from socwatch.respond.issues import Finding, open_issue
from socwatch.respond.ladder import start
from socwatch.respond.playbook import sped_up
from socwatch.watch.outgoing import name_of
from socwatch.watch.setup import Setup
from socwatch.watch.take import take


def start_drill(
    setup: Setup, *, scenario: str, topic: str, by: str, now: datetime, speed: float = 1.0
) -> Issue:
    """The drill's issue, open, with its steps started. Raises NothingMatched.

    With `speed` its waits are so many times shorter.
    """
    plan = setup.plan
    named = plan.scenario(scenario)
    if named is None:
        known = ", ".join(one.id for one in plan.scenarios) or "none"
        raise NothingMatched(f"the plan has no scenario {scenario}", hint=f"it has {known}")
    if setup.topic(topic) is None:
        raise NothingMatched(f"there is no topic {topic}")
    because = f"an exercise of {words.spoken(scenario)}, started by {name_of(plan, by)}"
    signal = Signal(
        topic=topic, kind=scenario, at=now, window=setup.tick, observed=0, expected=0.0, low=0,
        high=0, because=because,
    )  # fmt: skip
    found = Finding(
        topic=topic,
        kind=scenario,
        signal=signal,
        severity=named.severity_floor or plan.highest.name,
        title=f"{words.titled(topic)}: {words.kind(scenario)} (drill)",
        because=because,
        scenario=scenario,
    )
    with setup.store.unit():
        number = setup.store.ledger.next_number(drill=True)
        opened = open_issue(number, found, plan, now, drill=True)
        assert opened.issue is not None
        issue = replace(opened.issue, ladder=_sped_up(opened.issue.ladder, speed))
        issue = replace(
            issue, timer=start(issue.ladder, now), tasks=sped_up(issue.tasks, now, speed)
        )
        change = Change(issue=issue, says=opened.because, entries=opened.entries)
        return take(setup, change, now)


def _sped_up(ladder: Ladder, speed: float) -> Ladder:
    steps = (replace(step, after=step.after / speed) for step in ladder.steps)
    return replace(ladder, steps=tuple(steps))
