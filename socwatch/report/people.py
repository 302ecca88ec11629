"""The sections about people: what waits for an answer, who matters and why, how people respond.

Invariant: each is left out when there is nothing to say; a number stands beside what is usual or
beside its n; nothing is said of followers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from socwatch.model.delivery import Quote
from socwatch.model.rates import Compared, Rate
from socwatch.model.reading import Triage
from socwatch.report import words
from socwatch.report.facts import DigestFacts
from socwatch.report.letter import Block, Facts, Quotes, Section, Table, Words, section
from socwatch.report.parts import saying
from socwatch.report.people_facts import (
    CrowdFacts,
    HollowFacts,
    QuestionFacts,
    VoiceFacts,
    WaitingFacts,
)
from socwatch.report.safe import plain, shortened

MOST_VOICES = 5
MOST_CHANNELS = 4
MOST_HOLLOW = 3
#: From this share of the mentions on, one voice makes the numbers.
_LOUD = 0.25
_FEWEST_OF_LOUD = 5

_CLASSES = {
    Triage.QUESTION: ("question", "questions"),
    Triage.UNHAPPY_CUSTOMER: ("unhappy customer", "unhappy customers"),
    Triage.MISGUIDED: ("has the facts wrong", "have the facts wrong"),
    Triage.RAGER: ("rant", "rants"),
    Triage.TROLL: ("troll", "trolls"),
    Triage.POSITIVE: ("praise", "praise"),
}
_DONE = {
    Rate.CONVERSATION: "answered",
    Rate.AMPLIFICATION: "passed on",
    Rate.APPLAUSE: "liked",
}


def to_do(facts: DigestFacts) -> list[str]:
    """That questions wait, as one thing to do.

    Not of those that nobody promised to answer, on services that never show our replies.
    """
    waiting = [one for one in facts.people.waiting if one.expected]
    if not waiting:
        return []
    number = sum(one.expected for one in waiting)
    verb = "has" if number == 1 else "have"
    oldest = words.span(max(one.oldest for one in waiting))
    return [
        f"{words.several(number, 'question')} {verb} no answer that we saw, the oldest for "
        f"{oldest}: socwatch triage --waiting"
    ]


def asked(facts: DigestFacts) -> Section:
    """What people want of us: the classes counted, and the questions without an answer."""
    people = facts.people
    blocks: list[Block] = []
    if any(triage is not Triage.POSITIVE for triage, _ in people.classes):
        blocks.append(Words(lines=(f"{counted(people.classes)}.",)))
    if people.without_class:
        blocks.append(Words(lines=(not_classed(people.without_class),)))
    if people.waiting:
        blocks.append(Facts(rows=tuple(_waiting(one) for one in people.waiting)))
        at = words.Clock(timezone=facts.timezone, now=facts.now)
        blocks.append(Quotes(sayings=tuple(saying(_quote(one), at) for one in people.questions)))
    if people.unseen and people.waiting:
        unseen = never_seen(people.unseen, has_accounts=people.has_accounts)
        blocks.append(Words(lines=(unseen,)))
    return section("Questions and complaints", *(looked_at(facts) if blocks else ()), *blocks)


def looked_at(facts: DigestFacts) -> tuple[Block, ...]:
    """That a section's numbers are of some mentions only; nothing when they are of all."""
    if facts.sampled is None:
        return ()
    return (
        Words(
            lines=(f"Of {mentions(facts.sampled)} from all hours of the period, not of every one.",)
        ),
    )


def never_seen(sources: Sequence[str], *, has_accounts: bool) -> str:
    """That replies of ours do not show on these sources, and why."""
    if not has_accounts:
        return "The config names no own_accounts, so nobody can tell what was answered."
    where = ", ".join(map(plain, sources))
    return f"No reply of ours was ever seen on {where}: what was answered there is not known."


def not_classed(number: int) -> str:
    """That older mentions have no class."""
    verb = "was" if number == 1 else "were"
    return (
        f"{words.several(number, 'older mention')} {verb} not classed: read before there were "
        "classes."
    )


def classes_of(several: Sequence[Triage | None]) -> tuple[tuple[Triage, int], ...]:
    """How many mentions are of each class, those that wait for an answer first."""
    counts = Counter(one for one in several if one is not None)
    return tuple((triage, counts[triage]) for triage in _CLASSES if counts[triage])


def counted(classes: Sequence[tuple[Triage, int]]) -> str:
    """`12 unhappy customers, 3 questions`."""
    return ", ".join(
        f"{words.count(number)} {_CLASSES[triage][number != 1]}" for triage, number in classes
    )


def named(triage: Triage) -> str:
    """One mention of the class in words."""
    return _CLASSES[triage][0]


def _waiting(one: WaitingFacts) -> tuple[str, str]:
    said = f"{words.several(one.questions, 'question')} of 7 days without an answer that we saw, "
    said += f"the oldest for {words.span(one.oldest)}"
    if one.aim is not None:
        late = f", {words.count(one.late)} late" if one.late else ", none late"
        said += f" (the plan says {words.span(one.aim)}{late})"
    return (words.spoken(plain(one.owner)) or "nobody", said)


def _quote(one: QuestionFacts) -> Quote:
    return Quote(text=one.text, author=one.author, source=one.source, at=one.at, url=one.url)


