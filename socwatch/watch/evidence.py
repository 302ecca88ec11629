"""What a timeline line says of an issue's evidence: numbers and ids, never a mention's text."""

from __future__ import annotations

from dataclasses import replace

from socwatch.model.issue import Entry, EventKind, Issue
from socwatch.model.signal import Bucket, Outlook
from socwatch.model.times import spelt

_ABOUT_THE_SIGNAL = {
    EventKind.OPENED,
    EventKind.RAISED,
    EventKind.CALMED,
    EventKind.CLOSED,
    EventKind.REOPENED,
}


def with_evidence(entry: Entry, issue: Issue) -> Entry:
    """The entry with the numbers of the issue's signal, where it is about the signal."""
    if entry.event not in _ABOUT_THE_SIGNAL:
        return entry
    return replace(entry, details={**evidence(issue), **entry.details})


def evidence(issue: Issue) -> dict[str, object]:
    """The numbers beside what is usual, and the ids of the mentions that carry them."""
    signal = issue.signal
    return {
        "topic": issue.topic,
        "kind": issue.kind,
        "severity": issue.severity,
        "observed": signal.observed,
        "expected": round(signal.expected, 3),
        "usual": [signal.low, signal.high],
        "window": spelt(signal.window),
        "negative": _rounded(signal.negative_share),
        "usual_negative": _rounded(signal.usual_negative),
        "voices": signal.voices,
        "copies": signal.copies,
        "unread": list(signal.unread),
        "mentions": [key.partition(":")[2] for key in issue.mentions],
    }


def numbers_of(bucket: Bucket, outlook: Outlook) -> dict[str, object]:
    """The numbers of one tick beside what is usual, in the same form."""
    return {
        "observed": bucket.mentions,
        "expected": round(outlook.expected, 3),
        "usual": [outlook.low, outlook.high],
        "window": spelt(bucket.length),
        "negative": _rounded(bucket.negative / bucket.scored if bucket.scored else None),
        "usual_negative": _rounded(outlook.usual_negative),
        "voices": bucket.voices,
        "copies": bucket.copies,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
