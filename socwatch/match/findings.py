"""What of a query is in one mention, looked up only as far as a tree asks.

Invariant: asking costs nothing for what nobody asks; a field that a mention does not have is never
true, and its word says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from socwatch.match.disguised import disguises, may_disguise
from socwatch.match.fields import field_word
from socwatch.match.folding import GAP, is_tidy, searchable
from socwatch.match.haystack import TEXTUAL, Haystack, Places, spans
from socwatch.match.regex import compiled
from socwatch.model.mention import Mention
from socwatch.model.query import Field, Literal, LiteralKind, Near, Titled

_WORDS = re.compile(r"[a-z0-9_]+|[^\W\x00-\x7f]+|[^\w\s\x00-\x7f]")


#: The language of a text, given the service's tag; None when nobody can tell.
LanguageOf = Callable[[str, str | None], str | None]
#: Kinds that the text alone decides, whatever its capitals.
WRITTEN_ONLY = TEXTUAL - {LiteralKind.CASED}


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a first look at a mention saw: its `folded` text, and where needles are in it."""

    text: str
    places: Places


class Findings:
    """Which literals one mention holds, each with the words that are there."""

    def __init__(
        self,
        mention: Mention,
        haystack: Haystack,
        *,
        seen: Glimpse | None = None,
        language: LanguageOf | None = None,
    ) -> None:
        self.mention = mention
        self._haystack = haystack
        self._language = language
        self._seen: dict[Literal, str] = {}
        self._hidden: dict[Literal, str] | None = None
        if seen is not None and is_tidy(seen.text):
            self.text = seen.text
            self.written = haystack.looked_at(seen.text, seen.places)
            return
        title = mention.title
        self.text = searchable(title, mention.text) if title else searchable(mention.text)
        self.written = haystack.found(self.text)

    def __contains__(self, literal: object) -> bool:
        return isinstance(literal, Literal) and bool(self.word(literal))

    def word(self, literal: Literal) -> str:
        """The words of the mention that the literal is, "" when it is not there."""
        found = self.written.get(literal)
        if found is not None and literal.kind is not LiteralKind.CASED:
            return found
        if literal not in self._seen:
            self._seen[literal] = self._looked_up(literal)
        return self._seen[literal]

    def _looked_up(self, literal: Literal) -> str:
        if literal.kind in WRITTEN_ONLY:
            return self.hidden.get(literal, "")
        match literal:
            case Near():
                return self._near(literal)
            case Titled(part=part):
                return self._titled(part)
            case Field(name=field):
                read = self.in_its_language if field == "lang" else self.mention
                return field_word(literal, read)
            case Literal(kind=LiteralKind.CASED):
                return self._cased(literal) if literal in self.written else ""
        return self._expressed(literal)

    def _expressed(self, literal: Literal) -> str:
        found = compiled(literal.text).search(self._raw)
        return str(found.group(0)) if found else ""

    @cached_property
    def in_its_language(self) -> Mention:
        """The mention under the language of its text; a service's tag is only a hint."""
        if self._language is None:
            return self.mention
        tag = self.mention.lang
        found = self._language(self._raw, tag)
        agrees = found is None or (tag or "").lower().startswith(found)
        return self.mention if agrees else replace(self.mention, lang=found)

    @property
    def _raw(self) -> str:
        return f"{self.mention.title or ''}\n{self.mention.text}"

    @property
    def hidden(self) -> Mapping[Literal, str]:
        """Literals that the mention holds in disguise, with how it writes them."""
        if self._hidden is None:
            raw = self._raw
            self._hidden = self._unmasked(raw) if may_disguise(raw) else {}
        return self._hidden

    def _unmasked(self, raw: str) -> dict[Literal, str]:
        found: dict[Literal, str] = {}
        for words, written in disguises(raw):
            for literal in self._haystack.found(words):
                found.setdefault(literal, written)
        return found

    def _cased(self, literal: Literal) -> str:
        words = r"\W{1,3}".join(map(re.escape, literal.text.split()))
        found = re.search(rf"(?<!\w){words}(?!\w)", self._raw)
        return found[0] if found else ""

    def _titled(self, part: Literal) -> str:
        title = self.mention.title
        if not title or part.kind not in TEXTUAL:
            return ""
        text = searchable(title)
        place = next(spans(text, part), None)
        if place is None or (part.kind is LiteralKind.CASED and not self._in_title(part)):
            return ""
        return text[place[0] : place[1]]

    def _in_title(self, part: Literal) -> bool:
        return (
            re.search(rf"(?<!\w){re.escape(part.text)}(?!\w)", self.mention.title or "") is not None
        )

    def _near(self, near: Near) -> str:
        sides = [sorted(self._places(side)) for side in near.sides]
        if not all(sides):
            return ""
        if len(sides) == 2:
            return self._closest(sides[0], sides[1], near)
        return self._together(sides, near)

    def _places(self, side: tuple[Literal, ...]) -> Iterator[tuple[int, int]]:
        for literal in side:
            if literal.kind is LiteralKind.CASED and not self.word(literal):
                continue
            yield from spans(self.text, literal)

    def _closest(
        self, left: list[tuple[int, int]], right: list[tuple[int, int]], near: Near
    ) -> str:
        """The words between a place of the one and a place of the other that are near enough.

        Only neighbours are compared, so that a text of thousands of places takes no longer.
        """
        last: tuple[list[tuple[int, int]], ...] = ([], [])
        events = sorted([(place, 0) for place in left] + [(place, 1) for place in right])
        for place, number in events:
            for other in () if near.ordered and number == 0 else last[1 - number][-2:]:
                if other[1] <= place[0] and self._between(other[1], place[0]) <= near.within:
                    return self.text[other[0] : place[1]]
            last[number].append(place)
        return ""

    def _together(self, sides: list[list[tuple[int, int]]], near: Near) -> str:
        """The shortest stretch with all of them, when at most `within` other words are in it."""
        last: dict[int, tuple[int, int]] = {}
        events = sorted((place, number) for number, side in enumerate(sides) for place in side)
        for place, number in events:
            last[number] = place
            if len(last) < len(sides):
                continue
            begin = min(last.values())
            own = sum(len(_WORDS.findall(self.text[start:end])) for start, end in last.values())
            if self._between(begin[0], place[1]) - own <= near.within:
                return self.text[begin[0] : place[1]]
        return ""

    def _between(self, start: int, end: int) -> int:
        """How many words begin in the stretch; far too many when title and text are parted in it."""
        if GAP in self.text[start:end]:
            return 10_000
        return bisect_right(self._starts, end - 1) - bisect_right(self._starts, start - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start() for word in _WORDS.finditer(self.text)]
