"""Where in a TOML text a key stands.

Invariant: every key, table and array element of a text that tomli accepts has a line, also
inside multi-line arrays and inline tables; text inside strings and comments never counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

import tomli

#: A place in the document: table keys and array positions, as `("plan", "contacts", 1, "email")`.
Place = tuple[str | int, ...]

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[^\s.=\[\]{}\"'#,]+")
_STRING = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"{3,5}'
    r"|'''[\s\S]*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
)
# A date and a time may be joined by a space, and are one value then.
_SCALAR = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:[^\s,\]}#]*|[^\s,\]}#]+")


def lines_of(text: str) -> Mapping[Place, int]:
    """The line (from 1) of every key, table and array element of a valid TOML text."""
    return _Scanner(text).scan()


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """The line of the place, or of the nearest table around it that is written down."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


class _Scanner:
    """Walks the text once; it trusts that tomli has accepted it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.starts = [0, *(hit.end() for hit in re.finditer("\n", text))]
        self.found: dict[Place, int] = {}
        self.sizes: dict[Place, int] = {}  # how many [[tables]] of each name so far

    def scan(self) -> Mapping[Place, int]:
        here: Place = ()
        while self._skip(_BLANK) < len(self.text):
            if self.text[self.pos] == "[":
                here = self._header()
            else:
                self._pair(here)
        return self.found

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.pos)
        self.pos = match.end() if match else self.pos
        return self.pos

    def _note(self, place: Place) -> None:
        self.found.setdefault(place, bisect_right(self.starts, self.pos))

    def _header(self) -> Place:
        many = self.text.startswith("[[", self.pos)
        start, self.pos = self.pos, self.pos + 1 + many
        *outer, last = self._key()
        end = self.pos = self._skip(_SPACE) + 1 + many
        self.pos = start
        here = (*self._inside(tuple(outer)), last)
        if many:
            number = self.sizes.get(here, 0)
            self.sizes[here] = number + 1
            self._note(here)
            here = (*here, number)
        self._note(here)
        self.pos = end
        return here

    def _inside(self, parts: tuple[str, ...]) -> Place:
        """The place that a header's outer names mean: the latest element of each array."""
        here: Place = ()
        for part in parts:
            here = (*here, part)
            if here in self.sizes:
                here = (*here, self.sizes[here] - 1)
            self._note(here)
        return here

    def _key(self) -> list[str]:
        parts = []
        while True:
            self._skip(_SPACE)
            parts.append(self._key_part())
            self._skip(_SPACE)
            if self.text[self.pos] != ".":
                return parts
            self.pos += 1

    def _key_part(self) -> str:
        quoted = self.text[self.pos] in "\"'"
        start, self.pos = self.pos, self._skip(_STRING if quoted else _BARE_KEY)
        word = self.text[start : self.pos]
        return str(tomli.loads(f"key = {word}")["key"]) if quoted else word

    def _pair(self, here: Place) -> None:
        start = self.pos
        parts = self._key()
        after, self.pos = self.pos, start
        for part in parts:
            here = (*here, part)
            self._note(here)
        self.pos = after + 1  # the equals sign
        self._skip(_SPACE)
        self._value(here)

    def _value(self, here: Place) -> None:
        opening = self.text[self.pos]
        if opening in "[{":
            self.pos += 1
            self._members(here, "]" if opening == "[" else "}")
        else:
            self._skip(_STRING if opening in "\"'" else _SCALAR)

    def _members(self, here: Place, closing: str) -> None:
        number = 0
        while self.text[self._skip(_BLANK)] != closing:
            if closing == "}":
                self._pair(here)
            else:
                self._note((*here, number))
                self._value((*here, number))
                number += 1
            if self.text[self._skip(_BLANK)] == ",":
                self.pos += 1
        self.pos += 1
