"""The sections that messages about an issue are put together from.

Invariant: every number stands beside what is usual, and every mention is a quote.
"""

from __future__ import annotations

from datetime import date

from socwatch.model.delivery import Brief, Quote
from socwatch.model.plan import CrisisPlan, Need, Scenario, Statement
from socwatch.model.task import Task
from socwatch.report import truth, words
from socwatch.report.advice import SCCT, who_decides
from socwatch.report.letter import (
    Box,
    Button,
    Command,
    Facts,
    Quotes,
    Saying,
    Section,
    Steps,
    Words,
    section,
)
from socwatch.report.safe import link, plain, shortened

LONGEST_QUOTE = 280
MOST_QUOTES = 5
HAVE_IT = "Say that you have it:"


def clock(brief: Brief) -> words.Clock:
    """Times as this reader's clock shows them."""
    return words.Clock(timezone=brief.timezone, now=brief.now)


def why(brief: Brief) -> Section:
    """How unusual it is and why we think so."""
    issue, signal = brief.issue, brief.issue.signal
    at = clock(brief)
    rows = [("Because", plain(issue.because))]
    if signal.because and signal.because.casefold() not in issue.because.casefold():
        rows.append(("Latest", plain(signal.because)))
    expected = f"about {words.count(signal.expected)} expected"
    rows.append(("Volume", f"{words.loudness(signal)}; {expected}; up to {at(signal.at)}"))
    right = truth.beside(brief.accuracy)
    rows.append(
        ("Tone", words.negative(signal.negative, signal.scored, signal.usual_negative, right))
    )
    if signal.voices:
        rows.append(("Voices", _voices(brief)))
    rows.append(("Topic", f"{issue.topic}; open since {at(issue.opened_at)}"))
    if not unread_names(brief):
        rows.append(("Sources", "all of them could be read"))
    return section("Why we think so", Facts(rows=tuple(rows)))


def _voices(brief: Brief) -> str:
    signal = brief.issue.signal
    said = [words.several(signal.voices, "voice")]
    if signal.busiest > 1:
        said.append(f"the busiest wrote {words.count(signal.busiest)}")
    if signal.copies:
        said.append(f"{words.count(signal.copies)} repeat a text already counted")
    return "; ".join(said)


def unread_names(brief: Brief) -> tuple[str, ...]:
    """What could not be read, each said once."""
    said = [plain(name) for name in brief.unread]
    more = [name for name in brief.issue.signal.unread if not any(name in line for line in said)]
    return (*said, *(plain(name) for name in more))


def unread(brief: Brief) -> Section:
    """What we do not know: nothing when every source was read."""
    names = unread_names(brief)
    if not names:
        return section("Not read")
    lines = (*names, "The numbers leave these out: the true ones may be higher.")
    return section("Not read", Words(lines=lines))


def do_now(brief: Brief, plan: CrisisPlan) -> Section:
    """The playbook of the plan's scenario, or what to do without one."""
    scenario = _scenario(brief, plan)
    if scenario is None or not scenario.playbook:
        advice = (
            "The plan has no playbook for this. Read what people say, decide who answers, "
            "and acknowledge so that others know it is in hand."
        )
        return section("Do now", Words(lines=(advice,)))
    # What the issue took over counts; the plan's where it took nothing, as in a preview.
    since = brief.issue.since
    tasks = brief.issue.tasks or tuple(
        Task(do=one.do, role=one.role, due_at=None if one.within is None else since + one.within)
        for one in scenario.playbook
    )
    items = tuple(_step(task, brief, plan) for task in tasks)
    return section(f"Do now: {words.spoken(scenario.id)}", Steps(items=items))


def advice(brief: Brief, plan: CrisisPlan) -> Section:
    """How much people will hold us responsible, by the plan's own judgement; theirs to overrule."""
    scenario = _scenario(brief, plan)
    if scenario is None or scenario.scct is None:
        return section("Advice")
    return section(
        f"Advice ({scenario.scct}, yours to overrule)", Words(lines=(SCCT[scenario.scct],))
    )


def decides(brief: Brief, plan: CrisisPlan) -> Section:
    """Who has the last word about this topic."""
    rows = who_decides(plan, brief.issue.topic)
    return section("Who decides", Facts(rows=rows) if rows else None)


def _step(task: Task, brief: Brief, plan: CrisisPlan) -> str:
    at = clock(brief)
    if task.done_at is not None:
        who = next((one.name for one in plan.contacts if one.id == task.done_by), "socwatch")
        return f"DONE by {plain(who)} at {at(task.done_at)}: {plain(task.do)}"
    notes = []
    if task.role:
        people = ", ".join(plain(person.name) for person in plan.in_role(task.role))
        notes.append(f"{words.spoken(task.role)}: {people}" if people else words.spoken(task.role))
    if task.due_at is not None:
        late = "OVERDUE since" if task.overdue_at is not None else "by"
        notes.append(f"{late} {at(task.due_at)}")
    if task.seen:
        notes.append(f"not up: {plain(task.seen)}")
    return f"{plain(task.do)} ({'; '.join(notes)})" if notes else plain(task.do)


