"""What tells noise from the rest: words, two-word phrases, authors and domains, with their weight.

Invariants: a candidate stands in at least three noise mentions by more than one author (unless it
is an author); a word of the topic's own query is never one, nor is a word that every text has.

The weight is the log-odds ratio of noise against relevant mentions, each side smoothed by how
often the trait is found in all mentions at hand: Monroe, Colaresi and Quinn, "Fightin' Words",
Political Analysis 16 (2008). A trait that is as frequent everywhere as in noise weighs nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log
from urllib.parse import urlsplit

from socwatch.model.mention import Mention

#: Noise mentions that a trait must stand in; two may be chance.
SUPPORT = 3
#: How many mentions the background counts for, so that three of three is no certainty.
_PRIOR = 4.0
#: Below this, the odds are less than three times those among relevant mentions.
_WEIGHTY = log(3)
#: As many of the other side are a comparison; with fewer, a trait must be so many times as frequent
#: as among the mentions that nobody labelled.
_MANY, _OUTSTANDING = 20, 1.5
_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+")
#: What may stand between the words of a phrase; the matcher allows no more.
_WIDEST_GAP = 3
_SHORTEST = 3

#: Words that every text has, in the languages that most posts are in. Excluding one is never meant.
_COMMON = frozenset(
    """
    about after again all also and any are because been before being but can could did does doing
    down even ever every for from get got had has have her here him his how into its just like made
    make many more most much not now off once one only other our out over own really same she should
    some still such than that the their them then there these they this those too under until very
    was way were what when where which while who why will with would you your don isn
    como con del desde ella ellos era esta este las los mas muy nos para pero por que ser sin sobre
    son sus una uno ya
    aber alle als auch auf aus bei bin bis das dass dem den der des die doch ein eine einen einer
    hat ich ihr ist kann mein mich mir mit nach nicht noch nur oder sein sich sie sind und uns von
    vor war wenn wie wir zum zur
    aux avec ces cette dans des elle est les leur mais nous par pas plus pour que qui sans ses son
    sont sur une vous
    """.split()  # noqa: SIM905  a list of a hundred quoted words is no easier to read
)


class Kind(StrEnum):
    """What sort of trait it is; in this order they are preferred."""

    WORD = "word"
    PHRASE = "phrase"
    DOMAIN = "domain"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True, order=True)
class Trait:
    """Something that a mention has."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A mention as the set of its traits, and whose voice it is."""

    traits: frozenset[Trait]
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A trait of one side, and how much it tells that side from the other."""

    trait: Trait
    weight: float


def marked(mention: Mention) -> Marked:
    """What a mention can be told by."""
    author = mention.author.voice if mention.author else None
    return Marked(
        traits=frozenset(_traits(mention)),
        voice=f"{mention.origin}/{author}" if author else mention.key,
    )


def _traits(mention: Mention) -> Iterator[Trait]:
    for text in (mention.title or "", mention.text):
        yield from _said(_LINK.sub("\n\n\n\n", text).casefold())
        for link in _LINK.findall(text):
            yield from _domain(link)
    yield from _domain(f"//{mention.domain}" if mention.domain else mention.url)
    name = mention.author and (mention.author.handle or mention.author.name)
    if name and '"' not in name and (bare := name.strip().removeprefix("@").casefold()):
        yield Trait(Kind.AUTHOR, bare)


def _said(text: str) -> Iterator[Trait]:
    before: re.Match[str] | None = None
    for found in _WORD.finditer(text):
        if not _tells(found[0]):
            before = None
            continue
        yield Trait(Kind.WORD, found[0])
        if before is not None and found.start() - before.end() <= _WIDEST_GAP:
            yield Trait(Kind.PHRASE, f"{before[0]} {found[0]}")
        before = found


def _tells(word: str) -> bool:
    is_short = len(word) < _SHORTEST and word.isascii()
    return not (is_short or word.isnumeric() or word in _COMMON)


def _domain(address: str | None) -> Iterator[Trait]:
    if not address:
        return
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # a bracket that is never closed
        return
    if "." in host and re.fullmatch(r"[\w.-]+", host):
        yield Trait(Kind.DOMAIN, host.removeprefix("www.").strip("."))


def candidates(
    query: str, ours: Sequence[Marked], theirs: Sequence[Marked], rest: Iterable[Marked]
) -> tuple[Candidate, ...]:
    """Traits that tell `ours` from `theirs`, the weightiest first; `rest` is nobody's yet."""
    mine = Counter(trait for one in ours for trait in one.traits)
    others = Counter(trait for one in theirs for trait in one.traits)
    nobodys, of_nobodys = Counter[Trait](), 0
    for one in rest:
        nobodys.update(trait for trait in one.traits if trait in mine)
        of_nobodys += 1
    total = len(ours) + len(theirs) + of_nobodys
    known = _asked_for(query)
    found = []
    for trait, count in mine.items():
        if count < SUPPORT or _is_asked_for(trait, known) or not _is_said_by_several(trait, ours):
            continue
        share = (count + others[trait] + nobodys[trait]) / total
        weight = _odds(count, len(ours), share) - _odds(others[trait], len(theirs), share)
        # With few of the other side to compare with, a trait must stand out from all the rest.
        stands_out = count * of_nobodys >= _OUTSTANDING * nobodys[trait] * len(ours)
        if weight >= _WEIGHTY and (stands_out or len(theirs) >= _MANY):
            found.append(Candidate(trait=trait, weight=weight))
    return tuple(sorted(found, key=lambda one: (-one.weight, one.trait)))


def _odds(count: int, of: int, share: float) -> float:
    """The log of the odds, drawn towards those of all mentions."""
    some = count + _PRIOR * share
    return log((some + 0.01) / (of + _PRIOR - some + 0.01))


def _is_said_by_several(trait: Trait, ours: Sequence[Marked]) -> bool:
    if trait.kind is Kind.AUTHOR:
        return True
    return len({one.voice for one in ours if trait in one.traits}) > 1


def _asked_for(query: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of a query, and its word beginnings (burn*)."""
    text = query.casefold()
    return frozenset(_WORD.findall(text)), tuple(re.findall(r"([^\W_]+)\*", text))


def _is_asked_for(trait: Trait, known: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    """Whether all of its words stand in the query; an author is somebody, not a word."""
    if trait.kind is Kind.AUTHOR:
        return False
    words, beginnings = known
    return all(
        word in words or (beginnings and word.startswith(beginnings))
        for word in _WORD.findall(trait.text)
    )
