"""The words of every message: what happened, how unusual it is, what to do, who is next.

Invariant: pure; the same brief and plan give the same message, in the reader's own time zone.
Nothing here promises a way to answer that does not exist.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from socwatch.model.delivery import Brief
from socwatch.model.issue import CloseReason, Issue
from socwatch.model.plan import CrisisPlan
from socwatch.report import parts, words
from socwatch.report.letter import Command, Letter, Section, filled, section
from socwatch.report.safe import plain, shortened
from socwatch.report.subject import about, size, subject

DRILL = "DRILL: this is an exercise. Nothing has happened; do as the plan says, but post nothing."

_GREY, _RED, _AMBER, _GREEN = "#414141", "#b34700", "#7a5200", "#00664a"

_CLOSED = {
    CloseReason.REAL: "it was real and is over",
    CloseReason.FALSE_ALARM: "it was a false alarm",
    CloseReason.DUPLICATE: "it belongs to another issue",
    CloseReason.CALM: "things are back to normal",
}


def _what(issue: Issue) -> str:
    """What it is about: the scenario that it falls under, if any, says more than the signal."""
    return words.kind(issue.scenario or issue.kind)


def escalation(brief: Brief, plan: CrisisPlan) -> Letter:
    """Somebody is called: the issue is open and nobody has it yet."""
    return _call(brief, plan, says=_what(brief.issue), news="")


def raised(brief: Brief, plan: CrisisPlan, *, was: str) -> Letter:
    """Somebody is called again because the severity rose from `was`; an earlier ack is void."""
    level = plain(brief.issue.severity).upper()
    news = (
        f"Raised from {plain(was).upper()} to {level} at {parts.clock(brief)(brief.issue.since)}. "
        "An earlier acknowledgement no longer counts: it needs a new one."
    )
    return _call(brief, plan, says=f"raised, {_what(brief.issue)}", news=news)


def reopened(brief: Brief, plan: CrisisPlan) -> Letter:
    """Somebody is called because a closed or acknowledged issue is open again."""
    news = f"Open again since {parts.clock(brief)(brief.issue.since)}; nobody has it now."
    return _call(brief, plan, says=f"open again, {_what(brief.issue)}", news=news)


def reminder(brief: Brief, plan: CrisisPlan) -> Letter:
    """The owner is asked whether it is still theirs."""
    issue = brief.issue
    since = parts.clock(brief)(issue.acknowledged_at or issue.since)
    ask = Command(
        before="Still yours? Then say so again:",
        line=parts.command(brief, plan, "ack"),
        after=parts.told_next(brief) if brief.next_told else "",
    )
    return letter_of(
        brief,
        plan,
        subject=subject(about(issue, issue.severity.upper(), "still yours?"), size(issue)),
        lead=(f"You have had {issue.id} since {since}. {words.loudness(issue.signal)}.",),
        sections=(
            section("Answer", parts.by_link(brief), ask, _closing(brief, plan)),
            parts.why(brief),
        ),
    )


def acknowledged(brief: Brief, plan: CrisisPlan) -> Letter:
    """Those who were told hear who has it."""
    issue, owner = brief.issue, plain(brief.owner or "somebody")
    since = parts.clock(brief)(issue.acknowledged_at or brief.now)
    return letter_of(
        brief,
        plan,
        subject=subject(about(issue, "acknowledged", f"{owner} has it")),
        lead=(
            f"{owner} acknowledged {issue.id} at {since}. You need not do anything.",
            "Mails that were already on their way may still reach you.",
        ),
        sections=(parts.who_knows(brief), parts.why(brief)),
    )


def handed_over(brief: Brief, plan: CrisisPlan) -> Letter:
    """The new owner is asked to acknowledge."""
    issue, at = brief.issue, parts.clock(brief)
    due = f"ack by {at(issue.ack_due_at)}" if issue.ack_due_at else ""
    after = (
        f"If you have not by {at(issue.ack_due_at)}, the issue is open again and the plan goes on."
        if issue.ack_due_at
        else ""
    )
    ask = Command(before=parts.HAVE_IT, line=parts.command(brief, plan, "ack"), after=after)
    return letter_of(
        brief,
        plan,
        subject=subject(about(issue, issue.severity.upper(), "yours now"), due, size(issue)),
        lead=(f"{issue.id} has been handed over to you. {words.loudness(issue.signal)}.",),
        sections=(
            section("Acknowledge", ask),
            parts.why(brief),
            parts.do_now(brief, plan),
            *_evidence(brief, plan),
        ),
    )


def question_stand_down(brief: Brief, plan: CrisisPlan) -> Letter:
    """The numbers are usual again; only a person may close the issue."""
    issue = brief.issue
    calm = issue.calmed_at or issue.last_signal_at
    quiet = words.span(brief.now - calm)
    return letter_of(
        brief,
        plan,
        subject=subject(about(issue, issue.severity.upper(), "back to normal, stand down?")),
        lead=(
            f"The numbers have been usual again for {quiet}. socwatch does not close a "
            f"{issue.severity.upper()} issue by itself: is it over?",
        ),
        sections=(
            section("Answer", _closing(brief, plan)),
            parts.who_knows(brief),
            parts.unread(brief),
        ),
    )


def stand_down(brief: Brief, plan: CrisisPlan) -> Letter:
    """Everybody who was told hears that it is over, and why."""
    issue, at = brief.issue, parts.clock(brief)
    reason = _CLOSED[issue.close_reason] if issue.close_reason else "it is closed"
    closed_at = issue.closed_at or brief.now
    by = _name(plan, issue.closed_by) if issue.closed_by else "socwatch"
    lasted = words.span(closed_at - issue.opened_at)
    verdict = words.spoken(issue.close_reason) if issue.close_reason else "closed"
    return letter_of(
        brief,
        plan,
        subject=subject(about(issue, "closed", f"stand down, {verdict}")),
        lead=(
            f"{by} closed {issue.id} at {at(closed_at)}: {reason}. It was open for {lasted}.",
            "You need not do anything more.",
        ),
        sections=(parts.who_knows(brief),),
    )


def _call(brief: Brief, plan: CrisisPlan, *, says: str, news: str) -> Letter:
    issue, at = brief.issue, parts.clock(brief)
    last_resort = brief.step >= brief.steps
    due = f"ack by {at(brief.next_at)}" if brief.next_at else "ack now"
    step = f"step {brief.step + 1} of {brief.steps}" if brief.step or brief.round else ""
    told = "nobody has it, " if last_resort else ""
    line = about(issue, issue.severity.upper(), f"{told}{says}")
    sections = (
        parts.why(brief),
        parts.do_now(brief, plan),
        parts.acknowledge(brief, plan),
        parts.decides(brief, plan),
        parts.advice(brief, plan),
        *_evidence(brief, plan),
    )
    letter = letter_of(
        brief,
        plan,
        subject=subject(line, size(issue), due, "" if last_resort else step),
        lead=_opening(brief, news),
        sections=sections,
    )
    return replace(letter, button=parts.by_link(brief))  # on a phone, without scrolling


def _opening(brief: Brief, news: str) -> tuple[str, ...]:
    issue, signal = brief.issue, brief.issue.signal
    tone = words.negative(signal.negative, signal.scored, signal.usual_negative)
    lines = [news, f"{words.loudness(signal)}. {tone[:1].upper()}{tone[1:]}."]
    if brief.step >= brief.steps:
        lines.append("Nobody the plan names has acknowledged. You are its last resort.")
    if brief.next_told and brief.next_at:
        at = parts.clock(brief)(brief.next_at)
        lines.append(
            f"Acknowledge {issue.id} by {at}, or {plain(brief.next_told)} {words.are(brief.next_told)} told."
        )
    else:
        lines.append(f"Acknowledge {issue.id}: nobody has it yet.")
    if brief.delayed > timedelta(0):
        late = words.span(brief.delayed)
        lines.append(f"Delayed: this step is {late} late, because socwatch was not running.")
    return tuple(line for line in lines if line)


def _evidence(brief: Brief, plan: CrisisPlan) -> tuple[Section, ...]:
    return (
        parts.said(brief.quotes, parts.clock(brief)),
        parts.unread(brief),
        parts.statements(brief, plan),
        parts.who_knows(brief),
    )


def letter_of(
    brief: Brief,
    plan: CrisisPlan,
    *,
    subject: str,
    lead: tuple[str, ...],
    sections: tuple[Section, ...],
) -> Letter:
    """The frame of every message about an issue: its head, its place on the ladder, its end."""
    issue = brief.issue
    why_you = f"You get this because: {plain(brief.because)}. " if brief.because else ""
    return Letter(
        subject=subject,
        heading=plain(issue.title) or f"{words.titled(issue.topic)}: {words.kind(issue.kind)}",
        chip=plain(issue.severity).upper(),
        colour=colour_of(plan, issue.severity),
        tag=" · ".join([issue.id, words.titled(issue.topic), *_place(brief)]),
        banner=DRILL if issue.drill else "",
        preview=shortened(" ".join(lead), 140),
        lead=lead,
        sections=filled(sections),
        footer=(
            f"{why_you}Nothing has been posted for you.",
            f"More: socwatch show {issue.id}. Times are local to {brief.timezone}.",
        ),
    )


def _place(brief: Brief) -> list[str]:
    if brief.step >= brief.steps:
        return ["last resort"]
    again = [f"round {brief.round + 1}"] if brief.round else []
    return [f"step {brief.step + 1} of {brief.steps}", *again]


def _closing(brief: Brief, plan: CrisisPlan) -> Command:
    return Command(
        before="It is over? Then close it, so that everybody who was told hears of it:",
        line=parts.command(brief, plan, "close", "--reason", "real"),
        after="Other reasons: false-alarm, duplicate.",
    )


def _name(plan: CrisisPlan, contact: str) -> str:
    return next((plain(one.name) for one in plan.contacts if one.id == contact), plain(contact))


def colour_of(plan: CrisisPlan, severity: str) -> str:
    """The colour of a severity's chip; white on it is readable."""
    ranks = {level.name: level.rank for level in plan.severities}
    if severity not in ranks:
        return _GREY
    if ranks[severity] == max(ranks.values()):
        return _RED
    return _GREEN if ranks[severity] == min(ranks.values()) else _AMBER
