"""What labels say about the readings: how right they are.

Invariant: percentages rest on mentions that were picked at random wherever there are enough of
them; where there are not, it is said that people chose them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from socwatch.model.accuracy import TOO_FEW, Accuracy, Rate
from socwatch.model.label import Picked
from socwatch.model.reading import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What socwatch read, and what a person said of the same mention."""

    read: Tone
    said: Tone
    picked: Picked


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How right the older and the newer half of the labelled mentions were read."""

    before: Rate
    lately: Rate

    @property
    def is_worse(self) -> bool:
        """Whether the newer half is read worse."""
        return self.lately.share < self.before.share


def drift(judged: Sequence[Judged]) -> Drift | None:
    """Whether mentions are read otherwise than they were; None when chance explains it.

    Takes mentions from the oldest to the newest. Told when the 95 % interval of the difference
    leaves out 0, by the score method of R. Newcombe, "Interval Estimation for the Difference
    between Independent Proportions", Statistics in Medicine 17, 1998.
    """
    random = [
        one for one in judged if one.picked is Picked.RANDOM and one.read is not Tone.UNSCORED
    ]
    middle = len(random) // 2
    before, lately = (
        Rate(part=sum(one.read is one.said for one in half), of=len(half))
        for half in (random[:middle], random[middle:])
    )
    if before.of < TOO_FEW:
        return None
    more, less = (before, lately) if before.share > lately.share else (lately, before)
    gap = hypot(more.share - more.interval[0], less.interval[1] - less.share)
    if more.share - less.share <= gap:
        return None
    return Drift(before=before, lately=lately)


def accuracy(judged: Sequence[Judged]) -> Accuracy:
    """How right the readings are: of the randomly picked ones, else of all that are labelled."""
    scored = [one for one in judged if one.read is not Tone.UNSCORED]
    random = [one for one in scored if one.picked is Picked.RANDOM]
    chosen = len(random) < min(TOO_FEW, len(scored))
    used = scored if chosen else random
    called = [one for one in used if one.said is Tone.NEGATIVE]
    taken = [one for one in used if one.read is Tone.NEGATIVE]
    both = sum(one.read is Tone.NEGATIVE for one in called)
    others = len(used) - len(called)
    return Accuracy(
        right=Rate(part=sum(one.read is one.said for one in used), of=len(used)),
        found=Rate(part=both, of=len(called)),
        precise=Rate(part=both, of=len(taken)),
        mistaken=Rate(part=len(taken) - both, of=others),
        said_negative=Rate(part=len(called), of=len(used)),
        read_negative=Rate(part=len(taken), of=len(used)),
        given=len(scored),
        chosen=chosen,
        unscored=len(judged) - len(scored),
    )
