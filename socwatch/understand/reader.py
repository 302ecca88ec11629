"""Reads what each mention says: language, tone, risks.

Which story it tells is found where it is stored, among the mentions that are there already.

Invariant: one reading for each mention, in the same order, whatever the mention holds; a tone
that nobody could tell is UNSCORED with the reason, never neutral.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from socwatch.model.mention import Mention
from socwatch.model.plan import Scenario
from socwatch.model.reading import Reading, Risk, Tone
from socwatch.understand.language import why_unscored
from socwatch.understand.naming import Names
from socwatch.understand.tone import Scored
from socwatch.understand.triage import class_of

#: The language of a text, given the service's tag.
LanguageOf = Callable[[str, str | None], str | None]
#: The ids of the scenarios whose terms are in a text, with the word that is one.
TermsIn = Callable[[str], Mapping[str, str]]


#: The weight of a word that says something plainly, on the scale of `Scored.because`.
_PLAIN_WORD = 0.4


class ToneOf(Protocol):
    """Tells the tone of texts in some languages."""

    @property
    def languages(self) -> frozenset[str]:
        """Those, ISO 639-1; English is among them."""

    def __call__(self, text: str, language: str = "en") -> Scored:
        """The tone of a text in one of them."""


class Reader:
    """The Analyst that works without a network; its parts are loaded elsewhere.

    `names` are those of what is watched.
    """

    def __init__(
        self,
        *,
        tone: ToneOf,
        language: LanguageOf,
        scenarios: Sequence[Scenario] = (),
        terms: TermsIn,
        names: Names | None = None,
    ) -> None:
        self._tone = tone
        self._language = language
        self._scenarios = tuple(scenarios)
        self._terms = terms
        self._names = names or Names()

    def read(self, mentions: Sequence[Mention]) -> Sequence[Reading]:
        """One reading for each mention, in the same order."""
        return [self._reading(mention) for mention in mentions]

    def _reading(self, mention: Mention) -> Reading:
        said = text_of(mention)
        language = self._language(said, mention.lang)
        scored, why_not = self._scored(said, language)
        risks, tone = self._risks(said), scored.tone if scored else Tone.UNSCORED
        return Reading(
            language=language,
            tone=tone,
            score=scored.score if scored else None,
            p_negative=scored.p_negative if scored else None,
            because=scored.because if scored else (),
            risks=risks,
            triage=class_of(said, mention, tone=tone, risks=risks, language=language),
            unscored_because=why_not,
        )

    def _scored(self, said: str, language: str | None) -> tuple[Scored | None, str]:
        """The score, or why there is none. Known words tell that a short text is English."""
        why_not = why_unscored(language, self._tone.languages)
        if why_not and language is not None:
            return None, why_not
        scored = self._tone(self._names.hidden(said), language or "en")
        if why_not and not _tells(scored):
            return None, why_not
        return scored, ""

    def _risks(self, said: str) -> tuple[Risk, ...]:
        terms = self._terms(said)
        return tuple(
            Risk(
                category=scenario.id,
                severity=scenario.severity_floor or "",
                term=terms[scenario.id],
                tripwire=scenario.tripwire,
            )
            for scenario in self._scenarios
            if scenario.id in terms
        )


def _tells(scored: Scored) -> bool:
    """Whether a word of the text itself says something; marks about the whole are no words."""
    return any(abs(weight) >= _PLAIN_WORD and word[0] != "(" for word, weight in scored.because)


def text_of(mention: Mention) -> str:
    """Title and text, the title once: many feeds begin the text with it.

    Lone surrogates, which cleaning takes out at ingest, would stop the matcher and the detector.
    """
    title = (mention.title or "").strip()
    repeats = mention.text.startswith(title)
    said = mention.text if repeats else f"{title}\n\n{mention.text}".strip()
    return said if said.isascii() else said.encode("utf-8", "replace").decode()
