"""What keeps noise out of a topic, learned from what people labelled.

Invariants: every number is a count of stored mentions that the matcher itself kept or left out
under the changed query; what a proposal removes is counted beyond the earlier ones; all of them
together remove no more than 2 % of the relevant mentions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from socwatch.match import trial
from socwatch.match.candidates import SUPPORT, Candidate, Kind, Marked, Trait, candidates, marked
from socwatch.match.syntax import QueryError, parse
from socwatch.match.trial import Effect, History, Removed
from socwatch.model.mention import Mention
from socwatch.model.query import Topic

#: The share of relevant mentions that may be lost.
DEAREST = 0.02
#: More proposals than this nobody reads.
MOST = 8
#: So many candidates are tried with the matcher.
_TRIED = 60
#: Fewer labels than this are a hint, no proof.
SMALL = 30
#: Required words are only thought of with so many relevant mentions, and may lose this share.
_ENOUGH, _DEAREST_CONTEXT = 10, 0.1
_PREFERRED = tuple(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An exclusion and what it would have done."""

    number: int
    kind: Kind
    exclude: str  # NOT "kettlebell"; of advice the bare name
    removes: Effect  # beyond the earlier proposals
    says: str
    applies: bool = True  # False: the query language has no word for it; only advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Words of which one could be required, when excluding does not help enough."""

    require: str  # AND (recall OR kettle)
    removes: Effect
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What would make the query better."""

    proposals: tuple[Proposal, ...] = ()
    held_back: tuple[str, ...] = ()  # what would cost too many relevant mentions, in words
    context: Context | None = None


def diagnose(topic: Topic, history: History) -> Diagnosis:
    """What to exclude, the most useful first. The history is one that today's query keeps."""
    noise, relevant = _marks(history.noise), _marks(history.relevant)
    rest = tuple(map(marked, history.unlabelled))
    tried = _tried(topic, history, candidates(topic.query.text, noise, relevant, rest)[:_TRIED])
    chosen = _chosen(tried, dearest=int(DEAREST * len(relevant)))
    written = [one for one in chosen if one.exclude]
    proposals = _measured(topic, history, written)
    gone = frozenset[int]().union(*(one.noise for one in written))
    advice = _advice(tried, history, gone, rest, first=len(proposals) + 1)
    left = len(noise) - len(gone)
    context = None
    if left >= SUPPORT and left > len(noise) // 5 and len(relevant) >= _ENOUGH:
        words = candidates(topic.query.text, relevant, noise, ())
        context = _context(topic, history, words, rest)
    return Diagnosis(
        proposals=(*proposals, *advice),
        held_back=tuple(_held_back(tried, history, gone))[:3],
        context=context,
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """A candidate with the labelled mentions that it takes away, by their places."""

    candidate: Candidate
    exclude: str  # "" when the query language has no word for it
    noise: frozenset[int]
    relevant: frozenset[int]

    @property
    def trait(self) -> Trait:
        return self.candidate.trait


def _marks(mentions: Iterable[Mention]) -> tuple[Marked, ...]:
    return tuple(map(marked, mentions))


def _tried(topic: Topic, history: History, found: Sequence[Candidate]) -> list[_Tried]:
    """Every candidate in the first form that the matcher understands and that takes noise away."""
    forms = [(one, form) for one in found for form in _forms(one.trait)]
    queries = [trial.excluding(topic.query.text, form) for _, form in forms]
    noise = trial.gone(topic, queries, history.noise)
    relevant = trial.gone(topic, queries, history.relevant)
    best: dict[Trait, _Tried] = {}
    for place, (one, form) in enumerate(forms):
        if len(noise[place]) >= SUPPORT:
            best.setdefault(one.trait, _Tried(one, form, noise[place], relevant[place]))
    for one in found:
        if one.trait not in best and one.trait.kind in (Kind.AUTHOR, Kind.DOMAIN):
            has = _having(one.trait)
            best[one.trait] = _Tried(one, "", has(history.noise), has(history.relevant))
    return list(best.values())


def _forms(trait: Trait) -> Iterator[str]:
    """How the trait could be excluded, the best way first, as far as the language goes today."""
    ways = {
        Kind.AUTHOR: (f'NOT author:"{trait.text}"',),
        Kind.DOMAIN: (f"NOT domain:{trait.text}", f'NOT "{trait.text}"'),
    }
    for form in ways.get(trait.kind, (f'NOT "{trait.text}"',)):
        try:
            parse(f"acme {form}")
        except QueryError:
            continue
        yield form


def _having(trait: Trait) -> Callable[[Sequence[Mention]], frozenset[int]]:
    def places(mentions: Sequence[Mention]) -> frozenset[int]:
        return frozenset(place for place, one in enumerate(mentions) if trait in marked(one).traits)

    return places


def _chosen(tried: Sequence[_Tried], *, dearest: int) -> list[_Tried]:
    """One after the other what takes most noise away beyond those before, at a bearable price."""
    chosen: list[_Tried] = []
    noise, relevant = frozenset[int](), frozenset[int]()
    while len(chosen) < MOST:
        useful = [
            one
            for one in tried
            if one.exclude
            and len(one.noise - noise) >= SUPPORT
            and len(one.relevant | relevant) <= dearest
        ]
        if not useful:
            break
        best = min(useful, key=lambda one: _rank(one, noise, relevant))
        chosen.append(best)
        noise, relevant = noise | best.noise, relevant | best.relevant
    return chosen


def _rank(
    one: _Tried, noise: frozenset[int], relevant: frozenset[int]
) -> tuple[int, int, int, float]:
    """The least is the best."""
    return (
        -len(one.noise - noise),
        len(one.relevant - relevant),
        _PREFERRED.index(one.trait.kind),
        -one.candidate.weight,
    )


def _measured(topic: Topic, history: History, chosen: Sequence[_Tried]) -> list[Proposal]:
    """The chosen ones with what each removes beyond the earlier ones, counted on all mentions."""
    excludes = [one.exclude for one in chosen]
    queries = [
        trial.excluding(topic.query.text, *excludes[: place + 1]) for place in range(len(excludes))
    ]
    found, before = [], Removed()
    for number, taken in enumerate(trial.removed(topic, queries, history), start=1):
        one = chosen[number - 1]
        counted = trial.effect_of(history, taken.beyond(before))
        found.append(
            Proposal(
                number=number,
                kind=one.trait.kind,
                exclude=one.exclude,
                removes=counted,
                says=f"{one.exclude}: would have removed {'a further ' if before.noise else ''}{counted}",
            )
        )
        before = taken
    return found


def _advice(
    tried: Sequence[_Tried],
    history: History,
    gone: frozenset[int],
    rest: Sequence[Marked],
    *,
    first: int,
) -> list[Proposal]:
    """Authors and domains that the query language cannot exclude yet."""
    dearest = int(DEAREST * len(history.relevant))
    found: list[Proposal] = []
    for one in tried:
        if one.exclude or len(one.noise - gone) < SUPPORT or len(one.relevant) > dearest:
            continue
        what = f"@{one.trait.text}" if one.trait.kind is Kind.AUTHOR else one.trait.text
        counted = Effect(
            noise=len(one.noise - gone),
            of_noise=len(history.noise),
            relevant=len(one.relevant),
            of_relevant=len(history.relevant),
            unlabelled=sum(one.trait in other.traits for other in rest),
            of_unlabelled=len(rest),
        )
        says = f"the {one.trait.kind} {what} wrote {counted}"
        if one.trait.kind is Kind.DOMAIN:
            says = f"{what} stands in {counted}"
        found.append(
            Proposal(
                number=first + len(found),
                kind=one.trait.kind,
                exclude=what,
                removes=counted,
                says=f"{says}; a query cannot exclude it yet",
                applies=False,
            )
        )
    return found[: MOST // 2]


def _held_back(tried: Sequence[_Tried], history: History, gone: frozenset[int]) -> Iterator[str]:
    """The most useful of what would cost too much, so that nobody wonders."""
    dearest = int(DEAREST * len(history.relevant))
    dear = [
        one
        for one in tried
        if one.exclude and len(one.relevant) > dearest and len(one.noise - gone) >= SUPPORT
    ]
    shown = gone
    for one in sorted(dear, key=lambda one: _rank(one, gone, frozenset())):
        if one.noise <= shown:
            continue
        shown |= one.noise
        yield (
            f"{one.exclude} would have removed {len(one.noise - gone)} of {len(history.noise)} "
            f"noise, but also {len(one.relevant)} of {len(history.relevant)} relevant"
        )


def _context(
    topic: Topic, history: History, found: Sequence[Candidate], rest: Sequence[Marked]
) -> Context | None:
    """The fewest words of which nearly every relevant mention has one, if noise has them seldom."""
    words = [one.trait for one in found if one.trait.kind is Kind.WORD]
    usual = {word: sum(word in one.traits for one in rest) for word in words}
    left = [marked(one).traits for one in history.relevant]
    chosen: list[str] = []
    while left and len(chosen) < MOST:
        counts = {word: sum(word in traits for traits in left) for word in words}
        # Of two that do the same, the one that more of the unlabelled mentions have.
        best = max(words, key=lambda word: (counts[word], usual[word]), default=None)
        if best is None or not counts[best]:
            break
        chosen.append(best.text)
        left = [traits for traits in left if best not in traits]
    if not chosen:
        return None
    require = f"AND ({' OR '.join(chosen)})" if len(chosen) > 1 else f"AND {chosen[0]}"
    counted = trial.effect(topic, f"({topic.query.text}) {require}", history)
    lost, useful = counted.relevant, counted.noise * 2 >= counted.of_noise
    if lost > _DEAREST_CONTEXT * counted.of_relevant or not useful:
        return None
    return Context(
        require=require,
        removes=counted,
        says=f"{require}: would have removed {counted}",
    )
