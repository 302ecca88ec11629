"""Which mentions wait for an answer, whose they are by the plan, and until when: advice only.

Invariants: socwatch answers nobody; a mention that people labelled noise waits for nothing; that
no answer was seen is said as such, because many services never show us our own replies.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from socwatch.model.gathered import Gathered
from socwatch.model.label import Verdict
from socwatch.model.person import Answer
from socwatch.model.plan import Engagement
from socwatch.model.reading import Triage
from socwatch.understand.relevance import Relevance
from socwatch.understand.triage import asks, knew_no_classes, sorted_again
from socwatch.watch.answers import answer_to
from socwatch.watch.relevant import Relevant
from socwatch.watch.setup import Setup

#: Classes of which a direct question is looked for.
_ASKING = (Triage.QUESTION, Triage.UNHAPPY_CUSTOMER)
#: So many mentions that were read before there were classes are given one at a time: a fifth of
#: a second.
_MOST_OLD = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the plan says about one mention."""

    gathered: Gathered
    topic: str
    triage: Triage
    because: str  # why it is of that class; holds others' words
    relevance: Relevance
    rule: Engagement | None  # None: the plan says nothing about the class
    owner: str  # a role: the rule's, else the topic's
    due_at: datetime | None = None  # by the rule
    question: str = ""  # the words that ask something; "" when nothing does
    answer: Answer | None = None  # None: no answer of ours was seen
    answers_seen: bool = False  # whether replies of ours are ever seen on this service

    @property
    def asks(self) -> bool:
        """Whether it belongs in a queue: praise only where the plan says that it is answered."""
        praised = self.triage is Triage.POSITIVE
        return not praised or (self.rule is not None and self.rule.do == "respond")

    @property
    def waits(self) -> bool:
        """Whether somebody should answer and no answer was seen."""
        return self.answer is None and (self.rule is None or self.rule.do == "respond")


@dataclass(frozen=True, slots=True, kw_only=True)
class Classed:
    """Mentions of all times with their classes, in the order in which they came."""

    mentions: tuple[Gathered, ...]
    without: int = 0  # read before there were classes, and too many to be given one now


def classed(setup: Setup, said: Iterable[Gathered]) -> Classed:
    """Gives a class to those that were read before there were classes, the first few thousand."""
    found, old = [], 0
    for one in said:
        is_old = knew_no_classes(one.reading)
        old += is_old
        found.append(with_class(setup, one) if is_old and old <= _MOST_OLD else one)
    return Classed(mentions=tuple(found), without=max(0, old - _MOST_OLD))


def with_class(setup: Setup, one: Gathered) -> Gathered:
    """The mention with the class that it would have if it were read today."""
    if not knew_no_classes(one.reading):
        return one
    found = sorted_again(one.mention, one.reading, marked=setup.marked)
    return one if found is None else replace(one, reading=replace(one.reading, triage=found.triage))


def advice(
    setup: Setup,
    relevant: Relevant,
    one: Gathered,
    topic: str,
    *,
    seen_from: Callable[[str], bool] | None = None,
) -> Advice | None:
    """What to do with a mention of a topic; None when nothing in it asks for an answer.

    `seen_from` tells whether replies of ours are ever seen on a service; the store is asked
    without it.
    """
    one = with_class(setup, one)
    triage = one.reading.triage
    if triage is None:
        return None
    found = sorted_again(one.mention, one.reading, marked=setup.marked)
    rule = setup.plan.engagement(triage)
    seen_from = seen_from or setup.store.answers.seen_from
    watched = setup.topic(topic)
    within = rule.within if rule else None
    return Advice(
        gathered=one,
        topic=topic,
        triage=triage,
        because=found.because if found and found.triage is triage else "",
        relevance=relevant.of_mention(one, topic),
        rule=rule,
        owner=(rule.owner if rule else None) or (watched.owner if watched else ""),
        due_at=None if within is None else one.mention.counts_at + within,
        question=_question(setup, one),
        answer=answer_to(setup, one.mention),
        answers_seen=seen_from(one.mention.origin),
    )


def _question(setup: Setup, one: Gathered) -> str:
    if one.reading.triage not in _ASKING:
        return ""
    plain = one.mention.text.split("?")[0][-60:].strip() if "?" in one.mention.text else ""
    texts = (one.mention.text, one.mention.title or "")
    found = next(filter(None, (asks(text, marked=setup.marked) for text in texts)), "")
    return found or (plain if one.reading.triage is Triage.QUESTION else "")


def queue(
    setup: Setup, relevant: Relevant, said: Iterable[Gathered], *, topic: str | None = None
) -> tuple[Advice, ...]:
    """The advice for each mention, the most relevant first, then the newest.

    A mention stands in it once: for `topic`, else for the first of its topics for which nobody
    labelled it noise.
    """
    noise = {
        (label.mention, label.topic)
        for label in setup.store.labels.newest()
        if label.verdict is Verdict.NOISE
    }
    seen_from = cache(setup.store.answers.seen_from)  # services are few, mentions many
    found = [
        given
        for one in said
        if (name := _topic(one, topic, noise)) is not None
        and (given := advice(setup, relevant, one, name, seen_from=seen_from)) is not None
    ]
    return tuple(
        sorted(found, key=lambda given: (given.relevance.score, _when(given)), reverse=True)
    )


def _topic(one: Gathered, wanted: str | None, noise: Collection[tuple[str, str]]) -> str | None:
    named = (match.topic for match in one.matches if wanted in (None, match.topic))
    return next((name for name in named if (one.mention.key, name) not in noise), None)


def questions(several: Sequence[Advice]) -> tuple[Advice, ...]:
    """Those that ask us something, should be answered, and were not as far as can be seen."""
    return tuple(one for one in several if one.waits and one.question)


def _when(given: Advice) -> datetime:
    return given.gathered.mention.counts_at
