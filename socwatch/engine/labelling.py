"""What people say of mentions: noise or relevant for a topic, and taking that back.

Invariant: a label is read, replaced and stored in one unit of work; saying the same again changes
nothing, so the first who said it stays on record.
"""

from __future__ import annotations

from datetime import datetime

from socwatch.engine.acting import person
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.label import Label, Verdict
from socwatch.watch.setup import Setup


def label(
    setup: Setup, what: str, verdict: Verdict, *, topic: str | None, by: str, now: datetime
) -> tuple[Label, str]:
    """The label that holds from now on, and the sentence for the person. Raises NothingMatched."""
    who = person(setup, by)
    with setup.store.unit():
        one = mentioned(setup, what)
        name = _topic_of(setup, one, topic)
        before = _given(setup, one, name)
        if before is not None and before.verdict is verdict:
            return (
                before,
                f"{one.mention.key} is {verdict} for {name} already: {_said(setup, before)}",
            )
        given = Label(mention=one.mention.key, topic=name, verdict=verdict, by=who, at=now)
        setup.store.labels.save(given)
    instead = "" if before is None else f" (it was {before.verdict}: {_said(setup, before)})"
    undo = f"socwatch label {what} --remove" + ("" if topic is None else f" --topic {topic}")
    return given, f"{one.mention.key} is {verdict} for {name}{instead}. Undo: {undo}"


def remove(setup: Setup, what: str, *, topic: str | None) -> tuple[str, str | None, str]:
    """The mention's key, the topic whose label is gone, and the sentence for the person.

    The topic is None when there was no label. Raises NothingMatched; UsageError when it has
    labels for several topics and none is named.
    """
    with setup.store.unit():
        one = mentioned(setup, what)
        key = one.mention.key
        labels = {given.topic: given for given in setup.store.labels.of(key)}
        if topic is not None and topic not in labels:
            _topic_of(setup, one, topic)
            return key, None, f"{key} has no label for {topic}"
        if not labels:
            return key, None, f"{key} has no label"
        name = topic or _only(what, sorted(labels))
        setup.store.labels.remove(key, name)
    return key, name, f"{key} has no label for {name} any more; it was {labels[name].verdict}"


def mentioned(setup: Setup, what: str) -> Gathered:
    """The stored mention of this key, or whose own id this is. Raises NothingMatched."""
    found = setup.store.mentions.by_key(what)
    if found is None:
        raise NothingMatched(
            f"there is no mention {what}", hint="`socwatch mentions --json` shows the key of each"
        )
    return found


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


def _given(setup: Setup, one: Gathered, topic: str) -> Label | None:
    labels = setup.store.labels.of(one.mention.key)
    return next((given for given in labels if given.topic == topic), None)


def _said(setup: Setup, given: Label) -> str:
    """Who said it and when."""
    names = {contact.id: contact.name for contact in setup.plan.contacts}
    return f"{names.get(given.by, given.by)} said so on {given.at:%d %b %Y at %H:%M} UTC"
