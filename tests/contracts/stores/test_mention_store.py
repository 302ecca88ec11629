"""What every store does with mentions: each once, counted where it was published."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socwatch.model.gathered import Counts, Gathered
from socwatch.model.query import Match
from socwatch.model.reading import Reading, Risk, Tone
from socwatch.ports import Store
from tests.contracts.stores.conftest import Open
from tests.support.world import HOUR, NOON, TICK, gathered, mention

DAY = timedelta(days=1)
NUMBERS = count()  # each example has a topic of its own
TRIPPING = Reading(
    language="en",
    tone=Tone.NEGATIVE,
    score=-0.9,
    risks=(Risk(category="product_safety", severity="red", term="fire", tripwire=True),),
)


def _add(store: Store, *several: Gathered) -> None:
    with store.unit():
        store.mentions.add(several)


def _ids(store: Store, **asked: object) -> list[str]:
    return [one.mention.id for one in store.mentions.newest(**asked)]  # type: ignore[arg-type]


def test_unseen_are_those_not_stored_each_once(store: Store) -> None:
    """What is stored, or comes twice in one page, is left out; the order stays."""
    _add(store, gathered(mention("a")))
    page = [mention("b"), mention("a"), mention("c"), mention("b")]
    assert [one.id for one in store.mentions.unseen(page)] == ["b", "c"]


def test_an_item_that_another_source_found_is_not_new(store: Store) -> None:
    """The same address from another service is the same item, however it is decorated."""
    address = "https://news.example/kettle"
    _add(store, gathered(mention("a", url=address)))
    again = mention("z", source="press", url=f"{address}?utm_source=feed")
    assert store.mentions.unseen([again]) == ()
    twin = mention("b", url=address)
    assert store.mentions.unseen([twin]) == (twin,), "within one service these are two items"


def test_also_found_names_the_second_source_and_counts_nothing(store: Store) -> None:
    """Both names are kept, the first first; the mention still counts as one."""
    address = "https://news.example/kettle"
    _add(store, gathered(mention("a", url=address)))
    with store.unit():
        again = mention("z", source="press", url=address)
        store.mentions.also_found(again, [Match(topic="acme", because=("acme",))])
        store.mentions.also_found(again, [Match(topic="acme", because=("acme",))])
    (stored,) = store.mentions.newest()
    assert stored.mention.sources == ("shelf", "press")
    assert store.mentions.counts("acme", NOON, NOON + TICK)[NOON].mentions == 1


def test_also_found_for_a_second_topic_counts_there_once(store: Store) -> None:
    """A further topic gets the mention, and its count, once."""
    _add(store, gathered(mention("a")))
    with store.unit():
        for _ in range(2):
            store.mentions.also_found(mention("a"), [Match(topic="bravo", because=("b",))])
    assert _ids(store, topic="bravo") == ["a"]
    assert store.mentions.counts("bravo", NOON, NOON + TICK)[NOON].mentions == 1
    assert store.mentions.counts("acme", NOON, NOON + TICK)[NOON].mentions == 1


def test_counts_of_a_bucket(store: Store) -> None:
    """Tones, voices, the busiest voice and copies are told apart at the tick's grain."""
    _add(
        store,
        gathered(mention("a", "bad", author="@x"), tone=Tone.NEGATIVE),
        gathered(mention("b", "bad", author="@x"), tone=Tone.NEGATIVE),
        gathered(mention("c", "good", author="@x"), tone=Tone.POSITIVE),
        gathered(mention("d", "ja", author="@y"), tone=Tone.UNSCORED),
        gathered(mention("e", "nobody said it")),
        gathered(mention("f", "nor this")),
    )
    found = store.mentions.counts("acme", NOON, NOON + TICK)
    expected = Counts(mentions=6, scored=5, negative=2, positive=1, voices=4, busiest=3, copies=1)
    assert found == {NOON: expected}


def test_counts_at_every_grain(store: Store) -> None:
    """Ticks, hours and days hold the same mentions; empty buckets are absent."""
    late = NOON + HOUR + 2 * TICK
    _add(store, gathered(mention("a")), gathered(mention("b", at=NOON + TICK)))
    _add(store, gathered(mention("c", at=late, fetched_at=late)))
    whole = (NOON - DAY, NOON + DAY)
    ticks = store.mentions.counts("acme", *whole)
    hours = store.mentions.counts("acme", *whole, HOUR)
    days = store.mentions.counts("acme", *whole, DAY)
    assert {at: one.mentions for at, one in ticks.items()} == {NOON: 1, NOON + TICK: 1, late: 1}
    assert {at: one.mentions for at, one in hours.items()} == {NOON: 2, NOON + HOUR: 1}
    assert {at: one.mentions for at, one in days.items()} == {NOON.replace(hour=0): 3}


