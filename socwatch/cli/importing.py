"""Commands that bring mentions in and out of files: import, export."""

from __future__ import annotations

import csv
import gzip
import io
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, TextIO, cast
from zoneinfo import ZoneInfo

import typer

from socwatch.cli import asked, forms
from socwatch.cli.frame import Frame, command, say
from socwatch.cli.labelling import by_mention
from socwatch.cli.progress import progress
from socwatch.cli.show import safe
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.label import Label

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.engine.importing import Report, Wishes

_FORMATS = ("auto", "jsonl", "csv")
_ORDERS = ("day-first", "month-first")
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
#: Rejected rows that are told one by one.
_TOLD = 5
#: What spreadsheets take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    "id", "key", "source", "sources", "kind", "published_at", "fetched_at", "author_id",
    "author_handle", "author_name", "author_followers", "url", "domain", "title", "text", "lang",
    "likes", "reposts", "replies", "quotes", "views", "rating", "in_reply_to", "match_basis",
    "topics", "reading_label", "reading_language",
)  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    app.command("import")(import_mentions)
    app.command("export")(export)


@command
def import_mentions(
    frame: Frame,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="JSON Lines, or a vendor's CSV; - is stdin.")
    ],
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="auto, jsonl or csv (any delimiter).")
    ] = "auto",
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="All rows belong to this source."),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option("--dates", metavar="ORDER", help="03/04/2026 is: day-first or month-first."),
    ] = None,
    timezone: Annotated[
        str,
        typer.Option("--timezone", metavar="ZONE", help="Of times that name no zone."),
    ] = "UTC",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Read and count everything, keep nothing.")
    ] = False,
) -> None:
    """Bring in mentions from a file: a vendor's export, a backlog."""
    wishes = _wishes(format, source, dates, timezone, dry_run)
    with frame.app() as app, _opened(file) as opened:
        from socwatch.engine.importing import import_file

        name = "the input" if file == "-" else Path(file).name
        with progress(frame, "Importing") as told:
            report = import_file(app, opened, wishes, on_batch=lambda: told(_share(opened)))
        if report is None:
            raise _unknown(name, opened)
        if frame.as_json:
            frame.answer(_document(file, report, wishes))
        elif report.read and frame.wants_words:
            print(safe(_summary(report, wishes)))
        _end(frame, name, report)


def _share(file: BinaryIO) -> float | None:
    """How much of the file has been read; None where it does not say how large it is."""
    try:
        size = os.fstat(file.fileno()).st_size
        return min(1.0, file.tell() / size) if size else None
    except (OSError, ValueError):
        return None


def _wishes(
    form: str, source: str | None, dates: str | None, timezone: str, trial: object
) -> Wishes:
    from socwatch.engine.importing import Wishes
    from socwatch.sources._dates import Calendar, Order
    from socwatch.sources.tabular import Format

    _one_of(form, _FORMATS, "--format")
    if dates is not None:
        _one_of(dates, _ORDERS, "--dates")
    if source is not None:
        source = _name(source)
    try:
        zone = ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        hint = "write one such as Europe/London"
        raise UsageError(f'there is no time zone "{timezone}"', hint=hint) from None
    return Wishes(
        format=cast("Format", form),
        source=source,
        calendar=Calendar(order=cast("Order | None", dates), zone=zone),
        trial=bool(trial),
    )


def _name(written: str) -> str:
    from socwatch.engine.importing import name_of

    try:
        name = name_of(written)
    except ValueError:
        name = None
    if name is None or not name.strip():
        raise UsageError(f'"{written}" is no name of a source')
    return name


def _one_of(value: str, known: tuple[str, ...], flag: str) -> None:
    if value not in known:
        raise UsageError(f'{flag} is "{value}"', hint=f"it is one of {', '.join(known)}")


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """The file at its start, so that it can be read twice: a pipe is kept in a file meanwhile."""
    try:
        with _stream(name) as stream:
            start = stream.read(4)
            stream.seek(0)
            if not start.startswith(_GZIP):
                yield stream
                return
            with gzip.open(stream) as packed, tempfile.TemporaryFile() as whole:
                shutil.copyfileobj(packed, whole)
                whole.seek(0)
                yield cast("BinaryIO", whole)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise UsageError(f"{name} cannot be read: {(error.strerror or '').lower()}") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UsageError(f"{name} is damaged or cut off") from error


@contextmanager
def _stream(name: str) -> Iterator[BinaryIO]:
    if name != "-":
        with Path(name).expanduser().open("rb") as file:
            yield file
        return
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.seek(0)
        yield cast("BinaryIO", kept)


