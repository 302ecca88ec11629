"""What people and programs are told about the steps of a playbook."""

from __future__ import annotations

from socwatch.model.delivery import Brief, DeliveryKind, Message
from socwatch.model.issue import Issue
from socwatch.model.plan import CrisisPlan
from socwatch.report import parts, words
from socwatch.report.letter import Command, Letter, Section, section
from socwatch.report.message import letter_of
from socwatch.report.safe import plain, shortened
from socwatch.report.subject import about, subject


def overdue(brief: Brief, plan: CrisisPlan) -> Letter:
    """Whoever is to hear of it hears what was not done in time, and who has the issue."""
    issue = brief.issue
    late = [one for one in issue.tasks if one.done_at is None and one.overdue_at is not None]
    names = "; ".join(plain(one.do) for one in late) or "a step"
    were = "was" if len(late) <= 1 else "were"
    what = f"{words.several(max(len(late), 1), 'step')} of the playbook of {issue.id} {were}"
    stop = "" if names.endswith((".", "?", "!")) else "."
    owner = f"{plain(brief.owner)} has the issue." if brief.owner else "Nobody has the issue yet."
    return letter_of(
        brief,
        plan,
        subject=subject(
            about(issue, issue.severity.upper(), "not done in time"), shortened(names, 32)
        ),
        lead=(f"{what} not done in time: {names}{stop} {owner}",),
        sections=(parts.do_now(brief, plan), _ticked(brief, plan), parts.why(brief)),
    )


def _ticked(brief: Brief, plan: CrisisPlan) -> Section:
    line = parts.command(brief, plan, "playbook", "--done", "NUMBER")
    return section("Done?", Command(line=line, before="Tick it off, so that nobody does it twice:"))


def call(issue: Issue, do: str, kind: DeliveryKind) -> Message:
    """For the program behind a channel: hold back what the step says, or let it go on."""
    holds = kind is DeliveryKind.HOLD
    verb = "hold" if holds else "go on"
    drill = "[DRILL] " if issue.drill else ""
    text = f"{drill}{verb}: {plain(do)} ({issue.id}, {plain(issue.title)})"
    return Message(subject=f"{drill}[socwatch] {verb}: {plain(do)} ({issue.id})", text=text)
