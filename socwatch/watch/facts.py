"""Gathers what a digest or a report may say. Reads the store; decides nothing.

Invariant: a number comes with what is usual for it, or with None when that is not known yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil, sqrt
from statistics import median

from socwatch.model.delivery import DeliveryState, Quote
from socwatch.model.gathered import Counts, Gathered
from socwatch.model.issue import Entry, Issue
from socwatch.model.query import Topic
from socwatch.model.reading import Tone
from socwatch.model.watching import BlindSpan, SourceState
from socwatch.report.facts import (
    DigestFacts,
    IssueFacts,
    IssueReport,
    ReportFacts,
    StoryFacts,
    TopicFacts,
)
from socwatch.understand.spread import Spread
from socwatch.watch.accuracy import level, measured
from socwatch.watch.backdrop import Backdrop, backdrop
from socwatch.watch.imported import KIND
from socwatch.watch.outgoing import FIRST, name_of, quotes, quotes_of
from socwatch.watch.people import people_facts
from socwatch.watch.promises import acknowledged
from socwatch.watch.relevant import Relevant
from socwatch.watch.sample import Sample, drawn, told_in
from socwatch.watch.setup import Setup
from socwatch.watch.shares import shares
from socwatch.watch.slots import added, all_dark, dark_for, slots
from socwatch.watch.topics import standing

#: What is usual is learned from the same weekday's periods before, up to so many weeks back.
WEEKS_BACK = 8
#: Fewer periods than this say nothing about what is usual.
ENOUGH = 3
#: A period that was blind for longer than this teaches nothing.
MOSTLY_SEEN = timedelta(hours=2)
#: A report shows so much of the time before and after an issue.
AROUND = timedelta(days=1)
#: Up to this long a report has a bar an hour, beyond it one a day.
HOURLY = timedelta(weeks=2)
_TOP = 5


def digest_facts(  # noqa: PLR0913  two of them only reports give
    setup: Setup, name: str, start: datetime, end: datetime, now: datetime, *, timezone: str,
    grain: timedelta | None = None, topic: str | None = None,
) -> DigestFacts:  # fmt: skip
    """All that a digest of [start, end) may say; of one topic when it is named.

    `grain` is the length of a bar of the charts; by default it follows from the period.
    """
    watching = setup.store.watching
    grain = max(grain or _grain(start, end), setup.tick)
    sample = drawn(setup, start, end, topic=topic)
    said = sample.said
    back = backdrop(setup, said, start, end)
    counted = [_topic(setup, one, (start, end), grain) for one in _beside(setup, topic)]
    return DigestFacts(
        name=name,
        start=start,
        end=end,
        timezone=timezone,
        now=now,
        topics=tuple(
            _judged(setup, _told_apart(one, sample, back), said, (start, end))
            for one in counted
            if topic in (None, one.topic)
        ),
        shares=shares(
            [one for one in setup.topics if topic in (None, one.name)],
            counted,
            None if topic else sample,
        ),
        acknowledged=acknowledged(setup, start, end, topic),
        issues=tuple(_issue(setup, one) for one in _issues(setup, start, end, topic)),
        messages_sent=_messages_sent(setup, start, end, topic),
        stories=_stories(setup, sample, end),
        sampled=len(said) if sample.sampled else None,
        quotes=_voices(setup, said, _issues(setup, start, end, topic), Relevant(setup, back)),
        people=people_facts(setup, back, said, end),
        sources=_sources(setup),
        blind=watching.blind_spans(start, end),
        unscored=_unscored(said),
        plan_name=setup.plan.name,
        review_due=setup.plan.review_due,
    )


def _beside(setup: Setup, topic: str | None) -> tuple[Topic, ...]:
    """The topics whose numbers are wanted: all, or the one that is named and its competitors."""
    named = None if topic is None else setup.topic(topic)
    if named is None:
        return tuple(one for one in setup.topics if topic is None)
    return tuple(one for one in setup.topics if one.name in (topic, *named.competitors))


def _sources(setup: Setup) -> tuple[SourceState, ...]:
    """How those of the config are doing, and what imports brought."""
    names = {source.name for source in setup.sources}
    states = setup.store.watching.source_states().values()
    return tuple(one for one in states if one.name in names or one.kind == KIND or not names)


def report_facts(
    setup: Setup, start: datetime, end: datetime, now: datetime, *, topic: str | None = None
) -> ReportFacts:
    """The digest's facts of [start, end), of all topics or of one, and each issue in full."""
    return _report(setup, (start, end), now, topic, _issues(setup, start, end, topic))


