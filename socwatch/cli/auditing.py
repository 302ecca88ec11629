"""Commands about what was done and by whom: audit verify, audit list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.frame import Frame, command, group, rfc3339
from socwatch.errors import UsageError
from socwatch.report import glance
from socwatch.report.words import several

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.model.audit import Head, Verified

_HASH = 64  # hexadecimal digits of a SHA-256


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    audit = group("What was done, by whom and when: whether the record is whole.")
    audit.command("verify")(verify)
    audit.command("list")(listed)
    app.add_typer(audit, name="audit")


@command
def verify(
    frame: Frame,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="N:HASH", help="A head that was noted earlier."),
    ] = None,
) -> None:
    """Prove that nothing in the timeline was changed or taken out since it was written."""
    noted = None if head is None else _head(head)
    with frame.app() as app:
        found = app.store.audit.verify(noted)
        if frame.as_json:
            frame.answer(_document(found))
        else:
            show.lines(frame, _words(app, found, noted))
    if found.broken is not None:
        raise typer.Exit(20)


@command
def listed(
    frame: Frame,
    issue: Annotated[str | None, typer.Option("--issue", help="Only of this issue.")] = None,
    after: Annotated[int, typer.Option("--after", metavar="N", help="Only later entries.")] = 0,
) -> None:
    """Everything that was done, oldest first."""
    from socwatch.cli import forms

    with frame.app() as app:
        entries = app.store.ledger.timeline(issue, after=after)
        if frame.as_json:
            for number, entry in entries:
                frame.answer({"number": number, **forms.event(entry)})
            return
        zone, names = app.config.timezone, app.names()
        show.lines(
            frame,
            (
                f"{number} {glance.clock(entry.at, zone)} {entry.issue or '-'} "
                f"{glance.happened(entry, names)}"
                for number, entry in entries
            ),
        )


def _head(words: str) -> Head:
    from socwatch.model.audit import Head

    number, _, digits = words.strip().partition(":")
    whole = len(digits) == _HASH and all(one in "0123456789abcdef" for one in digits.casefold())
    if not number.isdecimal() or not whole:
        raise UsageError(f'"{words}" is no head', hint="`socwatch audit verify` prints one: 42:9f…")
    return Head(entry=int(number), hash=digits.casefold())


def _words(app: App, found: Verified, noted: Head | None) -> Iterator[str]:
    if found.broken is not None:
        at = f" of {glance.clock(found.broken.at, app.config.timezone)}" if found.broken.at else ""
        yield f"NOT WHOLE: entry {found.broken.entry}{at}: {found.broken.because}."
        yield "What stands before it is as it was written. Compare it with a backup of the database."
        return
    if found.head is None or found.since is None:
        yield "The timeline is empty."
        return
    since = glance.clock(found.since, app.config.timezone)
    yield f"{several(found.entries, 'entry', 'entries')} since {since}: whole."
    if noted is not None:
        yield f"The head that was noted, of entry {noted.entry}, is in it."
    yield f"Head: {found.head}"
    yield "Note it elsewhere (a mail, a ticket): `audit verify --head` proves later that it still holds."


def _document(found: Verified) -> dict[str, object]:
    broken = found.broken
    return {
        "schema": "socwatch.audit/1",
        "whole": broken is None,
        "entries": found.entries,
        "since": None if found.since is None else rfc3339(found.since),
        "head": None if found.head is None else str(found.head),
        "broken": None
        if broken is None
        else {
            "entry": broken.entry,
            "at": None if broken.at is None else rfc3339(broken.at),
            "because": broken.because,
        },
    }