def command(brief: Brief, plan: CrisisPlan, verb: str, *options: str) -> str:
    """What this reader types: `socwatch ack I-42 --by dana`."""
    return " ".join(["socwatch", verb, brief.issue.id, "--by", _me(brief, plan), *options])


def _me(brief: Brief, plan: CrisisPlan) -> str:
    return next((one.id for one in plan.contacts if one.name == brief.to), "YOUR-ID")


def acknowledge(brief: Brief, plan: CrisisPlan) -> Section:
    """How to say "I have it", and who is told next if nobody does."""
    after = told_next(brief)
    steps = brief.issue.ladder.steps
    if brief.step < len(steps) and steps[brief.step].need is Need.ALL:
        after = f"Everybody who is told at this step is asked to acknowledge. {after}"
    stranger = _me(brief, plan) == "YOUR-ID"
    say = "Say that you have it, with the id that the plan gives you:" if stranger else HAVE_IT
    if brief.by_reply or brief.link:
        say = f"Or at a terminal: {say[:1].lower()}{say[1:]}"
    ask = Command(before=say, line=command(brief, plan, "ack"), after=after)
    return section("Acknowledge", by_link(brief), by_reply(brief), ask)


def by_link(brief: Brief) -> Button | None:
    """The address that acknowledges; opening it only shows, a second click acts."""
    if not brief.link:
        return None
    return Button(label=f"Acknowledge {brief.issue.id} in the browser", url=brief.link)


def by_reply(brief: Brief) -> Words | None:
    """What may be answered to the mail; None when nobody reads it."""
    if not brief.by_reply:
        return None
    return Words(
        lines=(
            "Answer this mail with ACK in the first line: you have it. JOIN: you help. WATCH: you "
            "know of it. FALSE: it is a false alarm.",
        )
    )


def told_next(brief: Brief) -> str:
    """Who hears of it next, and when."""
    if brief.next_told is None:
        return "Nobody else is told after you: the plan names no further step."
    if brief.next_at is None:
        return f"If nobody acknowledges, {plain(brief.next_told)} {words.are(brief.next_told)} told next."
    wait = words.span(brief.next_at - brief.now)
    at = clock(brief)(brief.next_at)
    return f"If nobody acknowledges, {plain(brief.next_told)} {words.are(brief.next_told)} told at {at} (in {wait})."


def said(quotes: tuple[Quote, ...], at: words.Clock) -> Section:
    """What people say, each with why it was chosen."""
    if not quotes:
        return section("What people say")
    shown = tuple(saying(quote, at) for quote in quotes[:MOST_QUOTES])
    return section("What people say", Quotes(sayings=shown))


def saying(quote: Quote, at: words.Clock) -> Saying:
    """A mention, fit to be shown."""
    by = [shortened(quote.author, 60) or "author unknown", plain(quote.source), at(quote.at)]
    found = link(quote.url)
    no_link = "its address is not one that can be opened safely" if quote.url else ""
    return Saying(
        text=shortened(quote.text, LONGEST_QUOTE),
        byline=" · ".join([*by, plain(quote.why)] if quote.why else by),
        link=found,
        note="" if found else no_link,
    )


def statements(brief: Brief, plan: CrisisPlan) -> Section:
    """The holding statements of the scenario, with whether they may be used."""
    scenario = _scenario(brief, plan)
    wanted = scenario.statements if scenario else ()
    today = words.local(brief.now, brief.timezone).date()
    boxes = [_statement(one, today) for one in plan.statements if one.id in wanted]
    if not boxes:
        return section("Holding statement")
    note = Words(lines=("Shown to you, never sent for you: a person decides and posts.",))
    return section("Holding statement", *boxes, note)


def _statement(one: Statement, today: date) -> Box:
    text = f"“{plain(one.text)}”"
    return Box(title=f"{one.id} ({one.language}): {approval(one, today)}", lines=(text,))


def approval(one: Statement, today: date) -> str:
    """Whether a holding statement may be used, and by whose leave."""
    if one.approved_by is None:
        return "NOT APPROVED, get it approved before it is used"
    if one.expires is not None and one.expires < today:
        return f"EXPIRED on {words.day(one.expires)}, get it approved again"
    until = f" until {words.day(one.expires)}" if one.expires else ""
    return f"approved by {words.spoken(one.approved_by)}{until}"


def who_knows(brief: Brief) -> Section:
    """Who has been told since when, who has it, and who is next."""
    at = clock(brief)
    rows = [(at(when), plain(name)) for when, name in brief.told]
    if brief.owner:
        rows.append(("Has it", plain(brief.owner)))
    if brief.next_told and brief.next_at:
        rows.append((at(brief.next_at), f"{plain(brief.next_told)}, if nobody acknowledges"))
    return section("Who knows", Facts(rows=tuple(rows)) if rows else None)


def _scenario(brief: Brief, plan: CrisisPlan) -> Scenario | None:
    issue = brief.issue
    return plan.scenario(issue.scenario or issue.kind)
