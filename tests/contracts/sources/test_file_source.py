"""A file as a source: JSON Lines, and tables of vendors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from socwatch.model.mention import Mention, Outcome
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._http import Http
from tests.contracts.sources.cases import last_cursor, mentions_in, pages_of

FIRST = '{"id": "m1", "text": "My Acme kettle", "author": "@a", "followers": 12}\n'
SECOND = '{"id": "m2", "text": "Mine too", "likes": 0}\n'


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    """A file that has one line."""
    path = tmp_path / "drop.jsonl"
    path.write_text(FIRST, encoding="utf-8")
    return path


def source_of(path: Path, **keys: str) -> Source:
    """A source that reads the file, named as beside the config file."""
    options = registry.options_of("file").model_validate(
        {"path": path.name, **keys}, context={"folder": path.parent}
    )
    return registry.build("drop", "file", options, http=Http())


def ids(mentions: list[Mention]) -> list[str]:
    """Their ids, in order."""
    return [mention.id for mention in mentions]


def append(path: Path, text: str) -> None:
    """Adds to the end, as another program does."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def test_reads_appended_lines_once(drop: Path) -> None:
    """The second poll brings the second line, the third nothing."""
    source = source_of(drop)
    first = pages_of(source)
    append(drop, SECOND)
    second = pages_of(source, last_cursor(first))
    third = pages_of(source, last_cursor(second))
    assert ids(mentions_in(first)) == ["m1"]
    assert ids(mentions_in(second)) == ["m2"]
    assert mentions_in(third) == []


def test_a_mention_of_a_line_belongs_to_the_source(drop: Path) -> None:
    """Its name space is the source's, and what the line does not say is None."""
    (mention,) = mentions_in(pages_of(source_of(drop)))
    assert (mention.key, mention.source) == ("drop:m1", "drop")
    assert mention.author is not None
    assert (mention.author.handle, mention.author.followers) == ("@a", 12)
    assert (mention.likes, mention.published_at) == (None, None)


def test_an_absurd_number_loses_no_line(drop: Path) -> None:
    """A count that cannot be stored is unknown; nothing is skipped."""
    absurd = (str(2**70), str(2**63), "NaN", '"many"', "9" * 5_000)
    append(drop, "".join(SECOND.replace("0", number) for number in absurd))
    pages = pages_of(source_of(drop))
    assert [mention.likes for mention in mentions_in(pages)] == [None] * 6
    assert {page.outcome for page in pages} == {Outcome.OK}
    assert [one for page in pages for one in page.skipped] == []


def test_a_half_written_line_waits(drop: Path) -> None:
    """A line without its end is read when it is whole, not before and not twice."""
    source = source_of(drop)
    append(drop, SECOND[:15])
    first = pages_of(source)
    append(drop, SECOND[15:])
    second = pages_of(source, last_cursor(first))
    assert ids(mentions_in(first)) == ["m1"]
    assert first[-1].outcome is Outcome.OK
    assert ids(mentions_in(second)) == ["m2"]


def test_a_whole_last_line_needs_no_line_end(drop: Path) -> None:
    """A finished object is read though no line end follows, and the end is no line later."""
    source = source_of(drop)
    append(drop, SECOND.rstrip())
    first = pages_of(source)
    append(drop, "\n")
    second = pages_of(source, last_cursor(first))
    assert ids(mentions_in(first)) == ["m1", "m2"]
    assert [page.skipped for page in second] == [()]


def test_a_bad_line_is_named_by_its_number(drop: Path) -> None:
    """The lines around it are taken, over several polls the numbers go on."""
    source = source_of(drop)
    first = pages_of(source)
    append(drop, '\n{"id": "m9"}\n' + SECOND + SECOND.replace("m2", "m3"))
    second = pages_of(source, last_cursor(first))
    skipped = [one for page in second for one in page.skipped]
    assert ids(mentions_in(second)) == ["m2", "m3"]
    assert [(one.item, one.because) for one in skipped] == [("line 3", "neither text nor title")]


def test_mostly_bad_lines_are_broken_but_not_read_again(drop: Path) -> None:
    """A file of another form is told once; what follows is read."""
    source = source_of(drop)
    append(drop, "date;text\n2026-11-22;Acme\n")
    first = pages_of(source)
    append(drop, SECOND)
    second = pages_of(source, last_cursor(first))
    assert first[-1].outcome is Outcome.BROKEN
    assert ids(mentions_in(second)) == ["m2"]


@pytest.mark.parametrize("content", ["", SECOND, SECOND + FIRST * 2], ids=["empty", "one", "more"])
def test_a_replaced_file_is_read_from_its_start(drop: Path, content: str) -> None:
    """Cut, rewritten or rotated: nothing of the new content is missed."""
    source = source_of(drop)
    before = last_cursor(pages_of(source))
    drop.write_text(content, encoding="utf-8")
    append(drop, '{"id": "new", "text": "after"}\n')
    found = ids(mentions_in(pages_of(source, before)))
    assert found[-1] == "new"
    assert len(found) == content.count("\n") + 1


def test_a_copied_file_goes_on(drop: Path, tmp_path: Path) -> None:
    """A file that an editor saved as a new one is not read twice."""
    source = source_of(drop)
    before = last_cursor(pages_of(source))
    copy = tmp_path / "copy"
    copy.write_text(FIRST + SECOND, encoding="utf-8")
    copy.replace(drop)
    assert ids(mentions_in(pages_of(source, before))) == ["m2"]


