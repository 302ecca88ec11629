"""Merging and splitting issues by name: what people do when the grouping was wrong.

Invariant: both issues are read, changed and stored in one unit of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from socwatch.engine.acting import named, person
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.issue import Issue
from socwatch.model.signal import SignalKind
from socwatch.respond import acts, joining
from socwatch.respond.issues import Finding, open_issue
from socwatch.watch.escalate import log_of
from socwatch.watch.findings import evidence_of, finding, open_of
from socwatch.watch.setup import Setup
from socwatch.watch.take import take


def merge(setup: Setup, name: str, into: str, by: str, now: datetime) -> str:
    """The first issue goes into the second one.

    Raises UsageError when they cannot be merged, NothingMatched for an unknown issue or person.
    """
    who = person(setup, by)
    with setup.store.unit():
        source, target = named(setup, name), named(setup, into)
        why_not = joining.refusal(source, target, setup.plan)
        if why_not:
            raise UsageError(why_not)
        told = log_of(setup, source)
        ended, joined = joining.merged(source, target, who, told, setup.plan, now)
        take(setup, ended, now)
        take(setup, joined, now)
    return joined.says


def split(setup: Setup, name: str, keys: Sequence[str], by: str, now: datetime) -> str:
    """These mentions of the issue become an issue of their own, which `by` has.

    Raises UsageError when they are all it has, or when there would be two issues of one kind;
    NothingMatched for mentions that it does not carry.
    """
    who = person(setup, by)
    with setup.store.unit():
        issue = named(setup, name)
        gone = _carried(setup, issue, keys)
        found = _finding(setup, issue, gone)
        opened = open_issue(setup.store.ledger.next_number(), found, setup.plan, now)
        assert opened.issue is not None
        new = replace(opened.issue, timer=None)  # whoever splits it has it: nobody is called
        taken = acts.acknowledge(new, who, (), setup.plan, now)
        entries = (*opened.entries, *taken.entries)
        left = joining.parted(issue, gone, new.id, who, setup.plan, now)
        take(setup, replace(taken, entries=entries, notices=()), now)
        take(setup, left, now)
    return f"{left.says} Undo: socwatch merge {new.id} --into {issue.id}"


def _carried(setup: Setup, issue: Issue, keys: Sequence[str]) -> tuple[Gathered, ...]:
    """The stored mentions of these ids, all of which the issue carries."""
    found = [setup.store.mentions.by_key(key) for key in dict.fromkeys(keys)]
    there = tuple(one for one in found if one is not None)
    strange = joining.unknown(issue, [one.mention.key for one in there])
    missing = [key for key, one in zip(dict.fromkeys(keys), found, strict=True) if one is None]
    if missing or strange:
        raise NothingMatched(
            f"{issue.id} does not carry {', '.join((*missing, *strange))}",
            hint=f"socwatch mentions --issue {issue.id} lists what it carries",
        )
    if not issue.is_open:
        raise UsageError(f"{issue.id} is closed", hint=f"socwatch reopen {issue.id}")
    if len(there) >= len(issue.mentions):
        raise UsageError(
            f"{issue.id} has no other mentions", hint="name those that belong elsewhere"
        )
    return there


def _finding(setup: Setup, issue: Issue, gone: Sequence[Gathered]) -> Finding:
    topic = setup.topic(issue.topic)
    if topic is None:
        raise UsageError(f"the topic {issue.topic} is not watched any more")
    signal = joining.signal_of(gone, issue.signal, f"split off from {issue.id}.")
    signal = replace(signal, kind=SignalKind.STORY)
    evidence = evidence_of(setup, gone[::-1])
    found = finding(setup, topic, signal, replace(evidence, carrying=gone))
    taken = {one.kind for one in open_of(setup, issue.topic)}
    if found.kind in taken:
        found = replace(found, kind=SignalKind.STORY, scenario=None)
    if found.kind in taken:
        raise UsageError(
            f"an issue of the kind {found.kind} is open for {issue.topic} already",
            hint="a topic has one open issue of each kind",
        )
    return found