def test_late_mentions_count_when_they_were_published(store: Store) -> None:
    """Fetched hours later, counted in their own bucket; without a time, or from the future, now."""
    now = NOON + 5 * HOUR
    _add(
        store,
        gathered(mention("late", fetched_at=now)),
        gathered(mention("undated", at=None, fetched_at=now)),
        gathered(mention("future", at=now + DAY, fetched_at=now)),
    )
    found = store.mentions.counts("acme", NOON - DAY, NOON + 2 * DAY)
    assert {at: one.mentions for at, one in found.items()} == {NOON: 1, now: 2}


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.lists(st.tuples(st.integers(0, 200), st.sampled_from("xyz"), st.booleans())))
def test_counts_equal_the_rows(open_store: Open, said: list[tuple[int, str, bool]]) -> None:
    """Whatever comes in, the counts of a topic are what counting its rows would give."""
    store = open_store()
    name = f"topic-{next(NUMBERS)}"
    for number, (minute, author, negative) in enumerate(said):
        one = mention(f"{name}-{number}", at=NOON + minute * timedelta(minutes=1), author=author)
        tone = Tone.NEGATIVE if negative else Tone.NEUTRAL
        _add(store, gathered(replace(one, fetched_at=NOON + DAY), name, tone=tone))
    for at, counts in store.mentions.counts(name, NOON, NOON + DAY).items():
        rows = list(store.mentions.newest(topic=name, since=at, until=at + TICK))
        assert counts.mentions == len(rows)
        assert counts.negative == sum(one.reading.tone is Tone.NEGATIVE for one in rows)
        authors = [one.mention.author for one in rows]
        assert counts.voices == len(set(authors))
        assert counts.busiest == max(authors.count(author) for author in authors)
    store.close()


def test_newest_walks_through_any_number(store: Store) -> None:
    """More than are held at once: each comes once, the latest first, up to the limit."""
    _add(store, *(gathered(mention(f"m{n}", at=NOON + n % 7 * TICK)) for n in range(2_100)))
    found = list(store.mentions.newest(topic="acme"))
    times = [one.mention.counts_at for one in found]
    assert times == sorted(times, reverse=True)
    assert len({one.mention.id for one in found}) == len(found) == 2_100
    assert len(_ids(store, limit=1_001)) == 1_001
    assert _ids(store, limit=0) == []


def test_newest_filters_and_order(store: Store) -> None:
    """The latest first; by topic, source and time, `since` inclusive and `until` not."""
    _add(
        store,
        gathered(mention("b", at=NOON + TICK), "acme", "bravo"),
        gathered(mention("a")),
        gathered(mention("c", at=NOON + 2 * TICK, source="press"), "bravo"),
    )
    assert _ids(store) == ["c", "b", "a"]
    assert _ids(store, topic="acme") == ["b", "a"]
    assert _ids(store, source="press") == ["c"]
    assert _ids(store, since=NOON + TICK) == ["c", "b"]
    assert _ids(store, until=NOON + TICK) == ["a"]
    assert _ids(store, topic="bravo", since=NOON + TICK, until=NOON + 2 * TICK) == ["b"]
    assert _ids(store, limit=2) == ["c", "b"]
    assert _ids(store, topic="nobody") == []


def test_more_of_one_instant_than_an_instant_has_room_for(store: Store) -> None:
    """An export that knows only days puts thousands of mentions at one midnight: all are kept."""
    many = 9_000
    _add(store, *(gathered(mention(f"m{number}")) for number in range(many)))
    assert len(set(_ids(store))) == many
    assert store.mentions.counts("acme", NOON, NOON + TICK)[NOON].mentions == many


def test_by_key_and_by_own_id(store: Store) -> None:
    """A mention is found by its key and by the service's own id, which may hold anything."""
    odd = "tag:x_%,2026:1"
    _add(store, gathered(mention("a")), gathered(mention(odd, source="press")))
    by_key, by_id = store.mentions.by_key("shelf:a"), store.mentions.by_key("a")
    assert by_key is not None
    assert by_key == by_id
    found = store.mentions.by_key(odd)
    assert found is not None
    assert found.mention.id == odd
    assert store.mentions.by_key("1") is None
    assert store.mentions.by_key("%") is None


def test_by_keys_keeps_the_order_and_leaves_out_what_is_gone(store: Store) -> None:
    """The asked order counts, not the order of time."""
    _add(store, gathered(mention("a")), gathered(mention("b", at=NOON + TICK)))
    found = store.mentions.by_keys(["shelf:b", "shelf:gone", "shelf:a"])
    assert [one.mention.id for one in found] == ["b", "a"]


def test_a_tripped_wire_waits_until_it_was_assessed(open_store: Open) -> None:
    """Also over a restart, oldest first; and only what tripped is on the list."""
    first = open_store()
    later = mention("later", at=NOON + TICK)
    _add(first, gathered(later, reading=TRIPPING), gathered(mention("calm")))
    _add(first, gathered(mention("early"), reading=TRIPPING))
    first.close()
    second = open_store()
    tripped = second.mentions.tripped()
    assert [one.mention.id for one in tripped] == ["early", "later"]
    with second.unit():
        second.mentions.assessed(tripped[:1])
    assert [one.mention.id for one in open_store().mentions.tripped()] == ["later"]


def test_forgotten_tallies_leave_the_counts(store: Store) -> None:
    """Forgetting costs only the knowledge of who spoke before: a late voice counts as new."""
    _add(store, gathered(mention("a", author="@x")))
    with store.unit():
        store.mentions.forget_tallies(NOON + DAY)
    _add(store, gathered(mention("b", "other words", author="@x")))
    found = store.mentions.counts("acme", NOON, NOON + TICK)[NOON]
    assert (found.mentions, found.voices) == (2, 2)
