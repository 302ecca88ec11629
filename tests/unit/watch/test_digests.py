"""Digests: one for each period and reader, and none for the time before socwatch watched."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

from socwatch.model.gathered import Gathered
from socwatch.model.reading import Tone
from socwatch.model.watching import BlindSpan, SourceState
from socwatch.watch.digest import Edition, order_digests, write_digest
from socwatch.watch.facts import digest_facts
from socwatch.watch.outgoing import quotes
from socwatch.watch.sample import drawn, latest, told_in
from socwatch.watch.setup import DigestOrder
from tests.support.world import HOUR, MINUTE, NOON, World, gathered, mention

MORNING = NOON.replace(hour=6, minute=30)
DAY = timedelta(days=1)
DAILY = DigestOrder(
    name="daily", at=time(6, 30), days=frozenset(range(7)), to=("dana", "team@acme.example")
)


def _world(folder: Path, *orders: DigestOrder) -> World:
    world = World(folder)
    object.__setattr__(world.setup, "digests", orders or (DAILY,))
    return world


def _written(world: World) -> list[str]:
    return [one.id for one in world.store.outbox.waiting()]


def test_no_digest_for_the_time_before(tmp_path: Path) -> None:
    """Set up at noon, the digest of this morning is not made up; tomorrow's is the first."""
    with _world(tmp_path) as world:
        assert order_digests(world.setup, NOON) == 0
        assert order_digests(world.setup, MORNING + DAY - MINUTE) == 0
        assert order_digests(world.setup, MORNING + DAY) == 2


def test_a_rerun_writes_nothing(tmp_path: Path) -> None:
    """Neither by the same process nor after the memory of it is lost."""
    with _world(tmp_path) as world:
        order_digests(world.setup, MORNING)
        before = _written(world)
        assert order_digests(world.setup, MORNING + HOUR) == 0
        with world.store.unit():
            world.store.watching.save_memo("digest/daily", "")
        assert order_digests(world.setup, MORNING + HOUR) == 0
        assert _written(world) == before == [
            "digest/daily/day/2026-11-23/dana/email",
            "digest/daily/day/2026-11-23/team@acme.example/email",
        ]  # fmt: skip


def test_after_downtime_only_the_latest(tmp_path: Path) -> None:
    """A week of holidays brings one digest, not seven."""
    with _world(tmp_path) as world:
        order_digests(world.setup, NOON)
        assert order_digests(world.setup, NOON + 7 * DAY) == 2
        assert _written(world)[0] == "digest/daily/day/2026-11-30/dana/email"


def test_a_new_reader_gets_todays(tmp_path: Path) -> None:
    """Who was added gets it; who has it does not get it again."""
    with _world(tmp_path) as world:
        edition = Edition(name="daily", start=MORNING - DAY, end=MORNING)
        assert len(write_digest(world.setup, edition, ["dana"], NOON)) == 1
        (new,) = write_digest(world.setup, edition, ["dana", "luis"], NOON)
        assert (new.to, new.address) == ("luis", "luis@acme.example")


def test_the_day_on_which_the_clocks_change(tmp_path: Path) -> None:
    """Its 25 hours are all in the digest, which still is that day's and not a week's."""
    with _world(tmp_path) as world:
        autumn = NOON.replace(month=10, day=25, hour=6, minute=30)
        with world.store.unit():
            world.store.watching.save_memo("watching_since", (autumn - DAY).isoformat())
            lost = autumn - DAY - 30 * MINUTE  # after yesterday's digest at 06:30 BST
            world.store.mentions.add(
                [gathered(mention("m", "negative acme words", at=lost, fetched_at=lost))]
            )
        assert order_digests(world.setup, autumn) == 2
        (to_dana, _) = world.store.outbox.waiting()
        assert to_dana.id == "digest/daily/day/2026-10-25/dana/email"
        assert b"negative acme words" in to_dana.body


def test_facts_of_a_day(tmp_path: Path) -> None:
    """Counts with tones and voices, bars by the hour, stories by their first words."""
    said = [
        gathered(mention("a", "a copied text", at=NOON - HOUR, author="@x")),
        gathered(mention("b", "a copied text", at=NOON, author="@y")),
        gathered(mention("c", "alone", at=NOON, author="@y"), tone=Tone.NEGATIVE),
        gathered(mention("d", "alone too", at=NOON), tone=Tone.UNSCORED),
    ]
    with World(tmp_path) as world:
        with world.store.unit():
            world.store.mentions.add(said)
        start, end = MORNING, MORNING + DAY
        facts = digest_facts(world.setup, "daily", start, end, end, timezone="Europe/London")
        (topic,) = facts.topics
        assert (topic.mentions, topic.scored, topic.negative) == (4, 3, 1)
        assert (topic.expected, topic.low, topic.high) == (None, None, None)
        assert sum(slot.mentions or 0 for slot in topic.slots) == 4
        assert len(topic.slots) == 24
        (story,) = facts.stories
        assert (story.title, story.mentions, story.copies) == ("a copied text", 2, 1)
        assert facts.unscored == (("en", 1),)


def test_a_blind_day_has_no_number(tmp_path: Path) -> None:
    """What could not be read at all is unknown, not 0; an hour that was blind has no bar."""
    with World(tmp_path) as world:
        with world.store.unit():
            span = BlindSpan(source="shelf", since=MORNING, until=MORNING + DAY, because="down")
            world.store.watching.save_blind(span)
            read = SourceState(name="shelf", kind="scripted", last_ok=MORNING + 25 * HOUR)
            world.store.watching.save_source(read)
        for hours, known in ((24, None), (25, 0)):
            end = MORNING + hours * HOUR
            facts = digest_facts(world.setup, "d", MORNING, end, end, timezone="Europe/London")
            assert facts.topics[0].mentions == known
            assert facts.topics[0].slots[0].mentions is None
            assert facts.blind == (span,)


