"""Which mentions belong to which topics, and why.

Invariant: a mention matches a topic exactly when the topic's tree is true of its title and text,
or when the service's own search found it and nothing that we can see rules it out, or when the
config says that all of its source belongs to the topic. Cost grows with the text, not with the
number of terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from socwatch.match.disguised import may_disguise
from socwatch.match.fields import field_is_known
from socwatch.match.findings import WRITTEN_ONLY, Findings, Glimpse, LanguageOf
from socwatch.match.folding import GAP, parted, searchable
from socwatch.match.haystack import TEXTUAL, Haystack
from socwatch.match.syntax import literal
from socwatch.model.mention import MatchBasis, Mention, MentionKind
from socwatch.model.person import account, names_of
from socwatch.model.query import (
    AllOf,
    AnyOf,
    Field,
    Literal,
    Match,
    Near,
    Node,
    Not,
    Query,
    Titled,
    Topic,
)

FOUND_BY_SERVICE = "found by the service's own search"
#: Looked up for every mention, and an enum's member is slow to find.
_BY_TEXT = MatchBasis.TEXT
ALL_OF_SOURCE = "everything in this source belongs to the topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Whether a text matches a query, with one line for every clause."""

    matches: bool
    because: tuple[str, ...]


class Matcher:
    """Topics ready to be compared with any number of mentions."""

    def __init__(self, topics: Sequence[Topic], language: LanguageOf | None = None) -> None:
        self._topics = tuple(topics)
        self._language = language
        self._ours = {topic.name: frozenset(map(account, topic.own_accounts)) for topic in topics}
        self._place = {topic.name: place for place, topic in enumerate(self._topics)}
        self._wanting: dict[Literal, list[int]] = {}
        for place, topic in enumerate(self._topics):
            for wanted in dict.fromkeys(textual(topic.query.root)):
                self._wanting.setdefault(wanted, []).append(place)
        #: Topics that may match without one of the words: their trees are always looked at.
        self._always = tuple(
            place for place, topic in enumerate(self._topics) if not needs_words(topic.query.root)
        )
        self._haystack = Haystack(self._wanting)
        self._find = self._haystack.places
        #: Most queries are some words of which one will do: no tree has to be walked for them.
        self._either = tuple(_either(topic.query.root) for topic in self._topics)
        self._names = {one: str(one) for topic in topics for one in literals(topic.query.root)}

    def matches(self, mention: Mention) -> tuple[Match, ...]:
        """The topics that the mention belongs to, in their order, and the words that decided.

        What one of a topic's own accounts says is no mention of it, and a topic takes mentions
        only from the sources that it reads.
        """
        text = f"{mention.title}{GAP}{mention.text}" if mention.title else mention.text
        plainly, others = (text.lower(), None) if text.isascii() else parted(text)
        places = self._find(plainly)
        by_service = () if mention.match_basis is _BY_TEXT else mention.found_by
        if not (places or self._always or by_service or may_disguise(text, others)):
            return ()  # nearly all mentions of a stream, told at little cost
        seen = Glimpse(plainly, places)
        findings = Findings(mention, self._haystack, seen=seen, language=self._language)
        hidden = findings.hidden
        wanted = {place for one in (*findings.written, *hidden) for place in self._wanting[one]}
        wanted.update(self._always)
        wanted.update(self._place[name] for name in by_service if name in self._place)
        matches = (self._match(place, mention, findings) for place in sorted(wanted))
        return tuple(match for match in matches if match is not None)

    def _match(self, place: int, mention: Mention, found: Findings) -> Match | None:
        topic, either = self._topics[place], self._either[place]
        if not topic.reads(mention.source) or self._is_own(topic, mention):
            return None
        root = topic.query.root
        if either:
            deciding = tuple(one for one in either if one in found.written or one in found.hidden)
            is_true = bool(deciding)
        else:
            is_true = holds(root, found)
            deciding = _deciding(root, found) if is_true else ()
        if not is_true:
            return self._decided(topic, mention, found)
        return Match(topic=topic.name, because=tuple(self._because(one, found) for one in deciding))

    def _because(self, literal: Literal, found: Findings) -> str:
        """The literal, and how it is disguised where it is not written out."""
        if literal in found.written or literal not in found.hidden:
            return self._names[literal]
        return f"{literal} (as “{found.word(literal)}”)"

    def _decided(self, topic: Topic, mention: Mention, found: Findings) -> Match | None:
        """The match that the service or the config decided, whatever words we see."""
        if topic.name not in mention.found_by:
            return None
        if mention.match_basis is MatchBasis.SOURCE:
            return Match(topic=topic.name, because=(ALL_OF_SOURCE,))
        if mention.match_basis is MatchBasis.SERVER and _may_hold(topic.query.root, found):
            return Match(topic=topic.name, because=(FOUND_BY_SERVICE,))
        return None

    def _is_own(self, topic: Topic, mention: Mention) -> bool:
        ours = self._ours[topic.name]
        return bool(ours) and any(name in ours for name in names_of(mention.author))


def _either(root: Node) -> tuple[Literal, ...]:
    """The literals of which one will do, where that is all of the query; else none."""
    parts = root.parts if isinstance(root, AnyOf) else (root,)
    found = tuple(one for one in parts if isinstance(one, Literal) and one.kind in WRITTEN_ONLY)
    return found if len(found) == len(parts) else ()


