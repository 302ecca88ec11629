"""The demo's story in words, its pages, and the check that what must happen did happen."""

from __future__ import annotations

import mailbox
import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from socwatch.model.issue import Entry, EventKind
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.engine.replaying import Replayed


def timeline_words(app: App, replayed: Replayed, events: Sequence[Entry]) -> list[str]:
    """What happened, a line each; the daily digests are counted, not listed."""
    zone, names = app.config.timezone, app.names()
    words = [
        f"  {glance.clock(entry.at, zone)}  {_issue(entry)}{glance.happened(entry, names)}"
        for entry in events
        if entry.details.get("kind") != "digest"
    ]
    digests = sum(entry.details.get("kind") == "digest" for entry in events)
    crisis = _crisis(events)
    if crisis is not None:
        first = _first_report(replayed, crisis)
        if first is not None:
            wait = glance.span(crisis.at - first)
            words.append(f"  First report {glance.clock(first, zone)}, issue opened {wait} later.")
    words.append(f"  {digests} digests, one each morning for each reader.")
    return words


def _issue(entry: Entry) -> str:
    return f"{entry.issue} " if entry.issue else ""


def _crisis(events: Sequence[Entry]) -> Entry | None:
    """The first line on an issue that calls people."""
    rising = (EventKind.OPENED, EventKind.RAISED)
    return next(
        (one for one in events if one.event in rising and one.details.get("severity") == "red"),
        None,
    )


def _first_report(replayed: Replayed, crisis: Entry) -> datetime | None:
    """When the first mention that carries the issue was published."""
    issue = replayed.store.ledger.issue(crisis.issue or "")
    carrying = replayed.store.mentions.by_keys(issue.mentions)
    about = [
        one.mention.counts_at
        for one in carrying
        if any(risk.category == issue.scenario for risk in one.reading.risks)
        and one.mention.counts_at > crisis.at - timedelta(hours=6)
    ]
    return min(about, default=None)


def pages(replayed: Replayed, folder: Path) -> None:
    """Writes digest.html (the last day) and report.html (everything)."""
    from socwatch.report.digest import as_html
    from socwatch.report.document import document
    from socwatch.watch.facts import digest_facts, report_facts

    setup = replayed.setup
    start, end = replayed.lines[0].at, replayed.lines[-1].at
    day = digest_facts(setup, "daily", end - timedelta(days=1), end, end, timezone=setup.timezone)
    write_private(folder / "digest.html", as_html(day))
    whole = report_facts(setup, start, end, end)
    write_private(folder / "report.html", document(whole))


def write_private(path: Path, text: str) -> None:
    """A file that only its owner reads: people are quoted and named in it.

    What is there and is no plain file (a device, a pipe) is written to and never replaced.
    """
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def checked(replayed: Replayed, events: Sequence[Entry], folder: Path) -> list[str]:
    """What must have happened and did not; empty when the demo may end with 0."""
    return list(_missing(replayed, events, folder))


def _missing(replayed: Replayed, events: Sequence[Entry], folder: Path) -> Iterator[str]:
    crisis = _crisis(events)
    if crisis is None:
        yield "no red issue was opened"
        return
    told = [
        (one.details.get("to"), one.details.get("step"))
        for one in events
        if one.event is EventKind.TOLD
        and one.issue == crisis.issue
        and one.details.get("kind") == "escalation"
        and one.details.get("outcome") == "sent"
    ]
    if ("dana", 0) not in told or ("luis", 1) not in told:
        yield f"Dana and then Luis should have been told, not {told}"
    happened = {one.event for one in events if one.issue == crisis.issue}
    for needed in (EventKind.ACKNOWLEDGED, EventKind.CLOSED):
        if needed not in happened:
            yield f"{crisis.issue} has no {needed.value}"
    alarms = {
        one.issue
        for one in events
        if one.event in (EventKind.OPENED, EventKind.RAISED)
        and one.details.get("severity") != replayed.setup.plan.severities[0].name
    }
    if alarms != {crisis.issue}:
        yield f"only the crisis should have called people, not {sorted(map(str, alarms))}"
    if not any(one.event is EventKind.SOURCE_FAILING for one in events):
        yield "the source that was refused was not noticed"
    yield from _missing_mails(crisis, folder)


def _missing_mails(crisis: Entry, folder: Path) -> Iterator[str]:
    box = mailbox.mbox(folder / "mail.mbox", create=False)
    subjects = [str(mail["Subject"]) for mail in box]
    box.close()
    if sum(f"{crisis.issue}" in subject for subject in subjects) < 2:
        yield f"the mailbox has no mails on {crisis.issue}"
    for name in ("digest.html", "report.html", "socwatch.db", "timeline.txt"):
        if not (folder / name).stat().st_size:
            yield f"{name} is empty"
