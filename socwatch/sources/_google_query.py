"""A topic's query in the words of Google's search.

Invariant: nothing is left out that would narrow the answer wrongly. What Google cannot say (an
excluded hashtag, an exclusion of two things together) is widened.
"""

from __future__ import annotations

from collections.abc import Iterator

from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Not

#: Google reads about this many words of a search.
_MOST_WORDS = 28


def searches(root: Node) -> tuple[str, ...]:
    """The searches whose answers together are what the query means; none without a word to find."""
    parts = root.parts if isinstance(root, AnyOf) else (root,)
    written = [text for part in parts if (text := _written(part)) and not text.startswith("-")]
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
            return " ".join(_excluded(part))
        case AllOf(parts=parts):
            return _all(parts)
        case AnyOf(parts=parts):
            return _bracketed(" OR ", _positive(parts))


def _all(parts: tuple[Node, ...]) -> str:
    """Exclusions stand last: a search cannot begin with one."""
    wanted = _positive(tuple(part for part in parts if not isinstance(part, Not)))
    unwanted = [text for part in parts if isinstance(part, Not) and (text := _written(part))]
    return _bracketed(" ", [*wanted, *unwanted]) if wanted else ""


def _positive(parts: tuple[Node, ...]) -> list[str]:
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
