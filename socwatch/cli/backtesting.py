"""Commands that judge the past again: backtest, tune."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked, show
from socwatch.cli.frame import Frame, command, rfc3339, say
from socwatch.cli.progress import each, progress
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.times import spelt
from socwatch.report import glance
from socwatch.report.words import several

if TYPE_CHECKING:
    from datetime import datetime

    from socwatch.app import App
    from socwatch.detect.backtest import Alarm, Judged
    from socwatch.detect.panel import Panel
    from socwatch.model.issue import Issue
    from socwatch.model.plan import PlannedEvent
    from socwatch.watch.past import Past, Verdict

SENSITIVITIES = ("quiet", "balanced", "early")
#: A past shorter than this shows little of what is rare.
SHORT = timedelta(days=28)
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=1)
_MONTH = timedelta(days=30)

Sensitivity = Annotated[
    str | None,
    typer.Option("--sensitivity", metavar="S", help="quiet, balanced or early; else the config's."),
]
TopicFlag = Annotated[str | None, typer.Option("--topic", help="The topic it is about.")]
Since = Annotated[str | None, typer.Option("--since", help="Not older: 90d, or a time.")]


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    app.command("backtest")(backtest)
    app.command("tune")(tune)


@command
def backtest(
    frame: Frame,
    counts: Annotated[
        str | None,
        typer.Option("--counts", metavar="FILE", help="A table of counts as CSV; - is stdin."),
    ] = None,
    interval: Annotated[
        str | None, typer.Option("--interval", help="How long a row of --counts is: 5m, 15m, 1h.")
    ] = None,
    topic: TopicFlag = None,
    since: Since = None,
    sensitivity: Sensitivity = None,
) -> None:
    """Show which alarms there would have been: on your stored mentions, or on a table of counts."""
    if sensitivity is not None and sensitivity not in SENSITIVITIES:
        raise UsageError(
            f'there is no sensitivity "{sensitivity}"', hint="it is quiet, balanced or early"
        )
    if counts is not None:
        _on_counts(frame, counts, interval, topic, sensitivity)
        return
    if interval is not None:
        raise UsageError(
            "--interval is for --counts; stored mentions are counted in the config's tick"
        )
    with frame.app() as app:
        panel = app.panel(sensitivity)
        pasts = _pasts(app, topic, since)
        with progress(frame, "Judging your past") as told:
            found = [_verdict(panel, past, told) for past in pasts]
        for one in found:
            if frame.as_json:
                _rows(frame, one.past.topic, one.rows)
            else:
                _told(frame, one, panel, app.config.timezone)


@command
def tune(frame: Frame, topic: TopicFlag = None, since: Since = None) -> None:
    """Show what quiet, balanced and early would have done on your own past."""
    with frame.app() as app:
        used = app.config.detection.sensitivity
        for past in _pasts(app, topic, since):
            found = {}
            with progress(frame, "Trying each setting on your past") as told:
                for place, name in enumerate(SENSITIVITIES):
                    before = place / len(SENSITIVITIES)
                    found[name] = _verdict(app.panel(name), past, _part(told, before))
            if frame.as_json:
                frame.answer(_tuned(past, found, used))
            else:
                show.lines(frame, _settings(past, found, used, app.config.timezone))
        if frame.wants_words:
            say(f'in use: sensitivity = "{used}", under [detection] in the config')


def _on_counts(
    frame: Frame, name: str, interval: str | None, topic: str | None, sensitivity: str | None
) -> None:
    from socwatch.detect.backtest import judged
    from socwatch.detect.panel import Panel
    from socwatch.detect.planned import lift
    from socwatch.sources import counts as table

    zone, events, strict, topic = _configured(frame, topic, sensitivity)
    shown = "the input" if name == "-" else Path(name).name
    rows = table.read(_content(name), shown)
    length = asked.length(interval) if interval else table.interval_of(rows, shown)
    if not _SHORTEST <= length <= _LONGEST:
        raise UsageError(
            f"an interval of {glance.span(length)} is no tick of a detector",
            hint="it is from 1m to 1d",
        )
    rows = table.placed(rows, length, shown)
    _doubt(frame, table.inconsistent(rows), shown)
    panel = Panel(length, strict, timezone=zone)
    buckets = [
        table.bucket_of(row, topic or shown, length, lift(events, topic, row.at, row.at + length))
        for row in rows
    ]
    with progress(frame, "Judging each interval") as told:
        seen = list(judged(panel, each(told, buckets)))
    if frame.as_json:
        _rows(frame, topic, seen)
    else:
        _summed_up(frame, topic or shown, seen, panel, zone)


def _configured(
    frame: Frame, topic: str | None, sensitivity: str | None
) -> tuple[str, tuple[PlannedEvent, ...], str, str | None]:
    """What matters to a table: zone, events, sensitivity and topic; the config's if one is given."""
    if frame.config is None:
        return "UTC", (), sensitivity or "balanced", topic
    with frame.app() as app:
        config, chosen = app.config, app.topics(topic)
        only = chosen[0].name if len(chosen) == 1 else None
        strict = sensitivity or config.detection.sensitivity
        return config.timezone, config.plan.events, strict, only


