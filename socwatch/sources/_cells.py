"""A row of a table as the JSON form of a mention.

Invariants: a cell that says nothing is None; a number that a spreadsheet has rounded is no id; a
row without an id has one made of its address, its words and its time, the same at every reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from zoneinfo import ZoneInfo

from socwatch.model.mention import MentionKind
from socwatch.sources._columns import COLUMNS, FIELDS, bracketed, header, kind, language, vendor
from socwatch.sources._dates import Calendar
from socwatch.sources._fields import link
from socwatch.understand.text import clean, plain

#: The vendor of our own exports.
OWN = "socwatch"
#: Stands between the names of several sources in one cell; no name has it.
BETWEEN_NAMES = "/"

_COUNTS = ("likes", "reposts", "replies", "quotes", "views", "followers")
_GROUPED = re.compile(r"([+-]?\d{1,3})((?:[,. '\u00a0\u202f\u2019]\d{3})+)(?:[.,]0+)?")
_SHORT = re.compile(r"(\d+(?:[.,]\d+)?)\s*([kmb])", re.IGNORECASE)
_TIMES = {"k": 10**3, "m": 10**6, "b": 10**9}
_ROUNDED = re.compile(r"[+-]?\d(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
#: How spreadsheets are told that a cell is text: ="123", '=1+1.
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_DISARMED = re.compile(r"\A'(?='*[=+\-@\t\r])")
#: The zones that an American export names in its header.
_ZONES = {
    "utc": "UTC", "gmt": "UTC", "et": "America/New_York", "ct": "America/Chicago",
    "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the fields of a mention stand in a row; `number` is how many columns there are."""

    places: Mapping[str, tuple[int, ...]]
    number: int
    vendor: str = ""
    zone: ZoneInfo | None = None  #: of the times, where the header names it

    def cells(self, row: Sequence[str], field: str) -> list[str]:
        """What the field's columns hold, the best column first, empty ones left out."""
        found = (row[place] for place in self.places.get(field, ()) if place < len(row))
        return [cell for cell in found if cell.strip()]

    def cell(self, row: Sequence[str], field: str) -> str:
        """What the first of the field's columns holds that is not empty; "" when all are."""
        return next(iter(self.cells(row, field)), "").strip()


def columns_of(headers: Sequence[str]) -> Columns | None:
    """The columns that these headers announce; None when they are no header that we know."""
    names = [header(one) for one in headers]
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        if field := FIELDS.get(name):
            places.setdefault(field, []).append(place)
    if len(places) < 2 or not {"text", "snippet", "sentence", "title"} & set(places):
        return None
    for field, found in places.items():
        found.sort(key=lambda place: COLUMNS[field].index(names[place]))
    dates = [headers[place] for place in places.get("date", [])[:1]]
    return Columns(
        places={field: tuple(found) for field, found in places.items()},
        number=len(names),
        vendor=vendor(frozenset(names)),
        zone=_zone(dates[0]) if dates else None,
    )


def fields_of(row: Sequence[str], columns: Columns, calendar: Calendar) -> dict[str, object]:
    """The row in the form that `mention_from_json` reads. Raises ValueError with a plain reason."""
    if any(cell.strip() for cell in row[columns.number :]):
        raise ValueError(
            f"it has {len(row)} cells where the header has {columns.number}; is a quote missing?"
        )
    own = columns.vendor == OWN
    row = [_disarmed(cell) for cell in row]
    title = " ".join(_words(columns.cell(row, "title"), own=own).split())
    fields: dict[str, object] = {
        "url": _address(columns.cells(row, "url")),
        "title": title or None,
        "text": _text(columns, row, own=own),
        "lang": language(columns.cell(row, "lang")),
        "published_at": _published(columns, row, calendar),
        "author": _author(columns, row),
        "rating": _rating(columns.cell(row, "rating")),
        "kind": _kind(columns, row, title).value,
        "in_reply_to": columns.cell(row, "in_reply_to") or None,
        **{one: _count(columns.cells(row, one)) for one in _COUNTS},
    }
    fields["id"] = _id(columns.cells(row, "id")) or _stand_in(fields)
    if own:
        fields.update(_own(columns, row))
    return fields


def _disarmed(cell: str) -> str:
    return _DISARMED.sub("", cell)


def _words(cell: str, *, own: bool) -> str:
    """Vendors cut pieces out of pages, markup and all; our own export has plain words."""
    return clean(cell) if own else plain(cell)


