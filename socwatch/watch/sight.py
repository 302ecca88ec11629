"""What a poll's outcome means for what we can see. Pure.

Invariant: a time in which a source was not read is never forgotten and never taken for silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socwatch.detect.quiet import WINDOWS, quiet
from socwatch.model.issue import Entry, EventKind
from socwatch.model.mention import Outcome
from socwatch.model.watching import BlindSpan, Heard, Sighting, SourceState
from socwatch.ports import Source

#: Failed polls in a row before anybody is told; a login that is rejected is told at once.
PATIENCE = 2
#: A source that failed so often within `FLAPPING` comes and goes: from then on it must stay away for
#: `STAYS` before anybody hears of it again.
FLAPS = 3
FLAPPING = timedelta(hours=24)
STAYS = timedelta(hours=2)
_HOPELESS = (Outcome.UNAUTHORISED, Outcome.MISCONFIGURED)
#: A clock that was wrong by more than this was no clock.
CLOCK_ERROR = timedelta(minutes=5)
#: How often a source is compared with its own past.
SILENCE_EVERY = timedelta(hours=3)
#: Polls that go the same way are one line of the record, for so long at most.
LONGEST_RUN = timedelta(hours=6)
#: The same when they bring something.
SLOT = timedelta(minutes=15)
#: A source that has been dark for this long is no longer waited for when we learn what is usual.
GIVEN_UP = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What follows from one poll."""

    state: SourceState
    blind: BlindSpan | None = None  # begun, or ended
    entry: Entry | None = None  # when people should know


def is_due(state: SourceState | None, every: timedelta, now: datetime) -> bool:
    """Whether a source should be asked now: its interval, a requested pause, its failures."""
    if state is None or state.last_try is None or state.last_try > now:
        return True  # never asked; or asked by a clock that was ahead, which must not blind us
    if is_paused(state, now):
        return False
    # A little early is on time: cron's minute and our last poll's second never meet exactly.
    slack = min(every / 10, timedelta(seconds=30))
    return now >= state.last_try + pause(every, state) - slack


def pause(every: timedelta, state: SourceState) -> timedelta:
    """Between two polls: the interval, doubled for each failure in a row up to an hour.

    A source of which a part was read is asked as often as ever: there may be more to say than
    one poll can carry, and that is no time to look away.
    """
    if state.failures < PATIENCE or state.outcome is Outcome.PARTIAL:
        return every
    return max(every, min(every * (1 << min(state.failures - 1, 10)), timedelta(hours=1)))


def is_paused(state: SourceState | None, now: datetime) -> bool:
    """Whether the service asked to be left alone until later than now: nothing may override it.

    A pause that was counted from a clock that was far ahead is none.
    """
    if state is None or state.retry_at is None or now >= state.retry_at:
        return False
    return state.last_try is None or state.last_try <= now + CLOCK_ERROR


def own_states(
    states: Mapping[str, SourceState], sources: Sequence[Source]
) -> dict[str, SourceState]:
    """The states by name, none of them that of another kind of source which had the same name.

    The new kind was never asked and can do nothing with the other's cursor; that nobody has been
    able to read the source until now still holds.
    """
    kinds = {source.name: source.kind for source in sources}
    return {
        name: state if kinds.get(name, state.kind) == state.kind else _begun(state, kinds[name])
        for name, state in states.items()
    }


def _begun(state: SourceState, kind: str) -> SourceState:
    return SourceState(
        name=state.name,
        kind=kind,
        outcome=state.outcome,
        because=state.because,
        since=state.since,
        blind_since=state.blind_since,
        told_failing=state.told_failing,
    )


def noted(
    state: SourceState, outcome: Outcome, *, found: int, because: str, now: datetime
) -> SourceState:
    """The state with this poll on its record: part of the latest run, or the first of a new one.

    What the first look brought is the past, and says nothing of how much is usual.
    """
    run = state.latest
    counted = found if run is not None else 0
    fresh = Sighting(
        source=state.name, since=now, until=now, outcome=outcome, found=counted, because=because
    )
    if run is not None and _goes_on(run, fresh):
        fresh = replace(run, until=now, found=run.found + counted, polls=run.polls + 1)
    return replace(state, latest=fresh, last_found=now if found else state.last_found)


def _goes_on(run: Sighting, fresh: Sighting) -> bool:
    same = (run.outcome, run.because) == (fresh.outcome, fresh.because)
    longest = SLOT if run.found or fresh.found else LONGEST_RUN
    return same and timedelta(0) <= fresh.until - run.since < longest


def after_poll(
    state: SourceState, outcome: Outcome, *, because: str, retry_at: datetime | None, now: datetime,
    every: timedelta,
) -> Glance:  # fmt: skip
    """The source's new state, the blind span that began or ended, and what people should know."""
    if outcome is Outcome.OK:
        return _seen(replace(state, because=because), now, every, retry_at, was=state)
    failures = state.failures + 1
    dark = state.blind_since or state.last_ok or now
    fell = tuple(at for at in state.fell if timedelta(0) <= now - at < FLAPPING)
    enough = failures >= PATIENCE or outcome in _HOPELESS
    told = state.told_failing or (now - dark >= STAYS if len(fell) >= FLAPS else enough)
    news = told and not state.told_failing
    failing = replace(
        state,
        outcome=outcome,
        because=because,
        since=now if state.outcome is not outcome or state.since is None else state.since,
        last_try=now,
        blind_since=dark,
        retry_at=retry_at,
        failures=failures,
        told_failing=told,
        fell=(*fell, now) if news else fell,
    )
    blind = BlindSpan(source=state.name, since=dark, until=None, because=because)
    entry = _entry(failing, EventKind.SOURCE_FAILING, now, _fallen(failing)) if news else None
    return Glance(state=failing, blind=blind, entry=entry)


