"""Tables as vendors export them, and how their dates are meant."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from socwatch.model.mention import Mention
from socwatch.sources._dates import Ambiguous, Calendar
from socwatch.sources.jsonl import mention_from_json
from socwatch.sources.tabular import HEAD, Row, layout_of, rows

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def read(content: str | bytes, calendar: Calendar | None = None) -> list[Row]:
    """Every row of a file with this content."""
    raw = content if isinstance(content, bytes) else content.encode()
    layout = layout_of(raw[:HEAD])
    assert layout is not None
    return list(rows(io.BytesIO(raw), layout, calendar or Calendar()))


def mentions(content: str | bytes) -> list[Mention]:
    """The mentions in it; every row must be one."""
    found = []
    for row in read(content):
        assert row.fields is not None, row.because
        found.append(mention_from_json(row.fields, source="x", origin="x", fetched_at=NOW))
    return found


TALKWALKER = (
    "published,url,title,content,extra_author_attributes.name,"
    "extra_author_attributes.short_name,source_type,lang,reach,sentiment,"
    "article_extended_attributes.num_comments\n"
    "1793622900000,https://t.example/1,Acme,Acme &amp; <b>kettles</b>,Ola Nordmann,ola,"
    "ONLINENEWS,no,1500,-5,3\n"
)
MELTWATER = (
    "Date\tTime\tDocument ID\tURL\tSource Type\tSource Name\tAuthor Name\tAuthor Handle\tTitle\t"
    "Opening Text\tHit Sentence\tLanguage\tReach\tLikes\tReposts\tComments\tViews\n"
    '02-Nov-2026\t09:15 AM\t"d-1"\thttps://m.example/1\tNews\tDaily Mail\tJane Doe\t\tAcme recalls\t'
    "It began in May…\tThe Acme kettle leaks\tEnglish\t1,234,567\t\t\t4\t1.2K\n"
)
MENTION = (
    "id;title;description;url;source_type;published_at;language;tone;cumulative_reach\n"
    "77;Acme;Acme again;https://q.example/1;blogs;2026-11-02T09:15:00+01:00;de;-1;10\n"
)
SPROUT = (
    "Timestamp (ET),Network,Message ID,Message,Permalink,From User,Message Type,Likes,Shares\n"
    "2026-11-02 09:15:00,Facebook,8.0012E+15,Acme kettle,https://f.example/1,ola,Comment,2,0\n"
)


def test_talkwalker() -> None:
    """Epoch times, attributes by their dotted names, markup taken off."""
    (one,) = mentions(TALKWALKER)
    assert (one.url, one.text, one.lang) == ("https://t.example/1", "Acme & kettles", "no")
    assert (one.kind, one.published_at) == ("article", datetime(2026, 11, 2, 12, 35, tzinfo=UTC))
    assert one.author is not None
    assert (one.author.handle, one.author.name, one.author.followers) == (
        "ola", "Ola Nordmann", 1500,
    )  # fmt: skip
    assert (one.replies, one.likes) == (3, None)


def test_meltwater() -> None:
    """UTF-16 with tabs; date and time in two columns; a paper called Mail is no mail."""
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        (one,) = mentions(MELTWATER.encode(encoding))
        assert (one.id, one.kind, one.title) == ("d-1", "article", "Acme recalls")
        assert one.text == "It began in May…\nThe Acme kettle leaks"
        assert one.published_at == datetime(2026, 11, 2, 9, 15, tzinfo=UTC)
        assert (one.lang, one.replies, one.views) == ("en", 4, 1200)
        assert one.author is not None
        assert one.author.followers == 1_234_567


def test_mention_com() -> None:
    """Semicolons, and times that name their zone."""
    (one,) = mentions("\ufeff" + MENTION)
    assert (one.id, one.kind, one.text) == ("77", "article", "Acme again")
    assert one.published_at == datetime(2026, 11, 2, 8, 15, tzinfo=UTC)


def test_sprout_social() -> None:
    """The zone stands in the header; an id that a spreadsheet has rounded is none."""
    (one,) = mentions(SPROUT)
    assert one.published_at == datetime(2026, 11, 2, 14, 15, tzinfo=UTC)
    assert (one.kind, one.likes, one.reposts) == ("comment", 2, 0)
    assert "E+" not in one.id
    assert one.author is not None
    assert one.author.handle == "ola"


def test_ids_of_rows_without_one_are_stable() -> None:
    """The same row has the same id in every export, another row another."""
    table = "Date,Url,Text\n2026-11-02,https://a.example,Acme\n2026-11-02,https://a.example,Bravo\n"
    first, second = mentions(table)
    other = mentions(table.replace(",", ";").replace("2026-11-02", "2026-11-02T00:00:00Z"))
    assert first.id != second.id
    assert [one.id for one in other] == [first.id, second.id]


def test_a_line_that_cannot_be_read_costs_no_other() -> None:
    """Each is named by its number in the file, also behind cells of several lines."""
    found = read(
        "Report;Acme\n\nDate;Text;Url\n"
        '2026-11-01;"two\nlines";https://a.example/1\n'
        "2026-11-01;;https://a.example/2\n"
        "yesterday;Acme;https://a.example/3\n"
        "2026-11-01;Acme;no; quotes here\n"
        '2026-11-01;"never closed;https://a.example/4\n'
        "2026-11-01;Acme;https://a.example/5\n"
    )
    assert [(one.line, one.because.split(";")[0][:26]) for one in found] == [
        (4, ""),
        (6, ""),
        (7, '"yesterday" is no date'),
        (8, "it has 4 cells where the h"),
        (9, "a quote is opened and neve"),
        (10, ""),
    ]


def test_any_row_may_be_the_last_that_was_read() -> None:
    """Reading goes on where a row ended, with the right numbers."""
    raw = f"{MENTION}{MENTION.splitlines()[1]}\n".encode()
    layout = layout_of(raw)
    assert layout is not None
    first, second = rows(io.BytesIO(raw), layout, Calendar())
    again = list(rows(io.BytesIO(raw), layout, Calendar(), start=first.end, line=first.last))
    assert again == [second]
    assert (second.line, second.end) == (3, len(raw))


def test_old_encodings_are_read() -> None:
    """A table of an old Windows program keeps its accents."""
    (one,) = mentions("Date;Text\n2026-11-01;café “Acme”\n".encode("cp1252"))
    assert one.text == "café “Acme”"


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "Date,Url\n2026,x\n", "just words\n"])
def test_what_is_no_table_is_not_read_as_one(content: str) -> None:
    """A header needs words that are known, and a text among them."""
    assert layout_of(content.encode(), "csv") is None


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-11-22", "2026-11-22T00:00:00"),
        ("2026-11-22 02:24:56.0", "2026-11-22T02:24:56"),
        ("2026-11-22T02:24:00+01:00", "2026-11-22T01:24:00"),
        ("2026/11/22 2:24", "2026-11-22T02:24:00"),
        ("22-Nov-2026 12:05AM", "2026-11-22T00:05:00"),
        ("Nov 22, 2026 3:05 PM", "2026-11-22T15:05:00"),
        ("Sun, 22 Nov 2026 02:24:00 +0100", "2026-11-22T01:24:00"),
        ("22/11/2026 10:35", "2026-11-22T10:35:00"),
        ("11/22/26", "2026-11-22T00:00:00"),
        ("1795314240", "2026-11-22T02:24:00"),
    ],
)
def test_dates_that_read_in_one_way(written: str, instant: str) -> None:
    """They need no word from anybody."""
    assert Calendar().instant(written) == datetime.fromisoformat(f"{instant}+00:00")


def test_a_date_that_reads_in_two_ways_is_refused() -> None:
    """Until the order is said."""
    with pytest.raises(Ambiguous, match="the day or the month"):
        Calendar().instant("03/04/2026")
    assert Calendar(order="day-first").instant("03/04/2026").month == 4
    assert Calendar(order="month-first").instant("03.04.2026 10:00").month == 3
    with pytest.raises(ValueError, match="no date"):
        Calendar(order="day-first").instant("11/22/2026")


def test_summer_time_is_known() -> None:
    """A time without a zone is in the zone that was named, by the day's own offset."""
    london = Calendar(zone=ZoneInfo("Europe/London"))
    assert london.instant("2026-07-01 12:00").hour == 11
    assert london.instant("2026-12-01 12:00").hour == 12


@pytest.mark.parametrize("written", ["", "soon", "2026-13-01", "31 Nov 2026", "45987.4", "1/2"])
def test_what_is_no_date_is_refused(written: str) -> None:
    """It is never guessed."""
    with pytest.raises(ValueError, match="is no date"):
        Calendar().instant(written)
