"""What a text says of harm: the risks that socwatch knows by itself, and those of the plan.

Invariants: a scenario's own terms count wherever they stand, as the plan's author wrote them, but
for its excluded phrases. What we know by ourselves trips no wire of the plan (decision record 14).
Severity has nothing to do with tone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from socwatch.model.letters import fold
from socwatch.model.plan import Scenario
from socwatch.model.reading import Risk
from socwatch.understand.harm_words import HARM_WORDS
from socwatch.understand.risks.passage import Sign
from socwatch.understand.risks.scan import Scanner
from socwatch.understand.risks.vocabulary import CATEGORIES

#: The ids of the scenarios whose terms are in a text, with the word that is one.
TermsIn = Callable[[str], Mapping[str, str]]

#: From this level on a risk is one that people should see.
SERIOUS = 2
#: The ids of the risks that are known without a plan.
KNOWN = tuple(one.id for one in CATEGORIES)


class Risks:
    """Finds risks in texts, for one plan. `terms` finds the scenarios' own terms."""

    def __init__(self, scenarios: Sequence[Scenario] = (), terms: TermsIn | None = None) -> None:
        self._scenarios = {one.id: one for one in scenarios}
        self._terms = terms
        self._scanner = Scanner([one for one in CATEGORIES if self._is_known_for(one.id)])
        self._excluded = {
            one.id: re.compile("|".join(map(_phrase, one.exclude)))
            for one in scenarios
            if one.exclude
        }

    def _is_known_for(self, category: str) -> bool:
        scenario = self._scenarios.get(category)
        return scenario is None or scenario.extends

    def found(self, text: str, *, is_english: bool = True) -> tuple[Risk, ...]:
        """The risks that a text speaks of: the plan's in its order, then the gravest first.

        Our own vocabulary is English: other texts are searched for the plan's terms only.
        """
        terms = self._terms(text) if self._terms is not None else {}
        signs = self._scanner.signs(text) if is_english else ()
        if not terms and not signs:
            return ()
        if not self._scenarios:
            return tuple([_by_itself(sign) for sign in signs])
        known = {sign.category: sign for sign in signs}
        if self._excluded and any(one in terms or one in known for one in self._excluded):
            terms, known = self._without_excluded(text, terms, known)
        of_plan = [one for one in self._scenarios if one in terms or one in known]
        others = [sign for sign in known.values() if sign.category not in self._scenarios]
        return (
            *(
                self._of_plan(self._scenarios[one], terms.get(one), known.get(one))
                for one in of_plan
            ),
            *(_by_itself(sign) for sign in others),
        )

    def literally(self, text: str) -> str:
        """What is left to have a tone where no harm was found: the text without figures of speech.

        A word of harm that does no harm here (“killer deal”, “the crash test”) says nothing of how
        somebody feels.
        """
        return self._scanner.literally(text, HARM_WORDS)

    def _of_plan(self, scenario: Scenario, term: str | None, sign: Sign | None) -> Risk:
        """The scenario's risk. Its own words count as serious at least; they alone trip its wire."""
        level = max(sign.level if sign else 0, SERIOUS if term else 0)
        return Risk(
            category=scenario.id,
            severity=(scenario.severity_floor or "") if level >= SERIOUS else "",
            term=term or (sign.term if sign else ""),
            tripwire=scenario.tripwire and term is not None,
            level=level,
        )

    def _without_excluded(
        self, text: str, terms: Mapping[str, str], known: Mapping[str, Sign]
    ) -> tuple[dict[str, str], dict[str, Sign]]:
        """What is left when each scenario's excluded phrases are taken out of the text."""
        folded = fold(text)
        left, signs = dict(terms), dict(known)
        for category, phrases in self._excluded.items():
            if not (category in left or category in signs) or not phrases.search(folded):
                continue
            rest = phrases.sub(" . ", folded)
            of_plan = self._terms(rest) if self._terms is not None else {}
            by_us = {one.category: one for one in self._scanner.signs(rest)}
            left.pop(category, None)
            signs.pop(category, None)
            left |= {one: term for one, term in of_plan.items() if one == category}
            signs |= {one: sign for one, sign in by_us.items() if one == category and one in known}
        return left, signs


def _by_itself(sign: Sign) -> Risk:
    return Risk(category=sign.category, severity="", term=sign.term, level=sign.level)


def _phrase(phrase: str) -> str:
    """A pattern for the words of a phrase, with anything but letters around and between them."""
    words = r"\W{1,3}".join(map(re.escape, fold(phrase).split()))
    return rf"(?<!\w){words}(?!\w)"
