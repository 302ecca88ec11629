"""The team's own weights on top of the shipped tone, learned from the tones that people labelled.

Method: the shipped log-odds are stretched and shifted, and words get weights of their own:
z'(tone) = a z(tone) + b(tone) + sum of w(tone, word), with neutral as the reference; a softmax of
z' gives the chances. The fit is the maximum a posteriori under normal priors around "nothing to
correct" (a = 1, b = 0, w = 0): J. Platt, "Probabilistic Outputs for Support Vector Machines",
1999, for the stretch, and A. Genkin, D. Lewis, D. Madigan, "Large-Scale Bayesian Logistic
Regression for Text Categorization", Technometrics 49, 2007, for coordinate-wise fitting under
such priors. Each step uses the bound p(1-p) <= 1/4 for the curvature (D. Boehning, "Multinomial
Logistic Regression Algorithm", 1992), so that no step can make the fit worse.

Invariants: without weights every score is the shipped one, to the bit; a weight is never beyond
LARGEST, nor the words of one text together beyond MOST; the same labels give the same weights;
copies of one text teach and count once, and none of them is held out from the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import Protocol

from socwatch.model.reading import Tone
from socwatch.understand.features import spoken
from socwatch.understand.tone import Evidence, Scored

#: The order of all triples here.
TONES = (Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE)
#: No word weighs more than this, in log-odds.
LARGEST = 2.0
#: The weights of one text's words together weigh no more than this.
MOST = 3.0
#: From so many labels on there is something to learn, and so many make it sure.
ENOUGH, SURE = 50, 150
#: So many of the negative ones, and of the others, must be among them.
OF_EACH = 10

_STRETCH, _SHIFT, _WORD = 0.25, 4.0, 0.1  # variances of the priors
_PASSES = 25
_SETTLED = 0.005
_BARS = 30  # bars up to 1.5 in log-odds are tried
_TWICE = 2  # a word that stands in one labelled text only teaches nothing
_LEARNED = (0, 2)  # neutral is the reference
_SURE_LOG = 500.0  # log-odds beyond this are as good as this
_SURELY = exp(_SURE_LOG)

Triple = tuple[float, float, float]


class Toned(Protocol):
    """A tone engine that shows what its scores are made of."""

    @property
    def languages(self) -> frozenset[str]:
        """Those whose tone it can tell, ISO 639-1."""

    def __call__(self, text: str, language: str = "en") -> Scored:
        """The tone of a text in one of them."""

    def weighed(self, text: str, language: str = "en") -> tuple[Scored, Evidence]:
        """The tone, and the words and log-odds behind it, in bounded time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What was learned; as it is made, it changes nothing."""

    slope: float = 1.0
    negative: float = 0.0  # shift in log-odds
    positive: float = 0.0
    words: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # negative, positive
    bar: float = 0.0  # added to the log-odds of negative for the label; see `balanced`
    labels: int = 0  # it was learned from so many


#: Nothing of one's own.
SHIPPED = Weights()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text's evidence and the tone that a person gave it."""

    evidence: Evidence
    tone: Tone
    group: str = ""  # equal for copies of one text; "" is a text of which there is no other


class Yours:
    """A tone engine with weights of the team's own on top."""

    def __init__(self, shipped: Toned, weights: Weights) -> None:
        self._shipped = shipped
        self._weights = weights
        self._is_used = weights != SHIPPED

    @property
    def languages(self) -> frozenset[str]:
        """Those of the engine."""
        return self._shipped.languages

    def __call__(self, text: str, language: str = "en") -> Scored:
        """The tone of a text; words whose weight is the team's say "(yours)"."""
        if not self._is_used:
            return self._shipped(text, language)
        scored, evidence = self._shipped.weighed(text, language)
        found = chances(evidence, self._weights)
        return Scored(
            tone=likeliest(found, self._weights),
            score=round(found[2] - found[0], 4),
            p_negative=round(found[0], 4),
            because=(*yours(evidence, self._weights), *scored.because),
        )


def chances(evidence: Evidence, weights: Weights = SHIPPED) -> Triple:
    """The chances of negative, neutral and positive; they add up to 1."""
    negative = positive = 0.0
    for word in evidence.features:
        if pair := weights.words.get(word):
            negative += pair[0]
            positive += pair[1]
    return _softmax(
        weights.slope * evidence.negative + weights.negative + _within(negative, MOST),
        0.0,
        weights.slope * evidence.positive + weights.positive + _within(positive, MOST),
    )


