"""Reads what each mention says: language, tone, risks, story.

Invariant: one reading for each mention, in the same order, whatever the mention holds; a tone
that nobody could tell is UNSCORED with the reason, never neutral.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from socwatch.model.mention import Mention
from socwatch.model.reading import Reading, Risk, Tone
from socwatch.understand.language import SCORED, why_unscored
from socwatch.understand.risk import Risks
from socwatch.understand.sentiment import Scored
from socwatch.understand.stories import story_of

#: The tone of an English text.
ToneOf = Callable[[str], Scored]
#: The language of a text, given the service's tag.
LanguageOf = Callable[[str, str | None], str | None]


class Reader:
    """The Analyst that works without a network; its parts are loaded elsewhere."""

    def __init__(self, *, tone: ToneOf, language: LanguageOf, risks: Risks) -> None:
        self._tone = tone
        self._language = language
        self._risks_in = risks

    def read(self, mentions: Sequence[Mention]) -> Sequence[Reading]:
        """One reading for each mention, in the same order."""
        return [self._reading(mention) for mention in mentions]

    def _reading(self, mention: Mention) -> Reading:
        said = _said(mention)
        language = self._language(said, mention.lang)
        scored, why_not = self._scored(said, language)
        return Reading(
            language=language,
            tone=scored.tone if scored else Tone.UNSCORED,
            score=scored.score if scored else None,
            because=scored.because if scored else (),
            risks=self._risks(said, language),
            story=story_of(said),
            unscored_because=why_not,
        )

    def _scored(self, said: str, language: str | None) -> tuple[Scored | None, str]:
        """The score, or why there is none. Known words tell that a short text is English."""
        why_not = why_unscored(language)
        if why_not and language is not None:
            return None, why_not
        scored = self._tone(said)
        if why_not and not scored.because:
            return None, why_not
        return scored, ""

    def _risks(self, said: str, language: str | None) -> tuple[Risk, ...]:
        return self._risks_in.found(said, is_english=language in (None, SCORED))


def _said(mention: Mention) -> str:
    """Title and text, the title once: many feeds begin the text with it."""
    title = (mention.title or "").strip()
    if mention.text.startswith(title):
        return mention.text
    return f"{title}\n\n{mention.text}".strip()
