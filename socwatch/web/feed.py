"""What happened to issues, as an Atom feed (RFC 4287), for feed readers and dashboards.

Invariant: no mention is quoted, though a reason may name the term or the new words that it saw; an
entry's id never changes.
"""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from socwatch.app import App
from socwatch.model.issue import Entry, EventKind
from socwatch.report import glance
from socwatch.report.safe import plain

KIND = "application/atom+xml; charset=utf-8"
#: So many entries, the latest first.
MOST = 50
#: They are looked for in so many of the latest lines of the timeline.
_LOOKED_AT = 5_000
#: RFC 4151: a name that is ours, and a day on which it was.
_TAG = "tag:socwatch.invalid,2026"
_TOLD = (
    EventKind.OPENED, EventKind.RAISED, EventKind.REOPENED, EventKind.ACKNOWLEDGED,
    EventKind.CALMED, EventKind.CLOSED,
)  # fmt: skip


def feed(app: App, now: datetime) -> str:
    """The feed. Raises StoreBusy, StoreUnusable."""
    ledger = app.store.ledger
    happened = [
        (number, entry)
        for number, entry in ledger.timeline(after=ledger.last_entry() - _LOOKED_AT)
        if entry.event in _TOLD and entry.issue is not None
    ][-MOST:]
    titles = {one.id: one.title for one in app.store.ledger.issues()}
    updated = happened[-1][1].at if happened else now
    entries = "".join(
        _entry(number, entry, titles.get(entry.issue or "", ""), app.names())
        for number, entry in reversed(happened)
    )
    name = plain(app.config.plan.name or "socwatch")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{_TAG}:issues</id><title>socwatch: {escape(name)}</title>"
        f"<updated>{_time(updated)}</updated><author><name>socwatch</name></author>"
        f"{entries}</feed>\n"
    )


def _entry(number: int, entry: Entry, title: str, names: dict[str, str]) -> str:
    said = plain(glance.happened(entry, names))
    head = f"{entry.issue} {plain(title)}: {said.partition(':')[0]}"
    return (
        f"<entry><id>{_TAG}:entry:{number}</id><title>{escape(head)}</title>"
        f"<updated>{_time(entry.at)}</updated><summary>{escape(said)}</summary></entry>"
    )


def _time(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
