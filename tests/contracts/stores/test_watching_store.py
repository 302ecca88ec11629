"""What every store remembers of its own sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from socwatch.model.mention import Cursor, Outcome
from socwatch.model.signal import Forecast, Outlook
from socwatch.model.watching import BlindSpan, Heard, Sighting, SourceState
from socwatch.ports import DetectorState, Learned, Store
from tests.contracts.stores.conftest import Open
from tests.support.world import HOUR, NOON, TICK, gathered, mention

STATE = SourceState(
    name="press",
    kind="rss",
    outcome=Outcome.REFUSED,
    because="it asked us to wait",
    since=NOON,
    last_try=NOON + TICK,
    last_ok=NOON - HOUR,
    blind_since=NOON - HOUR,
    retry_at=NOON + HOUR,
    failures=3,
    told_failing=True,
    cursor=Cursor('{"seen":["\u00e4","\U0001f525"]}'),
)


def test_a_source_state_survives_whole(open_store: Open) -> None:
    """Every field comes back after a restart, the cursor byte for byte."""
    store = open_store()
    with store.unit():
        store.watching.save_source(STATE)
    store.close()
    assert open_store().watching.source_states() == {"press": STATE}


def test_blind_spans_that_touch_a_time(store: Store) -> None:
    """Ended and lasting ones are found, in order; those that end or begin outside are not."""
    ended = BlindSpan(source="press", since=NOON, until=NOON + HOUR, because="down")
    lasting = BlindSpan(source="forum", since=NOON + HOUR, until=None, because="down")
    with store.unit():
        store.watching.save_blind(lasting)
        store.watching.save_blind(ended)
    watching = store.watching
    assert watching.blind_spans(NOON, NOON + 2 * HOUR) == (ended, lasting)
    assert watching.blind_spans(NOON + HOUR, NOON + 2 * HOUR) == (lasting,)
    assert watching.blind_spans(NOON - HOUR, NOON) == ()
    assert watching.blind_spans(NOON + 99 * HOUR, NOON + 100 * HOUR) == (lasting,)


def test_a_blind_span_ends_where_it_began(store: Store) -> None:
    """The span that ended takes the place of the one that lasted."""
    with store.unit():
        for until in (None, NOON + HOUR):
            store.watching.save_blind(
                BlindSpan(source="press", since=NOON, until=until, because="down")
            )
    (span,) = store.watching.blind_spans(NOON, NOON + HOUR)
    assert span.until == NOON + HOUR


def test_learned_comes_back_for_its_grain(open_store: Open) -> None:
    """The detector's memory survives; with other buckets it means nothing and is not given out."""
    learned = Learned(
        settled=NOON, ahead_to=NOON + HOUR, state=DetectorState("a"), ahead=DetectorState("b")
    )
    store = open_store()
    with store.unit():
        store.watching.save_learned("acme", TICK, learned)
    store.close()
    again = open_store().watching
    assert again.learned("acme", TICK) == learned
    assert again.learned("acme", HOUR) is None
    assert again.learned("bravo", TICK) is None


def test_a_late_mention_makes_what_was_learned_stale(store: Store) -> None:
    """Only one that changes a bucket the detector has seen, and only for its topic."""
    with store.unit():
        for name in ("acme", "bravo"):
            store.watching.save_learned(name, TICK, Learned(settled=NOON, ahead_to=NOON + TICK))
        store.mentions.add([gathered(mention("new", at=NOON + TICK, fetched_at=NOON + TICK))])
    assert not _stale(store, "acme")
    with store.unit():
        store.mentions.add([gathered(mention("late"))])
    assert _stale(store, "acme")
    assert not _stale(store, "bravo")


def test_a_blind_span_makes_what_was_learned_stale(store: Store) -> None:
    """Buckets that were taken for read were not."""
    span = BlindSpan(source="press", since=NOON, until=None, because="down")
    with store.unit():
        store.watching.save_learned("acme", TICK, Learned(settled=NOON, ahead_to=NOON))
        store.watching.save_learned("bravo", TICK, Learned(settled=NOON, ahead_to=NOON + TICK))
        store.watching.save_blind(span)
    assert not _stale(store, "acme")
    assert _stale(store, "bravo")