def likeliest(found: Triple, weights: Weights = SHIPPED) -> Tone:
    """The tone with the best chance; negative has to clear a bar of its own."""
    lifted = (found[0] * exp(weights.bar), found[1], found[2])
    return TONES[max(range(3), key=lambda place: lifted[place])]


def balanced(examples: Sequence[Example], found: Sequence[Triple]) -> float:
    """The bar at which as many are read as negative as people call negative.

    The best guess for each mention reads the commonest tone into too many of them, and the share
    of negative is what people look at. `found` are chances of weights that never saw the labels.
    """
    wanted = sum(one.tone is Tone.NEGATIVE for one in examples)

    def off(bar: float) -> tuple[int, float]:
        read = sum(likeliest(one, Weights(bar=bar)) is Tone.NEGATIVE for one in found)
        return abs(read - wanted), abs(bar)

    return min((step / 20 for step in range(-_BARS, _BARS + 1)), key=off)


def yours(evidence: Evidence, weights: Weights) -> tuple[tuple[str, float], ...]:
    """The own weights that stand in a text, strongest first; below 0 speaks for negative."""
    own = [
        (word, round(pair[1] - pair[0], 2))
        for word in evidence.features
        if (pair := weights.words.get(word))
    ]
    ranked = sorted(own, key=lambda pair: (-abs(pair[1]), pair[0]))
    return tuple(
        (f"{spoken(word)} (yours)", weight) for word, weight in ranked[:4] if abs(weight) >= 0.1
    )


def learned(examples: Sequence[Example]) -> Weights:
    """The weights that labels teach; SHIPPED while there are too few, or of one tone only."""
    return _fitted(once(examples)) if teaches(examples) else SHIPPED


def teaches(examples: Sequence[Example]) -> bool:
    """Whether there are enough labels, of both sorts, to learn from."""
    texts = once(examples)
    negative = sum(one.tone is Tone.NEGATIVE for one in texts)
    return len(texts) >= ENOUGH and OF_EACH <= negative <= len(texts) - OF_EACH


def once(examples: Sequence[Example]) -> list[Example]:
    """The first of each group of copies."""
    found: dict[str, Example] = {}
    for name, one in zip(_groups(examples), examples, strict=True):
        found.setdefault(name, one)
    return list(found.values())


def held_out(examples: Sequence[Example], *, folds: int = 5) -> tuple[Triple, ...]:
    """For each example the chances by weights that were learned without it and its copies.

    Cross-validation: what was learned from a label must not be praised for knowing it.
    """
    fold_of = _folds(examples, folds)
    found: dict[int, Triple] = {}
    for fold in range(folds):
        rest = [one for one, its in zip(examples, fold_of, strict=True) if its != fold]
        weights = _fitted(once(rest))
        for place, one in enumerate(examples):
            if fold_of[place] == fold:
                found[place] = chances(one.evidence, weights)
    return tuple(found[place] for place in range(len(examples)))


def _folds(examples: Sequence[Example], folds: int) -> list[int]:
    """The fold of each example: that of its group, in the order in which groups first appear."""
    turns: dict[str, int] = {}
    return [turns.setdefault(name, len(turns)) % folds for name in _groups(examples)]


def _groups(examples: Sequence[Example]) -> list[str]:
    return [one.group or f"\n{place}" for place, one in enumerate(examples)]


def surprise(examples: Sequence[Example], found: Sequence[Triple]) -> float:
    """How much the labels surprise somebody who believed these chances: mean log loss in nats."""
    losses = (
        -log(max(chance[TONES.index(one.tone)], 1e-6))
        for one, chance in zip(examples, found, strict=True)
    )
    return sum(losses) / max(1, len(examples))


def _fitted(examples: Sequence[Example]) -> Weights:
    fit = _Fit(examples)
    for _ in range(_PASSES):
        if max(fit.stretch(), fit.shift(), fit.weigh()) < _SETTLED:
            break
    return fit.weights()


