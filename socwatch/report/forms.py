"""The report in the forms that are no page: Markdown, plain text, JSON values, CSV.

Invariant: all say what the page says, or the numbers of it; hostile text stays text in each.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from socwatch.report import figures
from socwatch.report.as_markdown import as_markdown as markdown
from socwatch.report.as_text import as_text as text
from socwatch.report.digest import period
from socwatch.report.document import heading, overview, story, title
from socwatch.report.facts import IssueReport, ReportFacts
from socwatch.report.letter import Letter
from socwatch.report.verdict import verdict

SCHEMA = "socwatch.report/1"


def as_markdown(facts: ReportFacts) -> str:
    """The report as Markdown; what people said is escaped."""
    return markdown(_letter(facts))


def as_text(facts: ReportFacts) -> str:
    """The report as plain text."""
    return text(_letter(facts))


def as_json(facts: ReportFacts) -> dict[str, object]:
    """The digest's values, and each issue in full; times are RFC 3339 in UTC."""
    about = {**figures.as_json(facts.digest), "schema": SCHEMA}
    return {**about, "issues": [_issue(one) for one in facts.issues]}


def as_csv(facts: ReportFacts) -> str:
    """The digest's numbers, or of an after-action as well; formula cells begin with `'`."""
    return figures.as_csv(facts.digest) + _timelines(facts)


def _timelines(facts: ReportFacts) -> str:
    """After an empty line, what happened in each issue, a row each."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    entries = [(one, entry) for one in facts.issues for entry in one.timeline]
    if not entries:
        return ""
    writer.writerow([])
    writer.writerow(("issue", "at", "event", "who", "because"))
    for one, entry in entries:
        row = (one.issue.id, figures.when(entry.at), str(entry.event), entry.actor, entry.because)
        writer.writerow([figures.cell(value) for value in row])
    return out.getvalue()


def _issue(one: IssueReport) -> dict[str, object]:
    within = one.ack_within
    return {
        **figures.issue(one.issue),
        "ack_within_seconds": None if within is None else int(within.total_seconds()),
        "timeline": [
            {
                "at": figures.when(entry.at),
                "event": str(entry.event),
                "who": entry.actor,
                "because": entry.because,
            }
            for entry in one.timeline
        ],
        "told": [
            {
                "at": figures.when(sent.settled_at or sent.created_at),
                "to": sent.to,
                "kind": str(sent.kind),
                "channel": sent.channel,
                "state": str(sent.state),
            }
            for sent in one.deliveries
        ],
        "playbook": [
            {
                "do": task.do,
                "due_at": figures.when(task.due_at),
                "done_at": figures.when(task.done_at),
                "done_by": task.done_by,
            }
            for task in one.tasks
        ],
        "quotes": [figures.quote(said) for said in one.quotes],
    }


def _letter(facts: ReportFacts) -> Letter:
    about = facts.digest
    chapters = [
        replace(part, title=f"{one.issue.id}: {part.title}")
        for one in facts.issues
        for part in story(one, facts)
    ]
    return Letter(
        subject=title(about),
        heading=title(about),
        tag=f"socwatch · {period(about)}",
        lead=(verdict(about), *map(heading, facts.issues)),
        sections=(*overview(about), *chapters),
        footer=(f"Times are local to {about.timezone}.",),
    )
