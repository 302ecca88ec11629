"""A topic and the expression that says what belongs to it.

Invariant: a tree is made of AllOf, AnyOf, Not and literals. Near, Field and Titled are literals
too: whoever walks a tree meets four sorts of nodes, and asks of a literal only whether it is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class LiteralKind(StrEnum):
    """How a literal is compared with a mention."""

    WORD = "word"  # acme
    PHRASE = "phrase"  # "acme kettle"
    PREFIX = "prefix"  # burn*
    TAG = "tag"  # #acme
    HANDLE = "handle"  # @acme
    PATTERN = "pattern"  # reca?l
    CASED = "cased"  # case:"ACME"
    REGEX = "regex"  # /acme\d+/
    NEAR = "near"  # a NEAR/5 b
    FIELD = "field"  # lang:en
    TITLED = "titled"  # title:recall


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """Something to be found; `text` is without its quotes, `#`, `@`, `*` and slashes."""

    kind: LiteralKind
    text: str
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Looked up for every mention, and the hash of an enum is a call of its own.
        object.__setattr__(self, "_hash", hash((self.kind.value, self.text)))

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        forms = {
            LiteralKind.WORD: self.text,
            LiteralKind.PHRASE: f'"{self.text}"',
            LiteralKind.PREFIX: f"{self.text}*",
            LiteralKind.TAG: f"#{self.text}",
            LiteralKind.HANDLE: f"@{self.text}",
            LiteralKind.CASED: f'case:"{self.text}"',
            LiteralKind.REGEX: f"/{self.text}/",
        }
        return forms.get(self.kind, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near(Literal):
    """Two or more places close to each other, each one of several alternatives.

    At most `within` words stand between two neighbours; `ordered` keeps their order. `text` is how
    it is written.
    """

    sides: tuple[tuple[Literal, ...], ...]
    within: int
    ordered: bool = False

    __hash__ = Literal.__hash__

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Literal):
    """What a mention's fields say: `lang:en`, `followers:>1000`. `text` is the value."""

    name: str
    sign: str = ""  # > < >= <=, or "" for equal

    __hash__ = Literal.__hash__

    def __str__(self) -> str:
        plain = self.text and all(letter.isalnum() or letter in "@._-*/" for letter in self.text)
        return f"{self.name}:{self.sign}{self.text}" if plain else f'{self.name}:"{self.text}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled(Literal):
    """A literal that must stand in the title. `text` is how it is written."""

    part: Literal

    __hash__ = Literal.__hash__

    def __str__(self) -> str:
        return f"title:{self.part}"


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
