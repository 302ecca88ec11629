"""What people say of mentions: noise or relevant, the tone, the risk; and taking that back.

Invariant: a label is read, replaced and stored in one unit of work; saying the same again changes
nothing, so the first who said it stays on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from socwatch.engine.acting import person
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.label import Label, Picked, Sort, Verdict
from socwatch.watch.learned import changed
from socwatch.watch.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says of a mention."""

    verdict: Verdict
    by: str
    topic: str | None = None  # None: the only one that the mention belongs to
    category: str = ""
    picked: Picked = Picked.OWN


def label(setup: Setup, what: str, said: Said, *, now: datetime) -> tuple[Label, str]:
    """The label that holds from now on, and the sentence for the person.

    Raises NothingMatched; UsageError when the topic or the risk must be named, or when that risk
    was not read.
    """
    who = person(setup, said.by)
    verdict = said.verdict
    with setup.store.unit():
        one = mentioned(setup, what)
        name = _topic_of(setup, one, said.topic)
        labels = [given for given in setup.store.labels.of(one.mention.key) if given.topic == name]
        before = next((given for given in labels if given.sort is verdict.sort), None)
        given = Label(
            mention=one.mention.key, topic=name, verdict=verdict, by=who, at=now,
            picked=said.picked, category=_category(one, said),
        )  # fmt: skip
        if before is not None and _words(before) == _words(given):
            key = one.mention.key
            return before, f"{key} is {_words(given)} for {name} already: {_said(setup, before)}"
        setup.store.labels.save(given)
        changed(setup.store, verdict.sort)
    instead = "" if before is None else f" (it was {_words(before)}: {_said(setup, before)})"
    others = any(other.sort is not verdict.sort for other in labels)
    undo = f"socwatch label {what}" + (f" {verdict.sort}" if others else "") + " --remove"
    undo += "" if said.topic is None else f" --topic {said.topic}"
    return given, f"{one.mention.key} is {_words(given)} for {name}{instead}. Undo: {undo}"


def remove(
    setup: Setup, what: str, *, topic: str | None, sort: Sort | None = None
) -> tuple[str, str | None, str]:
    """The mention's key, the topic whose label is gone, and the sentence for the person.

    Takes away every sort unless one is named. The topic is None when there was no label. Raises
    NothingMatched; UsageError when it has labels for several topics and none is named.
    """
    kind = "label" if sort is None else f"label of its {sort}"
    with setup.store.unit():
        one = mentioned(setup, what)
        key = one.mention.key
        labels = [
            given for given in setup.store.labels.of(key) if sort is None or given.sort is sort
        ]
        topics = sorted({given.topic for given in labels})
        if topic is not None and topic not in topics:
            _topic_of(setup, one, topic)
            return key, None, f"{key} has no {kind} for {topic}"
        if not topics:
            return key, None, f"{key} has no {kind}"
        name = topic or _only(what, topics)
        gone = [given for given in labels if given.topic == name]
        for given in gone:
            setup.store.labels.remove(key, name, given.sort)
            changed(setup.store, given.sort)
    were = ", ".join(_words(given) for given in gone)
    return key, name, f"{key} has no {kind} for {name} any more; it was {were}"


def mentioned(setup: Setup, what: str) -> Gathered:
    """The stored mention of this key, or whose own id this is. Raises NothingMatched."""
    found = setup.store.mentions.by_key(what)
    if found is None:
        raise NothingMatched(
            f"there is no mention {what}", hint="`socwatch mentions --json` shows the key of each"
        )
    return found


def _category(one: Gathered, said: Said) -> str:
    """The risk that is meant; the only one that was read need not be named.

    Praise and questions are found by the same look at a text, and are no risks.
    """
    if said.verdict.sort is not Sort.RISK:
        if said.category:
            raise UsageError(
                f"{said.verdict} has no category",
                hint="--category belongs to risk-right and -wrong",
            )
        return ""
    key, read = one.mention.key, list(dict.fromkeys(risk.category for risk in one.reading.harms))
    if not read:
        raise UsageError(f"no risk was read in {key}")
    if said.category and said.category not in read:
        raise UsageError(
            f"{key} was not read as {said.category}", hint=f"it was read as {', '.join(read)}"
        )
    if not said.category and len(read) > 1:
        raise UsageError(
            f"{key} was read as {' and '.join(read)}", hint=f"say which: --category {read[0]}"
        )
    return said.category or read[0]


def _topic_of(setup: Setup, one: Gathered, topic: str | None) -> str:
    """The topic that is meant: the named one, or the only one that the mention belongs to."""
    belongs = [match.topic for match in one.matches if setup.topic(match.topic) is not None]
    if topic is None and belongs:
        return _only(one.mention.key, belongs)
    if topic is None:
        raise NothingMatched(f"{one.mention.key} belongs to no topic of the config")
    if setup.topic(topic) is None:
        known = ", ".join(known.name for known in setup.topics)
        raise NothingMatched(f"there is no topic {topic}", hint=f"the config has {known}")
    if topic not in belongs:
        raise NothingMatched(f"{one.mention.key} does not belong to {topic}")
    return topic


def _only(what: str, topics: list[str]) -> str:
    if len(topics) > 1:
        raise UsageError(
            f"{what} belongs to {' and '.join(topics)}", hint=f"say which: --topic {topics[0]}"
        )
    return topics[0]


def _words(given: Label) -> str:
    return given.verdict.value + (f" ({given.category})" if given.category else "")


def _said(setup: Setup, given: Label) -> str:
    """Who said it and when."""
    names = {contact.id: contact.name for contact in setup.plan.contacts}
    return f"{names.get(given.by, given.by)} said so on {given.at:%d %b %Y at %H:%M} UTC"
