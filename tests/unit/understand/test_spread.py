"""A story's mentions, told apart."""

from __future__ import annotations

from datetime import timedelta

from socwatch.model.gathered import Gathered
from socwatch.model.reading import Reading, Tone
from socwatch.model.story import Told
from socwatch.understand.spread import spread
from tests.support.world import HOUR, MINUTE, NOON, gathered, mention


def said(
    name: str, wording: str, minutes: float, author: str | None = None, tone: Tone = Tone.NEUTRAL
) -> Gathered:
    """A mention of the story `fire`, so many minutes after noon."""
    one = mention(name, at=NOON + timedelta(minutes=minutes), author=author)
    reading = Reading(language="en", tone=tone, score=0.0, wording=wording, story="fire")
    return gathered(one, reading=reading)


def test_original_copies_and_retellings() -> None:
    """In whatever order they are given, told apart by their own time."""
    found = spread(
        [said("3", "b", 9), said("2", "a", 5), said("1", "a", 1), said("4", "b", 12)], NOON + HOUR
    )
    keys = [f"shelf:{n}" for n in range(1, 5)]
    assert [found.told(key) for key in keys] == [
        Told.ORIGINAL, Told.COPY, Told.RETELLING, Told.COPY,
    ]  # fmt: skip
    assert [found.copied(one).mention.id for one in found.copies] == ["1", "3"]
    assert (found.first_at, found.last_at) == (NOON + MINUTE, NOON + 12 * MINUTE)


def test_voices_are_those_who_tell_it_in_their_own_words() -> None:
    """Who copies is none; who tells it twice is one; the first does not retell."""
    found = spread(
        [
            said("1", "a", 0, "@anna"), said("2", "a", 1, "@ben"), said("3", "b", 2, "@cleo"),
            said("4", "c", 3, "@cleo"), said("5", "d", 4, "@anna"), said("6", "e", 5),
        ],
        NOON,
    )  # fmt: skip
    assert (found.voices, found.retold_by) == (3, 2)


def test_copies_per_hour_now_and_at_the_peak() -> None:
    """The last hour, and the busiest one wherever it begins; the original is no copy."""
    minutes = [0, 50, 55, 70, 100, 109, 400]
    found = spread(
        [said(str(n), "a", at) for n, at in enumerate(minutes)], NOON + timedelta(minutes=459)
    )
    assert (found.copies_per_hour, found.peak_per_hour) == (1, 5)
    assert spread(found.mentions, NOON + timedelta(minutes=460)).copies_per_hour == 0


def test_the_negative_share_has_its_n() -> None:
    """What could not be scored is left out of it."""
    tones = (Tone.NEGATIVE, Tone.UNSCORED, Tone.POSITIVE)
    found = spread([said(str(n), "a", n, tone=tone) for n, tone in enumerate(tones)], NOON)
    assert (found.negative, found.scored) == (1, 2)


def test_mentions_from_before_wordings_were_told_apart() -> None:
    """One story was one wording then."""
    found = spread([said("1", "", 0), said("2", "", 1)], NOON)
    assert (len(found.copies), found.voices) == (1, 1)


def test_what_was_told_before_is_repeated_and_nobodys_own() -> None:
    """A later period has copies of an older wording; only what is new in it is a voice."""
    before = [said("1", "a", -600, "@anna"), said("2", "b", -500, "@ben")]
    later = [said("3", "b", 1, "@cleo"), said("4", "a", 2, "@dora"), said("5", "c", 3, "@emil")]
    found = spread(later, NOON + HOUR, before=before)
    assert [one.mention.id for one in found.copies] == ["3", "4"]
    assert [one.mention.id for one in found.retellings] == ["5"]
    assert (found.voices, found.retold_by, found.in_all) == (1, 1, 3)
    assert found.first_at == NOON - timedelta(minutes=600)
    assert (found.copied(later[0]).mention.id, found.told("shelf:2")) == ("2", Told.RETELLING)