def test_a_large_file_comes_in_pages(drop: Path) -> None:
    """Each page has the cursor for what it brought, so that a crash repeats little."""
    drop.write_text("".join(FIRST.replace("m1", f"m{n}") for n in range(1200)), encoding="utf-8")
    source = source_of(drop)
    pages = pages_of(source)
    rest = pages_of(source, pages[1].next)
    assert [len(page.mentions) for page in pages] == [500, 500, 200, 0]
    assert ids(mentions_in(rest))[0] == "m1000"


def test_a_missing_file_is_misconfigured(drop: Path) -> None:
    """The reason names the file and says what to do."""
    drop.unlink()
    (last,) = pages_of(source_of(drop))
    assert last.outcome is Outcome.MISCONFIGURED
    assert "drop.jsonl" in last.because
    assert "path" in last.because


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_misconfigured(drop: Path, make: object) -> None:
    """A folder is no file, and a pipe does not hold the poll."""
    drop.unlink()
    make(drop)  # type: ignore[operator]
    (last,) = pages_of(source_of(drop))
    assert last.outcome is Outcome.MISCONFIGURED


TABLE = "Report;Acme\n\nDate;Url;Full Text;Likes\n"
ROWS = (
    "2026-11-22 02:00;https://a.example/1;Acme kettle;3\n",
    '2026-11-22 03:00;https://a.example/2;"Acme; twice\non fire";\n',
    "22/11/2026 04:00;https://a.example/3;Acme thrice;0\n",
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with one row."""
    path = tmp_path / "export.csv"
    path.write_text(TABLE + ROWS[0], encoding="utf-8")
    return path


def test_rows_of_a_table_are_read_once(table: Path) -> None:
    """What is appended is read with the header that stands far above it."""
    source = source_of(table)
    first = pages_of(source)
    append(table, ROWS[1] + ROWS[2])
    second = pages_of(source, last_cursor(first))
    third = pages_of(source, last_cursor(second))
    (one,) = mentions_in(first)
    assert (one.text, one.likes, one.url) == ("Acme kettle", 3, "https://a.example/1")
    texts = [mention.text for mention in mentions_in(second)]
    assert texts == ["Acme; twice\non fire", "Acme thrice"]
    assert [mention.likes for mention in mentions_in(second)] == [None, 0]
    assert mentions_in(third) == []


@pytest.mark.parametrize("cut", [len(ROWS[1]) - 1, len(ROWS[1]) - 12, 20])
def test_a_half_written_row_waits(table: Path, cut: int) -> None:
    """Also in the middle of a cell with several lines; nothing is read twice."""
    source = source_of(table)
    append(table, ROWS[1][:cut])
    first = pages_of(source)
    append(table, ROWS[1][cut:])
    second = pages_of(source, last_cursor(first))
    assert [len(mentions_in(pages)) for pages in (first, second)] == [1, 1]
    assert mentions_in(second)[0].text == "Acme; twice\non fire"
    assert [page.skipped for page in (*first, *second) if page.skipped] == []


def test_a_last_row_without_its_end_is_read_when_nothing_follows(table: Path) -> None:
    """Some exports end so: at the second look it is taken as it is, and once."""
    source = source_of(table)
    append(table, ROWS[2].rstrip())
    first = pages_of(source)
    second = pages_of(source, last_cursor(first))
    append(table, "\n" + ROWS[1])
    third = pages_of(source, last_cursor(second))
    found = [[mention.url for mention in mentions_in(pages)] for pages in (first, second, third)]
    assert [[str(url)[-1] for url in urls] for urls in found] == [["1"], ["3"], ["2"]]


def test_an_ambiguous_date_stops_the_reading_until_it_is_said(table: Path) -> None:
    """Nothing behind it is lost: the config says what is meant, and reading goes on there."""
    append(table, "03/04/2026;https://a.example/4;Acme;\n" + ROWS[1])
    first = pages_of(source_of(table))
    again = pages_of(source_of(table), last_cursor(first))
    told = pages_of(source_of(table, dates="day-first"), last_cursor(first))
    assert len(mentions_in(first)) == 1
    assert (again[-1].outcome, mentions_in(again)) == (Outcome.MISCONFIGURED, [])
    assert "line 5 of export.csv: 03/04/2026 is ambiguous" in again[-1].because
    assert 'dates = "day-first"' in again[-1].because
    assert mentions_in(told)[0].published_at is not None
    assert [f"{one.published_at:%d %b}" for one in mentions_in(told)] == ["03 Apr", "22 Nov"]


def test_times_of_a_table_are_in_its_zone(table: Path) -> None:
    """`timezone` is for times that name none."""
    (one,) = mentions_in(pages_of(source_of(table, timezone="Asia/Tokyo")))
    assert f"{one.published_at:%d %H:%M}" == "21 17:00"


def test_a_table_without_a_known_header_is_misconfigured(table: Path) -> None:
    """The sentence says which headers are needed; the file is read whole once it has them."""
    table.write_text("Datum;Wortlaut\n2026-11-22;Acme\n", encoding="utf-8")
    (last,) = pages_of(source_of(table))
    assert last.outcome is Outcome.MISCONFIGURED
    assert "headers" in last.because


@pytest.mark.parametrize(
    ("key", "value"), [("format", "xml"), ("dates", "iso"), ("timezone", "Moon/Base")]
)
def test_a_key_that_says_nothing_is_refused(table: Path, key: str, value: str) -> None:
    """At the start, not at the first poll."""
    with pytest.raises(ValueError, match=key):
        source_of(table, **{key: value})
