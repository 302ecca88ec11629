"""Carries out a change that somebody (or a timer) made to an issue.

Invariant: the issue, its timeline and the mails that follow are written in one unit of work.
"""

from __future__ import annotations

from datetime import datetime

from socwatch.model.issue import Issue
from socwatch.respond.change import Change
from socwatch.watch.evidence import with_evidence
from socwatch.watch.outgoing import written
from socwatch.watch.setup import Setup


def take(setup: Setup, change: Change, now: datetime) -> Issue:
    """The issue as stored. Call it inside the unit of work in which the issue was read."""
    entries = [with_evidence(entry, change.issue) for entry in change.entries]
    saved = setup.store.ledger.save(change.issue, entries)
    setup.store.outbox.add(written(setup, saved, change.notices, now))
    return saved