def _unknown(name: str, file: BinaryIO) -> NothingMatched:
    from socwatch.sources.tabular import UNKNOWN, WHAT_IS_KNOWN

    file.seek(0)
    if file.read(4) == _ZIP:
        return NothingMatched(
            f"{name} is an Excel workbook, or another packed file",
            hint="save the sheet as CSV (UTF-8) and import that",
        )
    return NothingMatched(f"{name} {UNKNOWN}", hint=WHAT_IS_KNOWN)


def _document(file: str, report: Report, wishes: Wishes) -> dict[str, object]:
    return {
        "schema": "socwatch.import/1",
        "file": file,
        "format": report.format,
        "vendor": report.vendor or None,
        "sources": sorted(report.sources),
        "read": report.read,
        "new": report.new,
        "belong": report.kept,
        "undated": report.undated,
        "rejected": report.rejected,
        "problems": [{"line": line, "because": because} for line, because in report.reasons],
        "dry_run": wishes.trial,
    }


def _summary(report: Report, wishes: Wishes) -> str:
    """412 read, 398 new, 380 belong to a topic, 3 rows could not be read: line 17: …"""
    verb = "belongs" if report.kept == 1 else "belong"
    parts = [f"{report.read} read", f"{report.new} new", f"{report.kept} {verb} to a topic"]
    if report.rejected:
        rows = "1 row" if report.rejected == 1 else f"{report.rejected} rows"
        line, because = report.reasons[0]
        parts.append(f"{rows} could not be read: line {line}: {because}")
    words = ", ".join(parts)
    return f"nothing was kept (--dry-run): {words}" if wishes.trial else words


def _end(frame: Frame, name: str, report: Report) -> None:
    if not report.read and not report.rejected:
        raise NothingMatched(f"{name} has no rows")
    if not report.read:
        line, because = report.reasons[0]
        raise NothingMatched(
            f"not one of {report.rejected} rows of {name} could be read: line {line}: {because}"
        )
    if report.undated and not frame.quiet:
        many = report.undated > 1
        rows = (
            f"{report.undated} rows say no time and count"
            if many
            else "1 row says no time and counts"
        )
        say(f"socwatch: {rows} from now")
    # The first one stands in the answer, unless nobody reads that.
    for line, because in report.reasons[1 if frame.wants_words else 0 : _TOLD]:
        say(f"socwatch: {name}, line {line}: {because}")
    if report.rejected > _TOLD:
        say(f"socwatch: and {report.rejected - _TOLD} more; --json names up to 100")
    if report.rejected:
        raise typer.Exit(3)


@command
def export(
    frame: Frame,
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="jsonl or csv.")
    ] = "jsonl",
    query: Annotated[
        str | None, typer.Option("--query", help="Only those that this query matches.")
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only of this topic.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only of this source.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Not older: 2h, 3d, or a time.")
    ] = None,
) -> None:
    """All mentions to stdout, the latest first."""
    _one_of(format, _FORMATS[1:], "--format")
    with frame.app() as app:
        found = _wanted(app, query=query, topic=topic, source=source, since=since)
        stream = sys.stdout
        if isinstance(stream, io.TextIOWrapper):  # whatever the terminal speaks
            stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline="")
        if format == "jsonl":
            _lines(frame, found, by_mention(app))
        else:
            _table(found, stream)


def _wanted(
    app: App, *, query: str | None, topic: str | None, source: str | None, since: str | None
) -> Iterator[Gathered]:
    app.topics(topic)
    matches = app.query(query)
    begin = asked.since(since, app.clock.now())
    found = app.store.mentions.newest(topic=topic, source=source, since=begin)
    return (one for one in found if matches(one.mention))


def _lines(frame: Frame, found: Iterator[Gathered], labels: Mapping[str, Sequence[Label]]) -> None:
    for one in found:
        frame.answer(forms.mention(one, labels.get(one.mention.key, ())))


def _table(found: Iterator[Gathered], stream: TextIO) -> None:
    """RFC 4180; a cell that a spreadsheet would run begins with `'`."""
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    for one in found:
        cells = _cells(one)
        rows.writerow([_disarmed(cells[name]) for name in _COLUMNS])


def _cells(one: Gathered) -> dict[str, object]:
    from socwatch.sources._cells import BETWEEN_NAMES

    document = forms.mention(one, ())
    author = one.mention.author
    reading = one.reading
    return {
        **document,
        "sources": BETWEEN_NAMES.join(one.mention.sources or (one.mention.source,)),
        "topics": " ".join(match.topic for match in one.matches),
        "author_id": author.id if author else None,
        "author_handle": author.handle if author else None,
        "author_name": author.name if author else None,
        "author_followers": author.followers if author else None,
        "reading_label": reading.tone.value,
        "reading_language": reading.language,
    }


def _disarmed(value: object) -> object:
    # Also a text that has the sign of one that was disarmed: an import takes one sign away.
    is_formula = isinstance(value, str) and value.lstrip("'").startswith(_FORMULA)
    return f"'{value}" if is_formula else value
