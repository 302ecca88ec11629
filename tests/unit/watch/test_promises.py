"""How fast people were, and share of voice: from what the store knows, beside what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socwatch.model.issue import Entry, EventKind, IssueState, Ladder
from socwatch.model.person import Answer
from socwatch.model.plan import Engagement, Step
from socwatch.model.reading import Reading, Tone, Triage
from socwatch.report.facts import DigestFacts
from socwatch.report.people_facts import SpeedFacts
from socwatch.watch.facts import digest_facts
from socwatch.watch.promises import acknowledged, took
from tests.support.world import HOUR, MINUTE, NOON, PLAN, World, gathered, issue, mention, topic

DAY = timedelta(days=1)
WITHIN = next(one for one in PLAN.severities if one.name == "red").ack_within
RULES = (Engagement(triage=Triage.QUESTION, do="respond", owner="care", within=4 * HOUR),)
CALLS = Ladder(steps=(Step(after=timedelta(0), tell=("pr",)),))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Two topics that compete, and a rule for questions."""
    topics = (replace(topic(), competitors=("bravo",)), topic("bravo"))
    with World(tmp_path, plan=replace(PLAN, engagements=RULES), topics=topics) as world:
        yield world


def entry(event: EventKind, minutes: float, actor: str = "socwatch", *, of: str = "I-1") -> Entry:
    """A line of a timeline, so many minutes after noon."""
    return Entry(at=NOON + minutes * MINUTE, event=event, actor=actor, issue=of, because="")


def opened(world: World, number: int, at: datetime, after: float | None) -> None:
    """A red issue that was acknowledged so many minutes after it was opened; None: not yet."""
    one = issue(number, at=at, severity="red", ladder=CALLS, kind=f"story-{number}")
    minutes = (at - NOON) / MINUTE
    lines = [entry(EventKind.OPENED, minutes, of=one.id)]
    if after is not None:
        lines.append(entry(EventKind.ACKNOWLEDGED, minutes + after, "dana", of=one.id))
    with world.store.unit():
        world.store.ledger.save(one)
        world.store.ledger.append(lines)


def today(world: World) -> DigestFacts:
    """The digest of the day that ends at noon."""
    return digest_facts(world.setup, "daily", NOON - DAY, NOON, NOON, timezone="Europe/London")


@pytest.mark.parametrize(
    ("timeline", "begin", "after"),
    [
        ([entry(EventKind.OPENED, 0), entry(EventKind.ACKNOWLEDGED, 6, "dana")], 0, 6),
        ([entry(EventKind.OPENED, 0), entry(EventKind.RAISED, 30),
          entry(EventKind.ACKNOWLEDGED, 40, "dana")], 30, 10),
        ([entry(EventKind.OPENED, 0), entry(EventKind.ACKNOWLEDGED, 5, "dana"),
          entry(EventKind.RAISED, 30)], 0, 5),
        ([entry(EventKind.OPENED, 0), entry(EventKind.CLOSED, 8, "dana")], 0, 8),
        ([entry(EventKind.OPENED, 0), entry(EventKind.CLOSED, 8)], 0, None),
    ],
    ids=["taken", "raised before", "raised after", "closed by a person", "calmed by itself"],
)  # fmt: skip
def test_time_runs_from_the_last_call_before_somebody_took_it(
    timeline: list[Entry], begin: float, after: float | None
) -> None:
    """A call that came later, and an end that nobody made, take nothing from anybody."""
    length = None if after is None else after * MINUTE
    assert took(timeline) == (NOON + begin * MINUTE, length)
    assert took([]) is None


def test_acknowledgements_stand_beside_the_promise_and_the_month_before(world: World) -> None:
    """Two of three were taken today, one too late and one not yet; drills are no issues, and what was
    over within a minute was nobody's.
    """
    for number, (at, after) in enumerate(
        [(NOON - 40 * DAY, 1), (NOON - 9 * DAY, 30), (NOON - 5 * DAY, 4), (NOON - 3 * DAY, 8),
         (NOON - 5 * HOUR, 6), (NOON - 4 * HOUR, 200), (NOON - 3 * HOUR, None)]
    ):  # fmt: skip
        opened(world, number + 1, at, after)
    with world.store.unit():
        world.store.ledger.save(issue(90, at=NOON - HOUR, severity="red", ladder=CALLS, drill=True))
    over = issue(91, at=NOON - HOUR, severity="red", ladder=CALLS, kind="story-91")
    with world.store.unit():
        world.store.ledger.save(
            replace(over, state=IssueState.CLOSED, closed_at=NOON - HOUR + MINUTE)
        )
    (found,) = today(world).acknowledged
    assert found == SpeedFacts(
        what="acknowledged", of="red", n=2, wanted=3, median=200 * MINUTE, promised=WITHIN, late=2,
        usual=8 * MINUTE, usual_n=3,
    )  # fmt: skip
    assert acknowledged(world.setup, NOON, NOON + DAY) == ()
    assert acknowledged(world.setup, NOON - DAY, NOON, "bravo") == ()


def test_answers_stand_beside_the_rule_where_they_can_be_seen(world: World) -> None:
    """Of three questions on a service that shows our replies, one is answered and one is late."""
    asked = [
        gathered(
            mention(f"q{ago}", f"@acme how do I clean my acme, {ago}?", at=NOON - ago * HOUR,
                    author=f"@bob{ago}"),
            reading=Reading(language="en", tone=Tone.NEUTRAL, score=0.0, story=f"q{ago}",
                            triage=Triage.QUESTION),
        )
        for ago in (2, 6, 9)
    ]  # fmt: skip
    with world.store.unit():
        world.store.mentions.add(asked)
    assert today(world).people.answered == ()  # nobody knows whether any was
    with world.store.unit():
        world.store.answers.save(
            Answer(to=asked[2].mention.key, at=NOON - 8 * HOUR, by="@acme", reply="shelf:r1")
        )
    (found,) = today(world).people.answered
    assert found == SpeedFacts(
        what="answered", of="question", n=1, wanted=3, median=HOUR, promised=4 * HOUR, late=1
    )


def test_share_of_voice_is_by_mention_and_by_story(world: World) -> None:
    """Copies make mentions and no stories; of a topic without competitors nothing is said."""
    at = NOON - HOUR
    told = [gathered(mention(f"a{n}", "the acme sings", at=at, author=f"@a{n}")) for n in range(6)]
    told += [gathered(mention(f"b{n}", f"bravo {n}", at=at), "bravo") for n in range(2)]
    with world.store.unit():
        world.store.mentions.add(told)
    (found,) = today(world).shares
    assert [(one.topic, one.mentions, one.stories) for one in found.lines] == [
        ("acme", 6, 1), ("bravo", 2, 2),
    ]  # fmt: skip
    alone = digest_facts(
        world.setup, "report", NOON - DAY, NOON, NOON, timezone="Europe/London", topic="acme"
    )
    assert [one.topic for one in alone.topics] == ["acme"]
    assert [(one.topic, one.mentions, one.stories) for one in alone.shares[0].lines] == [
        ("acme", 6, None), ("bravo", 2, None),
    ]  # fmt: skip