def after_action(
    setup: Setup, issue: Issue, now: datetime, *, period: tuple[datetime, datetime] | None = None
) -> ReportFacts:
    """One issue, a drill too, and what its topic saw; by default from a day before to a day after.

    An issue that is not closed goes on until now.
    """
    ended = now if issue.closed_at is None else min(now, issue.closed_at + AROUND)
    around = period or (issue.opened_at - AROUND, ended)
    return _report(setup, around, now, issue.topic, (issue,))


def _report(
    setup: Setup, period: tuple[datetime, datetime], now: datetime, topic: str | None,
    issues: Sequence[Issue],
) -> ReportFacts:  # fmt: skip
    grain = timedelta(hours=1) if period[1] - period[0] <= HOURLY else timedelta(days=1)
    return ReportFacts(
        digest=digest_facts(
            setup, "report", *period, now, timezone=setup.timezone, grain=grain, topic=topic
        ),
        issues=tuple(_in_full(setup, issue) for issue in issues),
        names=tuple((person.id, person.name) for person in setup.plan.contacts),
    )


def _issues(
    setup: Setup, start: datetime, end: datetime, topic: str | None = None
) -> tuple[Issue, ...]:
    """Issues that were open at some time in the period, the first opened first."""
    found = [
        issue
        for issue in setup.store.ledger.issues()
        if not issue.drill
        and topic in (None, issue.topic)
        and issue.opened_at < end
        and (issue.closed_at is None or issue.closed_at >= start)
    ]
    return tuple(reversed(found))


def _issue(setup: Setup, issue: Issue) -> IssueFacts:
    return IssueFacts(
        id=issue.id,
        topic=issue.topic,
        kind=issue.kind,
        title=issue.title,
        severity=issue.severity,
        state=issue.state,
        opened_at=issue.opened_at,
        owner=None if issue.owner is None else name_of(setup.plan, issue.owner),
        acknowledged_at=issue.acknowledged_at,
        closed_at=issue.closed_at,
        close_reason=issue.close_reason,
        because=issue.because,
        unread=issue.signal.unread,
    )


def _in_full(setup: Setup, issue: Issue) -> IssueReport:
    entries: list[Entry] = [entry for _, entry in setup.store.ledger.timeline(issue.id)]
    return IssueReport(
        issue=_issue(setup, issue),
        because=issue.because,
        signal=issue.signal,
        timeline=tuple(entries),
        deliveries=setup.store.outbox.of_issue(issue.id),
        quotes=quotes_of(setup, issue),
        tasks=issue.tasks,
        ack_within=next(
            (one.ack_within for one in setup.plan.severities if one.name == issue.severity), None
        ),
    )


def _messages_sent(setup: Setup, start: datetime, end: datetime, topic: str | None) -> int:
    ledger = setup.store.ledger
    return sum(
        one.issue is not None
        and one.state is DeliveryState.SENT
        and (topic is None or ledger.issue(one.issue).topic == topic)
        for one in setup.store.outbox.between(start, end)
    )


def _topic(
    setup: Setup, topic: Topic, period: tuple[datetime, datetime], grain: timedelta
) -> TopicFacts:
    start, end = period
    length = end - start
    since = start - WEEKS_BACK * timedelta(weeks=1)
    counts = setup.store.mentions.counts(topic.name, since, end)
    spans = setup.store.watching.blind_spans(since, end)
    readers = setup.readers_of(topic)
    total = added(counts, start, end)
    usual = _usual(
        added(counts, begin, begin + length)
        for begin in _periods_before(setup, topic, start, length, spans, readers)
    )
    outlooks = setup.store.watching.outlooks(topic.name, start, end)
    stands = standing(setup.store, topic.name, readers, setup.tick, end)
    shares = [one.usual_negative for one in outlooks.values() if one.usual_negative is not None]
    return TopicFacts(
        topic=topic.name,
        mentions=total.mentions or _zero_if_seen(setup, readers, spans, (start, end)),
        expected=None if usual is None else usual[0],
        low=None if usual is None else usual[1],
        high=None if usual is None else usual[2],
        scored=total.scored,
        negative=total.negative,
        usual_negative=sum(shares) / len(shares) if shares else None,
        voices=total.voices,
        copies=total.copies,
        slots=slots(setup.store, topic.name, readers, (start, end), grain),
        size=stands.size.because,
        hush="" if stands.hush is None else stands.hush.because,
        record=stands.record.because if stands.record.judged else "",
    )


def _grain(start: datetime, end: datetime) -> timedelta:
    """An hour a bar for a day, a day a bar for longer."""
    return timedelta(hours=1) if end - start <= timedelta(days=2) else timedelta(days=1)


