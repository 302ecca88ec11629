"""Who is due to be told, how and why.

Nothing here waits: the timer is a value of the issue. While an issue is open and its ladder is
not empty, every turn leaves a timer, so an escalation never stalls; and a step that reaches
nobody goes on to the next at once, down to the fallback.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socwatch.model.delivery import DeliveryKind, Notice, NotTold
from socwatch.model.issue import Issue, IssueState, Ladder, Timer
from socwatch.model.plan import CrisisPlan, Notify, Policy, Silence, Step
from socwatch.respond.firing import Fired, Scene, fire, tell_fallback, would_be_told
from socwatch.respond.reach import deputies, reach, usable_channels
from socwatch.respond.silence import muted_by, silent_until
from socwatch.respond.slots import Pick, following, groups_of, is_fallback, pick, rest_of_round
from socwatch.respond.told import Sent, notice_to, of_ladder
from socwatch.respond.words import clock, level_of, listed, name_of, span

#: A step is called delayed from this lateness on: below it, only the tick had not come yet.
LATE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What is to happen now, and the timer that the issue has afterwards.

    `exhausted`: the fallback is told in this turn, because every step has been waited out or
    nobody could be reached.
    """

    notices: tuple[Notice, ...] = ()
    not_told: tuple[NotTold, ...] = ()
    timer: Timer | None = None
    exhausted: bool = False


def ladder_for(plan: CrisisPlan, *, severity: str, topic: str, scenario: str | None) -> Ladder:
    """The steps for an issue: those of the narrowest policy that fits; empty when digest only.

    Narrowest is scenario and topic, then scenario, then topic, then neither; among equals the
    first in the plan. A level that is told at once but has no policy borrows the one of the
    next level below, else of the next above, else tells the plan's owner.
    """
    level = level_of(plan, severity)
    if level.notify is not Notify.NOW:
        return Ladder()
    policy = policy_for(plan, severity=level.name, topic=topic, scenario=scenario)
    below = [one.name for one in reversed(plan.severities) if one.rank < level.rank]
    above = [one.name for one in plan.severities if one.rank > level.rank]
    for name in (*below, *above):
        policy = policy or policy_for(plan, severity=name, topic=topic, scenario=scenario)
    if policy is None:
        owner = Step(after=timedelta(0), tell=(f"role:{plan.owner}",))
        return Ladder(steps=(owner,), fallback=_any_fallback(plan))
    return Ladder(
        steps=tuple(sorted(policy.steps, key=lambda step: step.after)),
        repeat=policy.repeat,
        fallback=policy.fallback or _any_fallback(plan),
    )


def policy_for(
    plan: CrisisPlan, *, severity: str, topic: str, scenario: str | None
) -> Policy | None:
    """The narrowest policy of exactly this severity, if the plan has one that fits."""
    fitting = [
        policy
        for policy in plan.policies
        if policy.severity == severity
        and (not policy.topics or topic in policy.topics)
        and (not policy.scenarios or scenario in policy.scenarios)
    ]
    return max(fitting, key=lambda one: (bool(one.scenarios), bool(one.topics)), default=None)


def start(ladder: Ladder, since: datetime) -> Timer | None:
    """The first slot of a ladder that starts now; None when it is empty."""
    if not ladder.steps:
        return Timer(round=0, step=0, due_at=since) if ladder.fallback else None
    return Timer(round=0, step=0, due_at=since + ladder.steps[0].after)