def voices(facts: DigestFacts) -> Section:
    """Who matters, by relevance, and why."""
    people = facts.people
    blocks: list[Block] = []
    if people.voices:
        several = len({one.topic for one in people.voices}) > 1
        rows = tuple(_voice(one, named=several) for one in people.voices[:MOST_VOICES])
        blocks.append(Facts(rows=rows))
    if people.voices or is_loud(people.crowd):
        blocks.append(Words(lines=(crowd(people.crowd),)))
    return section("Top voices, by relevance", *(looked_at(facts) if blocks else ()), *blocks)


def _voice(one: VoiceFacts, *, named: bool) -> tuple[str, str]:
    said = f"{words.several(one.mentions, 'mention')} on {plain(one.source)}"
    if named:
        said += f" about {plain(one.topic)}"
    return (shortened(one.name, 30), "; ".join([said, *reasons(one)]))


def reasons(one: VoiceFacts) -> list[str]:
    """Why a voice matters, each reason once, cleaned."""
    said = [*one.tags, *one.because, *(["not heard before"] if one.new else [])]
    return [plain(reason) for reason in said]


def is_loud(one: CrowdFacts) -> bool:
    """Whether a single voice makes much of the numbers."""
    return one.busiest_mentions >= max(_FEWEST_OF_LOUD, _LOUD * one.mentions)


def crowd(one: CrowdFacts) -> str:
    """How many spoke, who wrote most, and how many are new."""
    said = [f"{words.several(one.mentions, 'mention')} by {words.several(one.voices, 'voice')}"]
    if one.new is not None:
        said.append(f"{words.count(one.new)} of them not heard before")
    if one.busiest:
        share = (
            f", {words.percent(one.busiest_mentions / one.mentions)}"
            if one.mentions >= words.TOO_FEW
            else ""
        )
        said.append(
            f"the busiest, {shortened(one.busiest, 40)}, wrote "
            f"{words.count(one.busiest_mentions)}{share}"
        )
    if one.unnamed:
        said.append(f"{words.count(one.unnamed)} without an author count as one voice each")
    return "; ".join(said) + "."


def response(facts: DigestFacts) -> Section:
    """Replies, shares and likes per post of each channel, beside its usual day."""
    told = [
        one
        for one in facts.people.response
        if any(rate.value is not None and rate.n >= words.TOO_FEW for rate in one.rates)
    ]
    if not told:
        return section("How people respond")
    rows = tuple(
        (plain(one.channel), *(measure(rate) for rate in one.rates)) for one in told[:MOST_CHANNELS]
    )
    head = ("Channel", "Replies a post", "Shares a post", "Likes a post")
    return section("How people respond", *looked_at(facts), Table(head=head, rows=rows))


def measure(one: Compared) -> str:
    """`4.2, usual 0.5 (n = 34)`, or why there is no number."""
    if one.value is None:
        return "not told"
    if one.n < words.TOO_FEW:
        return f"too few (n = {one.n})"
    usual = "usual not known yet" if one.usual is None else f"usual {words.count(one.usual)}"
    return f"{words.count(one.value)}, {usual} (n = {words.count(one.n)})"


def beside(one: Compared) -> str:
    """`passed on 40 times (usual 2, n = 340)`: the number of one post beside its channel."""
    times = f"{_DONE[one.rate]} {words.several(round(one.value or 0), 'time')}"
    if one.usual is None:
        return f"{times} (usual not known yet, n = {words.count(one.usual_n)})"
    return f"{times} (usual {words.count(one.usual)}, n = {words.count(one.usual_n)})"


def per_post(one: Compared) -> str:
    """`passed on 40 times a post (usual 0.8, n = 12 days)`."""
    usual = "usual not known yet" if one.usual is None else f"usual {words.count(one.usual)}"
    times = f"{_DONE[one.rate]} {words.count(one.value or 0)} times a post"
    return f"{times} ({usual}, n = {words.several(one.usual_n, 'day')})"


def mentions(number: int) -> str:
    """`3 mentions`."""
    return words.several(number, "mention")


def hollow(facts: DigestFacts) -> Section:
    """What spreads because people laugh or warn."""
    if not facts.people.hollow:
        return section("Hollow applause")
    shown = [_hollow(one) for one in facts.people.hollow[:MOST_HOLLOW]]
    shown.append("It spreads, and the tone is bad: only the numbers look like success.")
    return section("Hollow applause", *looked_at(facts), Words(lines=tuple(shown)))


def _hollow(one: HollowFacts) -> str:
    spread = " and ".join(_far(rate) for rate in one.rates)
    single = one.scored == 1 and one.negative == 1
    tone = "its tone is negative" if single else f"{one.negative} of {one.scored} are negative"
    return f"“{shortened(one.title, 80)}”: {spread}; {tone}."


def _far(one: Compared) -> str:
    """`passed on 40 times, 20x the usual 2 (n = 340 mentions)`; 0 has no multiple."""
    usual = words.count(one.usual or 0)
    beside = f"{one.lift:.0f}x the usual {usual}" if one.lift and one.usual else f"{usual} is usual"
    done, value = _DONE[one.rate], words.count(one.value or 0)
    if one.n == 1:
        behind = f"n = {words.several(one.usual_n, 'mention')}"
        return f"{done} {value} times, {beside} ({behind})"
    behind = words.several(one.usual_n, "day")
    return f"{done} {value} times a post (n = {words.count(one.n)}), {beside} ({behind})"
