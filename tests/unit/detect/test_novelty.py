"""Novelty: a new theme among complaints, or in any talk, inside flat volume."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest

from socwatch.detect.novelty import LEAST, Novelty
from socwatch.detect.vocabulary import (
    ECHOES,
    MOST_TERMS,
    Post,
    Vocabulary,
    learn,
    noted,
    recalled,
)
from socwatch.ports import DetectorState
from tests.support.world import MINUTE, NOON, TICK

WORDS = [f"word{n}" for n in range(300)]
SOUR = [f"sour{n}" for n in range(60)]


def _everyday(random: Random, number: int, place: int) -> Post:
    negative = random.random() < 0.2
    terms = (*random.sample(WORDS, 4), *(random.sample(SOUR, 2) if negative else ()))
    return _post(number, place, terms, negative=negative)


def _post(
    number: int,
    place: int,
    terms: tuple[str, ...],
    *,
    negative: bool | None = True,
    voice: str = "",
    wording: str = "",
) -> Post:
    return Post(
        key=f"m{number}",
        at=NOON + place * TICK + (number % 15) * MINUTE,
        terms=terms,
        voice=voice or f"v{number}",
        wording=wording or f"w{number}",
        negative=negative,
    )


def _ticks(days: float) -> Iterator[tuple[int, list[Post]]]:
    random, number = Random(1), 0
    for place in range(int(days * 96)):
        posts = []
        for _ in range(10):
            number += 1
            posts.append(_everyday(random, number, place))
        yield place, sorted(posts, key=lambda one: one.at)


@pytest.fixture(scope="module")
def lived() -> tuple[bytes, list[Post], int]:
    """What is known after two days of talk, the posts of the last window, and how many flags."""
    novelty, window, flags = Novelty(TICK), list[Post](), 0
    known = recalled(None)
    for place, posts in _ticks(2):
        begin = NOON + (place + 1) * TICK - novelty.window
        gone = [one for one in window if one.at < begin]
        window = [one for one in (*window, *posts) if one.at >= begin]
        learn(known, gone, begin)
        theme = novelty.look(known, window)
        flags += theme is not None and theme.flagged and place > 12
    return noted(known).encode(), window, flags


def _known(lived: tuple[bytes, list[Post], int]) -> Vocabulary:
    return recalled(DetectorState(lived[0].decode()))


def test_ordinary_talk_is_hardly_ever_a_theme(lived: tuple[bytes, list[Post], int]) -> None:
    """Two days of posts with the same words in every order: less than one flag a day."""
    assert lived[2] < 2


@pytest.mark.parametrize(("number", "flagged"), [(3, False), (7, True)])
def test_a_few_complaints_in_new_words_are_flagged_and_fewer_are_not(
    lived: tuple[bytes, list[Post], int], number: int, flagged: bool
) -> None:
    """Seven among a hundred and twenty, whatever the volume does."""
    theme = [_post(9000 + n, 191, ("shock", "switch", WORDS[n])) for n in range(number)]

    found = Novelty(TICK).look(_known(lived), [*lived[1], *theme])

    assert bool(found and found.flagged) == flagged
    if flagged:
        assert found is not None
        assert found.complaint
        assert set(found.terms) & {"shock", "switch"}
        assert set(found.keys) == {one.key for one in theme}
        assert found.expected < 1


def test_a_theme_in_many_words_is_put_together(lived: tuple[bytes, list[Post], int]) -> None:
    """No word is in more than a third of the posts, but they hang together."""
    pairs = [("drip", "plug"), ("plug", "spark"), ("spark", "smoke"), ("smoke", "drip")]
    theme = [_post(9000 + n, 191, (*pairs[n % 4], WORDS[n])) for n in range(12)]

    found = Novelty(TICK).look(_known(lived), [*lived[1], *theme])

    assert found is not None
    assert found.flagged
    assert len(set(found.terms) & {"drip", "plug", "spark", "smoke"}) >= 2
    assert len(found.keys) >= 8


def test_a_new_theme_that_is_no_complaint_is_flagged_as_such(
    lived: tuple[bytes, list[Post], int],
) -> None:
    """A giveaway is a theme as well; that it is harmless says its tone."""
    theme = [_post(9000 + n, 191, ("giveaway", WORDS[n]), negative=False) for n in range(10)]

    found = Novelty(TICK).look(_known(lived), [*lived[1], *theme])

    assert found is not None
    assert found.flagged
    assert not found.complaint


def test_complaints_that_could_not_be_scored_count(lived: tuple[bytes, list[Post], int]) -> None:
    """In a language without a reader nothing is known to be harmless."""
    theme = [_post(9000 + n, 191, ("choque", WORDS[n]), negative=None) for n in range(8)]

    found = Novelty(TICK).look(_known(lived), [*lived[1], *theme])

    assert found is not None
    assert found.flagged
    assert found.complaint


def test_one_author_is_no_theme(lived: tuple[bytes, list[Post], int]) -> None:
    """However often they say it, and in however many words."""
    theme = [_post(9000 + n, 191, ("shock", f"new{n}"), voice="angry") for n in range(30)]

    found = Novelty(TICK).look(_known(lived), [*lived[1], *theme])

    assert found is None or not found.flagged


def test_copies_of_one_text_are_no_theme(lived: tuple[bytes, list[Post], int]) -> None:
    """Thirty accounts with one sentence are heard as three."""
    assert ECHOES < LEAST
    theme = [_post(9000 + n, 191, ("shock", "switch"), wording="same") for n in range(30)]

    found = Novelty(TICK).look(_known(lived), [*lived[1], *theme])

    assert found is None or not found.flagged


def test_a_campaign_with_several_texts_is_no_theme(lived: tuple[bytes, list[Post], int]) -> None:
    """Five sentences from fifty accounts are five sentences."""
    theme = [
        _post(9000 + n, 191, ("boycott", f"text{n % 5}"), wording=f"text{n % 5}") for n in range(50)
    ]

    found = Novelty(TICK).look(_known(lived), [*lived[1], *theme])

    assert found is None or not found.flagged


def test_what_was_often_said_before_is_no_new_theme(lived: tuple[bytes, list[Post], int]) -> None:
    """The same complaints, after a week in which they were daily talk."""
    known, novelty = _known(lived), Novelty(TICK)
    daily = [_post(8000 + n, 191, ("shock", WORDS[n % 300])) for n in range(400)]
    learn(known, daily, NOON + 192 * TICK)
    theme = [_post(9000 + n, 191, ("shock", WORDS[n])) for n in range(7)]

    found = novelty.look(known, [*lived[1], *theme])

    assert found is None or not found.flagged


def test_nothing_is_new_while_nothing_is_known() -> None:
    """The first posts of a topic have all the words for the first time."""
    novelty = Novelty(TICK)
    theme = [_post(n, 0, ("shock",)) for n in range(20)]

    assert novelty.look(recalled(None), theme) is None


def test_what_is_remembered_is_bounded() -> None:
    """However many words people invent."""
    known = recalled(None)
    for place in range(40):
        posts = [_post(n, place, tuple(f"t{place}.{n}.{k}" for k in range(8))) for n in range(40)]
        learn(known, posts, NOON + place * TICK)

    assert len(known.terms) <= MOST_TERMS


@pytest.mark.parametrize("state", ["", "{}", "[]", "[99,0,0,0,{}]", "\x00", "null"])
def test_a_broken_memory_is_as_good_as_none(state: str) -> None:
    """It starts afresh, as on the first day."""
    assert recalled(DetectorState(state)).posts == 0


def test_old_words_are_forgotten() -> None:
    """A week later half of what was heard is left."""
    known = recalled(None)
    learn(known, [_post(n, 0, ("lid",)) for n in range(10)], NOON)
    learn(known, [], NOON + timedelta(days=7))

    assert known.terms["lid"] == pytest.approx((5, 5))
    assert known.posts == pytest.approx(5)
