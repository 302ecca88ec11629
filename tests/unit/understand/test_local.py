"""Weights of the team's own: what they learn, what they leave alone, how they are taken back."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from socwatch.model.reading import Tone
from socwatch.understand import local
from socwatch.understand.local import SHIPPED, Example, Weights, Yours
from socwatch.understand.tone import Evidence, Scored
from tests.support.toned import OfScores

_SAID = {
    Tone.NEGATIVE: ("stuck", "gate", "hold", "lost", "bag"),
    Tone.NEUTRAL: ("flight", "to", "boston", "today", "seat"),
    Tone.POSITIVE: ("crew", "smooth", "kind", "early", "upgrade"),
}
_OF_ALL = ("the", "plane", "we", "at", "airport", "and", "my")


def brand(number: int, seed: int = 1) -> list[Example]:
    """What is said of an airline whose trouble has words that the shipped tone does not know."""
    rolls = random.Random(seed)
    found = []
    for _ in range(number):
        tone = rolls.choice((Tone.NEGATIVE, Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE))
        words = rolls.sample(_SAID[tone], 2) + rolls.sample(_OF_ALL, 3)
        lean = 1.5 if tone is Tone.POSITIVE else 0.0
        evidence = Evidence(
            features=dict.fromkeys(words, 1.0),
            negative=-1.5,
            positive=lean - 0.5 + rolls.uniform(-1, 1),
        )
        found.append(Example(evidence=evidence, tone=tone))
    return found


def recall(weights: Weights, unseen: list[Example]) -> float:
    """The share of the negative ones that are read as negative."""
    negative = [one for one in unseen if one.tone is Tone.NEGATIVE]
    read = [local.likeliest(local.chances(one.evidence, weights), weights) for one in negative]
    return read.count(Tone.NEGATIVE) / len(negative)


def test_150_labels_teach_the_brands_own_words() -> None:
    """None of its negative mentions was found before; most of the unseen ones are now."""
    unseen = brand(200, seed=2)
    assert recall(SHIPPED, unseen) == 0
    assert recall(local.learned(brand(150)), unseen) > 0.9


def test_without_weights_a_score_is_the_shipped_one() -> None:
    """To the bit: the engine's own answer is handed on, and nothing is weighed."""
    scored = Scored(tone=Tone.NEGATIVE, score=-0.12345, because=(("bad", -2.5),))

    class Unasked(OfScores):
        """Must not be asked for more."""

        def weighed(self, text: str, language: str = "en") -> tuple[Scored, Evidence]:
            raise AssertionError(text + language)

    assert Yours(Unasked(lambda _: scored, limit=0.05), SHIPPED)("bad") is scored


def test_a_text_that_was_weighed_says_which_weights_are_yours() -> None:
    """Beside the shipped words; the chance of negative comes with it."""
    weights = local.learned(brand(150))
    shipped = lambda text: Scored(tone=Tone.NEUTRAL, score=0.0, because=(("plane", 0.1),))  # noqa: E731
    found = Yours(OfScores(shipped, limit=0.05), weights)("stuck at the gate")
    assert found.tone is Tone.NEGATIVE
    assert found.p_negative is not None
    assert found.p_negative > 0.5
    assert found.score < 0
    own = [(word, weight) for word, weight in found.because if word.endswith(" (yours)")]
    assert {word for word, _ in own} >= {"stuck (yours)", "gate (yours)"}
    assert all(weight < 0 for word, weight in own if word.startswith(("stuck", "gate")))
    assert found.because[-1] == ("plane", 0.1)


def test_the_order_of_the_labels_is_no_matter() -> None:
    """The same labels give the same weights, to a hair."""
    examples = brand(80)
    one, other = local.learned(examples), local.learned(examples[::-1])
    assert set(one.words) == set(other.words)
    for word, (negative, positive) in one.words.items():
        assert other.words[word] == pytest.approx((negative, positive), abs=0.01)


def test_too_few_labels_teach_nothing() -> None:
    """Nor do many of one tone only."""
    assert local.learned(brand(local.ENOUGH - 1)) == SHIPPED
    praise = [replace(one, tone=Tone.POSITIVE) for one in brand(200)]
    assert local.learned(praise) == SHIPPED


def test_a_label_does_not_vouch_for_itself() -> None:
    """What is held out is read by weights that never saw it: its own label is no matter."""
    examples = brand(60)
    wrong = replace(examples[7], tone=Tone.POSITIVE)
    changed = [*examples[:7], wrong, *examples[8:]]
    assert local.held_out(examples)[7] == local.held_out(changed)[7]
    assert local.held_out(examples)[8] != local.held_out(changed)[8]


def copies(number: int, of_each: int, seed: int = 3) -> list[Example]:
    """Texts of a few words of their own, each so often, whose tones are thrown by a coin."""
    rolls = random.Random(seed)
    tones = [Tone.NEGATIVE, Tone.NEUTRAL] * (number // 2)
    rolls.shuffle(tones)
    found = []
    for text, tone in enumerate(tones):
        words = [f"word{rolls.randrange(number)}" for _ in range(8)]
        evidence = Evidence(features=dict.fromkeys(words, 1.0), negative=0.0, positive=-9.0)
        found += [Example(evidence=evidence, tone=tone, group=f"text {text}")] * of_each
    return found


def test_a_copy_does_not_vouch_for_its_text() -> None:
    """What a coin threw is not foreseen, however often it was copied."""
    examples = copies(60, 5)
    shipped = [local.chances(one.evidence) for one in examples]
    found = local.held_out(examples)
    right = sum(local.likeliest(one) is its.tone for one, its in zip(found, examples, strict=True))
    assert right < 0.7 * len(examples)
    assert local.surprise(examples, found) > local.surprise(examples, shipped)


def test_copies_of_a_text_teach_once() -> None:
    """Ten copies of few texts are few texts."""
    assert local.learned(copies(60, 5)) == local.learned(copies(60, 1)) != SHIPPED
    assert not local.teaches(copies(16, 10))


def test_labels_surprise_less_once_they_are_learned_from() -> None:
    """Also those that were held out."""
    examples = brand(150)
    shipped = [local.chances(one.evidence) for one in examples]
    assert local.surprise(examples, local.held_out(examples)) < local.surprise(examples, shipped)


def test_as_many_are_read_as_negative_as_are_negative() -> None:
    """The bar takes away the lean to the commonest tone."""
    examples = [replace(one, evidence=replace(one.evidence, features={}))
                for one in brand(400)]  # fmt: skip
    found = local.held_out(examples)
    negative = sum(one.tone is Tone.NEGATIVE for one in examples)

    def read(weights: Weights) -> int:
        return sum(local.likeliest(one, weights) is Tone.NEGATIVE for one in found)

    bar = local.balanced(examples, found)
    assert abs(read(Weights(bar=bar)) - negative) < abs(read(SHIPPED) - negative)
