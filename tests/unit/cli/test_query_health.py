"""`query health`: what would keep noise out, and the config that is changed by it."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from socwatch.app import App
from socwatch.model.label import Label, Verdict
from tests.unit.cli.world import Terminal

QUERY = 'query = "acme"'


@pytest.fixture
def noisy(terminal: Terminal) -> Terminal:
    """The world with nine posts about kettlebells, labelled noise, and six that are relevant."""
    rows = [
        {"id": f"n{number}", "source": "social", "author": f"@n{number}",
         "text": f"Acme kettlebell {'crossfit' if number > 5 else 'swings'} no {number}",
         "published_at": "2026-11-20T10:00:00Z"}
        for number in range(9)
    ] + [
        {"id": f"r{number}", "source": "social", "author": f"@r{number}",
         "text": f"My acme lid broke {number}", "published_at": "2026-11-20T10:00:00Z"}
        for number in range(6)
    ]  # fmt: skip
    file = terminal.path.parent / "more.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    assert terminal("import", str(file)).code == 0
    at = datetime.fromisoformat("2026-11-21T10:00:00+00:00")
    with App.open(terminal.path) as app, app.store.unit():
        for row in rows:
            verdict = Verdict.NOISE if str(row["id"]).startswith("n") else Verdict.RELEVANT
            app.store.labels.save(
                Label(
                    mention=f"social:{row['id']}", topic="acme", verdict=verdict, by="dana", at=at
                )
            )
    return terminal


def query_line(terminal: Terminal) -> str:
    """The line of the config with the topic's query."""
    lines = terminal.path.read_text("utf-8").splitlines()
    return next(line for line in lines if line.startswith("topics = "))


def test_without_labels_it_says_how_to_begin(terminal: Terminal) -> None:
    """No error: nothing was asked of anybody yet."""
    called = terminal("query", "health")
    assert called.code == 0
    assert called.out.startswith("acme: nothing is labelled yet")
    assert "socwatch label KEY noise" in called.out
    document = terminal("query", "health", "--json").document
    assert document["labelled"] == {"noise": 0, "relevant": 0}
    assert document["proposals"] == []


def test_mentions_show_the_keys_that_label_wants(terminal: Terminal) -> None:
    """With --keys; what is printed can be typed."""
    line = terminal("mentions", "--keys", "--plain").out.splitlines()[-1]
    assert " press:m1 The Acme app has an outage" in line


def test_proposals_are_told_with_their_effect(noisy: Terminal) -> None:
    """And that few labels are a hint."""
    out = noisy("query", "health", "acme").out
    assert "acme: 9 labelled noise, 6 labelled relevant, 3 not labelled" in out
    assert "only 15 are labelled: treat this as a hint" in out
    assert (
        '1. NOT "kettlebell": would have removed 9 of 9 noise, 0 of 6 relevant; 0 of 3 not labelled'
    ) in out
    assert "socwatch query health acme --apply 1" in out


def test_the_document_has_the_same(noisy: Terminal) -> None:
    """socwatch.query_health/1; looking changes nothing."""
    before = noisy.path.read_bytes()
    called = noisy("query", "health", "--json")
    document = called.document
    assert called.out.count("\n") == 1
    assert document["schema"] == "socwatch.query_health/1"
    assert (document["topic"], document["query"]) == ("acme", "acme")
    assert document["labelled"] == {"noise": 9, "relevant": 6}
    (one,) = document["proposals"]  # type: ignore[misc]
    assert (one["number"], one["exclude"], one["kind"]) == (1, 'NOT "kettlebell"', "word")
    assert one["removes"] == {
        "noise": 9, "of_noise": 9, "relevant": 0, "of_relevant": 6, "unlabelled": 0,
        "of_unlabelled": 3,
    }  # fmt: skip
    assert document["applied"] is None
    assert noisy.path.read_bytes() == before


def test_apply_writes_the_query_and_leaves_the_rest(noisy: Terminal) -> None:
    """One line differs; what was there stands beside it; the next look knows."""
    before = noisy.path.read_text("utf-8")
    called = noisy("query", "health", "acme", "--apply", "1")
    assert called.code == 0
    assert '  acme NOT "kettlebell"\n' in called.out
    after = noisy.path.read_text("utf-8")
    assert after == before.replace(QUERY, "query = 'acme NOT \"kettlebell\"'", 1)
    (backup,) = noisy.path.parent.glob("story.toml.*.bak")
    assert backup.read_text("utf-8") == before
    assert f"Undo: mv {backup} " in called.out
    assert noisy("check").code == 0
    again = noisy("query", "health")
    assert "today's query leaves out 9 of 9 noise already" in again.out
    assert noisy("query", "health", "--apply", "all").code == 5


def test_apply_says_in_json_what_it_wrote(noisy: Terminal) -> None:
    """The proposals as they were, and beside them what became of the config."""
    document = noisy("query", "health", "--apply", "all", "--json").document
    applied = document["applied"]
    assert isinstance(applied, dict)
    assert (applied["numbers"], applied["query"]) == ([1], 'acme NOT "kettlebell"')
    assert applied["file"] == str(noisy.path)
    assert applied["removes"]["noise"] == 9


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("bravo",), 5, "there is no topic bravo"),
        (("acme", "--apply", "7"), 5, "there is no proposal 7"),
        (("acme", "--apply", "1,7"), 5, "there is no proposal 7"),
        (("acme", "--apply", "first"), 2, '"first" is no number'),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    noisy: Terminal, words: tuple[str, ...], code: int, says: str
) -> None:
    """5 for what there is not, 2 for what makes no sense."""
    before = noisy.path.read_bytes()
    called = noisy("query", "health", *words)
    assert (called.code, called.out) == (code, "")
    assert says in called.err
    assert noisy.path.read_bytes() == before


def test_one_document_a_topic_and_apply_wants_one(noisy: Terminal) -> None:
    """JSON Lines, in the config's order."""
    words = noisy.path.read_text("utf-8")
    other = ', { name = "lids", query = "lid", owner = "pr" }]'
    noisy.path.write_text(words.replace(" }]", f" }}{other}", 1), "utf-8")
    documents = noisy("query", "health", "--json").lines
    assert [one["topic"] for one in documents] == ["acme", "lids"]
    called = noisy("query", "health", "--apply", "1")
    assert called.code == 2
    assert "say which: acme, lids" in called.err
    assert noisy("query", "health", "acme", "--apply", "1").code == 0
    assert 'query = "lid"' in query_line(noisy)
