"""How answers look to people: rich tables on a wide terminal, labelled lines with --plain.

Invariant: whatever others wrote goes through `safe`, and never through rich's markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from socwatch.cli.frame import Frame
from socwatch.model.gathered import Gathered
from socwatch.model.issue import Entry, Issue
from socwatch.model.label import Label
from socwatch.model.mention import Mention
from socwatch.model.reading import Risk
from socwatch.model.story import Told
from socwatch.report import glance, words
from socwatch.understand.text import clean

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.understand.spread import Spread
    from socwatch.watch.rederived import Rederived

#: Why a decision may look otherwise now than it did then.
_WHY_OTHERWISE = (
    "It can differ from what was said then: mentions that came later count at their time, and the "
    "config, the plan or the reader may have changed."
)
#: Columns that a sentence needs.
_READABLE = 30
#: Found by the same look at a text as its risks, and none.
_NO_RISKS = {"praise": "praise", "question": "a question"}


def safe(text: str, longest: int | None = None) -> str:
    """Others' words on one line, without anything a terminal would obey."""
    line = " ".join(clean(text).split())
    return line if longest is None or len(line) <= longest else line[: longest - 1] + "…"


def lines(frame: Frame, several: Iterable[str]) -> None:
    """Plain lines on stdout."""
    from rich.text import Text

    console = frame.console()
    for line in several:
        console.print(Text(safe_line(line)), soft_wrap=True)


def safe_line(line: str) -> str:
    """A line of ours that may hold others' words; its indent is kept."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + safe(line)


def table(
    frame: Frame, heads: Sequence[str], rows: Sequence[Sequence[str]], *, nothing: str
) -> None:
    """A table; with --plain one labelled line a row, for screen readers and grep."""
    if not rows:
        lines(frame, [nothing])
        return
    if frame.plain:
        lines(
            frame,
            (
                " · ".join(f"{head}: {cell}" for head, cell in zip(heads, row, strict=True) if cell)
                for row in rows
            ),
        )
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if _is_cramped(frame, heads, rows):
        _stacked(frame, heads, rows)
        return
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, head in enumerate(heads):
        # Every column keeps enough to be recognised; the last one takes what is left.
        last = number == len(heads) - 1
        width = min(max(len(row[number]) for row in rows), 14)
        grid.add_column(head, min_width=None if last else max(width, len(head)), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(safe(cell)) for cell in row))
    frame.console().print(grid)


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    from rich.cells import cell_len

    return [max(map(cell_len, column)) for column in zip(heads, *rows, strict=True)]


def _is_cramped(frame: Frame, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last column, which holds sentences, would be too narrow to be read."""
    *before, last = _widths(heads, rows)
    return frame.console().width - sum(before) - 3 * len(heads) < min(last, _READABLE)


