"""The filter of the mentions: `source:mastodon neg recall` and the like.

Invariant: a word that is no key of ours is looked for in the text, in any case; all words count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from socwatch.errors import UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.reading import Tone

_TONES = {
    "neg": Tone.NEGATIVE, "negative": Tone.NEGATIVE, "pos": Tone.POSITIVE,
    "positive": Tone.POSITIVE, "neutral": Tone.NEUTRAL, "unscored": Tone.UNSCORED,
}  # fmt: skip
#: What may stand before a colon.
KEYS = ("source", "topic", "issue", "story", "lang", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifting:
    """What a mention must have to be let through."""

    source: str | None = None
    topic: str | None = None
    issue: str | None = None
    story: str | None = None
    lang: str | None = None
    by: str | None = None
    tone: Tone | None = None
    words: tuple[str, ...] = ()

    @classmethod
    def parse(cls, written: str) -> Self:
        """Reads a filter as a person types it. Raises UsageError for a key without a value."""
        named: dict[str, str] = {}
        tone, words = None, []
        for word in written.split():
            key, colon, value = word.partition(":")
            if colon and key.casefold() in KEYS:
                if not value:
                    raise UsageError(f"{key}: of what?", hint=f"such as {key}:name")
                named[key.casefold()] = value
            elif word.casefold() in _TONES:
                tone = _TONES[word.casefold()]
            else:
                words.append(word.casefold())
        if "issue" in named:
            named["issue"] = named["issue"].upper()
        return cls(tone=tone, words=tuple(words), **named)

    def lets_through(self, one: Gathered) -> bool:
        """Whether it is what is looked for; source, topic and issue are the store's business."""
        if self.tone is not None and one.reading.tone is not self.tone:
            return False
        if self.story is not None and one.reading.story != self.story:
            return False
        if self.lang is not None and (one.reading.language or "") != self.lang.casefold():
            return False
        who = one.mention.author
        names = f"{who.handle or ''} {who.name or ''}".casefold() if who else ""
        if self.by is not None and self.by.casefold() not in names:
            return False
        text = f"{one.mention.title or ''} {one.mention.text}".casefold()
        return all(word in text for word in self.words)
