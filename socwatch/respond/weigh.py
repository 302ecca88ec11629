"""How severe a finding is: signal x scenario x risk, never a raw score alone.

Levels are compared by rank, so that plans with two levels or with five work the same. "Alarm"
is the lowest level that tells people at once.
"""

from __future__ import annotations

from enum import Enum
from math import sqrt

from socwatch.model.plan import CrisisPlan, Notify, Scenario, Severity
from socwatch.model.signal import Signal, SignalKind

#: Fewer scored mentions than this say nothing about a change of tone.
ENOUGH_SCORED = 5
#: At least this share of the mentions must be scored before tone can calm anybody down.
SCORED_WELL = 0.5
#: What counts as usual where nothing was learned yet.
USUAL_NEGATIVE = 0.2
#: Correlation between the tones of two mentions, and standard deviations beyond chance.
ALIKE = 0.05
SURE = 1.65
#: So rare that it would not come by chance in any archive (log10 of ticks between two).
EXTREME = 12.0
#: The topics whose owner said that they are the most dangerous, and those that come close.
RISKIEST = 3
RISKY = 2
#: Times the top of the usual range, share of negative among at least so many scored mentions.
FLOOD = 10
MOSTLY = 0.5
MANY_SCORED = 20


class Mild(Enum):
    """What speaks against calling people for a signal alone."""

    FRIENDLY = "most of what could be scored is friendly"
    COMMON = "such a signal comes too often"


def severity_of(
    signal: Signal,
    *,
    plan: CrisisPlan,
    risk: int,
    scenario: Scenario | None = None,
    tripwire: bool = False,
    mild: Mild | None = None,
) -> tuple[str, str]:
    """The level a signal deserves, and why in one sentence.

    `scenario` is one that a real share of the signal's mentions falls under, or whose tripwire
    was touched (`tripwire`).
    """
    level, why = _by_tone(signal, plan, friendly=mild is Mild.FRIENDLY)
    alarm = alarm_level(plan)
    if mild is Mild.COMMON and level.rank >= alarm.rank:
        level, why = plan.severities[0], f"this alone comes too often to call anybody; {why}"
    floor = _floor(plan, scenario)
    if tripwire and floor is None and level.rank < alarm.rank:
        level, why = alarm, "a single mention of this kind is enough by the plan"
    if level.rank >= alarm.rank and _is_extreme(signal, risk):
        lifted = plan.severities[min(level.rank + 1, len(plan.severities) - 1)]
        if lifted.rank > level.rank:
            level, why = (
                lifted,
                f"{why}; it is far beyond anything usual, on a topic of risk {risk}",
            )
    if scenario and floor and floor.rank >= level.rank:
        level, why = floor, f"the plan's scenario {scenario.id} is never below {floor.name}"
    return level.name, f"{level.name} because {why}"


def _is_extreme(signal: Signal, risk: int) -> bool:
    """Whether the numbers alone lift an alarm by one level, on a topic that is worth it.

    On the riskiest topics it takes what never comes by chance; from RISKY on, many times the
    most that is usual, mostly negative, and enough of it to tell.
    """
    if risk >= RISKIEST and signal.strength >= EXTREME:
        return True
    share = signal.negative_share
    if risk < RISKY or share is None or signal.scored < MANY_SCORED:
        return False
    if signal.kind == SignalKind.STORY:  # nobody spoke of it before: any number is many times that
        return False
    return share >= MOSTLY and signal.observed >= FLOOD * max(signal.high, 1)


def alarm_level(plan: CrisisPlan) -> Severity:
    """The lowest level that tells people at once; the highest if none does."""
    return next((one for one in plan.severities if one.notify is Notify.NOW), plan.highest)


def more_negative(signal: Signal) -> bool:
    """Whether the negative share is above the usual by more than chance: about once in twenty looks.

    People who speak of one thing feel alike, so that twenty of them tell less than twenty tosses
    of a coin (beta-binomial): a harmless campaign is looked at again and again for a day.
    """
    share = signal.negative_share
    if share is None or signal.scored < ENOUGH_SCORED:
        return False
    usual = USUAL_NEGATIVE if signal.usual_negative is None else signal.usual_negative
    alike = 1.0 + ALIKE * (signal.scored - 1)
    spread = sqrt(max(usual * (1 - usual), 0.05) * alike / signal.scored)
    return share > usual + SURE * spread


def _by_tone(signal: Signal, plan: CrisisPlan, *, friendly: bool) -> tuple[Severity, str]:
    """The level before scenario and risk are looked at."""
    lowest, alarm = plan.severities[0], alarm_level(plan)
    if signal.kind not in set(SignalKind):
        return lowest, "neither volume nor tone is known to be unusual"
    if signal.kind != SignalKind.TONE:
        harmless, why = _loud(signal, friendly=friendly)
        return lowest if harmless else alarm, why
    if signal.scored < ENOUGH_SCORED:
        return lowest, f"only {signal.scored} mentions could be scored, too few to tell"
    return alarm, f"the tone turned: {_shares(signal)}"


def _loud(signal: Signal, *, friendly: bool) -> tuple[bool, str]:
    """Whether a lot of talk is harmless. What could not be scored is not called harmless."""
    story = signal.kind == SignalKind.STORY
    loud = "people speak of something new" if story else "much more is said than usual"
    shares = _shares(signal)
    if more_negative(signal):
        return False, f"{loud}, and more of it is negative: {shares}"
    if signal.scored < max(ENOUGH_SCORED, SCORED_WELL * signal.observed):
        few = "too few could be scored" if signal.scored < signal.observed else "it is too few"
        return False, f"{loud}, and {few} to call it harmless: {shares}"
    if friendly:
        return True, f"{loud}, but most of it is friendly: {shares}"
    return True, f"{loud}, but no more of it is negative than usual: {shares}"


def _shares(signal: Signal) -> str:
    share = signal.negative_share
    if share is None:
        return f"none of {signal.observed} could be scored"
    few = signal.scored < MANY_SCORED
    found = f"{signal.negative} of {signal.scored}" if few else f"{share:.0%} of {signal.scored}"
    if signal.usual_negative is None:
        return f"{found} scored; what is usual is not known yet"
    return f"{found} scored, usually {signal.usual_negative:.0%}"


def _floor(plan: CrisisPlan, scenario: Scenario | None) -> Severity | None:
    wanted = scenario.severity_floor if scenario else None
    return next((one for one in plan.severities if one.name == wanted), None)