def _text(columns: Columns, row: Sequence[str], *, own: bool) -> str | None:
    if whole := columns.cells(row, "text"):
        return _words(whole[0], own=own)
    parts = [_words(columns.cell(row, one), own=own) for one in ("snippet", "sentence")]
    start, found = (one.strip() for one in parts)
    if not start or start.strip("….") in found:
        return found or None
    return start if not found or found.strip("….") in start else f"{start}\n{found}"


def _address(cells: Sequence[str]) -> str | None:
    """The first address; spreadsheets may hold it inside a formula."""
    for cell in cells:
        found = link(cell.strip()) or next(iter(_ADDRESS.findall(cell)), None)
        if found:
            return found
    return None


def _published(columns: Columns, row: Sequence[str], calendar: Calendar) -> str | None:
    date, clock = columns.cell(row, "date"), columns.cell(row, "clock")
    if not date and not clock:
        return None
    zoned = calendar if columns.zone is None else replace(calendar, zone=columns.zone)
    return zoned.instant(date or clock, clock if date else "").isoformat()


def _zone(written: str) -> ZoneInfo | None:
    name = bracketed(written)
    try:
        return ZoneInfo(_ZONES.get(name.casefold(), name)) if name else None
    except (KeyError, ValueError, OSError):  # there is no such zone, or no such name for one
        return None


def _author(columns: Columns, row: Sequence[str]) -> dict[str, object] | None:
    """A name has blanks, a handle has none; what the export says outright comes first."""
    said = columns.cell(row, "author")
    is_name = " " in said
    author: dict[str, object] = {
        "id": _id(columns.cells(row, "author_id")),
        "handle": columns.cell(row, "handle") or (None if is_name else said) or None,
        "name": columns.cell(row, "name") or (said if is_name else None),
    }
    return author if any(author.values()) else None


def _kind(columns: Columns, row: Sequence[str], title: str) -> MentionKind:
    if columns.vendor == OWN:
        return kind(columns.cell(row, "entry")) or MentionKind.POST
    for field in ("entry", "medium", "site"):
        for cell in columns.cells(row, field):
            found = kind(cell)
            # "post" beside "news" only says that it is no comment.
            if found is not None and not (field == "entry" and found is MentionKind.POST):
                return found
    # A headline in a publication that is none of the networks.
    is_article = bool(title) and bool(columns.cell(row, "site"))
    return MentionKind.ARTICLE if is_article else MentionKind.POST


def _id(cells: Sequence[str]) -> str | None:
    for cell in cells:
        quoted = _AS_TEXT.fullmatch(cell.strip())
        bare = (quoted[1] if quoted else cell).strip().strip("'\"")
        if bare and not _ROUNDED.fullmatch(bare):
            return bare
    return None


def _stand_in(fields: Mapping[str, object]) -> str:
    told = (fields["url"], fields["text"] or fields["title"], fields["published_at"])
    return blake2b("\n".join(str(one) for one in told).encode(), digest_size=16).hexdigest()


def _count(cells: Sequence[str]) -> int | None:
    """The first count that is not 0: exports fill the columns of other networks with zeros."""
    found = [number for cell in cells if (number := _whole(cell.strip())) is not None]
    return next((one for one in found if one), found[0] if found else None)


def _whole(written: str) -> int | None:
    if short := _SHORT.fullmatch(written):
        return round(float(short[1].replace(",", ".")) * _TIMES[short[2].lower()])
    if grouped := _GROUPED.fullmatch(written):
        written = grouped[1] + re.sub(r"\D", "", grouped[2])
    try:
        return int(written) if len(written) < 20 else None
    except ValueError:
        pass
    try:
        number = float(written.replace(",", "."))
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < 2**63 else None


def _rating(written: str) -> float | None:
    """Also "4,5" and "4/5"."""
    try:
        return float(written.partition("/")[0].replace(",", ".")) if written else None
    except ValueError:
        return None


def _own(columns: Columns, row: Sequence[str]) -> dict[str, object]:
    """What only our own export says."""
    names = ("key", "domain", "match_basis", "fetched_at", "lang")
    single = {name: columns.cell(row, name) or None for name in names}
    return {
        **single,
        "source": columns.cell(row, "site") or None,
        "sources": [one for one in columns.cell(row, "sources").split(BETWEEN_NAMES) if one],
        "topics": columns.cell(row, "topics").split(),
    }
