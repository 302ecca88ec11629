"""A topic and the expression that says what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LiteralKind(StrEnum):
    """How a literal is compared with a text."""

    WORD = "word"  # acme
    PHRASE = "phrase"  # "acme kettle"
    PREFIX = "prefix"  # burn*
    TAG = "tag"  # #acme
    HANDLE = "handle"  # @acme


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A word, phrase, prefix, hashtag or account; `text` is without its quotes, `#`, `@`, `*`."""

    kind: LiteralKind
    text: str

    def __str__(self) -> str:
        forms = {
            LiteralKind.WORD: self.text,
            LiteralKind.PHRASE: f'"{self.text}"',
            LiteralKind.PREFIX: f"{self.text}*",
            LiteralKind.TAG: f"#{self.text}",
            LiteralKind.HANDLE: f"@{self.text}",
        }
        return forms[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """True when every part is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """True when its part is not."""

    part: Node


Node = Literal | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A parsed expression and the text it was written as."""

    text: str
    root: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What is watched."""

    name: str  # [a-z0-9-]
    query: Query
    owner: str  # a role of the plan
    risk: int = 1  # 0..3
    competitors: tuple[str, ...] = ()  # names of other topics
    own_accounts: tuple[str, ...] = ()  # never counted as mentions
    sources: tuple[str, ...] = ("*",)  # names of sources; "*" is all of them

    def reads(self, source: str) -> bool:
        """Whether mentions of this source belong to the topic."""
        return "*" in self.sources or source in self.sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """That a text belongs to a topic, and the words that decided it."""

    topic: str
    because: tuple[str, ...]
