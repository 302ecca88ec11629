"""A topic's query in GDELT's words.

Invariants: parentheses stand around a list of alternatives and nowhere else, because GDELT refuses
others; no search is longer than it reads; what it cannot say (wildcards, words of two letters, an
exclusion of two things together) is widened, never narrowed. Facts:
https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Not
from socwatch.sources._boolean import without_signs
from socwatch.sources._widened import whole_words

#: Searches of 213 characters have been answered and ones of 290 refused.
LONGEST = 220
#: More searches for one query than this are not worth what they narrow.
_MOST = 12
#: What has a meaning of its own to GDELT, inside a word too.
_SIGNS = re.compile(r'["():<>]')
_SHORT = re.compile(r"[A-Za-z0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class _Search:
    """One term of each group, and none of those in `without`."""

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...] = ()

    def __str__(self) -> str:
        lists = (one[0] if len(one) == 1 else f"({' OR '.join(one)})" for one in self.groups)
        return " ".join((*lists, *(f"-{term}" for term in self.without)))

    @property
    def is_list(self) -> bool:
        """Whether it is nothing but alternatives."""
        return len(self.groups) == 1 and not self.without


def searches(root: Node) -> tuple[str, ...]:
    """The searches whose answers together are what the query means; none without a word."""
    found = _joined(_searches(whole_words(_short_as_prefix(root))))
    fitting = (str(part) for one in found for part in _fitting(one))
    return tuple(dict.fromkeys(fitting))


def _searches(node: Node) -> list[_Search]:
    match node:
        case Literal():
            term = _term(node)
            return [_Search(((term,),))] if term else []
        case Not():
            return []
        case AnyOf(parts=parts):
            return _joined([one for part in parts for one in _searches(part)])
        case AllOf(parts=parts):
            return _all(parts)


def _all(parts: tuple[Node, ...]) -> list[_Search]:
    """One search of each part together; where they get too many, the widest parts go."""
    wanted = [found for part in parts if (found := _searches(part))]
    chosen: list[_Search] = []
    for found in sorted(wanted, key=len):
        if not chosen:
            chosen = found
        elif len(chosen) * len(found) <= _MOST:
            chosen = [_both(one, other) for one, other in product(chosen, found)]
    unwanted = tuple(term for part in parts if isinstance(part, Not) for term in _out(part.part))
    return [_both(one, _Search((), unwanted)) for one in chosen]


def _both(one: _Search, other: _Search) -> _Search:
    groups = tuple(dict.fromkeys((*one.groups, *other.groups)))
    return _Search(groups, _once((*one.without, *other.without)))


def _out(node: Node) -> Iterator[str]:
    """The terms of an exclusion that can be said."""
    match node:
        case Literal():
            if without_signs(node) and (term := _term(node)):
                yield term
        case AnyOf(parts=parts):
            for part in parts:
                yield from _out(part)
        case _:
            return


def _joined(found: list[_Search]) -> list[_Search]:
    """Plain alternatives in one list, and of the rest what the list does not find already."""
    plain = _once(term for one in found if one.is_list for term in one.groups[0])
    known = {term.casefold() for term in plain}
    rest = [
        one
        for one in found
        if not one.is_list
        and not any(known.issuperset(map(str.casefold, group)) for group in one.groups)
    ]
    return [*([_Search((plain,))] if plain else []), *dict.fromkeys(rest)]


def _fitting(search: _Search) -> Iterator[_Search]:
    """The search in parts that are short enough; what still is too long is widened."""
    longest = max(search.groups, key=lambda group: len(" OR ".join(group)))
    others = tuple(group for group in search.groups if group is not longest)
    if len(str(search)) <= LONGEST:
        yield search
    elif len(longest) > 1:
        half = len(longest) // 2
        for part in (longest[:half], longest[half:]):
            yield from _fitting(replace(search, groups=(*others, part)))
    elif search.without:
        yield from _fitting(replace(search, without=search.without[:-1]))
    elif others:
        yield from _fitting(replace(search, groups=others))
    else:
        yield search


def _term(literal: Literal) -> str:
    """Several words, and words with signs in them, stand in quotes."""
    text = " ".join(_SIGNS.sub(" ", literal.text).split()).lstrip("-")
    return text if re.fullmatch(r"\w*", text) else f'"{text}"'


def _short_as_prefix(node: Node) -> Node:
    """A word of two letters is as impossible to look for as a wildcard, and is treated alike."""
    match node:
        case Literal(text=text):
            short = _SHORT.fullmatch(text) is not None
            return replace(node, kind=LiteralKind.PREFIX) if short else node
        case Not(part=part):
            return Not(part=_short_as_prefix(part))
        case AllOf(parts=parts):
            return AllOf(parts=tuple(map(_short_as_prefix, parts)))
        case AnyOf(parts=parts):
            return AnyOf(parts=tuple(map(_short_as_prefix, parts)))


def _once(terms: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(term.casefold(), term)
    return tuple(first.values())
