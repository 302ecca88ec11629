"""The sections on share of voice and on how fast people were.

Invariant: a share or a median stands beside its n and beside what is usual or promised, and one of
few says that it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from socwatch.model.reading import Triage
from socwatch.report import words
from socwatch.report.facts import DigestFacts, ShareFacts
from socwatch.report.letter import Facts, Section, Table, Words, section
from socwatch.report.people import looked_at
from socwatch.report.people_facts import SpeedFacts
from socwatch.report.safe import plain

_ASKED = {Triage.QUESTION.value: "Questions", Triage.UNHAPPY_CUSTOMER.value: "Complaints"}


def speed(facts: DigestFacts) -> Section:
    """How soon issues were acknowledged and questions answered, beside the plan's promises."""
    rows = [(f"{plain(one.of).upper()} acknowledged", pace(one)) for one in facts.acknowledged]
    rows += [
        (f"{_ASKED.get(one.of, plain(one.of))} answered", f"{pace(one)}; asked in 7 days")
        for one in facts.people.answered
    ]
    return section("How fast we were", Facts(rows=tuple(rows)) if rows else None)


def pace(one: SpeedFacts) -> str:
    """`median 6 min (4 of 5, few); the plan says 15 min, 1 late; usual 9 min (n = 30)`."""
    few = ", few" if one.wanted < words.TOO_FEW else ""
    counted = f"{words.count(one.n)} of {words.count(one.wanted)}{few}"
    took = f"none yet ({counted})"
    if one.median is not None:
        took = f"median {words.span(one.median)} ({counted})"
    return "; ".join((took, *_beside(one)))


def _beside(one: SpeedFacts) -> Iterator[str]:
    if one.promised is not None:
        late = f"{words.count(one.late)} late" if one.late else "none late"
        yield f"the plan says {words.span(one.promised)}, {late}"
    if one.usual is not None:
        yield f"usual {words.span(one.usual)} (n = {words.count(one.usual_n)}, 28 days before)"


def share_of_voice(facts: DigestFacts) -> Section:
    """Each topic beside its competitors, by mention and by story."""
    tables = tuple(_table(one) for one in facts.shares)
    unread = sorted({
        plain(line.topic) for one in facts.shares for line in one.lines if line.mentions is None
    })  # fmt: skip
    blind = None
    if unread:
        nothing = f"{', '.join(unread)} could not be read: what share others have is not known."
        blind = Words(lines=(nothing,))
    by_story = any(line.stories is not None for one in facts.shares for line in one.lines)
    sampled = looked_at(facts) if tables and by_story else ()
    return section("Share of voice", *tables, blind, *sampled)


def _table(one: ShareFacts) -> Table:
    rows = []
    for place, line in enumerate(one.lines):
        shown = "not read" if line.mentions is None else words.count(line.mentions)
        share, usual, by_story = shares_of(one)[place]
        rows.append((plain(line.topic), shown, f"{share}, usual {usual}", by_story))
    head = (plain(one.topic), "Mentions", "Share", "Of stories")
    return Table(head=head, rows=tuple(rows))


def shares_of(one: ShareFacts) -> tuple[tuple[str, str, str], ...]:
    """For each line: its share of the mentions, the usual one, and its share of the stories."""
    columns = (
        _shares([line.mentions for line in one.lines]),
        _shares([line.expected for line in one.lines]),
        _shares([line.stories for line in one.lines]),
    )
    return tuple(zip(*columns, strict=True))


def _shares(numbers: list[int | None] | list[float | None]) -> list[str]:
    known = [one for one in numbers if one is not None]
    total = sum(known)
    if len(known) < len(numbers) or not total:
        return ["not known"] * len(numbers)
    if total < words.TOO_FEW:
        return [f"{words.count(one)} of {words.count(total)}" for one in known]
    return [words.percent(one / total) for one in known]
