"""What of a tick's mentions is people speaking for themselves.

Invariant: the excess of the busiest author and of copies adds no voice. Where it is as large as
only floods have it, it is taken to be negative first, with the part of the flood that no copy
gives away; below that it is taken to be like the rest, because real crises are shared too.

What a flood looks like was set on simulated topics: in a crisis about a third of the mentions are
copies, in a campaign of accounts that spread one text more than half.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

FLOODED = 0.45  # share of excess from which mentions look like a flood
SURELY = 0.1  # above which it is one, FLOODED + SURELY
HIDDEN = 0.4  # of a flood's excess comes along in other words
EARLIER = 6.0  # mentions that the share of the last ticks counts for
KEEP = 0.8  # of what the ticks before said about the share
LASTS = 0.9  # of the suspicion is left a tick later


class Flood(msgspec.Struct, array_like=True):
    """The excess and the mentions of the last ticks, and how surely there is a flood (0 to 1)."""

    excess: float = 0.0
    mentions: float = 0.0
    suspicion: float = 0.0


class Own(NamedTuple):
    """Voices that count, and the scored and negative mentions that are theirs."""

    voices: float
    toned: float
    sour: float


NOBODY = Own(0.0, 0.0, 0.0)


def own(flood: Flood, told: tuple[int, int, int], *, voices: int, copies: int, busiest: int) -> Own:
    """The tick's own voices and tone; `flood` is brought up to date.

    `told` are the mentions, those of them that could be scored, and the negative ones. No voices
    means that nobody knows who spoke.
    """
    mentions, scored, negative = told
    if not mentions:
        cool(flood)
        return NOBODY
    excess = float(max(copies, busiest - 1, mentions - voices if voices else 0, 0))
    sure = _sure(flood, mentions, excess)
    excess *= 1.0 + HIDDEN * sure
    heard = max(0.0, mentions - excess)
    if not scored:
        return Own(heard, 0.0, 0.0)
    toned = scored * heard / mentions
    alike = toned * negative / scored
    least = max(0.0, negative - (scored - toned))
    return Own(heard, toned, alike + sure * (min(least, toned) - alike))


def _sure(flood: Flood, mentions: int, excess: float) -> float:
    """How surely this tick is a flood, 0 to 1: few mentions are judged with those before them."""
    flood.excess = KEEP * flood.excess + excess
    flood.mentions = KEEP * flood.mentions + mentions
    before = EARLIER * flood.excess / flood.mentions
    share = (excess + before) / (mentions + EARLIER)
    sure = min(1.0, max(0.0, (share - FLOODED) / SURELY))
    flood.suspicion = max(sure, LASTS * flood.suspicion)
    return sure


def cool(flood: Flood) -> None:
    """A tick in which nothing was said."""
    flood.excess *= KEEP
    flood.mentions *= KEEP
    flood.suspicion *= LASTS
