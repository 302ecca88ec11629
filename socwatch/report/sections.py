"""The sections of a digest, shared with the report.

Invariant: each is sensible on a quiet day and on an empty database, and says what is not known.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from socwatch.model.issue import CloseReason, IssueState
from socwatch.model.mention import Outcome
from socwatch.report import people, truth, words
from socwatch.report.facts import DigestFacts, IssueFacts, Slot, StoryFacts, TopicFacts
from socwatch.report.letter import (
    Block,
    Chart,
    Facts,
    Point,
    Quotes,
    Section,
    Steps,
    Table,
    Words,
    section,
)
from socwatch.report.parts import saying
from socwatch.report.safe import plain, shortened
from socwatch.report.words import DASH

MOST_CHARTS = 2
MOST_STORIES = 6
MOST_VOICES = 3
MOST_SPANS = 12
#: From this long before the plan's review is due it is something to do.
REVIEW_AHEAD = timedelta(days=30)


_UNITS = {timedelta(hours=1): "hours", timedelta(days=1): "days"}


def still_open(facts: DigestFacts) -> list[IssueFacts]:
    """The issues that are not closed."""
    return [issue for issue in facts.issues if issue.state is not IssueState.CLOSED]


def to_do(facts: DigestFacts) -> Section:
    """What wants a person today, the most urgent first."""
    at = clock(facts)
    nobody = [one for one in still_open(facts) if one.state is IssueState.OPEN]
    owned = [one for one in still_open(facts) if one.state is not IssueState.OPEN]
    items = [
        f"{_named(one)} is open since {at(one.opened_at)} and nobody has it: socwatch ack {one.id}"
        for one in nobody
    ]
    items += [
        f"{_named(one)} is with {plain(one.owner or 'somebody')}: close it when it is over"
        for one in owned
    ]
    items += people.to_do(facts)
    items += [_broken(facts, name) for name in failing(facts)]
    items += [
        f"{plain(one.name)} has gone quiet: {plain(one.why)}"
        for one in facts.sources
        if one.word == "silent"
    ]
    items += _review(facts)
    if not items:
        return section("To do today", Words(lines=("Nothing.",)))
    return section("To do today", Steps(items=tuple(items)))


def failing(facts: DigestFacts) -> list[str]:
    """The sources that cannot be read now."""
    return [one.name for one in facts.sources if one.outcome is not Outcome.OK]


def _broken(facts: DigestFacts, name: str) -> str:
    state = next(one for one in facts.sources if one.name == name)
    since = f" since {clock(facts)(state.since)}" if state.since else ""
    why = f": {plain(state.because)}" if state.because else ""
    return f"{plain(name)} cannot be read{since}{why}"


def _review(facts: DigestFacts) -> list[str]:
    due = facts.review_due
    today = words.local(facts.now, facts.timezone).date()
    if due is None or due > today + REVIEW_AHEAD:
        return []
    verb = "was" if due < today else "is"
    return [f"The review of the plan {verb} due on {words.day(due)}"]


def numbers(facts: DigestFacts) -> Section:
    """Each topic's numbers beside what is usual."""
    if not facts.topics:
        return section("Numbers", Words(lines=("No topic is watched.",)))
    if len(facts.topics) == 1:
        return section("Numbers", _measures(facts.topics[0]), _stands(facts), _truth(facts))
    rows = tuple(
        (plain(one.topic), mentions(one), usual(one), _share(one), usual_share(one))
        for one in facts.topics
    )
    head = ("Topic", "Mentions", "Usual", "Negative", "Usual")
    return section("Numbers", Table(head=head, rows=rows), _stands(facts), _truth(facts))


def _stands(facts: DigestFacts) -> Words | None:
    """Small or big data, a silence, and how right the forecasts were, for each topic."""
    lines = []
    for one in facts.topics:
        forecasts = f"forecasts of 3 hours: {one.record}" if one.record else ""
        parts = [plain(part) for part in (one.hush, one.size, forecasts) if part]
        if parts:
            lines.append(f"{plain(words.titled(one.topic))}: {'; '.join(parts)}")
    return Words(lines=tuple(lines)) if lines else None


def _truth(facts: DigestFacts) -> Words | None:
    """How right the negative shares above are; one line while no topic's is measured."""
    told = [one for one in facts.topics if one.scored]
    if not told:
        return None
    if not any(one.accuracy and one.accuracy.labelled for one in told):
        return Words(lines=(f"Negative: {truth.UNMEASURED}",))
    return Words(lines=tuple(f"{_about(one, facts)}: {_trust(one)}" for one in told))


def _about(one: TopicFacts, facts: DigestFacts) -> str:
    return "Negative" if len(facts.topics) == 1 else f"Negative, {plain(one.topic)}"