class _Fit:
    """Coordinate-wise steps; each returns the largest change that it made.

    Neutral's log-odds are 0, so that a text's chances are its odds of negative and of positive
    divided by 1 + both. A step of a word multiplies one of the odds: no logarithm is looked at.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        answers = [TONES.index(one.tone) for one in examples]
        self._answers = {tone: [float(one == tone) for one in answers] for tone in _LEARNED}
        self._z = {
            0: [one.evidence.negative for one in examples],
            2: [one.evidence.positive for one in examples],
        }
        self._slope, self._shifts = 1.0, {0: 0.0, 2: 0.0}
        places: dict[str, list[int]] = {}
        for place, each in enumerate(examples):
            for word in each.evidence.features:
                places.setdefault(word, []).append(place)
        self._places = {word: at for word, at in sorted(places.items()) if len(at) >= _TWICE}
        self._words = {word: {0: 0.0, 2: 0.0} for word in self._places}
        self._said = {
            word: {tone: sum(self._answers[tone][place] for place in at) for tone in _LEARNED}
            for word, at in self._places.items()
        }
        self._own = {tone: [0.0] * len(examples) for tone in _LEARNED}  # sums of words' weights
        spread = (max(a, b, 0.0) - min(a, b, 0.0) for a, b in zip(*self._z.values(), strict=True))
        self._steep = 1 / _STRETCH + sum(width**2 for width in spread) / 4
        self._odds: dict[int, list[float]] = {}
        self._p: dict[int, list[float]] = {}
        self._look_again()

    def weights(self) -> Weights:
        return Weights(
            slope=round(self._slope, 4),
            negative=round(self._shifts[0], 4),
            positive=round(self._shifts[2], 4),
            words={
                word: (round(pair[0], 3), round(pair[2], 3))
                for word, pair in self._words.items()
                if max(abs(pair[0]), abs(pair[2])) >= 0.01
            },
            labels=len(self._z[0]),
        )

    def stretch(self) -> float:
        pull = (self._slope - 1) / _STRETCH
        for tone in _LEARNED:
            each = zip(self._z[tone], self._p[tone], self._answers[tone], strict=True)
            pull += sum((p - answer) * z for z, p, answer in each)
        before, self._slope = self._slope, max(0.0, self._slope - pull / self._steep)
        self._look_again()
        return abs(self._slope - before)

    def shift(self) -> float:
        largest = 0.0
        for tone in _LEARNED:
            pull = self._shifts[tone] / _SHIFT + sum(self._p[tone]) - sum(self._answers[tone])
            step = -pull / (1 / _SHIFT + len(self._p[tone]) / 4)
            self._shifts[tone] += step
            self._look_again()
            largest = max(largest, abs(step))
        return largest

    def weigh(self) -> float:
        largest = 0.0
        for word, weights in self._words.items():
            at = self._places[word]
            for tone in _LEARNED:
                expected = sum(map(self._p[tone].__getitem__, at))
                pull = weights[tone] / _WORD + expected - self._said[word][tone]
                wanted = weights[tone] - pull / (1 / _WORD + len(at) / 4)
                step = _within(wanted, LARGEST) - weights[tone]
                if abs(step) < _SETTLED / 4:
                    continue
                weights[tone] += step
                self._add(tone, step, at)
                largest = max(largest, abs(step))
        return largest

    def _add(self, tone: int, step: float, at: Sequence[int]) -> None:
        """Adds to one of the log-odds at some places."""
        odds, others, own = self._odds[tone], self._odds[2 - tone], self._own[tone]
        p, p_others, times = self._p[tone], self._p[2 - tone], exp(step)
        for place in at:
            own[place] += step
            one, other = odds[place] * times, others[place]
            if one > _SURELY:
                one = _SURELY
            odds[place] = one
            total = 1 + one + other
            p[place] = one / total
            p_others[place] = other / total

    def _look_again(self) -> None:
        for tone in _LEARNED:
            shift, each = self._shifts[tone], zip(self._z[tone], self._own[tone], strict=True)
            self._odds[tone] = [
                exp(min(self._slope * z + shift + own, _SURE_LOG)) for z, own in each
            ]
        both = list(zip(*self._odds.values(), strict=True))
        self._p[0] = [a / (1 + a + b) for a, b in both]
        self._p[2] = [b / (1 + a + b) for a, b in both]


def _softmax(one: float, two: float, three: float) -> Triple:
    top = max(one, two, three)
    a, b, c = exp(one - top), exp(two - top), exp(three - top)
    total = a + b + c
    return a / total, b / total, c / total


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))