def _stale(store: Store, name: str) -> bool:
    learned = store.watching.learned(name, TICK)
    assert learned is not None
    return learned.stale


def test_outlooks_of_a_time(store: Store) -> None:
    """By the start of the bucket, the end excluded; unknown stays None."""
    first = Outlook(expected=4.5, low=1, high=9, usual_negative=None, learned=3)
    second = Outlook(expected=5.0, low=2, high=10, usual_negative=0.25, learned=4)
    with store.unit():
        store.watching.save_outlook("acme", NOON, first)
        store.watching.save_outlook("acme", NOON + TICK, first)
        store.watching.save_outlook("acme", NOON + TICK, second)
        store.watching.save_outlook("bravo", NOON, second)
    found = store.watching.outlooks("acme", NOON, NOON + 2 * TICK)
    assert found == {NOON: first, NOON + TICK: second}
    assert store.watching.outlooks("acme", NOON, NOON + TICK) == {NOON: first}


def test_memos(store: Store) -> None:
    """A word is remembered until another takes its place."""
    assert store.watching.memo("last_tick") is None
    with store.unit():
        store.watching.save_memo("last_tick", "then")
        store.watching.save_memo("last_tick", "now")
    assert store.watching.memo("last_tick") == "now"


def _run(hours: float, found: int = 0, outcome: Outcome = Outcome.OK, polls: int = 1) -> Sighting:
    """A run of polls that began so many hours before noon."""
    at = NOON - timedelta(hours=hours)
    return Sighting(source="press", since=at, until=at, outcome=outcome, found=found, polls=polls)


def test_a_run_of_polls_grows_in_its_place(store: Store) -> None:
    """A longer run with the same start takes the place of the shorter one."""
    first = _run(1)
    longer = replace(first, until=NOON, polls=12, found=3)
    with store.unit():
        store.watching.save_sighting(first)
        store.watching.save_sighting(longer)
    assert store.watching.sightings("press", NOON - 2 * HOUR) == (longer,)
    assert store.watching.sightings("other", NOON - 2 * HOUR) == ()


def test_what_was_heard_by_days(store: Store) -> None:
    """New items by stretches of 24 hours; a day in the dark, or without a poll, was not read."""
    dark = replace(_run(60, outcome=Outcome.BROKEN), until=NOON - 55 * HOUR)
    with store.unit():
        for run in (_run(1, 2), _run(20, 3), _run(30, 7), _run(62, 1), dark):
            store.watching.save_sighting(run)
    heard = store.watching.heard("press", NOON, 4)
    assert heard == (Heard(5), Heard(7), Heard(1, read=False), Heard(0, read=False))


def test_a_vocabulary_is_kept_for_each_topic(store: Store) -> None:
    """The last one that was saved; None for a topic that has none."""
    with store.unit():
        store.watching.save_vocabulary("acme", DetectorState("one"))
        store.watching.save_vocabulary("acme", DetectorState("two"))

    assert store.watching.vocabulary("acme") == "two"
    assert store.watching.vocabulary("beta") is None


def test_the_first_forecast_of_a_time_stays(store: Store) -> None:
    """Whoever knows better later must not make it look better."""
    one = Forecast(topic="acme", start=NOON, end=NOON + HOUR, expected=5.5, low=2, high=9)
    later = replace(one, start=NOON + HOUR, end=NOON + 2 * HOUR)
    with store.unit():
        for forecast in (later, one, replace(one, expected=50, low=40, high=60)):
            store.watching.save_forecast(forecast)

    assert store.watching.forecasts("acme", NOON) == (one, later)
    assert store.watching.forecasts("acme", NOON + HOUR) == (later,)
    assert store.watching.forecasts("beta", NOON) == ()
