"""A topic's query in the words of Google's search.

Invariant: nothing is left out that would narrow the answer wrongly. What Google cannot say (an
excluded hashtag, an exclusion of two things together) is widened. Nothing is said twice: to
Google a hashtag is its word, and case means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Not

#: Google reads about this many words of a search.
_MOST_WORDS = 28


def searches(root: Node) -> tuple[str, ...]:
    """The searches whose answers together are what the query means; none without a word to find."""
    written = _each_once(_positive(_alternatives(root)))
    grouped: list[list[str]] = []
    for text in written:
        if grouped and _words([*grouped[-1], text]) <= _MOST_WORDS:
            grouped[-1].append(text)
        else:
            grouped.append([text])
    return tuple(_bracketed(" OR ", group) for group in grouped)


def _written(node: Node) -> str:
    match node:
        case Literal():
            return _term(node)
        case Not(part=part):
            return " ".join(_each_once(_excluded(part)))
        case AllOf(parts=parts):
            return _all(parts)
        case AnyOf():
            return _bracketed(" OR ", _each_once(_positive(_alternatives(node))))


def _alternatives(node: Node) -> Iterator[Node]:
    if not isinstance(node, AnyOf):
        yield node
        return
    for part in node.parts:
        yield from _alternatives(part)


def _each_once(texts: Iterable[str]) -> list[str]:
    """The first of those that are the same to Google."""
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(text.casefold(), text)
    return list(first.values())


def _all(parts: tuple[Node, ...]) -> str:
    """Exclusions stand last: a search cannot begin with one."""
    wanted = _positive(part for part in parts if not isinstance(part, Not))
    unwanted = [text for part in parts if isinstance(part, Not) and (text := _written(part))]
    return _bracketed(" ", _each_once([*wanted, *unwanted])) if wanted else ""


def _positive(parts: Iterable[Node]) -> list[str]:
    return [text for part in parts if (text := _written(part)) and not text.startswith("-")]


def _excluded(node: Node) -> Iterator[str]:
    match node:
        case Literal(kind=LiteralKind.TAG | LiteralKind.HANDLE):
            return  # without its sign it would exclude the plain word as well
        case Literal():
            yield f"-{_term(node)}"
        case AnyOf(parts=parts):
            for part in parts:
                yield from _excluded(part)
        case _:
            return


def _bracketed(by: str, texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"({by.join(texts)})" if texts else ""


def _term(literal: Literal) -> str:
    text = " ".join(literal.text.replace('"', " ").split())
    if literal.kind is LiteralKind.PHRASE or " " in text:
        return f'"{text}"'
    return text.lstrip("-")


def _words(texts: list[str]) -> int:
    return len(" OR ".join(texts).split())
