"""The passive picture of `watch`: what is open, who is next, the chart, sources, latest mentions.

Invariants: the status line and the issues (severity, name, what, who, next step) are there at
every size from 60x16 on; what is left out first is what can be looked up; nothing is called calm
that could not be read.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from socwatch.cli import show
from socwatch.cli.overview import of_topic, reasons
from socwatch.engine.overview import Overview, overview
from socwatch.model.gathered import Gathered
from socwatch.model.issue import Issue
from socwatch.model.mention import Outcome
from socwatch.model.reading import Tone
from socwatch.model.watching import SourceState
from socwatch.report import glance, words
from socwatch.watch.agenda import floor

if TYPE_CHECKING:
    from socwatch.app import App

_BARS = " ▁▂▃▄▅▆▇█"
_HOUR = timedelta(hours=1)
#: How far the chart looks back.
_HOURS = 48
#: No tick for this long: the picture is old and says so.
_STALE = timedelta(minutes=3)


def picture(app: App, width: int, height: int) -> RenderableType:
    """The whole screen for this instant."""
    now = app.clock.now()
    seen = overview(app, now)
    parts: list[RenderableType] = [_status(seen, width), _issues(seen, width)]
    left = height - 5 - (len(seen.issues) + 1 if seen.issues else 1)
    told = _reasons(seen, width, max(left - 8, min(2, left - 4)))
    parts.extend(told)
    left -= len(told)
    if width >= 100 and left >= 20:
        parts.append(_chart(app, now, width))
        rows = min(len(seen.sources), left - 12)
        parts.append(_sources(seen, rows))
        left -= 7 + rows
    else:
        lines = _sources_lines(seen, width, max(1, left // 2))
        parts.extend(lines)
        left -= len(lines)
    if left >= 4:
        parts.append(_latest(app, width, left - 2))
    parts.append(Text("Ctrl-C ends · socwatch ack ISSUE --by YOU takes an issue", style="dim"))
    return Group(*parts)


def _status(seen: Overview, width: int) -> Text:
    """The worst open issue, who is told next, who is on call, and how old the picture is."""
    calls = [one for one in seen.issues if one.id in seen.following]
    said, style = "all calm", "bold white on green4"
    if seen.issues:
        said, style = f"{len(seen.issues)} open, each in hand", "bold white on blue"
    elif seen.sight:
        said, style = seen.sight, "bold white on blue"
    if calls:
        who, at = seen.following[calls[0].id]
        wait = _countdown(at - seen.at)
        said = (
            f"▲ {calls[0].severity.upper()} {calls[0].id} not acknowledged · next {who} in {wait}"
        )
        style = "bold white on #B34700"
    duty = ", ".join(name for _, name in seen.duty)
    if duty:
        said += f" · on call: {duty}"
    if seen.last_tick is not None and seen.at - seen.last_tick > _STALE:
        said = f"STALE {glance.span(seen.at - seen.last_tick)} · {said}"
    said, clock = show.safe(said), glance.clock(seen.at, seen.timezone)
    room = width - len(said) - len(clock) - 3
    line = f" {said}{' ' * room} {clock} " if room >= 0 else f" {show.safe(said, width - 1)}"
    return Text(line, style=style, no_wrap=True)


def _share(part: int, whole: int) -> str:
    few = whole < words.TOO_FEW
    return f"{part} of {whole}" if few else f"{part / whole:.0%} of {whole}"


def _countdown(left: timedelta) -> str:
    seconds = max(0, int(left.total_seconds()))
    return f"{seconds // 60:02}:{seconds % 60:02}" if seconds < 3600 else glance.span(left)


def _issues(seen: Overview, width: int) -> RenderableType:
    if not seen.issues:
        said = "Nothing unusual. Quiet is good."
        if seen.sight:
            said = "Nothing unusual in what could be read."
        if not seen.is_seeing:
            said = "Nothing is known yet, because nothing has been read."
        return Panel(Text(said), title="Open issues", box=box.SQUARE)
    wide = width >= 120
    grid = Table(box=None, expand=True, pad_edge=False)
    for head, least in (("Severity", 8), ("Issue", 5)):
        grid.add_column(head, min_width=least, no_wrap=True)
    grid.add_column("What", ratio=1, min_width=16, no_wrap=True, overflow="ellipsis")
    if wide:
        for head in ("Age", "Seen / usual", "Negative", "State"):
            grid.add_column(head, no_wrap=True, min_width=len(head))
    grid.add_column("Told next", no_wrap=True, min_width=9)
    grid.add_column("Who", no_wrap=True, overflow="ellipsis", min_width=10)
    for one in seen.issues:
        grid.add_row(*(Text(cell) for cell in _row(seen, one, wide=wide)))
    return Panel(grid, title=f"Open issues {len(seen.issues)}", box=box.SQUARE)


def _row(seen: Overview, one: Issue, *, wide: bool) -> list[str]:
    signal = one.signal
    following = seen.following.get(one.id)
    cells = [one.severity.upper(), one.id, show.safe(one.title)]
    if wide:
        share = signal.negative_share
        cells += [
            glance.span(seen.at - one.opened_at),
            f"{signal.observed} / {signal.low}-{signal.high} in {glance.span(signal.window)}",
            "n/a" if share is None else _share(signal.negative, signal.scored),
            one.state.value,
        ]
    state = f"{seen.muted[one.id]} has it" if one.id in seen.muted else one.state.value
    cells.append(_countdown(following[1] - seen.at) if following else state)
    owner = seen.names.get(one.owner or "", "nobody")
    cells.append(show.safe(following[0] if following else owner))
    return cells


def _reasons(seen: Overview, width: int, room: int) -> list[Text]:
    """Why each issue is one, and what was not read, the worst first; then how topics stand."""
    lines = [
        f"{one.id}: {reason}" if place == 0 else f"      {reason}"
        for one in seen.issues
        for place, reason in enumerate(reasons(one))
    ]
    lines += [of_topic(seen, one) for one in seen.topics]
    wrapped = [part for line in lines for part in wrap(show.safe_line(line), width)]
    return [Text(part, style="dim", no_wrap=True) for part in wrapped[: max(0, room)]]


def _chart(app: App, now: datetime, width: int) -> RenderableType:
    """Mentions an hour over two days; the hours above their usual range are marked."""
    begin = floor(now, _HOUR) - (_HOURS - 1) * _HOUR
    totals, marks = _volumes(app, begin)
    dark = _dark(app, begin, now)
    top = max(*totals, 1)
    line = Text()
    for total, marked, unread in zip(totals, marks, dark, strict=True):
        bar = "?" if unread and not total else _BARS[round(total / top * (len(_BARS) - 1))]
        line.append(bar * max(1, (width - 6) // _HOURS), style="#E8752A" if marked else "#6cc0f5")
    scale = Text(f"48 h ago{' ' * max(1, width - 24)}now", style="dim")
    title = f"Mentions an hour, up to {top} · orange = above usual"
    title += " · ? = not read" if any(dark) else ""
    return Panel(Group(line, scale), title=title, box=box.SQUARE)


def _volumes(app: App, begin: datetime) -> tuple[list[int], list[bool]]:
    """The mentions of each hour from `begin`, and whether they were more than usual."""
    end = begin + _HOURS * _HOUR
    totals, marks = [0] * _HOURS, [False] * _HOURS
    for topic in app.config.topics:
        counts = app.store.mentions.counts(topic.name, begin, end, _HOUR)
        outlooks = app.store.watching.outlooks(topic.name, begin, end)
        for number in range(_HOURS):
            at = begin + number * _HOUR
            seen = counts[at].mentions if at in counts else 0
            usual = sum(one.high for when, one in outlooks.items() if at <= when < at + _HOUR)
            totals[number] += seen
            marks[number] = marks[number] or (bool(usual) and seen > usual)
    return totals, marks


def _dark(app: App, begin: datetime, now: datetime) -> list[bool]:
    """The hours in which not one source was read, so that no mention means nothing."""
    names = {one.name for one in app.config.sources}
    spans = app.store.watching.blind_spans(begin, begin + _HOURS * _HOUR)
    found = []
    for at in (begin + number * _HOUR for number in range(_HOURS)):
        until = min(at + _HOUR, now)
        blind = {
            span.source
            for span in spans
            if span.since <= at and (span.until is None or span.until >= until)
        }
        found.append(bool(names) and names <= blind)
    return found


def _sources(seen: Overview, most: int) -> RenderableType:
    """A row for each source; when there is no room for all, those with a trouble come first."""
    grid = Table(box=None, expand=True, pad_edge=False)
    for head in ("Source", "State", "Last read"):
        grid.add_column(head, no_wrap=True, min_width=9)
    grid.add_column("Why", ratio=1, no_wrap=True, overflow="ellipsis")
    found = [(name, state) for name, _, state in seen.sources]
    if len(found) > most:
        found = sorted(found, key=lambda one: not _is_trouble(one[1]))
    for name, state in found[:most]:
        grid.add_row(*_source(name, state, seen.at))
    title = seen.sight.capitalize() if any(_is_trouble(one) for _, one in found) else "Sources"
    hidden = f"{len(found) - most} more: socwatch sources list" if len(found) > most else None
    return Panel(grid, title=title, subtitle=hidden, box=box.SQUARE)


def _source(name: str, state: SourceState | None, now: datetime) -> tuple[Text, ...]:
    if state is None:
        return Text(name), Text("waiting"), Text("never"), Text("")
    read = "never" if state.last_ok is None else glance.span(now - state.last_ok)
    style = "bold #E8752A" if _is_trouble(state) else ""
    return Text(name), Text(_word(state), style=style), Text(read), Text(show.safe(state.why))


def _is_trouble(state: SourceState | None) -> bool:
    return state is not None and state.word != Outcome.OK.value


def _word(state: SourceState) -> str:
    words = {"ok": "ok", "silent": "SILENT", "partial": "IN PART"}
    return words.get(state.word, f"FAIL {state.word}")


def _sources_lines(seen: Overview, width: int, most: int) -> list[Text]:
    """How the sources are, on few lines: the worst first, and how many there are besides."""
    troubled = [state for _, _, state in seen.sources if state is not None and _is_trouble(state)]
    if not troubled:
        waiting = f", {seen.sight}" if seen.sight else ""
        return [Text(f"{len(seen.sources)} sources{waiting}", style="dim", no_wrap=True)]
    troubled.sort(key=lambda state: state.outcome in (Outcome.OK, Outcome.PARTIAL))
    room = most if len(troubled) <= most else most - 1
    lines = [f"{_word(one)}: {one.name}: {show.safe(one.why)}" for one in troubled[:room]]
    if len(troubled) > room:
        lines.append(f"{len(troubled) - room} more of {len(seen.sources)}: socwatch sources list")
    return [Text(show.safe(one, width), style="bold #E8752A", no_wrap=True) for one in lines]


def _latest(app: App, width: int, room: int) -> RenderableType:
    grid = Table.grid(padding=(0, 1), expand=True)
    for least in (5, 5):
        grid.add_column(min_width=least, no_wrap=True)
    grid.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    grid.add_column(no_wrap=True, min_width=8)
    for one in app.store.mentions.newest(limit=max(1, room)):
        grid.add_row(*_said(one, app.config.timezone, width))
    return Panel(grid, title="Latest mentions", box=box.SQUARE)


def _said(one: Gathered, timezone: str, width: int) -> tuple[Text, ...]:
    score = one.reading.score
    said = " — ".join(part for part in (one.mention.title, one.mention.text) if part)
    colour = "#E8752A" if one.reading.tone is Tone.NEGATIVE else ""
    return (
        Text(glance.clock(one.mention.counts_at, timezone)[-5:]),
        Text("n/a" if score is None else f"{score:+.2f}", style=colour),
        Text(show.safe(said, width)),
        Text(show.safe(one.mention.source, 14)),
    )
