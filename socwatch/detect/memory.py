"""What a panel remembers of one topic, and its text.

Invariant: text that is not ours, of another version or of another tick length is as good as none.
"""

from __future__ import annotations

from math import isfinite

import msgspec

from socwatch.detect import baseline, rarity, recent, tone, volume
from socwatch.detect.baseline import Baseline
from socwatch.detect.distinct import Flood
from socwatch.detect.rarity import Rarity
from socwatch.detect.recent import Recent
from socwatch.detect.tone import Share
from socwatch.detect.volume import Spread
from socwatch.ports import DetectorState

VERSION = 2


class Memory(msgspec.Struct, array_like=True):
    """All that is remembered of one topic. Times are seconds since 1970, UTC."""

    version: int
    tick: int
    first: int  # start of the first bucket that was read
    due: int  # start of the bucket that comes next
    alarm: int  # ticks for which the alarm stands; 0 when there is none
    suspect: int  # ticks in a row that looked too unusual to learn from
    seen: int  # ticks that could be read
    baseline: Baseline
    spread: Spread
    share: Share
    rarity: Rarity
    flood: Flood
    recent: Recent


_DECODER = msgspec.json.Decoder(Memory)
_ENCODER = msgspec.json.Encoder()


def fresh(tick: int, windows: tuple[int, ...]) -> Memory:
    """Nothing remembered."""
    return Memory(
        version=VERSION,
        tick=tick,
        first=0,
        due=0,
        alarm=0,
        suspect=0,
        seen=0,
        baseline=baseline.unknown(),
        spread=volume.unknown(len(windows)),
        share=tone.unknown(len(windows)),
        rarity=rarity.Rarity(),
        flood=Flood(),
        recent=recent.nothing_yet(),
    )


def recalled(state: DetectorState | None, tick: int, windows: tuple[int, ...]) -> Memory:
    """The memory behind the text, or a fresh one when the text is of no use."""
    if state is None:
        return fresh(tick, windows)
    try:
        memory = _DECODER.decode(state)
    except msgspec.DecodeError:
        return fresh(tick, windows)
    if memory.version != VERSION or memory.tick != tick or not _sound(memory, windows):
        return fresh(tick, windows)
    memory.recent = recent.unfolded(memory.recent)
    return memory


def noted(memory: Memory) -> DetectorState:
    """The memory as text."""
    stored = msgspec.structs.replace(memory, recent=recent.folded(memory.recent))
    return DetectorState(_ENCODER.encode(stored).decode())


def _sound(memory: Memory, windows: tuple[int, ...]) -> bool:
    """Whether the lists have the lengths that this version writes."""
    known = memory.baseline
    lists = (known.level, known.long, known.crowd, known.hour_counts, known.hour_exposure)
    lengths = [len(values) for values in (*lists, known.day_counts, known.day_exposure)]
    kept, share = memory.recent, memory.share
    per_window = (memory.spread.spreads, memory.spread.weights, share.alike)
    return (
        lengths == [2, 2, 2, 24, 24, 7, 7]
        and all(len(values) == len(windows) for values in (*per_window, share.weights))
        and all(len(row) == len(recent.BLIND_ROW) for row in kept.totals)
        and len(kept.totals) <= windows[-1]
        and isfinite(share.scored)
        and share.scored > 0
    )