def _trust(one: TopicFacts) -> str:
    said = truth.accuracy(one.accuracy)
    is_measured = one.accuracy is not None and one.accuracy.is_measured
    if not is_measured or one.level is None:
        return said
    now = one.negative / one.scored if one.scored >= words.TOO_FEW else None
    return f"{said}; {truth.level(one.level, now=now, usual=one.usual_negative)}"


def _measures(one: TopicFacts) -> Table:
    rows = [
        ("Mentions", mentions(one), usual(one), standing(one)),
        ("Negative", _share(one), usual_share(one), f"n = {words.count(one.scored)}"),
    ]
    if one.mentions:
        rows.append(("Voices", words.count(one.voices), "", ""))
        rows.append(("Copies of a text", words.count(one.copies), "", ""))
    return Table(head=(plain(one.topic), "Now", "Usual", ""), rows=tuple(rows))


def mentions(one: TopicFacts) -> str:
    """The number, or that nothing could be read."""
    return "not read" if one.mentions is None else words.count(one.mentions)


def usual(one: TopicFacts) -> str:
    """The usual range, or that it is not known yet."""
    if one.low is None or one.high is None:
        return "not known yet"
    return words.usual(one.low, one.high).removeprefix("usual ")


def standing(one: TopicFacts) -> str:
    """How the number stands to the usual range."""
    if one.mentions is None or one.high is None:
        return ""
    return "above usual" if one.above else "below usual" if one.below else "as usual"


def _share(one: TopicFacts | StoryFacts) -> str:
    if one.scored < words.TOO_FEW:
        return f"too few ({one.negative} of {one.scored})" if one.scored else "not known"
    return words.percent(one.negative / one.scored)


def usual_share(one: TopicFacts) -> str:
    """The usual share of negative ones."""
    return "not known yet" if one.usual_negative is None else words.percent(one.usual_negative)


def charts(facts: DigestFacts) -> Section:
    """The course of the topics, the most unusual first."""
    drawn = sorted((one for one in facts.topics if one.slots), key=lift, reverse=True)
    blocks: list[Block] = [chart(one, facts) for one in drawn[:MOST_CHARTS]]
    left = len(drawn) - MOST_CHARTS
    if left > 0:
        rest = f"{words.several(left, 'topic')} less unusual than these: no chart here."
        blocks.append(Words(lines=(rest,)))
    return section("Course", *blocks)


def lift(one: TopicFacts) -> float:
    """Mentions as a multiple of the upper end of what is usual."""
    return (one.mentions or 0) / (one.high or 1)


def chart(one: TopicFacts, facts: DigestFacts) -> Chart:
    """A topic's mentions over the period, and the finding in a sentence."""
    dated = one.slots[-1].start - one.slots[0].start > timedelta(days=1, hours=1)
    points = tuple(_point(slot, facts.timezone, dated=dated) for slot in one.slots)
    return Chart(
        finding=f"{words.titled(plain(one.topic))}: {_finding(one, points)}", points=points
    )


def _point(slot: Slot, timezone: str, *, dated: bool) -> Point:
    here = words.local(slot.start, timezone)
    label = label_of(here, dated=dated, by_day=slot.length >= timedelta(days=1))
    return Point(at=here, label=label, mentions=slot.mentions, low=slot.low, high=slot.high)


def label_of(here: datetime, *, dated: bool, by_day: bool) -> str:
    """What a bar that begins then, in local time, is called."""
    if by_day:
        return words.short_day(here)
    return f"{words.short_day(here)} {here:%H:%M}" if dated else f"{here:%H:%M}"


def _finding(one: TopicFacts, points: tuple[Point, ...]) -> str:
    unit = _UNITS.get(one.slots[0].length, "intervals")
    read = [(point.mentions, point) for point in points if point.mentions is not None]
    if not read:
        return "nothing could be read"
    most, peak = max(read, key=lambda pair: pair[0])
    blind = len(points) - len(read)
    beside = ""
    if peak.low is not None and peak.high is not None:
        beside = f" ({words.usual(peak.low, peak.high)})"
    said = [f"most at {peak.label} with {words.count(most)}{beside}" if most else "no mentions"]
    above = sum(point.above for point in points)
    if above:
        said.append(f"{above} of {len(points)} {unit} above usual")
    if blind:
        said.append(f"{blind} of {len(points)} {unit} not read")
    return "; ".join(said)


def voices(facts: DigestFacts) -> Section:
    """What people say in their own words."""
    if not facts.quotes:
        return section("What people say")
    shown = tuple(saying(quote, clock(facts)) for quote in facts.quotes[:MOST_VOICES])
    return section("What people say", Quotes(sayings=shown))


