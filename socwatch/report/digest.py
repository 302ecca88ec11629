"""The digest: what was said in a period, beside what is usual, and what is to be done.

Invariant: it always says something sensible, on a quiet day and on an empty database too: a
digest that does not come means that something is broken.
"""

from __future__ import annotations

from datetime import time, timedelta

from socwatch.model.delivery import Message
from socwatch.model.issue import IssueState
from socwatch.report import as_html as html
from socwatch.report import as_markdown as markdown
from socwatch.report import as_text as text
from socwatch.report import sections, words
from socwatch.report.facts import DigestFacts, IssueFacts, TopicFacts
from socwatch.report.letter import Letter, filled
from socwatch.report.safe import plain, shortened
from socwatch.report.subject import subject

#: A negative share this far above the usual one is worth a word in the verdict.
TONE_LIFT = 0.15


def digest(facts: DigestFacts, *, to: str) -> Message:
    """The mail for one reader; `to` is the reader's name."""
    why_you = f"You get this, {plain(to)}, because you are on the digest {plain(facts.name)}."
    letter = _letter(facts, why_you)
    return Message(subject=letter.subject, text=text.as_text(letter), html=html.as_html(letter))


def as_html(facts: DigestFacts) -> str:
    """The digest as a page."""
    return html.as_html(_letter(facts))


def as_text(facts: DigestFacts) -> str:
    """The digest as plain text."""
    return text.as_text(_letter(facts))


def as_markdown(facts: DigestFacts) -> str:
    """The digest as Markdown; what people said is escaped."""
    return markdown.as_markdown(_letter(facts))


def verdict(facts: DigestFacts) -> str:
    """The sentences that stand first: how it was, and what is open or unknown."""
    return " ".join([_topics_verdict(facts) + ".", *_besides(facts)])


def _besides(facts: DigestFacts) -> tuple[str, ...]:
    said = []
    waiting = _waiting(facts)
    owned = len(sections.still_open(facts)) - len(waiting)
    if waiting:
        said.append(f"{_levels(waiting)} open, and nobody has it.")
    if owned:
        said.append(f"{words.several(owned, 'issue')} in hand.")
    blind = sorted({plain(span.source) for span in facts.blind})
    if blind:
        said.append(f"Not always read: {shortened(', '.join(blind), 60)}.")
    return tuple(said)


def _waiting(facts: DigestFacts) -> list[IssueFacts]:
    return [one for one in sections.still_open(facts) if one.state is IssueState.OPEN]


def _topics_verdict(facts: DigestFacts) -> str:
    if not facts.topics:
        return "No topic is watched"
    if all(one.mentions is None for one in facts.topics):
        return "Not known: no source could be read"
    unusual = _unusual_topics(facts)
    if unusual:
        others = [words.titled(plain(one.topic)) for one in unusual[1:]]
        also = f"; unusual too: {shortened(', '.join(others), 80)}" if others else ""
        return _unusual(unusual[0], facts) + also
    counted = sum(one.mentions or 0 for one in facts.topics)
    total = words.several(counted, "mention")
    if any(one.high is None for one in facts.topics):
        return f"{total}; what is usual is not known yet"
    if len(facts.topics) == 1:
        return f"{_calm(facts.topics[0])}: {total} (usual {sections.usual(facts.topics[0])})"
    fewer = [plain(one.topic) for one in facts.topics if one.below]
    less = f", fewer than usual: {', '.join(fewer)}" if fewer else ""
    return f"Nothing unusual: {total}, all topics within what is usual or below it{less}"


def _unusual_topics(facts: DigestFacts) -> list[TopicFacts]:
    """Those with more mentions or a darker tone than usual, the most unusual first."""
    found = [one for one in facts.topics if one.above or _darker(one)]
    return sorted(found, key=sections.lift, reverse=True)


def _calm(one: TopicFacts) -> str:
    return "Fewer than usual" if one.below else "Nothing unusual"


def _unusual(one: TopicFacts, facts: DigestFacts) -> str:
    name = f"{words.titled(plain(one.topic))} " if len(facts.topics) > 1 else ""
    said = []
    if one.above:
        count = words.several(one.mentions or 0, "mention")
        said.append(f"{name}above usual: {count} (usual {sections.usual(one)})")
    if _darker(one):
        tone = words.negative(one.negative, one.scored, one.usual_negative)
        said.append(f"{name}more negative than usual: {tone.replace(' negative', '', 1)}")
    line = "; ".join(said)
    return line[:1].upper() + line[1:]


def _darker(one: TopicFacts) -> bool:
    if one.scored < words.TOO_FEW or one.usual_negative is None:
        return False
    return one.negative / one.scored > one.usual_negative + TONE_LIFT


def _levels(waiting: list[IssueFacts]) -> str:
    names = dict.fromkeys(one.severity for one in waiting)
    return ", ".join(
        f"{sum(one.severity == name for one in waiting)} {name.upper()}" for name in names
    )


def _letter(facts: DigestFacts, *why_you: str) -> Letter:
    besides = " ".join(_besides(facts))
    return Letter(
        subject=_subject(facts),
        heading=_topics_verdict(facts),
        tag=f"socwatch digest {plain(facts.name)} · {period(facts)}",
        preview=verdict(facts),
        lead=(besides,) if besides else (),
        sections=filled(
            (
                sections.to_do(facts),
                sections.voices(facts),
                sections.numbers(facts),
                sections.charts(facts),
                sections.stories(facts),
                sections.issues(facts),
                sections.sources(facts),
                sections.unknown(facts),
            )
        ),
        footer=(*why_you, f"Times are local to {facts.timezone}."),
    )


def _subject(facts: DigestFacts) -> str:
    single = facts.topics[0] if len(facts.topics) == 1 else None
    name = shortened(words.titled(single.topic), 20) if single else "socwatch"
    unusual = _unusual_topics(facts)
    counted = [one.mentions for one in facts.topics if one.mentions is not None]
    known = words.several(sum(counted), "mention") if counted else "nothing could be read"
    if not facts.topics:
        known = "no topic is watched"
    standing = "nothing unusual"
    if unusual:
        above = any(one.above for one in unusual)
        where = "" if single else f"{shortened(words.titled(unusual[0].topic), 20)} "
        standing = where + ("above usual" if above else "more negative than usual")
    elif not counted or any(one.high is None for one in facts.topics):
        standing = ""
    waiting = _waiting(facts)
    head = f"{name} digest {_days(facts)}: "
    news = [one for one in (standing, f"{_levels(waiting)} open" if waiting else "", known) if one]
    return subject(head + news[0], *news[1:])


def _days(facts: DigestFacts) -> str:
    """`Sat 21 Nov`, or the last day of a longer period: `week to Sun 22 Nov`."""
    last = words.local(facts.end - timedelta(microseconds=1), facts.timezone)
    first = words.local(facts.start, facts.timezone)
    if first.date() == last.date():
        return words.short_day(last)
    days = round((facts.end - facts.start) / timedelta(days=1))
    return f"{'week' if days == 7 else f'{days} days'} to {words.short_day(last)}"


def period(facts: DigestFacts) -> str:
    """The period in the reader's time: a day, or from when to when."""
    first, last = (words.local(at, facts.timezone) for at in (facts.start, facts.end))
    if last - first == timedelta(days=1) and first.time() == last.time() == time(0):
        return words.day(first)
    return (
        f"{words.moment(facts.start, facts.timezone)} to {words.moment(facts.end, facts.timezone)}"
    )