def _told_apart(facts: TopicFacts, sample: Sample, back: Backdrop) -> TopicFacts:
    """With each voice of the period counted once; the store tells them apart within a tick only."""
    if sample.sampled:
        return facts
    of_topic = (
        one for one in sample.said if any(match.topic == facts.topic for match in one.matches)
    )
    return replace(facts, voices=len({back.voices.of(one.mention) for one in of_topic}))


def _judged(
    setup: Setup, one: TopicFacts, said: Sequence[Gathered], period: tuple[datetime, datetime]
) -> TopicFacts:
    """With how right its tone is read, and the share of negative without those errors."""
    right = measured(setup.store, one.topic, at=period[0])
    if not right.labelled:
        return one
    readings = [it.reading for it in said if any(match.topic == one.topic for match in it.matches)]
    return replace(one, accuracy=right, level=level(setup.store, readings, period, right))


def _periods_before(
    setup: Setup, topic: Topic, start: datetime, length: timedelta,
    spans: Sequence[BlindSpan], readers: tuple[str, ...],
) -> Iterable[datetime]:  # fmt: skip
    """Starts of the same weekday's periods before, as far as they were watched and seen."""
    first = setup.store.watching.judged_since(topic.name) or start
    step = timedelta(weeks=1)
    if start - ENOUGH * step < first:  # too young for weekdays: any day will do
        step = max(length, timedelta(days=1))
    begin = start - step
    while begin >= first and start - begin <= WEEKS_BACK * timedelta(weeks=1):
        if dark_for(readers, spans, begin, begin + length) <= MOSTLY_SEEN:
            yield begin
        begin -= step


def _usual(before: Iterable[Counts]) -> tuple[float, int, int] | None:
    """Median and a range around it that one odd period (a launch, a crisis) does not widen.

    The range is two robust standard deviations (1.4826 x the median absolute deviation), never
    narrower than chance alone makes counts of that size.
    """
    numbers = [one.mentions for one in before]
    if len(numbers) < ENOUGH:
        return None
    middle = median(numbers)
    spread = 1.4826 * median(abs(one - middle) for one in numbers)
    half = 2 * max(spread, sqrt(max(middle, 1.0)))
    return middle, max(0, int(middle - half)), ceil(middle + half)


def _zero_if_seen(
    setup: Setup, readers: tuple[str, ...], spans: Sequence[BlindSpan],
    period: tuple[datetime, datetime],
) -> int | None:  # fmt: skip
    """0 when silence was silence; None when no source was ever read, or none in the period."""
    states = setup.store.watching.source_states()
    ever = any(name in states and states[name].last_ok for name in readers)
    return 0 if ever and not all_dark(readers, spans, *period) else None


def _voices(
    setup: Setup, said: Sequence[Gathered], issues: Sequence[Issue], relevant: Relevant
) -> tuple[Quote, ...]:
    """Three voices verbatim: on the period's worst issue, else from what was said at all."""
    rank = {level.name: level.rank for level in setup.plan.severities}
    calling = [one for one in issues if rank.get(one.severity, 0) > 0]
    if calling:
        worst = max(calling, key=lambda one: rank.get(one.severity, 0))
        return quotes_of(setup, worst)
    negative = [one for one in said if one.reading.tone is Tone.NEGATIVE] or said
    chosen = quotes(negative, ranked=relevant.ranked)
    # Outside an issue the earliest one reports nothing; it only came first.
    return tuple(replace(one, why="" if one.why == FIRST else one.why) for one in chosen)


def _stories(setup: Setup, sample: Sample, end: datetime) -> tuple[StoryFacts, ...]:
    """The most told stories, each under its first mention's words."""
    groups: dict[tuple[str, str], list[Gathered]] = {}
    for one in reversed(sample.said):
        for match in one.matches:
            if one.reading.story:
                groups.setdefault((match.topic, one.reading.story), []).append(one)
    largest = sorted(groups.items(), key=lambda group: -len(group[1]))[:_TOP]
    several = [(topic, told) for (topic, _), told in largest if len(told) > 1]
    return tuple(_story(topic, told_in(setup.store, sample, told, end)) for topic, told in several)


def _story(topic: str, found: Spread) -> StoryFacts:
    return StoryFacts(
        topic=topic,
        title=found.title,
        mentions=len(found.mentions),
        copies=len(found.copies),
        voices=found.voices,
        retold_by=found.retold_by,
        peak_per_hour=found.peak_per_hour,
        scored=found.scored,
        negative=found.negative,
    )


def _unscored(said: Sequence[Gathered]) -> tuple[tuple[str, int], ...]:
    languages = Counter(
        one.reading.language or "" for one in said if one.reading.tone is Tone.UNSCORED
    )
    return tuple(languages.most_common())