def stories(facts: DigestFacts) -> Section:
    """The most told stories."""
    shown = facts.stories[:MOST_STORIES]
    if not shown:
        return section("Top stories")
    most = max(*(one.mentions for one in shown), 1)
    rows = tuple(
        (
            f"“{shortened(one.title, 80)}”",
            words.count(one.mentions),
            words.count(one.voices),
            _copies(one),
            _share(one),
        )
        for one in shown
    )
    bars = tuple(one.mentions / most for one in shown)
    head = ("Story", "Mentions", "Voices", "Copies", "Negative")
    return section("Top stories", *people.looked_at(facts), Table(head=head, rows=rows, bars=bars))


def _copies(one: StoryFacts) -> str:
    """The copies, and how many there were within the busiest hour."""
    fast = one.peak_per_hour > 1
    return words.count(one.copies) + (f" (up to {one.peak_per_hour} an hour)" if fast else "")


def issues(facts: DigestFacts) -> Section:
    """The alarms of the period and how right they were."""
    opened = [one for one in facts.issues if facts.start <= one.opened_at < facts.end]
    closed = [
        one for one in facts.issues if one.closed_at and facts.start <= one.closed_at < facts.end
    ]
    if not facts.issues:
        return section("Alarms", Words(lines=("None.",)))
    rows = tuple((f"{one.id} {one.severity.upper()}", _state(one, facts)) for one in facts.issues)
    real = sum(one.close_reason is CloseReason.REAL for one in closed)
    false = sum(one.close_reason is CloseReason.FALSE_ALARM for one in closed)
    sums = (
        f"{words.several(len(opened), 'issue')} opened, {len(closed)} closed: "
        f"{real} real, {false} false, {len(closed) - real - false} neither. "
        f"{words.several(facts.messages_sent, 'message')} sent."
    )
    return section("Alarms", Facts(rows=rows), Words(lines=(sums,)))


def _state(one: IssueFacts, facts: DigestFacts) -> str:
    at = clock(facts)
    opened = f"{_title(one)}; opened {at(one.opened_at)}"
    why = f". {plain(one.because)}" if one.because else ""
    if one.unread:
        why += f" Not read meanwhile: {plain(', '.join(one.unread))}."
    if one.closed_at is not None:
        reason = f", {words.spoken(one.close_reason)}" if one.close_reason else ""
        return f"{opened}, closed {at(one.closed_at)}{reason}{why}"
    owner = f"with {plain(one.owner)}" if one.owner else "nobody has it"
    return f"{opened}, {one.state}, {owner}{why}"


def sources(facts: DigestFacts) -> Section:
    """How each source is doing."""
    if not facts.sources:
        return section("Sources", Words(lines=("No source has been read yet.",)))
    at = clock(facts)
    rows = tuple(
        (
            plain(one.name),
            "read" if one.outcome is Outcome.OK else str(one.outcome),
            at(one.last_ok) if one.last_ok else "never",
        )
        for one in facts.sources
    )
    return section("Sources", Table(head=("Source", "State", "Last read"), rows=rows, log=True))


def unknown(facts: DigestFacts) -> Section:
    """What the numbers leave out."""
    at = clock(facts)
    lines = [
        f"{plain(span.source)} was not read {at(span.since)}{DASH}"
        f"{at(span.until) if span.until else 'now'}: {plain(span.because)}"
        for span in facts.blind[:MOST_SPANS]
    ]
    if len(facts.blind) > MOST_SPANS:
        lines.append(f"and {len(facts.blind) - MOST_SPANS} further gaps")
    if facts.sampled is not None:
        lines.append(
            f"Stories, voices, questions and languages: {words.several(facts.sampled, 'mention')} "
            "from all hours of the period were looked at, not every one."
        )
    if facts.unscored:
        said = ", ".join(
            f"{words.count(number)} in {plain(language) or 'an unknown language'}"
            for language, number in facts.unscored
        )
        lines.append(f"The tone of these mentions could not be told: {said}.")
    if not facts.sources:
        lines.append("Nothing has been read yet, so all of it.")
    elif not lines and not failing(facts):
        lines.append("Every source was read all the time, and every tone could be told.")
    return section("What is not known", Words(lines=tuple(lines)) if lines else None)


def clock(facts: DigestFacts) -> words.Clock:
    """Times as the reader's clock shows them."""
    return words.Clock(timezone=facts.timezone, now=facts.now)


def _named(one: IssueFacts) -> str:
    return f"{one.id} {one.severity.upper()} {_title(one)}"


def _title(one: IssueFacts) -> str:
    return plain(one.title) or words.kind(one.kind)
