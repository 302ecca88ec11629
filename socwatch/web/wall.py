"""What a screen on the wall shows: our own words and numbers.

Invariant: no name of an author and no word of a mention, since others walk by; what was not read is
unknown, never 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from socwatch.app import App
from socwatch.engine.overview import Overview, overview
from socwatch.engine.snapshot import LastHour, charted
from socwatch.model.issue import Issue
from socwatch.report import glance, words
from socwatch.report.facts import Slot
from socwatch.report.message import DRILL, colour_of
from socwatch.report.safe import plain

WIDTH, HEIGHT = 960, 200


def wall(app: App, now: datetime) -> dict[str, object]:
    """The values of the page. Raises StoreBusy, StoreUnusable."""
    seen = overview(app, now)
    topics = [one.name for one in app.config.topics]
    charts = {name: charted(app, name, now) for name in topics}
    first = next((one.topic for one in seen.issues if one.topic in charts), None)
    shown = first or (topics[0] if topics else None)
    return {
        "at": glance.clock(now, seen.timezone),
        "zone": seen.timezone,
        "age": _age(seen),
        "stale": seen.last_tick is None or seen.stale(now) is not None,
        "issues": [_issue(app, seen, one) for one in seen.issues],
        "sight": seen.sight,
        "duty": [(plain(rota), plain(who)) for rota, who in seen.duty],
        "hours": [(words.titled(name), _hour(charts[name][1])) for name in topics],
        "chart": None if shown is None else _chart(charts[shown][0], seen.timezone),
        "topic": "" if shown is None else words.titled(shown),
        "sources": [
            (plain(name), "not asked yet" if state is None else state.word)
            for name, _, state in seen.sources
        ],
    }


def _age(seen: Overview) -> str:
    if seen.last_tick is None:
        return "STALE: never looked yet"
    old = seen.stale(seen.at)
    if old is not None:
        return f"STALE {glance.span(old)}"
    return f"looked {glance.span(seen.at - seen.last_tick)} ago"


def _issue(app: App, seen: Overview, one: Issue) -> dict[str, str]:
    owner = "nobody has it" if one.owner is None else f"{seen.names.get(one.owner, one.owner)}"
    return {
        "severity": plain(one.severity).upper(),
        "colour": colour_of(app.config.plan, one.severity),
        "id": one.id,
        "title": plain(one.title),
        "tag": f"{one.id} {one.state.value} since {glance.clock(one.since, seen.timezone)}",
        "owner": plain(owner if one.owner is None else f"{owner} has it"),
        "next": plain(following(seen, one)),
        "drill": DRILL if one.drill else "",
    }


def following(seen: Overview, one: Issue) -> str:
    """Who is told next, and when; "" when nobody is, because it is in hand, muted or over."""
    told = seen.following.get(one.id)
    if told is None:
        return ""
    verb = glance.is_or_are(told[0], seen.names)
    return f"{told[0]} {verb} told at {glance.clock(told[1], seen.timezone)}"


def _hour(hour: LastHour) -> str:
    if hour.mentions is None:
        return "unknown: nothing could be read in the last hour"
    known = hour.low is not None and hour.high is not None
    usual = words.usual(hour.low or 0, hour.high or 0) if known else "usual not known yet"
    tone = words.negative(hour.negative, hour.scored, hour.usual_negative) if hour.scored else ""
    said = f"{words.several(hour.mentions, 'mention')} in the last hour, {usual}"
    return f"{said}; {tone}" if tone else said


def _chart(bars: Sequence[Slot], timezone: str) -> dict[str, object]:
    top = max([1, *(one.mentions or 0 for one in bars), *(one.high or 0 for one in bars)])
    step, scale = WIDTH / max(1, len(bars)), HEIGHT / top
    drawn = [
        {
            "x": round(n * step, 1),
            "y": round(HEIGHT - (one.mentions or 0) * scale, 1),
            "height": round((one.mentions or 0) * scale, 1),
            "unread": one.mentions is None,
            "above": one.mentions is not None and one.high is not None and one.mentions > one.high,
            "band_y": None if one.high is None else round(HEIGHT - one.high * scale, 1),
            "band": round(((one.high or 0) - (one.low or 0)) * scale, 1),
            "label": glance.clock(one.start, timezone) if n % 12 == 0 else "",
        }
        for n, one in enumerate(bars)
    ]
    return {"bars": drawn, "top": top, "width": round(step * 0.8, 1), "step": round(step, 1)}
