"""What the windows of a topic show: volume and tone, weighed together.

Invariant: nothing is evidence before FIRST was read, and a window of which less than half could be
read is left out.
"""

from __future__ import annotations

from math import isfinite, log10

import msgspec

from socwatch.detect import recent, tone, volume
from socwatch.detect.baseline import Usual
from socwatch.detect.memory import Memory
from socwatch.detect.recent import SCALE
from socwatch.detect.tail import LN10
from socwatch.model.signal import Bucket

VOLUME_WEIGHT, TONE_WEIGHT = 0.7, 1.2
MOST_DOUBT = 9.0
MOST = 10**12  # larger counts are junk


class View(msgspec.Struct, frozen=True):
    """What one window shows. Evidence is in powers of ten: 3 is one in a thousand."""

    window: int = 0  # its place in the panel's windows
    score: float = 0.0  # both kinds of evidence together
    volume: float = 0.0
    tone: float = 0.0
    variance: float = 1.0  # relative variance of the window's voices beyond chance


NOTHING = View()


class Views(msgspec.Struct, frozen=True):
    """The view that shows most of all windows, and of the short ones."""

    best: View
    short: View


def counted(bucket: Bucket, usual: Usual) -> tuple[int, ...]:
    """The bucket as a row of the recent ticks, its numbers made consistent."""
    mentions = _within(bucket.mentions or 0, MOST)
    scored = _within(bucket.scored, mentions)
    negative = _within(bucket.negative, scored)
    voices = _within(bucket.voices, mentions)
    copies = _within(bucket.copies, mentions)
    busiest = _within(bucket.busiest, mentions)
    heard = volume.heard(mentions=mentions, voices=voices, copies=copies, busiest=busiest)
    toned, sour = tone.own_tone(scored=scored, negative=negative, excess=mentions - heard)
    expected = round(usual.mean * SCALE)
    told = (mentions, scored, negative)
    return (1, heard, expected, *told, toned, sour, voices, copies, busiest)


def views(memory: Memory, doubt: float, windows: tuple[int, ...], short: int) -> Views:
    """Looks at every window; the first `short` of them are the short ones."""
    best = lasting = NOTHING
    for index, ticks in enumerate(windows):
        total = memory.recent.sums[index]
        if total[recent.SEEN] * 2 < ticks:
            continue
        view = _view(memory, doubt, index, total)
        if view.score > best.score:
            best = view
        if index < short and view.score > lasting.score:
            lasting = view
    return Views(best=best, short=lasting)


def joint(loud: float, sour: float) -> float:
    """Both kinds of evidence as one: Fisher's rule for combining tests, tone weighing more.

    Volume has more harmless reasons than tone has; what the sum is worth, the topic's own past
    says (see `rarity`).
    """
    both = VOLUME_WEIGHT * loud + TONE_WEIGHT * sour
    return both - log10(1.0 + both * LN10)


def likely_lift(lift: float) -> float:
    """The planned lift, or 1 when the number makes no sense."""
    return min(max(lift, 0.01), 1000.0) if isfinite(lift) else 1.0


def _view(memory: Memory, doubt: float, index: int, total: tuple[int, ...]) -> View:
    expected = max(total[recent.EXPECTED], 1) / SCALE
    variance = volume.spread_of(memory.spread, index) + min(doubt, MOST_DOUBT)
    loud = volume.evidence(total[recent.VOICED], expected, variance)
    scored, negative = total[recent.TONED], total[recent.SOUR]
    sour = tone.evidence(memory.share, index, scored=scored, negative=negative)
    if not loud and not sour:
        return NOTHING
    score = joint(loud, sour)
    return View(window=index, score=score, volume=loud, tone=sour, variance=variance)


def _within(count: int, most: int) -> int:
    return min(max(count, 0), most)
