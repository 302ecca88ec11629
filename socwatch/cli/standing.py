"""How one mention stands, as `why` says it: class, whose it is, relevance, responses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from socwatch.cli import forms, show
from socwatch.cli.triaging import due
from socwatch.model.gathered import Gathered
from socwatch.model.rates import Compared
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.understand.relevance import Relevance
    from socwatch.watch.triage import Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a mention stands: what the plan advises, how relevant it is, how people respond."""

    now: datetime
    timezone: str
    advice: Sequence[Advice]  # one for each topic, or none when nothing asks for an answer
    relevance: Mapping[str, Relevance]  # by topic
    rates: Sequence[Compared]
    told: int = 0  # mentions that tell its story, with this one
    story: Sequence[Compared] = ()  # their rates per post

    def document(self) -> dict[str, object]:
        """For programs."""
        from socwatch.report.people_figures import rates_json

        return {
            "advice": [forms.advice(one, self.now) for one in self.advice],
            "relevance": {
                topic: {"score": one.score, "because": list(one.because)}
                for topic, one in self.relevance.items()
            },
            "rates": rates_json(self.rates),
            "story": {"mentions": self.told, **rates_json(self.story)},
        }

    def lines(self) -> Iterable[str]:
        """For people."""
        from socwatch.report import people as words

        for one in self.advice[:1]:
            because = f"because it {show.safe(one.because)}" if one.because else "by earlier rules"
            yield f"Class: {words.named(one.triage)}, {because}"
            yield f"  {self._whose(one)}"
        for topic, score in self.relevance.items():
            why = show.safe("; ".join(score.because)) or "nothing makes it stand out"
            yield f"Relevance for {topic}: {score.score:.2f} ({why})"
        told = [words.beside(one) for one in self.rates if one.value is not None]
        if told:
            yield f"Responses: {'; '.join(told)}"
        story = [words.per_post(one) for one in self.story if one.value is not None]
        if story:
            yield f"Its story in {words.mentions(self.told)}: {'; '.join(story)}"

    def _whose(self, one: Advice) -> str:
        if one.answer is not None:
            return f"answered {glance.clock(one.answer.at, self.timezone)} by {show.safe(one.answer.by)}"
        if one.rule is None:
            return "the plan has no rule for it in [engagement]; its topic belongs to " + (
                one.owner or "nobody"
            )
        if one.rule.do != "respond":
            return f"the plan says: {due(one, self.timezone, self.now)}"
        until = "" if one.due_at is None else f" until {due(one, self.timezone, self.now)}"
        seen = "" if one.answers_seen else "; none of ours was ever seen on this service"
        return f"the plan says: {one.owner or 'somebody'} answers{until}; no answer was seen{seen}"


def standing(app: App, one: Gathered) -> Standing:
    """How a mention stands now."""
    from socwatch.understand.rates import of_many
    from socwatch.watch.backdrop import backdrop
    from socwatch.watch.relevant import Relevant
    from socwatch.watch.triage import advice, with_class

    setup, now = app.setup(sources=(), notifiers={}), app.clock.now()
    one = with_class(setup, one)
    back = backdrop(setup, [one], now, now)
    relevant = Relevant(setup, back)
    name = one.reading.story
    told = [other.mention for other in back.past if name and other.reading.story == name]
    topics = [match.topic for match in one.matches]
    given = (advice(setup, relevant, one, topic) for topic in topics)
    return Standing(
        now=now,
        timezone=app.config.timezone,
        advice=[found for found in given if found is not None],
        relevance={topic: relevant.of_mention(one, topic) for topic in topics},
        rates=list(relevant.rates(one.mention).values()),
        told=len(told),
        story=list(of_many(told, back.channels).values()) if len(told) > 1 else (),
    )