def _stacked(frame: Frame, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table for a narrow terminal: the last cell of a row stands on lines of its own below."""
    from rich.padding import Padding
    from rich.text import Text

    console, widths = frame.console(), _widths(heads, rows)[:-1]
    fits = sum(widths) + 2 * len(widths) <= console.width
    if fits:
        console.print(Text(_aligned(heads, widths), style="bold"), no_wrap=True)
    for *cells, last in rows:
        labelled = [
            f"{head} {cell}" for head, cell in zip(heads[1:], cells[1:], strict=False) if cell
        ]
        line = _aligned(cells, widths) if fits else " · ".join([cells[0], *labelled])
        console.print(Text(safe_line(line) if not fits else line))
        if last:
            console.print(Padding(Text(safe(last)), (0, 0, 0, 4)))


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    from rich.cells import set_cell_size

    aligned = (set_cell_size(safe(cell), width) for cell, width in zip(cells, widths, strict=False))
    return "  ".join(aligned).rstrip()


def issues(
    frame: Frame,
    found: Sequence[Issue],
    timezone: str,
    now: datetime,
    names: Mapping[str, str],
    *,
    nothing: str,
) -> None:
    """The issues as a table, or what is said when there are none."""
    rows = [
        (
            one.severity.upper(),
            one.id,
            one.state.value,
            glance.span(now - one.opened_at),
            names.get(one.owner or "", one.owner or "nobody"),
            glance.clock(one.timer.due_at, timezone) if one.timer else "",
            one.title,
        )
        for one in found
    ]
    table(
        frame,
        ("Severity", "Issue", "State", "Age", "Owner", "Next step", "What"),
        rows,
        nothing=nothing,
    )


def mention(frame: Frame, one: Gathered, timezone: str, *, with_key: bool = False) -> None:
    """A mention on one line."""
    from rich.text import Text

    score = "  n/a" if one.reading.score is None else f"{one.reading.score:+.2f}"
    said = " — ".join(part for part in (one.mention.title, one.mention.text) if part)
    name = safe(one.mention.key) if with_key else f"{one.mention.source:<12}"
    line = f"{glance.clock(one.mention.counts_at, timezone)}  {score}  {name} "
    room = max(20, frame.console().width - len(line)) if not frame.plain else None
    frame.console().print(Text(line + safe(said, room)), soft_wrap=True)


def sources(
    frame: Frame, rows: Sequence[Mapping[str, object]], timezone: str, now: datetime
) -> None:
    """The sources as a table."""
    shown = [
        (
            str(row["name"]),
            str(row["kind"]),
            "not asked yet" if row["state"] is None else _state(str(row["state"])),
            _ago(row["last_ok"], now),
            _at(row["next"], timezone),
            " · ".join(str(one) for one in (row["because"], row["budget_left"]) if one),
        )
        for row in rows
    ]
    heads = ("Source", "Kind", "State", "Last read", "Next", "Why")
    table(frame, heads, shown, nothing="the config has no sources")


def _state(state: str) -> str:
    return {"ok": "ok", "silent": "SILENT"}.get(state, f"FAILING ({state})")


def _ago(at: object, now: datetime) -> str:
    return (
        f"{glance.span(now - datetime.fromisoformat(at))} ago" if isinstance(at, str) else "never"
    )


def _at(at: object, timezone: str) -> str:
    return glance.clock(datetime.fromisoformat(at), timezone) if isinstance(at, str) else ""


def issue(
    app: App, one: Issue, timeline: Sequence[Entry], said: Sequence[Gathered]
) -> Iterable[str]:
    """One issue at full length."""
    from socwatch.watch.accuracy import measured

    zone = app.config.timezone
    yield f"{one.severity.upper()} {one.id} {one.state.value}: {one.title}"
    yield from glance.why_issue(one, measured(app.store, one.topic, at=one.signal.at))
    yield from _whose(app, one, zone)
    if said:
        yield "What people say:"
    for quote in said:
        yield f"  {glance.clock(quote.mention.counts_at, zone)} {quote.mention.source}: {safe(quote.mention.text, 160)}"
    if one.tasks:
        yield "Do now:" if one.is_open else "Playbook:"
        yield from (
            f"  {line}" for line in glance.playbook(one, app.names(), zone, app.clock.now())
        )
    yield from _advised(app, one)
    yield "Timeline:"
    for entry in timeline:
        yield f"  {glance.clock(entry.at, zone)} {glance.happened(entry, app.names())}"


def _advised(app: App, one: Issue) -> Iterable[str]:
    from socwatch.report.advice import SCCT, who_decides

    plan = app.config.plan
    rows = who_decides(plan, one.topic)
    if rows:
        yield "Who decides:"
        yield from (f"  {label}: {names}" for label, names in rows)
    scenario = plan.scenario(one.scenario or one.kind)
    if scenario is not None and scenario.scct is not None:
        yield f"Advice ({scenario.scct}, yours to overrule): {SCCT[scenario.scct]}"


def _whose(app: App, one: Issue, zone: str) -> Iterable[str]:
    from socwatch.respond.inhibit import inhibitor
    from socwatch.respond.ladder import next_told

    if one.is_open and one.owner is not None and one.acknowledged_at is not None:
        name = app.names().get(one.owner, one.owner)
        yield f"{name} has it since {glance.clock(one.acknowledged_at, zone)}."
    red = inhibitor(one, app.store.ledger.issues(only_open=True), app.config.plan)
    if red is not None and one.is_open:
        yield f"Nobody is told of it while {red.id} ({red.severity}) of this topic is open."
        return
    following = next_told(app.config.plan, one, app.silences(), app.clock.now())
    if following is not None:
        who, at = following
        verb = glance.is_or_are(who, app.names())
        yield f"If nobody acknowledges, {who} {verb} told at {glance.clock(at, zone)}."
        yield f"To take it: socwatch ack {one.id} --by NAME"


def rederived(one: Issue, again: Rederived, timezone: str) -> Iterable[str]:
    """The decision worked out again from what is stored, beside what was decided."""
    if again.because:
        yield f"Not worked out again: {again.because}."
        return
    assert again.since is not None
    ticks = f"{words.several(again.ticks, 'tick')} since {glance.clock(again.since, timezone)}"
    if again.finding is None:
        yield f"Worked out again from {ticks}: no alarm follows today. {_WHY_OTHERWISE}"
    elif again.finding.signal.because == one.signal.because:
        yield f"Worked out again from {ticks}: the same."
    else:
        yield f"Worked out again from {ticks}: {again.finding.because}"
        yield _WHY_OTHERWISE


def author(mention: Mention) -> str:
    """Who said it, on one line."""
    who = mention.author
    return safe((who.handle or who.name or who.id if who else None) or "somebody", 40)


def of_the_latest(number: int) -> str:
    """That not all mentions were looked at."""
    return f"Of the latest {words.count(number)} mentions: there are more of that time."


def story_numbers(one: Spread) -> str:
    """How often a story was told, and how fast."""
    said = words.several(one.in_all, "time")
    if one.sampled:
        said += f"; of the latest {words.count(len(one.mentions))},"
    said += f" by {words.several(one.voices, 'voice')}"
    if one.retold_by:
        said += f", retold in other words by {one.retold_by}"
    if one.copies:
        said += (
            f"; {words.several(len(one.copies), 'copy', 'copies')}, {one.copies_per_hour} within "
            f"the last hour, {one.peak_per_hour} in the busiest one"
        )
    return said


def why_story(one: Gathered, story: Spread | None, timezone: str) -> Iterable[str]:
    """Which story a mention tells, with how many others, and whose words it has."""
    if story is None or story.in_all < 2:
        return
    others = words.several(story.in_all - 1, "other")
    told = story.told(one.mention.key)
    if told is Told.ORIGINAL:
        yield f"Tells the same story as {others}; it was the first (story {story.story})"
        return
    first = story.copied(one).mention if told is Told.COPY else story.original.mention
    at = glance.clock(first.counts_at, timezone)
    how = f"copy of {safe(first.key, 60)}" if told is Told.COPY else "in other words"
    yield (
        f"Tells the same story as {others} ({how}, first told by {author(first)}, {at};"
        f" story {story.story})"
    )


def why_mention(
    one: Gathered,
    labels: Sequence[Label],
    names: Mapping[str, str],
    timezone: str,
    story: Spread | None = None,
) -> Iterable[str]:
    """Why a mention was kept and scored as it was, word by word, and what people said of it."""
    yield safe(one.mention.text, 300)
    for match in one.matches:
        yield f"Belongs to {match.topic} because of: {', '.join(match.because)}"
    for label in labels:
        who, at = names.get(label.by, label.by), glance.clock(label.at, timezone)
        yield f"Labelled {label.verdict} for {label.topic} by {who}, {at}"
    yield from why_story(one, story, timezone)
    found = one.reading
    if found.score is None:
        yield f"Tone: {found.unscored_because or 'not scored'}"
    else:
        language = found.language or "unknown"
        yield f"Tone: {found.tone.value} ({found.score:+.2f}); language {language}"
    for word, weight in found.because:
        yield f"  {weight:+.2f}  {word}"
    yield from map(_risk, found.risks)


def _risk(risk: Risk) -> str:
    """A risk in words. Praise and questions are none; older readings have no level."""
    if risk.category in _NO_RISKS:
        return f"Holds {_NO_RISKS[risk.category]}: “{safe(risk.term)}”"
    level = f" ({words.RISK_LEVELS[risk.level]})" if risk.level else ""
    return f"Speaks of {words.spoken(risk.category)}{level} because of: “{safe(risk.term)}”"
