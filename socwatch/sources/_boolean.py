"""A topic's query in the words of a search that knows AND, OR and NOT.

Invariant: nothing is left out that would narrow the answer wrongly. What a service cannot say (an
excluded hashtag, an exclusion of two things together) is widened, and nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Not


def quoted(literal: Literal) -> str:
    """A literal as nearly every search writes it: several words in quotes, no signs."""
    text = " ".join(literal.text.replace('"', " ").split())
    if literal.kind is LiteralKind.PHRASE or " " in text:
        return f'"{text}"'
    return text.lstrip("-")


def without_signs(literal: Literal) -> bool:
    """Whether an exclusion says what is meant: not where `#` or `@` would be lost."""
    return literal.kind not in (LiteralKind.TAG, LiteralKind.HANDLE, LiteralKind.PREFIX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a service writes a search.

    `fits` says whether a search is short enough; alternatives that do not fit go into several.
    """

    either: str = " OR "
    both: str = " "
    without: str = "-"  #: before what must not occur
    term: Callable[[Literal], str] = quoted
    excludable: Callable[[Literal], bool] = without_signs
    fits: Callable[[str], bool] = lambda _: True

    def searches(self, root: Node) -> tuple[str, ...]:
        """The searches whose answers together are what the query means; none without a word."""
        grouped: list[list[str]] = []
        for text in _each_once(self._positive(_alternatives(root))):
            if grouped and self.fits(self._bracketed(self.either, [*grouped[-1], text])):
                grouped[-1].append(text)
            else:
                grouped.append([text])
        return tuple(self._bracketed(self.either, group) for group in grouped)

    def _written(self, node: Node) -> str:
        match node:
            case Literal():
                return self.term(node)
            case Not(part=part):
                return self.both.join(_each_once(self._excluded(part)))
            case AllOf(parts=parts):
                return self._all(parts)
            case AnyOf():
                found = _each_once(self._positive(_alternatives(node)))
                return self._bracketed(self.either, found)

    def _all(self, parts: tuple[Node, ...]) -> str:
        """Exclusions stand last: a search cannot begin with one."""
        wanted = self._positive(part for part in parts if not isinstance(part, Not))
        unwanted = [
            text for part in parts if isinstance(part, Not) and (text := self._written(part))
        ]
        return self._bracketed(self.both, _each_once([*wanted, *unwanted])) if wanted else ""

    def _positive(self, parts: Iterable[Node]) -> list[str]:
        return [
            text for part in parts if not isinstance(part, Not) and (text := self._written(part))
        ]

    def _excluded(self, node: Node) -> Iterator[str]:
        match node:
            case Literal():
                if self.excludable(node):
                    yield f"{self.without}{self.term(node)}"
            case AnyOf(parts=parts):
                for part in parts:
                    yield from self._excluded(part)
            case _:
                return

    @staticmethod
    def _bracketed(by: str, texts: list[str]) -> str:
        return texts[0] if len(texts) == 1 else f"({by.join(texts)})" if texts else ""


def _alternatives(node: Node) -> Iterator[Node]:
    if not isinstance(node, AnyOf):
        yield node
        return
    for part in node.parts:
        yield from _alternatives(part)


def _each_once(texts: Iterable[str]) -> list[str]:
    """The first of those that are the same to the service."""
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(text.casefold(), text)
    return list(first.values())