def due(
    plan: CrisisPlan,
    issue: Issue,
    told: Sequence[Sent],
    silences: Sequence[Silence],
    now: datetime,
) -> Turn:
    """Who is to be told now; nothing when the issue is not open or its timer is not due.

    When the process was down, only the highest of the overdue steps is told and says how late
    it is. A mute moves the timer to its end; the steps after it keep their distance from there.
    """
    timer = issue.timer
    if issue.state is not IssueState.OPEN or timer is None or timer.due_at > now:
        return Turn(timer=timer)
    chosen = pick(issue.ladder, timer, now)
    scene = Scene(
        plan=plan, issue=issue, told=told, at=now, delayed=_lateness(chosen.fire[-1], now)
    )
    level = level_of(plan, issue.severity)
    until = silent_until(silences, issue.topic, level, plan, now)
    if until:
        silence = muted_by(silences, issue.topic, level, plan, now)
        return Turn(not_told=_muted(scene, chosen, silence), timer=replace(timer, due_at=until))
    turn = _told(scene, chosen)
    return _with_time_to_answer(turn, issue.ladder, chosen.fire[-1], now) if scene.delayed else turn


def _with_time_to_answer(turn: Turn, ladder: Ladder, late: Timer, now: datetime) -> Turn:
    """After a delayed step the next one keeps its distance from now, not from the plan's time."""
    if turn.timer is None:
        return turn
    gap = following(ladder, late).due_at - late.due_at
    return replace(turn, timer=replace(turn.timer, due_at=max(turn.timer.due_at, now + gap)))


def failover(  # noqa: PLR0913 (the parts of a delivery's name)
    plan: CrisisPlan,
    issue: Issue,
    *,
    to: str,
    round: int,
    step: int,
    tried: Sequence[str],
    told: Sequence[Sent],
    now: datetime,
) -> Turn:
    """After a delivery to `to` was refused for good: the next channel, the deputy, the next step.

    `tried` are the person's channels that refused. `told` is the log without the refused
    delivery. The step is moved to now only when nobody else was told in it or after it.
    """
    if issue.state is not IssueState.OPEN:
        return Turn(timer=issue.timer)
    from_here = [one for one in of_ladder(told, issue) if one.contact != to]
    others = any((one.round, one.step) >= (round, step) for one in from_here)
    turn = _instead(plan, issue, to, tried, now)
    people = {one.contact for one in from_here if (one.round, one.step) == (round, step)}
    notices = tuple(
        replace(one, issue=issue.id, round=round, step=step)
        for one in turn.notices
        if one.to not in people
    )
    timer = issue.timer
    told_now = any(one.not_before is None for one in notices)
    # Behind the last resort comes nobody: it keeps its own hour, or it would call itself for ever.
    last_resort = step >= len(issue.ladder.steps)
    if not told_now and not others and timer and not last_resort:
        timer = replace(timer, due_at=min(timer.due_at, now))
    return Turn(notices=notices, not_told=turn.not_told, timer=timer)


def next_told(
    plan: CrisisPlan, issue: Issue, silences: Sequence[Silence], now: datetime
) -> tuple[str, datetime] | None:
    """Names of who is told next if nobody acknowledges, and when; None when nobody will be."""
    timer = issue.timer
    if timer is None or issue.state not in (IssueState.OPEN, IssueState.SNOOZED):
        return None
    at = max(timer.due_at, now, issue.snoozed_until or now)
    level = level_of(plan, issue.severity)
    at = silent_until(silences, issue.topic, level, plan, at) or at
    waiting = replace(issue, state=IssueState.OPEN, timer=replace(timer, due_at=at))
    scene = Scene(plan=plan, issue=waiting, told=(), at=at)
    turn = _told(scene, pick(issue.ladder, replace(timer, due_at=at), at))
    names = [name_of(plan, one.to) for one in turn.notices if one.not_before is None]
    return (listed(names), at) if names else None