def compile_topics(topics: Sequence[Topic], *, language: LanguageOf | None = None) -> Matcher:
    """The matcher for these topics; building it costs far more than using it.

    `language` tells the language of a text for `lang:`; without it the service's tag counts.
    """
    return Matcher(topics, language)


def explain(query: Query, text: str, *, language: LanguageOf | None = None) -> Explanation:
    """Whether the text matches, and what each clause of the query has to do with it."""
    return explain_mention(query, bare_mention(text), language=language)


def explain_mention(
    query: Query, mention: Mention, *, language: LanguageOf | None = None
) -> Explanation:
    """Whether a mention matches, and what each clause of the query has to do with it."""
    found = Findings(mention, Haystack(textual(query.root)), language=language)
    lines = tuple(dict.fromkeys(_lines(query.root, found, excluded=False)))
    return Explanation(matches=holds(query.root, found), because=lines)


def bare_mention(text: str) -> Mention:
    """A mention that is nothing but its text."""
    return Mention(
        origin="text",
        id="text",
        source="text",
        kind=MentionKind.POST,
        text=text,
        fetched_at=datetime.fromtimestamp(0, UTC),
    )


class Terms:
    """Named lists of terms, ready to be looked for in any number of texts."""

    def __init__(self, terms: Mapping[str, Sequence[str]]) -> None:
        self._names: dict[Literal, list[str]] = {}
        for name, words in terms.items():
            for word in words:
                self._names.setdefault(literal(word), []).append(name)
        self._haystack = Haystack(self._names)

    def found(self, text: str) -> dict[str, str]:
        """The names with a term in the text, and the word of the text that is one."""
        seen: dict[str, str] = {}
        for term, word in self._haystack.found(searchable(text)).items():
            for name in self._names[term]:
                seen.setdefault(name, word)
        return seen


def compile_terms(terms: Mapping[str, Sequence[str]]) -> Terms:
    """Terms by name, each like `fire`, `burn*`, `data breach` or `#recall`.

    Raises QueryError for a term that cannot be understood.
    """
    return Terms(terms)


def literals(node: Node) -> Iterator[Literal]:
    """All literals of a tree, the excluded ones too, as written."""
    match node:
        case Literal():
            yield node
        case Not(part=part):
            yield from literals(part)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from literals(part)


def textual(node: Node) -> Iterator[Literal]:
    """The literals that are looked for in the text itself, those inside others too."""
    for one in literals(node):
        match one:
            case Near(sides=sides):
                yield from (inner for side in sides for inner in side)
            case Titled(part=part):
                yield part
            case _ if one.kind in TEXTUAL:
                yield one


def needs_words(node: Node) -> bool:
    """Whether the tree can only be true of a mention that holds one of its textual literals."""
    match node:
        case Literal():
            return isinstance(node, Near | Titled) or node.kind in TEXTUAL
        case Not():
            return False
        case AllOf(parts=parts):
            return any(needs_words(part) for part in parts)
        case AnyOf(parts=parts):
            return all(needs_words(part) for part in parts)


def holds(node: Node, found: Findings) -> bool:
    """Whether the tree is true of what was found."""
    match node:
        case Literal():
            return bool(found.word(node))
        case Not(part=part):
            return not holds(part, found)
        case AllOf(parts=parts):
            return all(holds(part, found) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, found) for part in parts)


def _may_hold(node: Node, found: Findings) -> bool:
    """Whether it may be true of the whole text when we see only a part of it."""
    match node:
        case Field():
            return node in found or not field_is_known(node, found.in_its_language)
        case Titled():
            return node in found
        case Literal():
            return True
        case Not(part=part):
            return not holds(part, found)
        case AllOf(parts=parts):
            return all(_may_hold(part, found) for part in parts)
        case AnyOf(parts=parts):
            return any(_may_hold(part, found) for part in parts)


def _deciding(node: Node, found: Findings) -> tuple[Literal, ...]:
    """The literals in the text that make a true tree true, each once."""
    match node:
        case Literal():
            return (node,)
        case Not():
            return ()
        case AllOf(parts=parts) | AnyOf(parts=parts):
            true = (part for part in parts if holds(part, found))
            return tuple(dict.fromkeys(one for part in true for one in _deciding(part, found)))


def _lines(node: Node, found: Findings, *, excluded: bool) -> Iterator[str]:
    match node:
        case Literal():
            yield _line(node, found, excluded=excluded)
        case Not(part=part):
            yield from _lines(part, found, excluded=not excluded)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _lines(part, found, excluded=excluded)


def _line(node: Literal, found: Findings, *, excluded: bool) -> str:
    name = f"NOT {node}" if excluded else str(node)
    word = found.word(node)
    if isinstance(node, Field):
        known = field_is_known(node, found.in_its_language)
        return f"{name}: " + (f"it is “{word}”" if word else "it is not" if known else "not known")
    if not word:
        where = "the title" if isinstance(node, Titled) else "the text"
        return f"{name}: not in {where}"
    disguised = node.kind in TEXTUAL and node not in found.written
    return f"{name}: in the text {'in disguise, ' if disguised else ''}as “{word}”"