def _fallen(state: SourceState) -> str:
    """Why a source fails, and when its owner hears of it next if it comes and goes."""
    if len(state.fell) < FLAPS:
        return state.why
    return (
        f"{state.why}; failure {len(state.fell)} in 24 h: it comes and goes, and you hear of it "
        f"again when it stays away for {STAYS // timedelta(hours=1)} h"
    )


def without_source(state: SourceState, now: datetime) -> tuple[SourceState, BlindSpan]:
    """The state of a failing source that was taken out of the config, and the end of its span."""
    dark = state.blind_since or now
    blind = BlindSpan(source=state.name, since=dark, until=max(now, dark), because=state.because)
    kept = replace(
        state,
        outcome=Outcome.OK,
        because="",
        blind_since=None,
        retry_at=None,
        failures=0,
        told_failing=False,
    )
    return kept, blind


def silence_is_due(state: SourceState, now: datetime) -> bool:
    """Whether it is time to compare what a source brings with its own past."""
    if state.outcome is not Outcome.OK:
        return False
    if state.silent_since is not None and state.last_found == now:
        return True
    checked = state.silence_checked
    return checked is None or checked > now or now - checked >= SILENCE_EVERY


def hushed(
    state: SourceState, heard: Sequence[Heard], now: datetime
) -> tuple[SourceState, Entry | None]:
    """The state after that comparison, and what people should know.

    A silence ends when a day brings about as much as usual again: never by itself, because a
    long silence becomes what is usual.
    """
    is_silent = state.silent_since is not None
    found = quiet(heard, now, windows=(1,) if is_silent else WINDOWS)
    state = replace(state, silence_checked=now)
    if found is not None and not is_silent:
        state = replace(state, silent_since=now, silent_because=found.because)
        return state, _entry(state, EventKind.SOURCE_SILENT, now)
    if found is None and is_silent and heard[0].found:
        state = replace(state, silent_since=None, silent_because="")
        return state, _entry(state, EventKind.SOURCE_RECOVERED, now, "it brings new items again")
    return state, None


def _seen(
    state: SourceState,
    now: datetime,
    every: timedelta,
    retry_at: datetime | None,
    *,
    was: SourceState,
) -> Glance:
    """`because` of a good poll is what is worth knowing all the same: a feed that has moved."""
    read = replace(
        state,
        outcome=Outcome.OK,
        since=now if state.outcome is not Outcome.OK or state.since is None else state.since,
        last_try=now,
        first_ok=state.first_ok or now,
        last_ok=now,
        blind_since=None,
        retry_at=retry_at,  # read well, and asked to wait before the next time
        failures=0,
        told_failing=False,
    )
    back = _entry(read, EventKind.SOURCE_RECOVERED, now, "it can be read again")
    entry = back if was.told_failing else None
    return Glance(state=read, blind=_gap(was, now, every), entry=entry)


def _gap(state: SourceState, now: datetime, every: timedelta) -> BlindSpan | None:
    """The span that ends with a good poll, if there was one."""
    if state.blind_since is not None:
        return BlindSpan(
            source=state.name, since=state.blind_since, until=now, because=state.because
        )
    if state.last_ok is None or now - state.last_ok <= longest_gap(every):
        return None
    return BlindSpan(
        source=state.name, since=state.last_ok, until=now, because="socwatch was not running"
    )


def longest_gap(every: timedelta) -> timedelta:
    """Two good polls further apart than this have a blind span between them."""
    return max(3 * every, timedelta(minutes=45))


def _entry(state: SourceState, event: EventKind, now: datetime, words: str = "") -> Entry:
    words = words or state.why or "it can be read again"
    return Entry(
        at=now,
        issue=None,
        event=event,
        actor="socwatch",
        because=words,
        details={"source": state.name, "outcome": state.word},
    )


def blind_sources(
    names: tuple[str, ...], spans: tuple[BlindSpan, ...], begin: datetime, end: datetime
) -> tuple[str, ...]:
    """Those of the sources that were not read for some part of [begin, end)."""
    dark = {
        span.source
        for span in spans
        if span.since < end and (span.until is None or span.until > begin)
    }
    return tuple(name for name in names if name in dark)


def awaited(
    names: tuple[str, ...], spans: tuple[BlindSpan, ...], begin: datetime
) -> tuple[str, ...]:
    """Those of the sources that have not been dark for so long that nobody waits for them.

    Leave out sources that were never read: what they would say is no part of what is usual.
    """
    gone = {
        span.source
        for span in spans
        if span.since <= begin - GIVEN_UP and (span.until is None or span.until > begin)
    }
    return tuple(name for name in names if name not in gone)