def _content(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).expanduser().read_bytes()
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {(error.strerror or '').lower()}") from error


def _doubt(frame: Frame, lines: Sequence[int], name: str) -> None:
    if lines and not frame.quiet:
        say(
            f"socwatch: {name}: a part is larger than the count in {several(len(lines), 'row')}, "
            f"the first is line {lines[0]}; no more than the count is taken"
        )


def _rows(frame: Frame, topic: str | None, rows: Iterable[Judged]) -> None:
    for row in rows:
        frame.answer(_row(topic, row))


def _row(topic: str | None, row: Judged) -> dict[str, object]:
    """socwatch.backtest/1: what is said of one interval."""
    outlook = row.outlook
    return {
        "schema": "socwatch.backtest/1",
        "topic": topic,
        "at": rfc3339(row.at),
        "count": row.count,
        "expected": round(outlook.expected, 3),
        "usual": [outlook.low, outlook.high],
        "score": None if row.score is None else round(row.score, 4),
        "strength": None if row.strength is None else round(row.strength, 4),
        "alert": row.alert,
        "because": row.because,
    }


def _pasts(app: App, topic: str | None, since: str | None) -> list[Past]:
    from socwatch.watch.past import past_of

    now = app.clock.now()
    begin, setup = asked.since(since, now), app.setup()
    found = [past_of(setup, one, begin, now) for one in app.topics(topic)]
    pasts = [one for one in found if one is not None and one.buckets]
    if not pasts:
        raise NothingMatched(
            "no mentions are stored for this time",
            hint="`socwatch import` brings in a backlog; `--counts FILE` needs no store",
        )
    return pasts


def _verdict(panel: Panel, past: Past, told: Callable[[float | None], None]) -> Verdict:
    from socwatch.watch.past import verdict

    return verdict(panel, past, each(told, past.buckets))


def _part(told: Callable[[float | None], None], before: float) -> Callable[[float | None], None]:
    """Tells how far one setting is as a part of how far all are."""
    return lambda share: told(None if share is None else before + share / len(SENSITIVITIES))


def _told(frame: Frame, found: Verdict, panel: Panel, zone: str) -> None:
    _summed_up(frame, found.past.topic, found.rows, panel, zone)
    show.lines(frame, _against_people(found, zone))


def _summed_up(frame: Frame, name: str, rows: Sequence[Judged], panel: Panel, zone: str) -> None:
    from socwatch.detect.backtest import alarms

    raised = alarms(rows, panel.tick)
    show.lines(frame, [_extent(name, rows, len(raised), panel, zone)])
    if raised:
        show.table(
            frame,
            ("began", "lasted", "why, at its worst"),
            [_line(one, zone) for one in raised],
            nothing="",
        )


