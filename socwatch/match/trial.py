"""What a changed query would have done: it is run over the mentions that were stored.

Invariant: every number is a count of mentions that the matcher itself kept or left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from socwatch.match.query import compile_topics
from socwatch.match.syntax import QueryError, parse, write
from socwatch.model.mention import Mention
from socwatch.model.query import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The stored mentions of a topic that its query of today keeps, as people labelled them."""

    noise: tuple[Mention, ...]
    relevant: tuple[Mention, ...]
    unlabelled: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How many mentions a change takes away, of how many."""

    noise: int
    of_noise: int
    relevant: int
    of_relevant: int
    unlabelled: int
    of_unlabelled: int

    def __str__(self) -> str:
        return (
            f"{self.noise} of {self.of_noise} noise, {self.relevant} of {self.of_relevant} "
            f"relevant; {self.unlabelled} of {self.of_unlabelled} not labelled"
        )


def kept_today(topic: Topic, history: History) -> History:
    """The history without what the topic's query leaves out already."""
    return History(
        noise=_kept(topic, history.noise),
        relevant=_kept(topic, history.relevant),
        unlabelled=_kept(topic, history.unlabelled),
    )


def _kept(topic: Topic, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    (kept,) = _places(topic, [topic.query.text], mentions)
    return tuple(mentions[place] for place in sorted(kept))


def excluding(query: str, *excludes: str) -> str:
    """The query with exclusions behind it, in parentheses where they would bind to a part of it."""
    for exclude in excludes:
        enclosed, plain = f"({query}) {exclude}", f"{query} {exclude}"
        query = plain if _means_the_same(plain, enclosed) else enclosed
    return query


def _means_the_same(one: str, other: str) -> bool:
    try:
        return write(parse(one)) == write(parse(other))
    except QueryError:
        return False


def effect(topic: Topic, query: str, history: History) -> Effect:
    """What the topic would lose with this query. The history is one that today's query keeps."""
    return effect_of(history, removed(topic, [query], history)[0])


@dataclass(frozen=True, slots=True)
class Removed:
    """The mentions that a query leaves out, by their places in the history."""

    noise: frozenset[int] = frozenset()
    relevant: frozenset[int] = frozenset()
    unlabelled: frozenset[int] = frozenset()

    def beyond(self, other: Removed) -> Removed:
        """Those that the other does not leave out."""
        return Removed(
            self.noise - other.noise,
            self.relevant - other.relevant,
            self.unlabelled - other.unlabelled,
        )


def removed(topic: Topic, queries: Sequence[str], history: History) -> list[Removed]:
    """What each of the queries would leave out of the history."""
    parts = (history.noise, history.relevant, history.unlabelled)
    lost = [gone(topic, queries, part) for part in parts]
    return [Removed(*(part[place] for part in lost)) for place in range(len(queries))]


def effect_of(history: History, taken: Removed) -> Effect:
    """The same as counts."""
    return Effect(
        noise=len(taken.noise),
        of_noise=len(history.noise),
        relevant=len(taken.relevant),
        of_relevant=len(history.relevant),
        unlabelled=len(taken.unlabelled),
        of_unlabelled=len(history.unlabelled),
    )


def gone(topic: Topic, queries: Sequence[str], mentions: Sequence[Mention]) -> list[frozenset[int]]:
    """For each query the places of the mentions that the topic would lose with it."""
    everything = frozenset(range(len(mentions)))
    return [everything - kept for kept in _places(topic, queries, mentions)]


def _places(topic: Topic, queries: Sequence[str], mentions: Sequence[Mention]) -> list[set[int]]:
    """For each query the places of the mentions that the topic would keep with it.

    All queries are compared in one pass, each as a topic of its own.
    """
    variants = [
        replace(topic, name=f"{topic.name} {number}", query=parse(query))
        for number, query in enumerate(queries)
    ]
    names = {one.name: number for number, one in enumerate(variants)}
    matches = compile_topics(variants).matches
    kept: list[set[int]] = [set() for _ in variants]
    for place, mention in enumerate(mentions):
        # What the service found for the topic, it found for each variant of it.
        is_given = topic.name in mention.found_by
        asked = replace(mention, found_by=tuple(names)) if is_given else mention
        for match in matches(asked):
            kept[names[match.topic]].add(place)
    return kept
