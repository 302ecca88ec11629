"""Reads what each mention says: language, tone, risks.

Which story it tells is found where it is stored, among the mentions that are there already.

Invariant: one reading for each mention, in the same order, whatever the mention holds; a tone
that nobody could tell is UNSCORED with the reason, never neutral.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from socwatch.model.mention import Mention
from socwatch.model.reading import Reading, Risk, Tone
from socwatch.understand.language import ENGLISH, why_unscored
from socwatch.understand.naming import Names
from socwatch.understand.risk import SERIOUS, Risks
from socwatch.understand.tone import Scored
from socwatch.understand.triage import class_of, shown

#: The language of a text, given the service's tag.
LanguageOf = Callable[[str, str | None], str | None]


#: The weight of a word that says something plainly, on the scale of `Scored.because`.
_PLAIN_WORD = 0.4
_GRIEVANCE = "complaint"
_MOST_BYTES = 20_000
#: The score, and the weight, of harm that is told in neutral words.
_BAD_NEWS = 0.3


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
        self, *, tone: ToneOf, language: LanguageOf, risks: Risks, names: Names | None = None
    ) -> None:
        self._tone = tone
        self._language = language
        self._risks_in = risks
        self._names = names or Names()

    def read(self, mentions: Sequence[Mention]) -> Sequence[Reading]:
        """One reading for each mention, in the same order.

        Part by part and not mention by mention: each part's tables stay at hand meanwhile, which
        makes a page of mentions a fifth quicker.
        """
        texts = [text_of(mention) for mention in mentions]
        languages = [
            self._language(text, mention.lang)
            for text, mention in zip(texts, mentions, strict=True)
        ]
        risks = [
            self._risks_in.found(text, is_english=language in (None, ENGLISH))
            for text, language in zip(texts, languages, strict=True)
        ]
        scores = map(self._scored, texts, languages, risks)
        judged = list(scores)
        marked = [self._names.marked(shown(text)) for text in texts]
        return list(map(_reading, mentions, marked, languages, risks, judged))

    def _scored(
        self, said: str, language: str | None, risks: Sequence[Risk]
    ) -> tuple[Scored | None, str]:
        """The score, or why there is none. Known words tell that a short text is English."""
        why_not = why_unscored(language, self._tone.languages)
        if why_not and language is not None:
            return None, why_not
        serious = next((risk for risk in risks if risk.level >= SERIOUS), None)
        scored = self._tone(self._names.hidden(said), language or ENGLISH)
        if why_not and serious is None and not _tells(scored):
            return None, why_not
        if serious is not None:
            return _never_neutral(scored, serious), ""
        if scored.tone is Tone.NEGATIVE and language in (None, ENGLISH):
            return self._literally(said, scored, risks), ""
        return scored, ""

    def _literally(self, said: str, scored: Scored, risks: Sequence[Risk]) -> Scored:
        """The tone without figures of speech, where harm was looked for and none was found."""
        if any(risk.category == _GRIEVANCE for risk in risks):
            return scored
        left = self._risks_in.literally(said)
        return scored if left == said else self._tone(self._names.hidden(left))


def _reading(
    mention: Mention,
    said: str,
    language: str | None,
    risks: tuple[Risk, ...],
    judged: tuple[Scored | None, str],
) -> Reading:
    scored, why_not = judged
    tone = scored.tone if scored else Tone.UNSCORED
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


def _tells(scored: Scored) -> bool:
    """Whether a word of the text itself says something; marks about the whole are no words."""
    return any(abs(weight) >= _PLAIN_WORD and word[0] != "(" for word, weight in scored.because)


def _never_neutral(scored: Scored, risk: Risk) -> Scored:
    """Soberly told harm is still bad news: what the words leave neutral, a serious risk decides."""
    if scored.tone is not Tone.NEUTRAL:
        return scored
    return replace(
        scored,
        tone=Tone.NEGATIVE,
        score=min(scored.score, -_BAD_NEWS),
        p_negative=max(scored.p_negative or 0.0, 0.5),
        because=((f"{risk.term} ({risk.category.replace('_', ' ')})", -_BAD_NEWS), *scored.because),
    )


def text_of(mention: Mention) -> str:
    """Title and text, the title once: many feeds begin the text with it. At most 20 kB are read.

    Lone surrogates, which cleaning takes out at ingest, would stop the matcher and the detector.
    """
    title = (mention.title or "").strip()
    repeats = mention.text.startswith(title)
    said = mention.text if repeats else f"{title}\n\n{mention.text}".strip()
    if said.isascii():
        return said[:_MOST_BYTES]
    return said[:_MOST_BYTES].encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore")
