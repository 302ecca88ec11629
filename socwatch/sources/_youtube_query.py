"""A topic's query in the words of YouTube's search, in as few searches as will do.

Invariant: no search is narrower than the query. Each search costs one of a hundred a day, so what
would need several is widened to what they share; the matcher decides on what comes back.
"""

from __future__ import annotations

from collections.abc import Iterator

from socwatch.match.translate import alternatives
from socwatch.model.query import AllOf, Literal, LiteralKind, Not, Query
from socwatch.sources._boolean import quoted
from socwatch.sources._widened import whole_words

_LONGEST = 300


def searches_of(query: Query) -> tuple[str, ...]:
    """`|` says "or" between single words and phrases; brackets are not understood."""
    root = whole_words(query.root)
    wanted = [one for one in alternatives(Query(text=query.text, root=root)) if one]
    single = [one[0] for one in wanted if len(one) == 1]
    several = _shared([one for one in wanted if len(one) > 1])
    single += [one[0] for one in several if len(one) == 1]
    without = "".join(f" -{one}" for one in _excluded(root))
    merged = _merged([quoted(one) for one in single])
    together = [" ".join(map(quoted, one)) for one in several if len(one) > 1]
    return tuple(dict.fromkeys(f"{search}{without}" for search in (*merged, *together)))


def _shared(several: list[tuple[Literal, ...]]) -> list[tuple[Literal, ...]]:
    """One alternative of what all have in common, where they have something."""
    if len(several) < 2:
        return several
    first, *others = several
    common = tuple(one for one in first if all(one in other for other in others))
    return [common] if common else several


def _merged(terms: list[str]) -> Iterator[str]:
    together = ""
    for term in {one.casefold(): one for one in reversed(terms)}.values():
        longer = f"{term}|{together}" if together else term
        if len(longer) > _LONGEST and together:
            yield together
            longer = term
        together = longer
    if together:
        yield together


def _excluded(root: object) -> Iterator[str]:
    """What the whole query excludes, word by word; signs would be lost, and exclude too much."""
    for part in root.parts if isinstance(root, AllOf) else ():
        if isinstance(part, Not) and isinstance(part.part, Literal):
            literal = part.part
            if literal.kind in (LiteralKind.WORD, LiteralKind.PHRASE):
                yield quoted(literal)
