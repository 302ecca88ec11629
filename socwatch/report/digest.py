"""The digest: what was said in a period, beside what is usual, and what is to be done.

Invariant: it always says something sensible, on a quiet day and on an empty database too: a
digest that does not come means that something is broken.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import time, timedelta

from socwatch.model.delivery import Attachment
from socwatch.report import as_markdown as markdown
from socwatch.report import as_text as text
from socwatch.report import figures, people, promises, sections, verdict, words
from socwatch.report.facts import DigestFacts
from socwatch.report.letter import Letter, filled
from socwatch.report.letterhead import PLAIN, Letterhead
from socwatch.report.printing import printed
from socwatch.report.safe import plain, shortened
from socwatch.report.subject import subject


def digest(facts: DigestFacts, *, to: str) -> Letter:
    """The mail for one reader; `to` is the reader's name."""
    why_you = f"You get this, {plain(to)}, because you are on the digest {plain(facts.name)}."
    return _letter(facts, why_you)


_FILES = {"csv": "text/csv", "json": "application/json"}


def attached(facts: DigestFacts, forms: Iterable[str]) -> tuple[Attachment, ...]:
    """The digest's numbers as files: csv, json. They are named after its last day."""
    day = words.local(facts.end - timedelta(microseconds=1), facts.timezone).date()
    made = {
        "csv": lambda: as_csv(facts),
        "json": lambda: json.dumps(as_json(facts), ensure_ascii=False, indent=1) + "\n",
    }
    return tuple(
        Attachment(name=f"{plain(facts.name)}-{day}.{form}", kind=_FILES[form], text=made[form]())
        for form in forms
    )


def as_html(facts: DigestFacts, letterhead: Letterhead = PLAIN) -> str:
    """The digest as a page."""
    page, _ = printed(_letter(facts), letterhead)
    return page


def as_text(facts: DigestFacts) -> str:
    """The digest as plain text."""
    return text.as_text(_letter(facts))


def as_markdown(facts: DigestFacts) -> str:
    """The digest as Markdown; what people said is escaped."""
    return markdown.as_markdown(_letter(facts))


def as_json(facts: DigestFacts) -> dict[str, object]:
    """The digest as JSON values, schema "socwatch.digest/1"; times are RFC 3339 in UTC."""
    return figures.as_json(facts)


def as_csv(facts: DigestFacts) -> str:
    """The digest's numbers as CSV; a cell that might be run as a formula begins with `'`."""
    return figures.as_csv(facts)


def _letter(facts: DigestFacts, *why_you: str) -> Letter:
    besides = " ".join(verdict.besides(facts))
    return Letter(
        subject=_subject(facts),
        heading=verdict.in_short(facts),
        tag=f"socwatch digest {plain(facts.name)} · {period(facts)}",
        preview=verdict.verdict(facts),
        lead=(besides,) if besides else (),
        sections=filled(
            (
                sections.to_do(facts),
                sections.voices(facts),
                people.asked(facts),
                sections.numbers(facts),
                promises.share_of_voice(facts),
                sections.charts(facts),
                sections.stories(facts),
                people.hollow(facts),
                people.voices(facts),
                people.response(facts),
                promises.speed(facts),
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
    unusual = verdict.unusual(facts)
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
    waiting = verdict.waiting(facts)
    head = f"{name} digest {_days(facts)}: "
    news = [
        one
        for one in (standing, f"{verdict.levels(waiting)} open" if waiting else "", known)
        if one
    ]
    return subject(head + news[0], *news[1:])


def _days(facts: DigestFacts) -> str:
    """`Sat 21 Nov`, or when another period ends: `24 h to Sun 22 Nov`, `week to Sun 22 Nov`."""
    last = words.local(facts.end - timedelta(microseconds=1), facts.timezone)
    first = words.local(facts.start, facts.timezone)
    if first.date() == last.date():
        return words.short_day(last)
    days = round((facts.end - facts.start) / timedelta(days=1))
    length = {1: "24 h", 7: "week"}.get(days, f"{days} days")
    return f"{length} to {words.short_day(last)}"


def period(facts: DigestFacts) -> str:
    """The period in the reader's time: a day, or from when to when."""
    first, last = (words.local(at, facts.timezone) for at in (facts.start, facts.end))
    if last - first == timedelta(days=1) and first.time() == last.time() == time(0):
        return words.day(first)
    return (
        f"{words.moment(facts.start, facts.timezone)} to {words.moment(facts.end, facts.timezone)}"
    )