def test_before_anything_was_read_there_is_no_zero(tmp_path: Path) -> None:
    """A digest of a fresh installation knows nothing, and does not say that nobody spoke."""
    with World(tmp_path) as world:
        facts = digest_facts(world.setup, "d", MORNING, NOON, NOON, timezone="Europe/London")
        assert facts.topics[0].mentions is None
        assert {slot.mentions for slot in facts.topics[0].slots} == {None}


def _said(name: str, text: str, minute: int, *, reposts: int = 0, bad: bool = True) -> Gathered:
    one = replace(mention(name, text, at=NOON + minute * MINUTE), reposts=reposts)
    return gathered(one, tone=Tone.NEGATIVE if bad else Tone.POSITIVE)


def test_whoever_tells_it_in_other_words_is_quoted_too() -> None:
    """One story in two wordings gives two quotes, a copy none."""
    said = [
        replace(one, reading=replace(one.reading, wording=wording, story="fire"))
        for wording, one in (
            ("a", _said("first", "it burns", 1)), ("a", _said("copy", "it burns!", 2)),
            ("b", _said("retold", "flames everywhere", 3)),
        )
    ]  # fmt: skip
    assert [one.text for one in quotes(said)] == ["it burns", "flames everywhere"]


def test_quotes_show_what_it_is_about() -> None:
    """The first report, the widest, one who asks us; a copy of a shown text is not shown again."""
    said = [
        _said("late", "it smokes", 9),
        _said("wide", "it burns", 5, reposts=90),
        _said("first", "it smells", 1),
        _said("copy", "it smells", 2),
        _said("asks", "is mine safe?", 7),
        _said("happy", "love it", 0, bad=False),
    ]
    chosen = quotes(said)
    assert [(one.text, one.why) for one in chosen] == [
        ("it smells", "first report"),
        ("it burns", "shared 90 times"),
        ("is mine safe?", "asks a question"),
    ]
    assert quotes([]) == ()


def test_copies_of_an_older_original_are_copies_in_the_digest(tmp_path: Path) -> None:
    """The day repeats what somebody said before it: no voice of its own."""
    told = [gathered(mention("old", at=NOON - 40 * HOUR, author="@anna"))]
    told += [gathered(mention(str(n), at=NOON + n * MINUTE, author=f"@{n}")) for n in range(10)]
    with _world(tmp_path) as world:
        with world.store.unit():
            world.store.mentions.add(told)
        facts = digest_facts(
            world.setup, "daily", NOON - HOUR, NOON + HOUR, NOON + HOUR, timezone="Europe/London"
        )
    (story,) = facts.stories
    assert (story.mentions, story.voices, story.copies) == (10, 0, 10)
    assert facts.sampled is None


def test_a_sample_says_that_it_is_one(tmp_path: Path) -> None:
    """Exactly as many as are looked at are all; one more is not."""
    told = [gathered(mention(str(n), at=NOON + n * MINUTE)) for n in range(4)]
    with _world(tmp_path) as world:
        with world.store.unit():
            world.store.mentions.add(told)
        part, whole = (latest(world.store, NOON, most=most) for most in (3, 4))
        story = told_in(world.store, part, part.said, NOON + HOUR)
    assert (part.sampled, len(part.said), part.begin) == (True, 3, NOON + MINUTE)
    assert (whole.sampled, len(whole.said), whole.begin) == (False, 4, NOON)
    assert (story.sampled, story.voices, len(story.copies)) == (True, 0, 3)


def test_a_loud_day_is_looked_at_from_morning_to_night(tmp_path: Path) -> None:
    """Three quiet hours and a loud one: each gives its share, and the story of the morning stays."""
    start = NOON - 4 * HOUR
    told = [
        gathered(mention(f"{hour}.{n}", f"acme {hour}", at=start + hour * HOUR + n * MINUTE / 10))
        for hour, number in enumerate((20, 20, 20, 140))
        for n in range(number)
    ]
    with _world(tmp_path) as world:
        with world.store.unit():
            world.store.mentions.add(told)
        part = drawn(world.setup, start, NOON, most=199, draw=100)
        whole = drawn(world.setup, start, NOON, most=200)
    by_story = Counter(one.reading.story for one in part.said)
    assert by_story == {"acme 0": 10, "acme 1": 10, "acme 2": 10, "acme 3": 70}
    assert (part.sampled, part.begin) == (True, start)
    assert list(part.said) == sorted(part.said, key=lambda one: -one.mention.counts_at.timestamp())
    assert (whole.sampled, len(whole.said)) == (False, 200)


def test_the_numbers_go_along_for_who_wants_them(tmp_path: Path) -> None:
    """As CSV and JSON, named after the digest and its day; without being asked, none."""
    with _world(tmp_path) as world:
        with world.store.unit():
            world.store.mentions.add([gathered(mention("m", at=NOON - HOUR))])
        edition = Edition(name="daily", start=NOON - 24 * HOUR, end=NOON, attach=("csv", "json"))
        (rich,) = write_digest(world.setup, edition, ["dana"], NOON)
        (bare,) = write_digest(world.setup, replace(edition, attach=(), again="x"), ["dana"], NOON)
    read = message_from_bytes(rich.body, policy=policy.default)
    csv, numbers = read.iter_attachments()
    assert (csv.get_filename(), numbers.get_filename()) == (
        "daily-2026-11-23.csv", "daily-2026-11-23.json",
    )  # fmt: skip
    assert csv.get_payload(decode=True).decode().startswith("kind,topic,name")
    assert json.loads(numbers.get_content())["topics"][0]["mentions"] == 1
    assert message_from_bytes(bare.body).get_content_type() == "multipart/alternative"
