"""A chart as the lines and areas of an SVG drawing.

Invariant: what was not read is a gap, never a point at zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from socwatch.report.letter import Chart, Point
from socwatch.report.words import short_day

WIDTH, HEIGHT = 680, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 8, 24
_MOST_LABELS = 8


#: Half of what a label needs.
_ROOM = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place in the drawing with a word to it."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Coordinates, ready to be written into an SVG element."""

    width: int
    height: int
    bands: tuple[str, ...]  # the usual range, as polygons
    lines: tuple[str, ...]  # the mentions, as unbroken lines
    above: tuple[Mark, ...]  # points that are more than usual
    gaps: tuple[tuple[float, float], ...]  # x and width of what was not read
    across: tuple[Mark, ...]  # labels of the time axis
    up: tuple[Mark, ...]  # labels of the value axis


def plot(chart: Chart) -> Plot:
    """The chart's drawing."""
    at = _Place(len(chart.points), chart.top)
    points = list(enumerate(chart.points))
    known = list(_runs(points, lambda point: point.high is not None))
    read = list(_runs(points, lambda point: point.mentions is not None))
    return Plot(
        width=WIDTH,
        height=HEIGHT,
        bands=tuple(at.band(run) for run in known),
        lines=tuple(at.line(run) for run in read),
        above=tuple(at.mark(n, one) for n, one in points if one.above),
        gaps=tuple(at.column(n) for n, one in points if one.mentions is None),
        across=tuple(_across(at, chart.points)),
        up=tuple(
            Mark(x=_LEFT - 6, y=at.y(value), label=f"{value:,}{chart.unit}")
            for value in (0, chart.top)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a point of the chart lies in the drawing."""

    number: int
    top: int

    @property
    def step(self) -> float:
        return (WIDTH - _LEFT - _RIGHT) / max(self.number, 1)

    def x(self, n: int) -> float:
        return round(_LEFT + (n + 0.5) * self.step, 1)

    def y(self, value: int) -> float:
        return round(HEIGHT - _BOTTOM - value / self.top * (HEIGHT - _TOP - _BOTTOM), 1)

    def band(self, run: Sequence[tuple[int, Point]]) -> str:
        over = [f"{self.x(n)},{self.y(one.high or 0)}" for n, one in run]
        under = [f"{self.x(n)},{self.y(one.low or 0)}" for n, one in reversed(run)]
        return " ".join(over + under)

    def line(self, run: Sequence[tuple[int, Point]]) -> str:
        return " ".join(f"{self.x(n)},{self.y(one.mentions or 0)}" for n, one in run)

    def mark(self, n: int, one: Point) -> Mark:
        return Mark(x=self.x(n), y=self.y(one.mentions or 0), label=one.label)

    def column(self, n: int) -> tuple[float, float]:
        return round(_LEFT + n * self.step, 1), round(self.step, 1)


def _runs(
    points: list[tuple[int, Point]], holds: Callable[[Point], bool]
) -> Iterator[list[tuple[int, Point]]]:
    for good, run in groupby(points, key=lambda pair: holds(pair[1])):
        if good:
            yield list(run)


def _across(at: _Place, points: Sequence[Point]) -> Iterator[Mark]:
    """A few labels that do not run into each other: times, or days where they come by the hour."""
    midnights = [
        n for n, one in enumerate(points) if n and one.at.date() != points[n - 1].at.date()
    ]
    if len(midnights) > 1 and len(points) > 2 * len(midnights):
        every = -(-len(midnights) // _MOST_LABELS)
        for n in midnights[::every]:
            if at.x(n) > WIDTH - _ROOM:
                continue  # it would be cut off
            yield Mark(x=at.x(n), y=HEIGHT - 8, label=short_day(points[n].at))
        return
    every = -(-len(points) // _MOST_LABELS) or 1
    for n, point in enumerate(points):
        if n % every == 0:
            yield Mark(x=at.x(n), y=HEIGHT - 8, label=point.label)
