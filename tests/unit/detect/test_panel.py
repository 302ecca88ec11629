"""What alarms and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from socwatch.detect.panel import Panel
from socwatch.model.signal import Bucket
from tests.unit.detect.brand import (
    DAY,
    MONDAY,
    TICK,
    WEEK,
    alarms,
    bucket,
    changed,
    louder,
    ordinary,
    seen,
    sourer,
)

LENGTH = 3 * WEEK
THEN = 2 * WEEK + 2 * DAY + 56  # a Wednesday, 14:00
NIGHT = 2 * WEEK + 2 * DAY + 12  # a Wednesday, 03:00


@pytest.fixture(scope="module")
def busy() -> list[Bucket]:
    """Three ordinary weeks at about 12 mentions a tick."""
    return ordinary(12.0, LENGTH)


@pytest.fixture(scope="module")
def rare() -> list[Bucket]:
    """Three ordinary weeks at about three mentions a day."""
    return ordinary(0.05, LENGTH)


def test_ordinary_weeks_raise_no_alarm(busy: list[Bucket], rare: list[Bucket]) -> None:
    """Chance, nights and weekends are usual."""
    assert not alarms(busy)
    assert not alarms(rare)


def test_a_surge_of_angry_voices_alarms_at_once(busy: list[Bucket]) -> None:
    """Four times the volume, mostly negative: an alarm within two ticks, with its evidence."""
    said = alarms(changed(busy, THEN, 12, louder(4, share=0.8)))
    first = said[min(said)]
    assert min(said) in (THEN, THEN + 1)
    assert first.kind == "volume"
    assert first.observed > first.high
    assert first.negative_share == pytest.approx(0.8, abs=0.1)
    assert first.because.endswith("for this topic.")


def test_three_mentions_by_night_in_a_rare_topic_are_no_z_score(rare: list[Bucket]) -> None:
    """Three neutral mentions where 0.05 are usual lie ten deviations out, and are no crisis."""
    three = changed(rare, NIGHT, 1, lambda each: bucket(each.start, 2))
    assert not alarms(three)


def test_a_burst_in_a_rare_topic_alarms(rare: list[Bucket]) -> None:
    """Three negative mentions a tick for an hour where one in twenty ticks is usual."""
    burst = changed(rare, THEN, 4, lambda each: bucket(each.start, 3, negative=3))
    assert set(alarms(burst)) & set(range(THEN, THEN + 4))


def test_the_usual_of_noon_is_a_surge_at_night(busy: list[Bucket]) -> None:
    """The same count is usual by day and alarms at three in the morning."""
    noon = changed(busy, THEN, 4, lambda each: bucket(each.start, 14, negative=3))
    night = changed(busy, NIGHT, 4, lambda each: bucket(each.start, 14, negative=3))
    assert not alarms(noon)
    assert set(alarms(night)) & set(range(NIGHT, NIGHT + 4))


def test_a_sponsorship_spike_is_volume_without_sour_tone(busy: list[Bucket]) -> None:
    """A happy surge is a signal of volume; its share of negative is at or below the usual."""
    said = alarms(changed(busy, THEN, 8, louder(8, share=0.1)))
    signal = said[THEN + 2]
    assert signal.kind == "volume"
    assert signal.usual_negative is not None
    assert (signal.negative_share or 0) <= signal.usual_negative


def test_sour_tone_inside_flat_volume_is_a_signal_of_tone(busy: list[Bucket]) -> None:
    """No more mentions than usual, but three of four negative."""
    said = alarms(changed(busy, THEN, 16, sourer(0.75)))
    first = said[min(said)]
    assert THEN <= min(said) <= THEN + 4
    assert first.kind == "tone"
    assert first.low <= first.observed <= first.high


def test_a_flood_by_one_author_is_not_many_voices(busy: list[Bucket]) -> None:
    """Two hundred negative mentions by one author count as one voice; by many they alarm."""

    def flood(each: Bucket) -> Bucket:
        many = bucket(each.start, (each.mentions or 0) + 200, negative=each.negative + 200)
        return replace(many, voices=each.voices + 1, busiest=200)

    def crowd(each: Bucket) -> Bucket:
        return replace(flood(each), voices=each.voices + 200, busiest=1)

    assert not alarms(changed(busy, THEN, 8, flood))
    assert THEN in alarms(changed(busy, THEN, 8, crowd))


def test_a_flood_of_copies_is_amplification(busy: list[Bucket]) -> None:
    """A hundred accounts with one text do not alarm as a hundred people would."""

    def copied(each: Bucket) -> Bucket:
        many = bucket(each.start, (each.mentions or 0) + 100, negative=each.negative + 100)
        return replace(many, copies=99)

    assert not alarms(changed(busy, THEN, 8, copied))


def test_an_outage_is_not_silence_and_its_end_no_surge(busy: list[Bucket]) -> None:
    """Blind buckets carry no signal, change nothing that is usual, and end without an alarm."""
    blind = changed(busy, THEN, 30, lambda each: replace(each, mentions=None))
    assert not alarms(blind)
    outlooks = [outlook for _, _, outlook in seen(blind)]
    assert outlooks[THEN + 29].learned == outlooks[THEN].learned


def test_an_incomplete_bucket_may_alarm_and_teaches_nothing(busy: list[Bucket]) -> None:
    """With one source down, what the others show still counts."""
    short = changed(busy, THEN, 8, lambda each: replace(each, complete=False))
    outlooks = [outlook for _, _, outlook in seen(short)]
    assert outlooks[THEN + 7].learned == outlooks[THEN].learned

    def surge(each: Bucket) -> Bucket:
        return replace(louder(5, share=0.8)(each), complete=False)

    assert THEN + 1 in alarms(changed(busy, THEN, 8, surge))


def test_a_planned_event_lifts_the_expected_and_disarms_no_tone(busy: list[Bucket]) -> None:
    """Triple volume during a launch is expected; a sour launch is still told."""

    def launch(each: Bucket) -> Bucket:
        return replace(louder(3, share=0.2)(each), lift=3.0)

    def sour(each: Bucket) -> Bucket:
        return replace(louder(3, share=0.75)(each), lift=3.0)

    assert not alarms(changed(busy, THEN, 12, launch))
    assert set(alarms(changed(busy, THEN, 12, sour))) & set(range(THEN, THEN + 6))


def test_slow_growth_is_learnt() -> None:
    """A topic that grows by half every week is not taken for a surge."""
    weeks = [ordinary(8.0 * 1.5 ** (day / 7), 28 * DAY, seed=3) for day in range(28)]
    grown = [weeks[place // DAY][place] for place in range(28 * DAY)]
    assert "volume" not in {signal.kind for signal in alarms(grown).values()}


def test_the_first_hours_do_not_alarm_from_ignorance() -> None:
    """At any size, an ordinary first day is no alarm."""
    for rate in (0.05, 1.0, 30.0, 1000.0):
        assert not alarms(ordinary(rate, DAY, seed=5))


def test_incomplete_ticks_alone_are_no_history_to_alarm_from() -> None:
    """A topic of which something was always missing knows nothing, and says nothing."""
    partial = [replace(each, complete=False) for each in ordinary(1.0, DAY, seed=5)]
    assert not alarms(partial)


def test_an_overwhelming_burst_on_day_one_alarms() -> None:
    """Twenty times the volume, mostly negative, six hours after the start."""
    young = ordinary(12.0, DAY, seed=5)
    said = alarms(changed(young, 40, 8, louder(20, share=0.8)))
    assert min(said) in (40, 41)
    assert said[min(said)].because.endswith("only 10 h of history.")


def test_an_alarm_stands_until_it_is_over_and_then_ends(busy: list[Bucket]) -> None:
    """A signal at every bucket of the surge, and none half a day after it."""
    said = alarms(changed(busy, THEN, 16, louder(5, share=0.8)))
    assert set(range(THEN + 1, THEN + 16)) <= set(said)
    assert not set(said) & set(range(THEN + 48, LENGTH))


def test_a_crisis_does_not_become_usual(busy: list[Bucket]) -> None:
    """A day of alarm leaves the expected volume and the usual tone where they were."""
    crisis = changed(busy, THEN, DAY, louder(6, share=0.8))
    without, after = (
        [outlook for _, _, outlook in seen(each)][THEN + DAY + 8] for each in (busy, crisis)
    )
    assert after.expected == pytest.approx(without.expected, rel=0.1)
    assert after.usual_negative == pytest.approx(without.usual_negative, abs=0.02)


def test_sensitivity_orders_the_alarms(busy: list[Bucket]) -> None:
    """What alarms when quiet also alarms when balanced, and what does then does early."""
    mild = changed(busy, THEN, 16, louder(2.0, share=0.45))
    quiet, balanced, early = (
        set(alarms(mild, sensitivity=each)) for each in ("quiet", "balanced", "early")
    )
    assert quiet <= balanced <= early
    assert early


def test_a_month_of_silence_ends_without_an_alarm(busy: list[Bucket]) -> None:
    """When the usual volume comes back, it is still known to be usual."""
    silent = [bucket(MONDAY + (LENGTH + place) * TICK, 0) for place in range(30 * DAY)]
    back = ordinary(12.0, LENGTH + 31 * DAY, seed=9)[LENGTH + 30 * DAY :]
    assert not alarms([*busy, *silent, *back], sensitivity="quiet")


def test_repeated_and_old_buckets_change_nothing(busy: list[Bucket]) -> None:
    """A bucket seen before is not counted again, whatever it says now."""
    panel = Panel(TICK)
    state, _ = panel.walk(busy, None, busy[-1].end)
    old = replace(busy[-3], mentions=10_000, scored=10_000, negative=9_000, voices=10_000)
    again, ((signals, _),) = panel.walk([old], state, busy[-1].end)
    assert not signals
    assert again == state


def test_a_bucket_from_the_future_says_nothing(busy: list[Bucket]) -> None:
    """A clock that jumped ahead does not make the panel deaf to the present."""
    panel = Panel(TICK)
    state, _ = panel.walk(busy, None, busy[-1].end)
    ahead = bucket(busy[-1].end + timedelta(days=400), 5000, negative=5000)
    again, ((signals, _),) = panel.walk([ahead], state, busy[-1].end)
    assert not signals
    assert again == state


def test_a_clock_that_went_back_is_followed(busy: list[Bucket]) -> None:
    """After a jump back of a year the panel goes on there, knowing what is usual."""
    back = [replace(each, start=each.start - timedelta(weeks=52)) for each in busy]
    surge = changed(back, THEN, 8, louder(6, share=0.8))
    said = alarms([*busy, *surge])
    assert set(said) & set(range(LENGTH + THEN, LENGTH + THEN + 2))
    assert not set(said) & set(range(LENGTH, LENGTH + THEN))


def test_a_gap_is_blindness(busy: list[Bucket]) -> None:
    """Missing buckets are not zeros: usual volume after them is no surge."""
    assert not alarms(busy[:THEN] + busy[THEN + 200 :])


@pytest.mark.parametrize("minutes", [1, 5, 60, 360])
def test_other_tick_lengths_work(minutes: int) -> None:
    """Windows follow the tick: a surge alarms at any of them, and the quiet before does not."""
    tick = timedelta(minutes=minutes)
    panel = Panel(tick)
    counts = [6 + (place * 7) % 5 for place in range(300)] + [90] * 4
    buckets = [
        bucket(MONDAY + place * tick, count, negative=count if count == 90 else 1, tick=tick)
        for place, count in enumerate(counts)
    ]
    _, said = panel.walk(buckets, None, buckets[-1].end)
    assert next(place for place, (signals, _) in enumerate(said) if signals) >= 300
    assert said[-1][0]


def test_outlook_follows_the_hour(busy: list[Bucket]) -> None:
    """The usual range is higher by day than by night, and the usual tone is known."""
    outlooks = [outlook for _, _, outlook in seen(busy)]
    day, night = outlooks[THEN], outlooks[NIGHT]
    assert day.expected > 2 * night.expected
    assert night.low <= night.expected <= night.high < day.high
    assert day.usual_negative == pytest.approx(0.2, abs=0.05)


def test_another_reader_of_the_tone_is_no_turn_of_the_tone() -> None:
    """Told beforehand that 60 % are usual for it, the panel stays calm; untold, it calls people."""
    panel, now = Panel(TICK), MONDAY + 3 * WEEK * TICK
    before, _ = panel.walk(ordinary(12.0, 2 * WEEK, share=0.15), None, now)
    after = ordinary(12.0, 3 * WEEK, share=0.6)[2 * WEEK : 2 * WEEK + 3 * DAY]
    _, untold = panel.walk(after, before, now)
    _, told = panel.walk(after, panel.retuned(before, 0.6), now)
    assert any(signals for signals, _ in untold)
    assert not any(signals for signals, _ in told)
    assert told[0][1].expected == untold[0][1].expected  # the volume is known as before
    assert told[0][1].usual_negative is None  # not known yet
    assert told[-1][1].usual_negative == pytest.approx(0.6, abs=0.05)
