"""`label`: what people say of a mention, and how they take it back."""

from __future__ import annotations

import json

import pytest

from tests.unit.cli.world import Called, Terminal

WHEN = "2026-11-22T03:00:00Z"


def labelled(terminal: Terminal, *words: str) -> Called:
    """The outage of the world, labelled by Dana unless `words` say otherwise."""
    return terminal("label", "m1", *(words or ("noise",)), "--by", "dana")


def test_a_label_is_told_with_how_to_undo_it(terminal: Terminal) -> None:
    """One sentence; the topic is the only one that there is."""
    called = labelled(terminal)
    assert called.code == 0
    assert called.out == "press:m1 is noise for acme. Undo: socwatch label m1 --remove\n"


def test_the_document_says_who_and_when(terminal: Terminal) -> None:
    """socwatch.label/1."""
    document = labelled(terminal, "relevant", "--json").document
    assert document.pop("says")
    assert document == {
        "schema": "socwatch.label/1", "mention": "press:m1", "topic": "acme",
        "label": "relevant", "by": "dana", "at": WHEN,
        "sort": "relevance", "category": None, "picked": "own",
    }  # fmt: skip


def test_the_same_again_changes_nothing(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who said it first stays on record."""
    labelled(terminal)
    monkeypatch.setenv("SOCWATCH_NOW", "2026-11-22T04:00:00Z")
    called = terminal("label", "press:m1", "noise", "--by", "luis")
    assert called.code == 0
    assert "is noise for acme already: Dana Okafor said so on 22 Nov 2026 at 03:00" in called.out
    (given,) = terminal("label", "--list", "--json").document["labels"]  # type: ignore[misc]
    assert (given["by"], given["at"]) == ("dana", WHEN)


def test_a_later_label_takes_the_place_of_the_earlier(terminal: Terminal) -> None:
    """And says what it was."""
    labelled(terminal)
    called = terminal("label", "m1", "relevant", "--by", "luis")
    assert "is relevant for acme (it was noise: Dana Okafor said so" in called.out
    (given,) = terminal("label", "--list", "--json").document["labels"]  # type: ignore[misc]
    assert (given["label"], given["by"]) == ("relevant", "luis")


def test_a_label_can_be_taken_back(terminal: Terminal) -> None:
    """Twice is no error."""
    labelled(terminal)
    assert "no label for acme any more; it was noise" in terminal("label", "m1", "--remove").out
    again = terminal("label", "m1", "--remove")
    assert (again.code, again.out) == (0, "press:m1 has no label\n")
    document = terminal("label", "m1", "--remove", "--json").document
    assert (document["label"], document["mention"]) == (None, "press:m1")
    assert terminal("label", "--list").out.startswith("no mention is labelled yet")


def test_mentions_show_their_label(terminal: Terminal) -> None:
    """null where nobody said anything; each topic's with who and when."""
    labelled(terminal)
    by_key = {one["key"]: one for one in terminal("mentions", "--json").lines}
    assert by_key["press:m1"]["label"] == "noise"
    assert by_key["press:m1"]["labels"] == {"acme": {"label": "noise", "by": "dana", "at": WHEN}}
    assert by_key["press:m2"]["label"] is None
    assert by_key["press:m2"]["labels"] == {}
    exported = [json.loads(line) for line in terminal("export").out.splitlines()]
    assert {one["key"]: one["label"] for one in exported}["press:m1"] == "noise"


def test_why_says_who_labelled_it(terminal: Terminal) -> None:
    """In words and in JSON."""
    labelled(terminal)
    assert "Labelled noise for acme by Dana Okafor, Sun 22 Nov 03:00" in terminal("why", "m1").out
    assert terminal("why", "m1", "--json").document["label"] == "noise"


def test_the_list_is_for_reading(terminal: Terminal) -> None:
    """Who, what, when, and the text, which stays text."""
    terminal("label", "m2", "noise", "--by", "dana")
    listed = terminal("label", "--list", "--plain").out
    assert "Label: noise · Topic: acme · By: Dana Okafor · When: Sun 22 Nov 03:00" in listed
    assert "\x1b" not in listed


def test_who_says_so_may_stand_in_the_environment(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for every act."""
    monkeypatch.setenv("SOCWATCH_USER", "luis")
    assert terminal("label", "m1", "noise", "--json").document["by"] == "luis"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("nowhere:1", "noise", "--by", "dana"), 5, "there is no mention nowhere:1"),
        (("m1", "noise", "--topic", "bravo", "--by", "dana"), 5, "there is no topic bravo"),
        (("m1", "noise", "--by", "nobody"), 5, "the plan has no contact nobody"),
        (("nowhere:1", "--remove"), 5, "there is no mention"),
        (("m1", "--remove", "--topic", "bravo"), 5, "there is no topic bravo"),
        (("--list", "--topic", "bravo"), 5, "there is no topic bravo"),
        (("m1", "boring", "--by", "dana"), 2, "negative, neutral, positive"),
        (("m1", "--by", "dana"), 2, "socwatch label m1 noise"),
        (("m1", "noise"), 2, "who are you?"),
        (("m1", "noise", "--remove"), 2, "leave out noise"),
        (("m1", "--list"), 2, "leave the rest out"),
        ((), 2, "say which mention"),
        (("--remove",), 2, "say which mention"),
        (("m1", "--remove", "angry"), 2, "relevance, tone or risk"),
        (("m1", "negative", "--limit", "3", "--by", "dana"), 2, "one by one"),
        (("m1", "negative", "--category", "outage", "--by", "dana"), 2, "has no category"),
        (("m1", "risk-wrong", "--category", "boycott", "--by", "dana"), 2, "was not read as"),
        (("m1", "risk-right", "--category", "boycot", "--by", "dana"), 2, "was not read as boycot"),
        (("m1", "risk-right", "--by", "dana"), 2, "say which: --category service_outage"),
        (("m3", "risk-right", "--by", "dana"), 2, "no risk was read in"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_says_why(
    terminal: Terminal, words: tuple[str, ...], code: int, says: str
) -> None:
    """5 for what there is not, 2 for what makes no sense; nothing is labelled."""
    called = terminal("label", *words)
    assert called.code == code
    assert called.out == ""
    assert says in called.err
    assert terminal("label", "--list", "--json").document["labels"] == []


OTHER = ', { name = "outages", query = "outage", owner = "pr" }]'


def test_a_mention_of_two_topics_is_labelled_for_each(terminal: Terminal) -> None:
    """Nobody guesses which one is meant; where the two disagree there is no single label."""
    words = terminal.path.read_text("utf-8")
    terminal.path.write_text(words.replace(" }]", f" }}{OTHER}", 1), "utf-8")
    file = terminal.path.parent / "more.jsonl"
    file.write_text('{"id":"x1","source":"press","text":"an acme outage"}\n', "utf-8")
    terminal("import", str(file))
    unsaid = terminal("label", "x1", "noise", "--by", "dana")
    assert unsaid.code == 2
    assert "--topic acme" in unsaid.err
    terminal("label", "x1", "noise", "--by", "dana", "--topic", "acme")
    terminal("label", "x1", "relevant", "--by", "dana", "--topic", "outages")
    assert terminal("label", "m1", "noise", "--topic", "outages", "--by", "dana").code == 5
    document = terminal("why", "x1", "--json").document
    assert document["label"] is None
    assert list(document["labels"]) == ["acme", "outages"]  # type: ignore[call-overload]
    assert terminal("label", "x1", "--remove").code == 2
    assert terminal("label", "x1", "--remove", "--topic", "acme").code == 0
    assert terminal("why", "x1", "--json").document["label"] == "relevant"


def test_a_mention_carries_a_label_of_each_sort(terminal: Terminal) -> None:
    """Relevance and tone and risk; the one word in JSON stays the relevance."""
    labelled(terminal, "relevant")
    tone = labelled(terminal, "negative")
    assert "is negative for acme. Undo: socwatch label m1 tone --remove" in tone.out
    terminal("label", "m2", "risk-right", "--by", "luis")
    document = terminal("why", "m1", "--json").document
    assert document["label"] == "relevant"
    assert document["labels"] == {"acme": {"label": "relevant", "by": "dana", "at": WHEN}}
    said = [(one["sort"], one["label"]) for one in document["said"]]  # type: ignore[attr-defined]
    assert said == [("relevance", "relevant"), ("tone", "negative")]
    assert "Labelled negative for acme by Dana Okafor" in terminal("why", "m1").out
    listed = terminal("label", "--list").out
    assert "risk-right (product_safety)" in listed
    assert terminal("mentions", "--json").lines


def test_one_sort_can_be_taken_back_alone(terminal: Terminal) -> None:
    """Or all of them at once."""
    labelled(terminal, "noise")
    labelled(terminal, "negative")
    document = terminal("label", "m1", "--remove", "tone", "--json").document
    assert (document["sort"], document["label"]) == ("tone", None)
    left = terminal("label", "--list", "--json").document["labels"]
    assert [one["label"] for one in left] == ["noise"]  # type: ignore[attr-defined]
    labelled(terminal, "positive")
    assert "it was noise, positive" in terminal("label", "m1", "--remove").out
    assert "has no label of its tone" in terminal("label", "m1", "tone", "--remove").out
    assert terminal("label", "--list", "--json").document["labels"] == []


def test_tone_labels_do_not_change_what_a_query_is_told(terminal: Terminal) -> None:
    """Its noise and relevant ones are counted as before."""
    labelled(terminal, "relevant")
    terminal("label", "m2", "negative", "--by", "dana")
    document = terminal("query", "health", "acme", "--json").document
    assert document["labelled"] == {"noise": 0, "relevant": 1}


def test_one_of_several_risks_is_named(terminal: Terminal) -> None:
    """And the label is of that one."""
    called = terminal("label", "m1", "risk-right", "--category", "outage", "--by", "dana", "--json")
    assert (called.code, called.document["category"]) == (0, "outage")