def _told(scene: Scene, chosen: Pick) -> Turn:
    """Tells the picked slots; when they reach nobody, all others, and at last the fallback."""
    ladder, first = scene.issue.ladder, chosen.fire[0]
    if is_fallback(ladder, first):
        fired = tell_fallback(scene, first, "every step has been waited out")
        return _turn(fired, following(ladder, first), exhausted=True)
    others = (*rest_of_round(ladder, chosen.fire[-1]), *groups_of(chosen.passed))
    fired = fire(scene, (chosen.fire, *others))
    fired = replace(fired, not_told=fired.not_told + _passed(scene, chosen, fired))
    last = max(chosen.last, fired.last or chosen.last, key=lambda slot: (slot.round, slot.step))
    if fired.reached:
        return _turn(fired, following(ladder, last), exhausted=False)
    # Of the round that was told, not of the last one that was due: that one has its own end, and
    # the fallback must not be told twice under one name.
    told = chosen.fire[-1].round
    end = Timer(round=told, step=len(ladder.steps), due_at=scene.at)
    final = tell_fallback(scene, end, "nobody could be reached")
    fired = replace(
        final,
        notices=fired.notices + final.notices,
        not_told=fired.not_told + final.not_told,
    )
    again = following(ladder, last if last.round < ladder.repeat else end)
    return _turn(fired, again, exhausted=True)


def _instead(plan: CrisisPlan, issue: Issue, to: str, tried: Sequence[str], now: datetime) -> Fired:
    """The person's next channel, else who stands in; else why there is nobody."""
    person = next((one for one in plan.contacts if one.id == to), None)
    name = name_of(plan, to)
    left = tuple(one for one in usable_channels(person) if one not in tried) if person else ()
    if left:
        refused = listed(tried)
        notice = notice_to(plan, to, DeliveryKind.ESCALATION, issue, f"{refused} was refused")
        return Fired(notices=(replace(notice, channels=left),), reached=True)
    skipped = NotTold(
        to=to, outcome="skipped", because=f"every channel of {name} refused", issue=issue.id
    )
    deputy = next(iter(deputies(plan, person)), None) if person else None
    if deputy is None:
        return Fired(not_told=(skipped,))
    because = f"deputy of {name}, whose channels all refused"
    instead = reach(plan, deputy, level_of(plan, issue.severity), now, because=because)
    further = tuple(replace(one, issue=issue.id) for one in instead.not_told)
    return Fired(notices=instead.notices, not_told=(skipped, *further), reached=instead.at_once)


def _turn(fired: Fired, timer: Timer, *, exhausted: bool) -> Turn:
    return Turn(notices=fired.notices, not_told=fired.not_told, timer=timer, exhausted=exhausted)


def _lateness(slot: Timer, now: datetime) -> timedelta:
    late = now - slot.due_at
    return late if late >= LATE else timedelta(0)


def _passed(scene: Scene, chosen: Pick, fired: Fired) -> tuple[NotTold, ...]:
    """Who would have been told by the overdue steps that are left out."""
    spoken_to = {notice.to for notice in fired.notices}
    zone = scene.plan.timezone
    return tuple(
        NotTold(
            to=who,
            outcome="skipped",
            because=(
                f"step {slot.step + 1} was due at {clock(slot.due_at, zone, now=scene.at)}, "
                f"{span(scene.at - slot.due_at)} ago; of the overdue steps only the highest is told"
            ),
            issue=scene.issue.id,
        )
        for slot, who in would_be_told(scene, chosen.passed)
        if who not in spoken_to
    )


def _muted(scene: Scene, chosen: Pick, silence: Silence | None) -> tuple[NotTold, ...]:
    assert silence is not None
    ladder, first = scene.issue.ladder, chosen.fire[0]
    whom = (
        [ladder.fallback or "fallback"]
        if is_fallback(ladder, first)
        else [who for _, who in would_be_told(scene, chosen.fire)]
    )
    until = clock(silence.end, scene.plan.timezone, now=scene.at)
    because = f"muted until {until} by {name_of(scene.plan, silence.by)}: {silence.because}"
    return tuple(
        NotTold(to=who, outcome="muted", because=because, issue=scene.issue.id)
        for who in dict.fromkeys(whom)
    )


def _any_fallback(plan: CrisisPlan) -> str | None:
    return next((policy.fallback for policy in reversed(plan.policies) if policy.fallback), None)
