"""Texts taken apart: copies word for word are equal, and what tells an event is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from socwatch.model.mention import Mention, MentionKind
from socwatch.understand.stories import MOST_TERMS, MOST_WORDS, Said, said_by, said_in, terms_in

TOLD = "My Acme kettle caught fire in the kitchen this morning"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def exact(text: str) -> str:
    return said_in(text).exact


def mention(text: str, **more: Any) -> Mention:
    fixed = {"origin": "press", "id": "1", "source": "press", "kind": MentionKind.ARTICLE}
    return Mention(**(fixed | {"text": text, "fetched_at": NOON} | more))


@pytest.mark.parametrize(
    "copy",
    [
        TOLD,
        TOLD.upper(),
        f"RT @dana: {TOLD}",
        f"RT @dana: RT @luis@kettle.social: {TOLD}",
        f"  {TOLD}!!! ",
        f"“{TOLD}.”",
        f"{TOLD} https://kettle.example/1?utm=x",
        f"{TOLD} via @dana",
        f"{TOLD} via The Kettle Gazette",
        f"{TOLD} - The Kettle Gazette",
        f"{TOLD} | BBC News",
        f"{TOLD} \u2013 Reuters https://kettle.example/1",
        f"{TOLD} #acme #fire @acme",
        f'"{TOLD}" https://kettle.example #acme via @dana',
        TOLD.replace(" ", "\n"),
        TOLD.replace("caught", "cau\u200bght"),
    ],
)
def test_copies(copy: str) -> None:
    """Who quotes it, how it is typed and what is hung on it make no other story."""
    assert exact(copy) == exact(TOLD)


@pytest.mark.parametrize(
    "other",
    [
        "My Bravo kettle caught fire in the kitchen this morning",
        f"{TOLD} again",
        f"Not true: {TOLD}",
        "We came home via Kettle Street after the fire",
    ],
)
def test_other_words_are_no_exact_copy(other: str) -> None:
    """Whether they are near copies is found by comparing."""
    assert exact(other) != exact(TOLD)


def test_a_tag_can_be_part_of_a_short_sentence() -> None:
    """Short sentences that differ in the tag they end with differ."""
    assert exact("I hate my new #acme") != exact("I hate my new #bravo")


def test_short_texts_share_only_when_identical() -> None:
    """Three words are said by many who copy nobody."""
    assert exact("Acme sucks!") == exact("Acme sucks!")
    assert exact("Acme sucks!") != exact("acme sucks")


def test_scripts_without_spaces() -> None:
    """A Japanese sentence is long enough although it is one word."""
    assert exact("電気ケトルの火災が発生。") == exact("「電気ケトルの火災が発生」")


def test_names_never_change() -> None:
    """Stories are stored, so their names are the same in every process and version."""
    assert exact(TOLD) == "28cb91eba34d1c72"
    assert exact("   ") == ""


def test_what_tells_an_event() -> None:
    """Stems of the words that are not common, each once, with numbers whole and links beside."""
    said = said_in("The Acme kettles burned and burned: 40,000 recalled https://a.example/x-y-z/ .")

    assert said.terms == ("acm", "kettl", "burn", "40000", "recal")
    assert said.links == ("a.example/x-y-z",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("data of 3 million users", "data of three millions users"),
        ("wir rufen 20 000 Kocher zur\u00fcck", "wir rufen 20.000 Kocher zur\u00fcck"),
        ("a pack of 500g muesli", "a pack of 500 g muesli"),
        ("it leaks", "it was leaking"),
    ],
)
def test_spellings_of_one_term(one: str, other: str) -> None:
    """Numbers in figures and in words, units, and the commonest endings."""
    assert terms_in(one) == terms_in(other)


def test_names_are_known_by_their_capitals() -> None:
    """In the middle of a sentence; a headline in capitals tells nothing."""
    assert said_in("the fire in Leeds near Dana Okafor was put out").names == (
        "leed", "dana", "okafo",
    )  # fmt: skip
    assert said_in("Acme Kettle Catches Fire In Leeds").names == ()


def test_the_title_is_told_once() -> None:
    """With its newspaper's name left away; a comment's title belongs to another."""
    article = mention("Nobody was hurt today.", title="Kettle burns down flat in Leeds - BBC News")
    told = "kettle burns down flat in leeds nobody was hurt today"

    assert " ".join(said_by(article).words) == told
    assert said_by(mention(f"{TOLD}.", title=TOLD)) == said_by(mention(TOLD))
    comment = mention(TOLD, title="Something else", kind=MentionKind.COMMENT)
    assert said_by(comment).words == said_by(mention(TOLD)).words


@pytest.mark.parametrize("kind", [MentionKind.REVIEW, MentionKind.COMMENT, MentionKind.REPLY])
def test_a_page_of_many_is_no_story(kind: MentionKind) -> None:
    """All reviews of a shop, and all comments of a thread, can have one address."""
    url = "https://shop.example/reviews/acme-kettle-2000"

    assert said_by(mention(TOLD, url=url)).links == ("shop.example/reviews/acme-kettle-2000",)
    assert said_by(mention(TOLD, url=url, kind=kind)).links == ()


def test_what_stands_behind_a_link_is_part_of_a_text_that_says_nothing() -> None:
    """“Look at this” about two pages tells two things."""
    one, other = (said_in(f"have you all seen this https://a.example/{page}") for page in
                  ("kettle-burns-flat", "toaster-burns-house"))  # fmt: skip

    assert one.exact != other.exact


def test_japanese_terms() -> None:
    """Words of katakana are whole, pairs stand for the rest, particles are left out."""
    assert terms_in("電気ケトルの火災") == ("電気", "ケトル", "火災")


@pytest.mark.parametrize(
    "hostile",
    ["x" * 1_000_000, "#tag " * 10_000, "😡" * 100_000, "\ud800 " * 5_000, "ก" * 100_000,
     "@a via " * 50_000, "'" * 100_000, "1,000" * 50_000, "https://" * 20_000],
)  # fmt: skip
def test_hostile_texts_are_bounded(hostile: str) -> None:
    """However much there is of it."""
    said = said_in(hostile, title=hostile)

    assert isinstance(said, Said)
    assert len(said.words) <= MOST_WORDS
    assert len(said.terms) <= MOST_TERMS
    assert sum(map(len, (*said.words, *said.terms, *said.names))) < 5_000
