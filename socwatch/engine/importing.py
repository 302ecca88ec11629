"""A file of mentions into the store, as a stream, behind the poller's lease.

Invariant: what is held in memory does not grow with the file. A batch that is stored stays stored:
whoever is interrupted imports the file again, and what was taken is not taken twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from socwatch.app import App
from socwatch.engine.lease import lease
from socwatch.model.mention import MatchBasis, Mention
from socwatch.sources._dates import Calendar
from socwatch.sources._fields import instant
from socwatch.sources.jsonl import mention_from_json
from socwatch.sources.tabular import HEAD, Format, Layout, Row, layout_of, rows
from socwatch.understand.text import clean
from socwatch.watch.imported import KIND, remember, take_in
from socwatch.watch.setup import Setup

_BATCH = 500
#: Of more rejected rows than this only the number is kept.
MOST_REASONS = 100
_LONGEST_NAME = 80
_SAY_WHICH = ": say --dates day-first, or month-first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a file is to be read."""

    format: Format = "auto"
    source: str | None = None  #: all rows belong to this one, whatever they say
    calendar: Calendar = field(default_factory=Calendar)
    trial: bool = False  #: nothing is kept


@dataclass(slots=True, kw_only=True)
class Report:
    """What came of a file."""

    format: str = ""
    vendor: str = ""  #: whose export it is; "" when nothing tells
    read: int = 0
    new: int = 0
    kept: int = 0  #: of the new ones, those that belong to a topic
    undated: int = 0  #: without a time: they count from now
    rejected: int = 0
    reasons: list[tuple[int, str]] = field(default_factory=list)  #: by line, the first of them
    sources: set[str] = field(default_factory=set)

    def reject(self, line: int, because: str) -> None:
        """Notes a row that could not be read."""
        self.rejected += 1
        if len(self.reasons) < MOST_REASONS:
            self.reasons.append((line, because))


def import_file(
    app: App, file: BinaryIO, wishes: Wishes, *, on_batch: Callable[[], None] = lambda: None
) -> Report | None:
    """Takes in what the file holds; None when nothing in it is known.

    `on_batch` is called after every few hundred rows.

    Raises LeaseHeld when another process is the poller.
    """
    now = app.clock.now()
    layout = layout_of(file.read(HEAD), wishes.format)
    if layout is None:
        return None
    with lease(app.database, purpose="import", now=now):
        configured = frozenset(one.name for one in app.config.sources)
        return _Import(app.setup(sources=()), layout, wishes, now, configured).run(file, on_batch)


class _Import:
    """One file."""

    def __init__(
        self,
        setup: Setup,
        layout: Layout,
        wishes: Wishes,
        now: datetime,
        configured: frozenset[str],
    ) -> None:
        self._setup = setup
        self._wishes = wishes
        self._now = now
        #: Sources that are polled: an import says nothing of whether they can be read.
        self._configured = configured
        self._is_table = layout.form == "csv"
        self._layout = layout
        self._name = wishes.source or layout.columns.vendor or KIND
        self._report = Report(format=layout.form, vendor=layout.columns.vendor)

    def run(self, file: BinaryIO, on_batch: Callable[[], None]) -> Report:
        found = rows(file, self._layout, self._wishes.calendar)
        mentions = self._mentions(found)
        if not self._wishes.trial:
            self._setup.learn(self._now)
        while batch := list(islice(mentions, _BATCH)):
            came = take_in(self._setup, batch, self._now, trial=self._wishes.trial)
            self._report.new += came.new
            self._report.kept += len(came.kept)
            on_batch()
        if not self._wishes.trial:
            remember(self._setup, self._report.sources - self._configured, self._now)
        return self._report

    def _mentions(self, found: Iterator[Row]) -> Iterator[Mention]:
        report = self._report
        for row in found:
            try:
                if row.fields is None:
                    raise ValueError(f"{row.because}{_SAY_WHICH if row.ambiguous else ''}")
                mention = self._mention(row.fields)
            except ValueError as why:
                report.reject(row.line, str(why))
                continue
            report.read += 1
            report.sources.add(mention.source)
            yield mention

    def _mention(self, fields: Mapping[str, object]) -> Mention:
        read_at = instant(fields.get("fetched_at")) if fields.get("fetched_at") else None
        source = self._wishes.source or name_of(fields.get("source")) or self._name
        mention = mention_from_json(
            fields,
            source=source,
            origin=source,
            fetched_at=min(read_at or self._now, self._now),
        )
        if mention.published_at is None and read_at is None:
            if self._is_table:
                raise ValueError("it has no date, and a backlog must not count from now")
            self._report.undated += 1
        return self._as_exported(mention, fields)

    def _as_exported(self, mention: Mention, fields: Mapping[str, object]) -> Mention:
        """With what only our own exports say, so that it is the same mention as before."""
        key, names = fields.get("key"), _names(fields.get("sources"))
        if isinstance(key, str) and key.endswith(f":{mention.id}"):
            origin = clean(key.removesuffix(f":{mention.id}"), limit=_LONGEST_NAME)
            mention = replace(mention, origin=origin or mention.origin)
        if len(names) > 1 and not self._wishes.source:
            mention = replace(mention, sources=names)
        basis = fields.get("match_basis")
        if basis in (MatchBasis.SERVER, MatchBasis.SOURCE):
            found_by = tuple(_texts(fields.get("topics")))
            mention = replace(mention, match_basis=MatchBasis(str(basis)), found_by=found_by)
        return mention


def name_of(value: object) -> str | None:
    """The name of a source, as it is given. Raises ValueError when no source can have it."""
    if value is None or value == "":
        return None
    found = clean(value, limit=2 * _LONGEST_NAME) if isinstance(value, str) else ""
    if not found or len(found) > _LONGEST_NAME or set(found) & set("/*@:\n"):
        raise ValueError("source is no name; write letters, digits, blanks or . _ -")
    return found


def _names(value: object) -> tuple[str, ...]:
    """The names of several sources, without those that none can have."""
    found: list[str] = []
    for one in _texts(value):
        with suppress(ValueError):
            found += filter(None, [name_of(one)])
    return tuple(dict.fromkeys(found))


def _texts(value: object) -> list[str]:
    several = value if isinstance(value, list) else []
    return [one for one in several if isinstance(one, str)]
