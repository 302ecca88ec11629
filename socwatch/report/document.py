"""The report: one HTML file that needs nothing else, opens offline and prints well.

Invariant: nothing is loaded; the only script is ours with uPlot, named in the content policy by its
hash; without it every chart is a picture, and always a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from socwatch.model.delivery import Delivery
from socwatch.model.issue import Entry, EventKind
from socwatch.report import people, promises, sections, truth, words
from socwatch.report.as_html import TEMPLATES, sections_html, tight
from socwatch.report.digest import period
from socwatch.report.facts import DigestFacts, IssueReport, ReportFacts
from socwatch.report.letter import Facts, Quotes, Section, Table, Words, filled, section
from socwatch.report.message import DRILL
from socwatch.report.parts import saying
from socwatch.report.safe import plain
from socwatch.report.script import CREDIT, digest_of, placed, script
from socwatch.report.tone_course import tone_course
from socwatch.report.verdict import verdict

_EVENTS = {
    EventKind.OPENED: "opened",
    EventKind.RAISED: "raised",
    EventKind.CALMED: "back to normal",
    EventKind.CLOSED: "closed",
    EventKind.REOPENED: "open again",
    EventKind.HANDED_OVER: "handed over",
    EventKind.TOLD: "told",
    EventKind.TASK: "playbook",
    EventKind.HELD: "not told yet",
    EventKind.MUTED: "not told: muted",
    EventKind.SKIPPED: "not told: skipped",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chapter:
    id: str
    heading: str
    severity: str
    drill: str
    body: Markup


def document(facts: ReportFacts) -> str:
    """The whole page. Times are local to the digest's zone."""
    about = facts.digest
    page = TEMPLATES.get_template("document.html.j2").render(
        title=title(about),
        tag=f"socwatch · {period(about)}",
        verdict=verdict(about),
        overview=sections_html(overview(about)),
        issues=[_chapter(one, facts) for one in facts.issues],
        script_hash=digest_of(script(TEMPLATES)),
        footer=(
            f"Made {words.moment(about.now, about.timezone)}. Times are local to {about.timezone}.",
            "Nothing in this page was posted in public; what people said is quoted as it was.",
            CREDIT,
        ),
    )
    return placed(tight(page), TEMPLATES)


def title(about: DigestFacts) -> str:
    """What the report is about."""
    topics = ", ".join(words.titled(plain(one.topic)) for one in about.topics)
    return f"Report: {topics or 'nothing watched yet'}"


def overview(about: DigestFacts) -> tuple[Section, ...]:
    """The period as a whole."""
    return filled(
        (
            sections.numbers(about),
            promises.share_of_voice(about),
            sections.charts(about),
            tone_course(about),
            sections.stories(about),
            people.hollow(about),
            sections.voices(about),
            people.asked(about),
            people.voices(about),
            people.response(about),
            promises.speed(about),
            sections.issues(about),
            sections.sources(about),
            sections.unknown(about),
        )
    )


def _chapter(one: IssueReport, facts: ReportFacts) -> _Chapter:
    return _Chapter(
        id=one.issue.id,
        heading=heading(one),
        severity=one.issue.severity.upper(),
        drill=DRILL if one.issue.id.startswith("D-") else "",
        body=sections_html(story(one, facts)),
    )


def heading(one: IssueReport) -> str:
    """The issue's number and what it is about."""
    return f"{one.issue.id} {plain(one.issue.title) or words.kind(one.issue.kind)}"


def story(one: IssueReport, facts: ReportFacts) -> tuple[Section, ...]:
    """What happened in the issue, from why it was opened to what people said."""
    names, about = dict(facts.names), facts.digest
    return filled(
        (
            section("Why", Facts(rows=_why(one, about))),
            section("Timeline", _timeline(one.timeline, names, about)),
            section("Who was told when", _told(one.deliveries, names, about)),
            section("Playbook", _playbook(one, names, about)),
            section("What people said", _said(one, about)),
        )
    )


def _playbook(one: IssueReport, names: Mapping[str, str], about: DigestFacts) -> Table | None:
    if not one.tasks:
        return None
    at = sections.clock(about)
    rows = tuple(
        (
            plain(task.do),
            at(task.due_at) if task.due_at else "no time set",
            at(task.done_at) if task.done_at else "not done",
            plain(names.get(task.done_by, task.done_by)) if task.done_by else words.DASH,
        )
        for task in one.tasks
    )
    return Table(head=("Step", "Due", "Done", "By"), rows=rows, log=True)


def _why(one: IssueReport, about: DigestFacts) -> tuple[tuple[str, str], ...]:
    at, issue, signal = sections.clock(about), one.issue, one.signal
    rows = [("Because", plain(one.because)), ("Volume", words.loudness(signal))]
    right = next((it.accuracy for it in about.topics if it.topic == issue.topic), None)
    rows.append(
        (
            "Tone",
            words.negative(
                signal.negative, signal.scored, signal.usual_negative, truth.beside(right)
            ),
        )
    )
    rows.append(("Opened", at(issue.opened_at)))
    if issue.acknowledged_at:
        first = words.span(issue.acknowledged_at - issue.opened_at)
        rows.append(("Acknowledged", f"{at(issue.acknowledged_at)}, after {first}{_asked(one)}"))
    elif one.deliveries:
        rows.append(("Acknowledged", f"by nobody{_asked(one)}"))
    if issue.closed_at:
        lasted = words.span(issue.closed_at - issue.opened_at)
        reason = f": {words.spoken(issue.close_reason)}" if issue.close_reason else ""
        rows.append(("Closed", f"{at(issue.closed_at)}, after {lasted}{reason}"))
    if signal.unread:
        rows.append(("Not read", ", ".join(map(plain, signal.unread))))
    return tuple(rows)


def _asked(one: IssueReport) -> str:
    """How soon the plan wants somebody to have it, beside how soon somebody had."""
    return "" if one.ack_within is None else f" (the plan asks for {words.span(one.ack_within)})"


def _timeline(
    entries: tuple[Entry, ...], names: Mapping[str, str], about: DigestFacts
) -> Table | Words:
    if not entries:
        return Words(lines=("Nothing is recorded.",))
    at = sections.clock(about)
    rows = tuple(
        (
            at(entry.at),
            _EVENTS.get(entry.event, str(entry.event)),
            plain(names.get(entry.actor, entry.actor)),
            plain(entry.because),
        )
        for entry in entries
    )
    return Table(head=("Time", "What", "Who", "Why"), rows=rows, log=True)


def _told(
    deliveries: tuple[Delivery, ...], names: Mapping[str, str], about: DigestFacts
) -> Table | Words:
    if not deliveries:
        return Words(lines=("Nobody was told.",))
    at = sections.clock(about)
    rows = tuple(
        (
            at(one.settled_at or one.created_at),
            plain(names.get(one.to, one.to)),
            f"{words.spoken(one.kind)} by {plain(one.channel)}",
            f"{one.state}: {plain(one.last_error)}" if one.last_error else str(one.state),
        )
        for one in deliveries
    )
    return Table(head=("Time", "Whom", "What", "Outcome"), rows=rows, log=True)


def _said(one: IssueReport, about: DigestFacts) -> Quotes | None:
    if not one.quotes:
        return None
    at = sections.clock(about)
    return Quotes(sayings=tuple(saying(quote, at) for quote in one.quotes))
