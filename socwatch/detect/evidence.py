"""What the windows of a topic show: volume and tone, weighed together.

Invariant: a window of which less than half could be read is left out; a flood of copies or of one
author weakens whatever is seen with it.
"""

from __future__ import annotations

from math import isfinite, log10

import msgspec

from socwatch.detect import distinct, recent, tone, volume
from socwatch.detect.baseline import Usual
from socwatch.detect.distinct import Flood
from socwatch.detect.memory import Memory
from socwatch.detect.recent import SCALE, Shown
from socwatch.detect.tail import LN10
from socwatch.model.signal import Bucket

VOLUME_WEIGHT, TONE_WEIGHT = 0.7, 1.2
MOST_DOUBT = 9.0
MOST = 10**12  # larger counts are junk
_NOTHING_SAID = (0,) * 8
DISTRUST = 0.4  # of the evidence is left out when there surely is a flood


class View(msgspec.Struct, frozen=True):
    """What one window shows. Evidence is in powers of ten: 3 is one in a thousand."""

    window: int = 0  # its place in the panel's windows
    score: float = 0.0  # both kinds of evidence together
    volume: float = 0.0
    tone: float = 0.0
    variance: float = 1.0  # relative variance of the window's voices beyond chance


NOTHING = View()


class Views(msgspec.Struct, frozen=True):
    """The window that shows most, and what the best of the short ones shows.

    `shown` is what each window shows; empty when nothing was looked at.
    """

    best: View
    short: float
    shown: list[Shown]


def counted(bucket: Bucket, usual: Usual, flood: Flood) -> tuple[int, ...]:
    """The bucket as a row of the recent ticks, its numbers made consistent."""
    expected = int(usual.mean * SCALE + 0.5)
    if not bucket.mentions:
        distinct.cool(flood)
        return (1, 0, expected, *_NOTHING_SAID)
    mentions = _within(bucket.mentions, MOST)
    scored = _within(bucket.scored, mentions)
    negative = _within(bucket.negative, scored)
    voices = _within(bucket.voices, mentions)
    copies = _within(bucket.copies, mentions)
    busiest = _within(bucket.busiest, mentions)
    heard, toned, sour = distinct.own(
        flood, (mentions, scored, negative), voices=voices, copies=copies, busiest=busiest
    )
    own = (int(heard * SCALE + 0.5), int(toned * SCALE + 0.5), int(sour * SCALE + 0.5))
    return (1, own[0], expected, mentions, scored, negative, *own[1:], voices, copies, busiest)


def views(memory: Memory, doubt: float, windows: tuple[int, ...], short: int) -> Views:
    """Looks at every window; the first `short` of them are the short ones."""
    shown = recent.shown(memory.recent, windows)
    doubt, share = min(doubt, MOST_DOUBT), memory.share
    usual = tone.usual_share(share)
    place, best, lasting, loudest, sourest = 0, 0.0, 0.0, 0.0, 0.0
    for index, (seen, voices, expected, toned, negative) in enumerate(shown):
        # Most windows of most ticks show nothing: what can be told by a comparison is not called.
        more, sourer = voices > expected, negative > toned * usual
        if not (more or sourer) or seen * 2 < windows[index]:
            continue
        loud = sour = 0.0
        if more:
            spread = volume.spread_of(memory.spread, index) + doubt
            loud = volume.evidence(voices, expected or 1 / SCALE, spread)
        if sourer:
            sour = tone.evidence(share, index, scored=toned, negative=negative)
        if not loud and not sour:
            continue
        score = joint(loud, sour)
        if index < short and score > lasting:
            lasting = score
        if score > best:
            place, best, loudest, sourest = index, score, loud, sour
    trust = 1.0 - DISTRUST * memory.flood.suspicion
    variance = volume.spread_of(memory.spread, place) + doubt
    view = View(place, trust * best, loudest, sourest, variance)
    return Views(view, trust * lasting, shown)


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


def _within(count: int, most: int) -> int:
    if 0 <= count <= most:
        return count
    return 0 if count < 0 else most
