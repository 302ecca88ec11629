"""Mentions in from a file and out again."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from socwatch.app import App
from socwatch.engine.lease import lease
from tests.support.story import config
from tests.unit.cli.world import Terminal, write_config

BRANDWATCH = """\
Report:,Bulk Mentions Download
Brand:,Acme
From:,Sun Nov 01 00:00:00 UTC 2026
Label:,export

Query Id,Query Name,Date,Title,Snippet,Url,Page Type,Language,Author,Full Name,Sentiment,\
Full Text,Twitter Followers,Twitter Likes,Facebook Likes,Twitter Retweets,Resource Id
1,Acme,2026-11-02 09:15:00.0,,Acme…,https://x.example/1,twitter,en,tom,Tom B,negative,\
"Acme kettle, still
leaking ""again"" today",120,5,0,2,r1
1,Acme,2026-11-02 10:00:00.0,Acme in the news,Acme says so,https://n.example/2,news,en,\
Jane Doe,,neutral,,,,,,r2
1,Acme,03/04/2026,,x,https://x.example/3,twitter,en,tom,,neutral,Acme,1,,,,r3
1,Acme,2026-11-02 11:00:00.0,,x,https://x.example/4,twitter,en,tom,,neutral,Bravo only,1,,,,r4
"""


def drop(terminal: Terminal, content: str | bytes, name: str = "export.csv") -> str:
    """A file beside the config."""
    path = terminal.path.parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def mentions(terminal: Terminal, *words: str) -> list[dict[str, object]]:
    """What is stored."""
    return terminal("mentions", "--json", *words).lines


def test_a_vendor_export_is_taken_in(terminal: Terminal) -> None:
    """Counts, the rejected row with its line and what to write, exit 3; fields in their places."""
    called = terminal("import", drop(terminal, BRANDWATCH))
    assert called.code == 3
    assert called.out.startswith(
        "3 read, 3 new, 2 belong to a topic, 1 row could not be read: line 10: 03/04/2026"
    )
    assert "--dates day-first" in called.out
    assert called.err == ""
    news, tweet = mentions(terminal, "--source", "brandwatch")
    assert (tweet["id"], tweet["key"], tweet["kind"]) == ("r1", "brandwatch:r1", "post")
    assert tweet["text"] == 'Acme kettle, still\nleaking "again" today'
    assert tweet["published_at"] == "2026-11-02T09:15:00Z"
    assert (tweet["likes"], tweet["reposts"], tweet["replies"]) == (5, 2, None)
    author = {"id": None, "handle": "tom", "name": "Tom B", "followers": 120}
    assert tweet["author"] == author
    assert (news["kind"], news["text"], news["title"]) == (
        "article", "Acme says so", "Acme in the news",
    )  # fmt: skip
    assert (news["likes"], news["rating"]) == (None, None)


def test_a_second_import_brings_nothing_new(terminal: Terminal) -> None:
    """What was rejected before is added once somebody says how its date is meant."""
    path = drop(terminal, BRANDWATCH)
    terminal("import", path)
    called = terminal("import", path, "--dates", "day-first")
    assert (called.code, called.out) == (0, "4 read, 2 new, 1 belongs to a topic\n")
    dates = [one["published_at"] for one in mentions(terminal, "--source", "brandwatch")]
    assert dates[-1] == "2026-04-03T00:00:00Z"


def test_a_trial_run_counts_and_keeps_nothing(terminal: Terminal) -> None:
    """The same walk, undone; also the sources that it would have made known."""
    before = mentions(terminal)
    called = terminal("import", drop(terminal, BRANDWATCH), "--dry-run", "--json")
    assert called.code == 3
    assert (called.document["new"], called.document["belong"]) == (3, 2)
    assert called.document["dry_run"] is True
    assert mentions(terminal) == before


def test_the_document_names_every_problem(terminal: Terminal) -> None:
    """socwatch.import/1."""
    document = terminal("import", drop(terminal, BRANDWATCH), "--json").document
    assert document["schema"] == "socwatch.import/1"
    assert (document["vendor"], document["format"]) == ("brandwatch", "csv")
    assert document["sources"] == ["brandwatch"]
    (problem,) = document["problems"]  # type: ignore[misc]
    assert problem["line"] == 10
    assert document["rejected"] == 1


def test_a_source_is_the_config_s_or_one_of_kind_import(terminal: Terminal) -> None:
    """`source` of a row is kept; --source gives all rows to one; a table has its vendor's name."""
    lines = '{"id":"1","text":"acme","published_at":"2026-11-01T00:00:00Z","source":"%s"}\n'
    terminal("import", drop(terminal, lines % "press" + lines % "Old archive", "a.jsonl"))
    terminal("import", drop(terminal, BRANDWATCH), "--source", "agency")
    keys = {str(one["key"]) for one in mentions(terminal)}
    assert {"press:1", "Old archive:1", "agency:r1"} <= keys
    with App.open(terminal.path) as app:
        states = app.store.watching.source_states()
    assert {states[name].kind for name in ("Old archive", "agency")} == {"import"}
    assert states["press"].kind == "rss"


