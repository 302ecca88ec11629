"""Going through mentions one by one: what is picked, what a key does, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from socwatch.engine.picking import Pick, Picking
from socwatch.engine.session import Session
from socwatch.model.label import Label, Picked, Sort, Verdict
from socwatch.model.reading import Reading, Tone
from tests.support.world import HOUR, NOON, World, gathered, mention, topic


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """40 mentions of acme, of which the last is the least certain, and one of both topics."""
    with World(tmp_path, topics=(topic(), topic("bravo"))) as world:
        said = [
            gathered(
                mention(f"m{n}", f"an acme kettle, number {n}", at=NOON + n * HOUR),
                reading=Reading(
                    language="en", tone=Tone.NEGATIVE, score=-0.5, p_negative=0.9 - n / 100,
                    wording=f"w{n}",
                ),
            )
            for n in range(40)
        ]  # fmt: skip
        both = gathered(mention("both", "acme and bravo", at=NOON - HOUR), "acme", "bravo")
        with world.store.unit():
            world.store.mentions.add([*said, both])
        yield world


def session(world: World, limit: int = 10, **more: object) -> Session:
    """Dana's."""
    asked = {"topic": "acme", "since": None, **more}
    return Session(world.setup, by="dana", limit=limit, **asked)  # type: ignore[arg-type]


def labels(world: World, sort: Sort = Sort.TONE) -> dict[str, Label]:
    """What is stored, by the mention's own id."""
    found = world.store.labels.newest(sort=sort)
    return {one.mention.removeprefix("shelf:"): one for one in found}


def test_two_of_three_are_random_and_one_is_uncertain(world: World) -> None:
    """In turn, so that whoever stops early has both; the least certain ones first."""
    going = session(world)
    picks = []
    while (pick := going.current) is not None:
        picks.append(pick)
        going.give(Verdict.NEGATIVE, world.now)
    assert [pick.picked for pick in picks] == [
        Picked.RANDOM if turn % 3 != 1 else Picked.UNCERTAIN for turn in range(10)
    ]
    assert len({pick.gathered.mention.key for pick in picks}) == 10
    uncertain = [pick.gathered.reading.p_negative for pick in picks[4::3]]
    assert uncertain[0] is not None
    assert abs(uncertain[0] - 0.5) < 0.05
    assert {one.picked for one in labels(world).values()} == {Picked.RANDOM, Picked.UNCERTAIN}


def test_a_session_goes_on_where_the_last_one_stopped(world: World) -> None:
    """What has a tone, or is noise, does not come again; the random row is the same one."""
    first = session(world, limit=4)
    seen = []
    for verdict in (Verdict.NEGATIVE, Verdict.NOISE, Verdict.POSITIVE):
        assert first.current is not None
        seen.append(first.current.gathered.mention.key)
        first.give(verdict, world.now)
    assert first.current is not None
    skipped = first.current.gathered.mention.key
    first.skip()
    assert first.current is None
    second = session(world, limit=50)
    again = []
    while (pick := second.current) is not None:
        again.append(pick.gathered.mention.key)
        second.give(Verdict.NEUTRAL, world.now)
    assert len(again) == len(set(again)) == 38
    assert not set(seen) & set(again)
    assert skipped in again


def test_what_was_labelled_before_is_random_once_it_is_drawn(world: World) -> None:
    """Else the sample would lack what people, or doubt, had chosen, and lean to the easy ones."""
    going = session(world, limit=50)
    while going.current is not None:
        going.give(Verdict.NEUTRAL, world.now)
    assert {one.picked for one in labels(world).values()} == {Picked.RANDOM}


def test_undo_goes_back_to_the_first(world: World) -> None:
    """Step by step, to the mention that it was about; what was said before stands again."""
    going = session(world)
    first = going.current
    assert first is not None
    key = first.gathered.mention.key
    before = Label(mention=key, topic="acme", verdict=Verdict.RELEVANT, by="luis", at=NOON)
    with world.store.unit():
        world.store.labels.save(before)
    going.give(Verdict.NOISE, world.now)
    second = going.current
    going.give(Verdict.NEGATIVE, world.now)
    assert going.number == 3
    going.skip()
    assert (going.undo(), going.number) == ("skip", 3)
    assert (going.undo(), going.current) == ("negative", second)
    assert going.undo() == "noise"
    assert going.current == first
    assert world.store.labels.newest() == (before,)
    assert going.undo() == ""


def test_relevance_and_risk_do_not_lead_on(world: World) -> None:
    """The tone is still to be said; noise has none that matters."""
    going = session(world)
    going.give(Verdict.RELEVANT, world.now)
    assert going.number == 1
    going.give(Verdict.NEGATIVE, world.now)
    assert going.number == 2
    going.give(Verdict.NOISE, world.now)
    assert going.number == 3
    assert len(labels(world, Sort.RELEVANCE)) == 2
    assert going.given == 3
    assert going.tone_labels() == 1


def copies(world: World, number: int) -> None:
    """So many mentions in one wording, and in doubt."""
    doubtful = Reading(language="en", tone=Tone.NEUTRAL, score=0.0, p_negative=0.5, wording="one")
    same = [gathered(mention(f"c{n}", "acme: a copy"), reading=doubtful) for n in range(number)]
    with world.store.unit():
        world.store.mentions.add(same)


def drawn(world: World) -> list[Pick]:
    """All that a new session would show."""
    picking = Picking(world.store, ["acme"])
    return list(iter(picking.draw, None))


def test_copies_of_a_text_are_shown_once(world: World) -> None:
    """At random or in doubt: the second would tell what the first has told."""
    copies(world, 9)
    found = [one.gathered.mention.id for one in drawn(world)]
    assert len(found) == len(set(found)) == 42
    assert sum(name.startswith("c") for name in found) == 1


@pytest.mark.parametrize("verdict", [Verdict.NEGATIVE, Verdict.NOISE])
def test_copies_of_what_is_labelled_are_not_shown(world: World, verdict: Verdict) -> None:
    """Its label then counts as drawn at random, as if it had come up itself."""
    copies(world, 9)
    given = Label(mention="shelf:c3", topic="acme", verdict=verdict, by="dana", at=NOON)
    with world.store.unit():
        world.store.labels.save(given)
    assert not any(one.gathered.mention.id.startswith("c") for one in drawn(world))
    if verdict is Verdict.NEGATIVE:
        assert labels(world)["c3"].picked is Picked.RANDOM


def test_each_topic_of_a_mention_is_asked_about(world: World) -> None:
    """A mention may be bad news for one and none for the other."""
    drawn = Picking(world.store, ["acme", "bravo"])
    found = []
    while (pick := drawn.draw()) is not None:
        found.append((pick.topic, pick.gathered.mention.id))
    assert {("acme", "both"), ("bravo", "both")} <= set(found)
    assert len(found) == len(set(found)) == 42


def test_nothing_older_than_asked_for_comes(world: World) -> None:
    """--since."""
    going = session(world, limit=50, since=NOON + 35 * HOUR)
    seen = 0
    while (pick := going.current) is not None:
        assert pick.gathered.mention.counts_at >= NOON + 35 * HOUR
        going.give(Verdict.NEUTRAL, world.now)
        seen += 1
    assert seen == 5
