"""How right socwatch is, in the words that stand beside its percentages.

Invariant: a share comes with its n and its interval; fewer than 20 labels give no percentage, and
mentions that people chose are never passed off as a sample.
"""

from __future__ import annotations

from socwatch.model.accuracy import TOO_FEW, Accuracy, Level, NoLevel, Rate
from socwatch.report.words import DASH, count, percent

#: What is said where nobody has labelled anything.
UNMEASURED = "not measured on your mentions yet (socwatch label)"


def rate(one: Rate) -> str:
    """`83% (75-89%, n = 120)`; the bare numbers when there are too few."""
    if one.of < TOO_FEW:
        return f"{one.part} of {one.of} (too few for a percentage)"
    return f"{percent(one.share)} ({_between(*one.interval)}, n = {count(one.of)})"


def beside(measured: Accuracy | None) -> str:
    """What stands in the same brackets as a percentage; "" while it is not measured."""
    if measured is None or not measured.is_measured:
        return ""
    right = f"right in {percent(measured.right.share)} of {count(measured.labelled)}"
    if measured.chosen:
        return f"{right} not picked at random, which may mislead"
    return f"{right} labelled, {_between(*measured.right.interval)}"


def accuracy(measured: Accuracy | None) -> str:
    """How right the tone is read, as a sentence without its full stop."""
    if measured is None or not measured.labelled:
        return UNMEASURED
    if not measured.is_measured:
        return (
            f"right in {measured.right.part} of {measured.labelled} labelled, "
            "too few to tell (socwatch label)"
        )
    return beside(measured)


def level(found: Level | NoLevel, *, now: float | None = None, usual: float | None = None) -> str:
    """The negative share without errors of reading; where there is none, how the count changed."""
    if isinstance(found, NoLevel):
        return f"{_change(now, usual)}the level itself is not measured ({found.because})"
    return (
        f"about {percent(found.share)} are negative ({_between(found.low, found.high)}) once "
        "errors of reading are taken out"
    )


def _change(now: float | None, usual: float | None) -> str:
    """`up from 22% to 41% by our count; `."""
    if now is None or usual is None:
        return ""
    before, after = percent(usual), percent(now)
    if before == after:
        return f"as usual {after} by our count; "
    return f"{'up' if now > usual else 'down'} from {before} to {after} by our count; "


def _between(low: float, high: float) -> str:
    return f"{low * 100:.0f}{DASH}{percent(high)}"