def test_an_import_does_not_read_a_source_of_the_config(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A source that was never asked is not called well because somebody imported in its name."""
    terminal = Terminal(write_config(tmp_path, config()), capsys)
    line = '{"id":"1","text":"acme","published_at":"2026-11-01T00:00:00Z","source":"press"}\n'
    assert terminal("import", drop(terminal, line, "a.jsonl")).code == 0
    (press,) = json.loads(terminal("sources", "list", "--json").out)
    assert (press["name"], press["state"], press["last_ok"]) == ("press", None, None)


def test_an_old_fire_wakes_nobody(terminal: Terminal) -> None:
    """A backlog is no evidence about now: neither old mentions nor undated ones open an issue."""
    before = terminal("issues", "--state", "all").out
    row = {"id": "f1", "text": "The Acme kettle caught fire", "source": "press"}
    old = {**row, "id": "f2", "published_at": "2026-10-01T00:00:00Z"}
    called = terminal("import", drop(terminal, f"{json.dumps(row)}\n{json.dumps(old)}\n", "a"))
    assert called.code == 0
    assert "1 row says no time" in called.err
    with App.open(terminal.path) as app:
        assert app.store.mentions.tripped() == ()
    assert terminal("issues", "--state", "all").out == before


def test_a_row_of_a_table_without_a_date_is_rejected(terminal: Terminal) -> None:
    """It would count from now, all of them at once."""
    called = terminal("import", drop(terminal, "Text,Date\nacme one,2026-11-01\nacme two,\n"))
    assert called.code == 3
    assert "line 3: it has no date" in called.out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "has no rows"),
        (b"Text,Date\n", "has no rows"),
        (b"a,b\n1,2\n", "neither JSON Lines nor a table"),
        (b"PK\x03\x04xl/workbook.xml", "Excel workbook"),
        (b'{"id":1}\n{"id":2}\n', "not one of 2 rows"),
    ],
)
def test_nothing_readable_ends_with_5(terminal: Terminal, content: bytes, words: str) -> None:
    """The sentence says what the file is not, and what to do where that is known."""
    called = terminal("import", drop(terminal, content))
    assert (called.code, called.out) == (5, "")
    assert words in called.err


@pytest.mark.parametrize(
    "flags",
    [
        ("nowhere.csv",),
        ("--format", "xml"),
        ("--dates", "year-first"),
        ("--timezone", "Moon/Base"),
        ("--source", "a/b"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(terminal: Terminal, flags: tuple[str, ...]) -> None:
    """Exit 2, and nothing is taken."""
    path = drop(terminal, BRANDWATCH)
    called = terminal("import", *(flags if len(flags) == 1 else (path, *flags)))
    assert called.code == 2


def test_the_poller_is_not_disturbed(terminal: Terminal) -> None:
    """75 while another process holds the lease."""
    path = drop(terminal, BRANDWATCH)
    with App.open(terminal.path) as app:
        database, now = app.database, app.clock.now()
    with lease(database, purpose="run", now=now):
        assert terminal("import", path).code == 75


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_pipe_will_do(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    """- is stdin, packed or not."""
    raw = gzip.compress(BRANDWATCH.encode()) if packed else BRANDWATCH.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert terminal("import", "-").out.startswith("3 read, 3 new")


def test_times_without_a_zone_are_in_the_zone_that_is_said(terminal: Terminal) -> None:
    """UTC unless --timezone says otherwise."""
    table = "Text,Date\nacme,2026-07-01 12:00\n"
    terminal("import", drop(terminal, table), "--timezone", "Europe/London", "--source", "x")
    assert mentions(terminal, "--source", "x")[0]["published_at"] == "2026-07-01T11:00:00Z"


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_what_is_exported_can_be_imported(terminal: Terminal, form: str) -> None:
    """Into an empty database, and the export of that is the same to the last letter."""
    terminal("import", drop(terminal, BRANDWATCH))
    bare = '{"id":"-5","text":"=1+1 acme","title":"@acme","likes":-3,"author":"+me"}\n'
    terminal("import", drop(terminal, bare, "a.jsonl"))
    first = terminal("export", "--format", form)
    assert (first.code, first.err) == (0, "")
    path = drop(terminal, first.out, "again")
    for one in (terminal.path.parent / "out").glob("socwatch.db*"):
        one.unlink()
    assert terminal("import", path).code == 0
    second = terminal("export", "--format", form)
    assert sorted(second.out.splitlines()) == sorted(first.out.splitlines())
    assert len(terminal("mentions", "--json").lines) == 6


def test_what_a_source_brought_whole_keeps_its_topic(
    terminal: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mention that belongs to a topic because of its source belongs to it after an import too."""
    row = {"id": "a1", "text": "nothing", "source": "box", "published_at": "2026-11-01T00:00:00Z"}
    whole = {**row, "match_basis": "source", "topics": ["acme"]}
    assert terminal("import", drop(terminal, json.dumps(whole), "a.jsonl")).code == 0
    for form in ("jsonl", "csv"):
        path = drop(terminal, terminal("export", "--source", "box", "--format", form).out, form)
        (tmp_path / form).mkdir()
        other = Terminal(write_config(tmp_path / form, config()), capsys)
        assert other("import", path).code == 0
        (found,) = mentions(other)
        assert (found["match_basis"], found["topics"]) == ("source", ["acme"])


def test_quotes_that_look_like_a_disarmed_formula_come_back(
    terminal: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An apostrophe of the author's own is neither lost nor multiplied on the way out and in."""
    said = ["'=acme", "''=acme", "=acme", "'tis acme '-x", "'acme", "''@acme"]
    rows = [
        json.dumps({"id": f"q{n}", "text": one, "published_at": "2026-11-01"})
        for n, one in enumerate(said)
    ]
    terminal("import", drop(terminal, "\n".join(rows), "a.jsonl"), "--source", "first")
    table = terminal("export", "--format", "csv", "--source", "first").out
    other = Terminal(write_config(tmp_path, config()), capsys)
    other("import", drop(terminal, table))
    found = {str(one["id"]): one["text"] for one in mentions(other)}
    assert [found[f"q{n}"] for n in range(len(said))] == said


def test_a_name_of_a_source_is_no_place_for_escapes(terminal: Terminal) -> None:
    """Neither the one that is said nor those of a row reach a terminal or a file as they are."""
    row = {"id": "n1", "text": "acme", "published_at": "2026-11-01T00:00:00Z"}
    several = {**row, "id": "n2", "sources": ["one", "\x1b[31mtwo\u202e"]}
    path = drop(terminal, f"{json.dumps(row)}\n{json.dumps(several)}\n", "a.jsonl")
    assert terminal("import", path, "--source", "\x1b[31mred\u202e").code == 0
    assert terminal("import", path).code == 0
    assert terminal("import", path, "--source", "x" * 500).code == 2
    shown = [
        terminal(*words).out
        for words in (("mentions",), ("export",), ("export", "--format", "csv"))
    ]
    assert not any("\x1b" in out or "\\u001b" in out or "\u202e" in out for out in shown)


def test_a_damaged_archive_is_said_to_be_one(terminal: Terminal) -> None:
    """Whatever is wrong inside it."""
    packed = bytearray(gzip.compress(b'{"id":"1","text":"acme"}\n' * 2_000))
    packed[30:60] = b"\xff" * 30
    called = terminal("import", drop(terminal, bytes(packed), "a.gz"))
    assert called.code == 2
    assert "damaged" in called.err


def test_a_csv_runs_no_formula(terminal: Terminal) -> None:
    """RFC 4180 without a byte order mark; a cell that a spreadsheet would run begins with '."""
    bare = '{"id":"1","text":"=HYPERLINK(1) acme","author":"@me","published_at":"2026-11-01"}\n'
    terminal("import", drop(terminal, bare, "a.jsonl"))
    called = terminal("export", "--format", "csv", "--source", "import")
    (row,) = csv.DictReader(io.StringIO(called.out, newline=""))
    assert (row["text"], row["author_handle"]) == ("'=HYPERLINK(1) acme", "'@me")
    assert called.out.startswith("id,key,source")
    assert called.out.count("\r\n") == 2
    assert (row["likes"], row["published_at"]) == ("", "2026-11-01T00:00:00Z")


def test_an_export_can_be_narrowed(terminal: Terminal) -> None:
    """By query, topic, source and age, as `mentions` is; unknown names end with 5."""
    everything = terminal("export").lines
    assert [one["schema"] for one in everything] == ["socwatch.mention/1"] * len(everything)
    assert terminal("export", "--query", "outage").lines == everything[-1:]
    assert len(terminal("export", "--since", "40m").lines) == 2
    assert terminal("export", "--source", "other").out == ""
    assert terminal("export", "--topic", "nope").code == 5
    assert terminal("export", "--format", "xlsx").code == 2
