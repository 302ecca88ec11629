"""What of a tick's mentions is people speaking for themselves."""

from __future__ import annotations

import pytest

from socwatch.detect.distinct import Flood, Own, own


def heard(flood: Flood, **counts: int) -> Own:
    """A tick of forty mentions, all scored, twelve negative, by forty people: but for `counts`."""
    told = {"mentions": 40, "negative": 12, "voices": 40, "copies": 0, "busiest": 1, **counts}
    mentions, negative = told.pop("mentions"), told.pop("negative")
    return own(flood, (mentions, mentions, negative), **told)


def test_people_who_speak_for_themselves_all_count() -> None:
    """Without copies and repeats nothing is taken off."""
    assert heard(Flood()) == Own(40.0, 40.0, 12.0)


def test_a_third_of_copies_is_sharing_and_leaves_the_tone() -> None:
    """Real crises are shared: the copies add no voice, and the rest speaks for them."""
    shared = heard(Flood(), negative=30, copies=13)
    assert shared.voices == 27
    assert shared.sour / shared.toned == pytest.approx(30 / 40)


def test_three_quarters_of_copies_are_a_flood_and_taken_to_be_negative() -> None:
    """What is left of a flood is the usual talk in its usual tone, and less than its copies say."""
    flood = heard(Flood(), mentions=100, negative=85, voices=100, copies=74)
    assert flood.voices < 100 - 74
    assert flood.sour == 0


def test_few_authors_are_few_voices() -> None:
    """Sixty mentions by five people are five voices, whoever of them says how much."""
    assert heard(Flood(), mentions=60, voices=5, busiest=20).voices <= 5


def test_three_mentions_are_judged_with_those_before_them() -> None:
    """Two copies among three say little alone, and much within a flood."""
    few = {"mentions": 3, "negative": 3, "voices": 3, "copies": 2}
    alone, within = Flood(), Flood()
    for _ in range(8):
        heard(alone, mentions=6, negative=2, voices=6)
        heard(within, mentions=6, negative=6, voices=6, copies=5)
    assert heard(alone, **few).sour > heard(within, **few).sour
    assert alone.suspicion == 0
    assert within.suspicion == 1


def test_suspicion_fades() -> None:
    """A flood is not held against what is said a day later."""
    flood = Flood()
    heard(flood, mentions=100, voices=100, copies=90)
    for _ in range(96):
        heard(flood, mentions=0, negative=0, voices=0, busiest=0)
    assert flood.suspicion < 0.001


def test_unknown_authors_are_not_one_author() -> None:
    """No voices means that nobody knows who spoke, not that nobody did."""
    assert heard(Flood(), voices=0).voices == 40
