"""The digest for programs: JSON values and CSV.

Invariant: unknown is null or an empty cell, never 0; no cell of the CSV is run as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from socwatch.model.accuracy import TOO_FEW, Accuracy, Level, NoLevel, Rate
from socwatch.model.delivery import Quote
from socwatch.model.watching import BlindSpan, SourceState
from socwatch.report import people_figures
from socwatch.report.facts import DigestFacts, IssueFacts, ShareFacts, Slot, StoryFacts, TopicFacts
from socwatch.report.safe import plain
from socwatch.report.verdict import verdict

SCHEMA = "socwatch.digest/1"

#: What spreadsheets take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    "kind", "topic", "name", "start", "end", "mentions", "expected", "low", "high",
    "scored", "negative", "usual_negative", "voices", "copies", "retold_by",
    "peak_copies_per_hour",
)  # fmt: skip


def as_json(facts: DigestFacts) -> dict[str, object]:
    """The digest as JSON values; times are RFC 3339 in UTC."""
    return {
        "schema": SCHEMA,
        "name": facts.name,
        "start": when(facts.start),
        "end": when(facts.end),
        "timezone": facts.timezone,
        "verdict": verdict(facts),
        "topics": [_topic(one) for one in facts.topics],
        "share_of_voice": [_shares(one) for one in facts.shares],
        "issues": [issue(one) for one in facts.issues],
        "acknowledged": [people_figures.speed_json(one) for one in facts.acknowledged],
        "messages_sent": facts.messages_sent,
        "sampled": facts.sampled is not None,
        "stories": [_story(one) for one in facts.stories],
        "people": people_figures.as_json(facts.people),
        "quotes": [quote(one) for one in facts.quotes],
        "sources": [_source(one) for one in facts.sources],
        "blind": [_blind(one) for one in facts.blind],
        "unscored": [{"language": name or None, "mentions": n} for name, n in facts.unscored],
        "review_due": facts.review_due.isoformat() if facts.review_due else None,
    }


def as_csv(facts: DigestFacts) -> str:
    """One row each for the period, every bar of its chart and every story, by topic.

    A cell that a spreadsheet would take for a formula begins with `'`.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(facts):
        writer.writerow({name: cell(value) for name, value in row.items()})
    return out.getvalue()