def _line(alarm: Alarm, zone: str) -> tuple[str, str, str]:
    return (
        _moment(alarm.begin, zone),
        glance.span(alarm.end - alarm.begin),
        alarm.worst.because,
    )


def _extent(name: str, rows: Sequence[Judged], raised: int, panel: Panel, zone: str) -> str:
    """acme: 3 alarms in 42 days from 1 Mar 2026 on; 4,032 times 15 min, of which 12 not read."""
    length = rows[-1].at + panel.tick - rows[0].at
    unread = sum(row.count is None for row in rows)
    missing = round(length / panel.tick) - len(rows) + unread
    seen = f"{len(rows):,} ticks of {spelt(panel.tick)}"
    blind = f", {missing:,} not read" if missing else ", all read"
    return (
        f"{name}: {several(raised, 'alarm')} in {glance.span(length)} "
        f"from {_moment(rows[0].at, zone)} on ({seen}{blind}; {panel.sensitivity})"
    )


def _against_people(found: Verdict, zone: str) -> Iterator[str]:
    """What the alarms are worth by what people said of the issues."""
    past = found.past
    if not past.real and not past.false:
        yield "  nobody has closed an issue as real or as a false alarm yet: nothing to compare with"
        return
    judged = len(found.right) + len(found.wrong)
    yield f"  of {several(len(past.real), 'real issue')}, {len(found.found)} seen"
    yield f"  of {several(judged, 'alarm')} that people judged, {len(found.right)} right"
    for issue in found.missed:
        yield f"  missed: {_named(issue, zone)}"


def _named(issue: Issue, zone: str) -> str:
    return f"{issue.id} of {_moment(issue.opened_at, zone)}: {issue.title}"


def _settings(past: Past, found: dict[str, Verdict], used: str, zone: str) -> Iterator[str]:
    length = past.until - past.since
    unread = sum(one.mentions is None for one in past.buckets)
    blind = f"; {unread} of {len(past.buckets)} ticks could not be read" if unread else ""
    yield f"{past.topic}: your last {glance.span(length)}{blind}"
    for name, one in found.items():
        a_month = len(one.alarms) * _MONTH / length
        rate = f", about {a_month:.1f} a month" if length >= SHORT else ""
        mark = "  (in use)" if name == used else ""
        yield f"  {name:<9} {several(len(one.alarms), 'alarm')}{rate}{_missed(one, zone)}{mark}"
    if length < SHORT:
        yield f"  less than {glance.span(SHORT)}: too short to say how often what is rare comes"


def _missed(one: Verdict, zone: str) -> str:
    words = [f"misses {_moment(issue.opened_at, zone)} ({issue.id})" for issue in one.missed]
    wrong = [f"{several(len(one.wrong), 'alarm')} that you called false"] if one.wrong else []
    return "".join(f"; {said}" for said in (*words, *wrong))


def _tuned(past: Past, found: dict[str, Verdict], used: str) -> dict[str, object]:
    return {
        "schema": "socwatch.tune/1",
        "topic": past.topic,
        "since": rfc3339(past.since),
        "until": rfc3339(past.until),
        "ticks": len(past.buckets),
        "unread": sum(one.mentions is None for one in past.buckets),
        "in_use": used,
        "settings": [
            {
                "sensitivity": name,
                "alarms": [
                    {"from": rfc3339(it.begin), "to": rfc3339(it.end), "because": it.worst.because}
                    for it in one.alarms
                ],
                "found": [issue.id for issue in one.found],
                "missed": [issue.id for issue in one.missed],
                "called_false": len(one.wrong),
            }
            for name, one in found.items()
        ],
    }


def _moment(at: datetime, zone: str) -> str:
    from socwatch.report.words import moment

    return moment(at, zone)
