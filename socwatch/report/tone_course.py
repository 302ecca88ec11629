"""The section on how the tone went: the negative share over the period, for a report.

Invariant: a bar of fewer than 20 scored mentions shows no share; bars are joined until most of them
have enough, and what still has not is a gap, never a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from socwatch.report import words
from socwatch.report.facts import DigestFacts, Slot, TopicFacts
from socwatch.report.letter import Chart, Point, Section, section
from socwatch.report.safe import plain
from socwatch.report.sections import MOST_CHARTS, label_of, lift

#: So many bars of the period are joined into one, as few as possible.
_JOINED = (1, 2, 3, 6, 12, 24)
_FEWEST = 3  # bars with a share: fewer are no course
_HEAD = ("Time", "Negative", "Scored")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    slot: Slot  # the first of those that were joined
    length: timedelta
    scored: int
    negative: int

    @property
    def share(self) -> int | None:
        """In percent; None of few."""
        return None if self.scored < words.TOO_FEW else round(100 * self.negative / self.scored)


def tone_course(facts: DigestFacts) -> Section:
    """The negative share of the topics over the period, the most unusual topic first."""
    ordered = sorted((one for one in facts.topics if one.slots), key=lift, reverse=True)
    drawn = [chart for one in ordered if (chart := tone_chart(one, facts.timezone)) is not None]
    return section("How the tone went", *drawn[:MOST_CHARTS])


def tone_chart(one: TopicFacts, timezone: str) -> Chart | None:
    """A topic's negative share over time; None where there is too little for a course."""
    bars = _bars(one.slots)
    told = [bar for bar in bars if bar.share is not None]
    if len(told) < _FEWEST:
        return None
    dated = bars[-1].slot.start - bars[0].slot.start > timedelta(days=1, hours=1)
    by_day = bars[0].length >= timedelta(days=1)  # the last one may be shorter
    points = tuple(_point(bar, timezone, dated=dated, by_day=by_day) for bar in bars)
    return Chart(finding=_finding(one, bars, points), points=points, head=_HEAD, unit="%",
                 gap="too few scored")  # fmt: skip


def _bars(slots: Sequence[Slot]) -> list[_Bar]:
    """Joined as little as it takes for most of what was scored to have a share."""
    bars: list[_Bar] = []
    for number in _JOINED:
        bars = [_joined(slots[at : at + number]) for at in range(0, len(slots), number)]
        spoken = [bar for bar in bars if bar.scored]
        if 2 * sum(bar.share is not None for bar in spoken) > len(spoken):
            break
    return bars


def _joined(slots: Sequence[Slot]) -> _Bar:
    return _Bar(
        slot=slots[0],
        length=sum((one.length for one in slots), timedelta()),
        scored=sum(one.scored for one in slots),
        negative=sum(one.negative for one in slots),
    )


def _point(bar: _Bar, timezone: str, *, dated: bool, by_day: bool) -> Point:
    here = words.local(bar.slot.start, timezone)
    label = label_of(here, dated=dated, by_day=by_day)
    return Point(at=here, label=label, mentions=bar.share, beside=words.count(bar.scored))


def _finding(one: TopicFacts, bars: Sequence[_Bar], points: Sequence[Point]) -> str:
    known = [(bar.share, bar, point) for bar, point in zip(bars, points, strict=True)
             if bar.share is not None]  # fmt: skip
    most, bar, point = max(known, key=lambda found: found[0])
    usual = "" if one.usual_negative is None else f" (usual {words.percent(one.usual_negative)})"
    few = len(bars) - len(known)
    gaps = f"; {few} of {len(bars)} bars had fewer than {words.TOO_FEW} scored" if few else ""
    return (
        f"{words.titled(plain(one.topic))}: most negative at {point.label} with {most}% of "
        f"{words.count(bar.scored)}{usual}; a bar is {words.span(bars[0].length)}{gaps}"
    )