def cell(value: object) -> object:
    """The value as a cell that stays text; unknown is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        line = plain(value)
        return f"'{line}" if line.startswith(_FORMULA) else line
    return value


def _rows(facts: DigestFacts) -> Iterator[dict[str, object]]:
    whole = {"start": when(facts.start), "end": when(facts.end)}
    for topic in facts.topics:
        numbers = {name: value for name, value in _topic(topic).items() if name in _COLUMNS}
        yield {"kind": "period", "name": facts.name, **whole, **numbers}
        for slot in topic.slots:
            yield {"kind": "slot", "topic": topic.topic, **_slot(slot)}
    for story in facts.stories:
        told = _story(story)
        yield {"kind": "story", "name": told.pop("title"), **whole, **told}


def _topic(one: TopicFacts) -> dict[str, object]:
    return {
        "topic": one.topic,
        "mentions": one.mentions,
        "expected": one.expected,
        "low": one.low,
        "high": one.high,
        "scored": one.scored,
        "negative": one.negative,
        "usual_negative": one.usual_negative,
        "voices": one.voices,
        "copies": one.copies,
        "accuracy": None if one.accuracy is None else accuracy(one.accuracy),
        "level": _level(one.level),
        "data": one.size or None,
        "silence": one.hush or None,
        "forecasts": one.record or None,
        "slots": [_slot(slot) for slot in one.slots],
    }


def _shares(one: ShareFacts) -> dict[str, object]:
    """Shares 0..1 by mention and by story; null where a part could not be read or looked at."""
    mentions = _parts([line.mentions for line in one.lines])
    usual = _parts([line.expected for line in one.lines])
    stories = _parts([line.stories for line in one.lines])
    return {
        "topic": one.topic,
        "of": [
            {
                "topic": line.topic, "mentions": line.mentions, "share": mentions[place],
                "usual_share": usual[place], "stories": line.stories,
                "share_of_stories": stories[place],
            }
            for place, line in enumerate(one.lines)
        ],
    }  # fmt: skip


def _parts(numbers: Sequence[float | None]) -> list[float | None]:
    known = [one for one in numbers if one is not None]
    if len(known) < len(numbers) or sum(known) < TOO_FEW:
        return [None] * len(numbers)
    return [round(one / sum(known), 4) for one in known]


def accuracy(one: Accuracy) -> dict[str, object]:
    """How right the tone is read; each rate with its n and its 95 % interval."""
    return {
        "labelled": one.labelled,
        "tone_labels": one.given,
        "unscored": one.unscored,
        "picked": "chosen" if one.chosen else "random",
        "right": rate(one.right),
        "negative_found": rate(one.found),
        "negative_precise": rate(one.precise),
        "negative_mistaken": rate(one.mistaken),
        "negative_labelled": rate(one.said_negative),
        "negative_read": rate(one.read_negative),
    }


def rate(one: Rate) -> dict[str, object]:
    """So many of so many; no share while there are too few."""
    low, high = one.interval
    shown = one.of >= TOO_FEW
    return {
        "part": one.part,
        "of": one.of,
        "share": round(one.share, 4) if shown else None,
        "low": round(low, 4) if shown else None,
        "high": round(high, 4) if shown else None,
    }


def _level(one: Level | NoLevel | None) -> dict[str, object] | None:
    if one is None:
        return None
    if isinstance(one, NoLevel):
        return {"negative": None, "low": None, "high": None, "because": one.because}
    edges = {"low": round(one.low, 4), "high": round(one.high, 4)}
    return {"negative": round(one.share, 4), **edges, "because": None}


def _slot(one: Slot) -> dict[str, object]:
    return {
        "start": when(one.start),
        "end": when(one.start + one.length),
        "mentions": one.mentions,
        "low": one.low,
        "high": one.high,
        "scored": one.scored,
        "negative": one.negative,
    }


def issue(one: IssueFacts) -> dict[str, object]:
    """The issue as JSON values."""
    return {
        "id": one.id,
        "topic": one.topic,
        "kind": one.kind,
        "title": one.title,
        "severity": one.severity,
        "state": str(one.state),
        "opened_at": when(one.opened_at),
        "acknowledged_at": when(one.acknowledged_at),
        "closed_at": when(one.closed_at),
        "close_reason": str(one.close_reason) if one.close_reason else None,
        "owner": one.owner,
        "because": one.because or None,
        "unread": list(one.unread),
    }


def _story(one: StoryFacts) -> dict[str, object]:
    return {
        "topic": one.topic,
        "title": one.title,
        "mentions": one.mentions,
        "copies": one.copies,
        "voices": one.voices,
        "retold_by": one.retold_by,
        "peak_copies_per_hour": one.peak_per_hour,
        "scored": one.scored,
        "negative": one.negative,
    }


def quote(one: Quote) -> dict[str, object]:
    """What somebody said, as JSON values."""
    return {
        "text": one.text,
        "author": one.author,
        "source": one.source,
        "at": when(one.at),
        "url": one.url,
        "why": one.why,
    }


def _source(one: SourceState) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind,
        "state": one.word,
        "since": when(one.since),
        "last_ok": when(one.last_ok),
        "because": one.why,
    }


def _blind(one: BlindSpan) -> dict[str, object]:
    return {
        "source": one.source,
        "since": when(one.since),
        "until": when(one.until),
        "because": one.because,
    }


def when(at: datetime | None) -> str | None:
    """RFC 3339 in UTC; None stays None."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
