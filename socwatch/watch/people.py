"""Gathers what a digest may say of people. Reads the store; decides nothing.

Invariant: every number is beside what is usual or beside its n; followers decide nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice, takewhile

from socwatch.model.gathered import Gathered
from socwatch.model.rates import Compared, Rate
from socwatch.model.reading import Tone, Triage
from socwatch.report.people import classes_of
from socwatch.report.people_facts import (
    CrowdFacts,
    HollowFacts,
    PeopleFacts,
    QuestionFacts,
    ResponseFacts,
    VoiceFacts,
    WaitingFacts,
)
from socwatch.understand.rates import Tones, hollow, may_spread, of_many, of_mention
from socwatch.understand.voices import heard
from socwatch.watch.answers import own_accounts
from socwatch.watch.backdrop import Backdrop
from socwatch.watch.promises import answered
from socwatch.watch.ranking import best_first
from socwatch.watch.relevant import Relevant
from socwatch.watch.setup import Setup
from socwatch.watch.triage import Advice, classed, questions, queue

#: Questions are looked for so far back: older ones are for `socwatch triage --since`.
ASKED = timedelta(days=7)
#: Less relevant voices are nobody in particular.
WORTH_NAMING = 0.15
_TOP = 5
_MOST_QUESTIONS = 2
_MOST_RANKED = 2_000  # mentions whose advice is worked out, the latest
_FEWEST_OF_STORY = 3
_ASKING = (Triage.QUESTION, Triage.UNHAPPY_CUSTOMER)


def people_facts(
    setup: Setup, back: Backdrop, said: Sequence[Gathered], end: datetime
) -> PeopleFacts:
    """All that a digest of these mentions may say of people; `end` is the end of its period."""
    relevant = Relevant(setup, back)
    asked = [one for one in back.past if one.mention.counts_at >= end - ASKED]
    read = classed(setup, [*said, *asked])
    said = read.mentions[: len(said)]
    asking = _told_apart(read.mentions, _ASKING)[:_MOST_RANKED]
    advice = queue(setup, relevant, asking)
    open_questions = questions(advice)
    return PeopleFacts(
        has_accounts=bool(own_accounts(setup)),
        without_class=read.without,
        crowd=crowd(back, said),
        voices=top_voices(setup, relevant, back, said, _TOP),
        response=_response(back, said),
        hollow=_hollow(back, said)[:_TOP],
        classes=classes_of([one.reading.triage for one in said]),
        waiting=_waiting(open_questions, end),
        answered=answered(advice, end),
        questions=tuple(_question(one) for one in open_questions[:_MOST_QUESTIONS]),
        unseen=tuple(
            sorted({one.gathered.mention.source for one in open_questions if not one.answers_seen})
        ),
    )


def _told_apart(several: Sequence[Gathered], wanted: Sequence[Triage]) -> list[Gathered]:
    return [one for one in several if one.reading.triage in wanted]


def crowd(back: Backdrop, said: Sequence[Gathered]) -> CrowdFacts:
    """Who spoke, in numbers."""
    who = heard((one.mention for one in said), back.voices, before=back.heard)
    busiest = next((one for one in said if back.voices.of(one.mention) == who.busiest), None)
    return CrowdFacts(
        mentions=who.mentions,
        voices=who.voices,
        unnamed=who.unnamed,
        busiest=back.voices.name(busiest.mention) if busiest else "",
        busiest_mentions=who.busiest_mentions if busiest else 0,
        new=who.new,
    )


def top_voices(
    setup: Setup, relevant: Relevant, back: Backdrop, said: Sequence[Gathered],
    most: int | None = None,
) -> tuple[VoiceFacts, ...]:  # fmt: skip
    """The named voices of each topic that matter, the most relevant first; at most so many."""
    watched = {topic.name for topic in setup.topics}
    by_voice: dict[tuple[str, str], list[Gathered]] = {}
    for one in said:
        if back.voices.name(one.mention):
            for match in one.matches:
                if match.topic in watched:
                    named = (back.voices.of(one.mention), match.topic)
                    by_voice.setdefault(named, []).append(one)

    def at_best(entry: tuple[tuple[str, str], list[Gathered]]) -> tuple[float, int, str]:
        (_, topic), several = entry
        return -relevant.at_most(several, topic), -len(several), ""

    def look(
        entry: tuple[tuple[str, str], list[Gathered]],
    ) -> tuple[tuple[float, int, str], tuple[VoiceFacts, set[str]]]:
        (voice, topic), several = entry
        found = _voice(relevant, back, voice, topic, several)
        stories = {one.reading.story for one in several if one.reading.story}
        return (-found.score, -found.mentions, found.name), (found, stories)

    ranked = best_first(by_voice.items(), at_best, look)
    worth = takewhile(lambda pair: pair[0].score >= WORTH_NAMING, ranked)
    return tuple(islice(_without_echoes(worth), most))


def _without_echoes(ranked: Iterable[tuple[VoiceFacts, set[str]]]) -> Iterator[VoiceFacts]:
    """The voices without those who tell only stories that others before them told: copies."""
    told: set[str] = set()
    for voice, stories in ranked:
        if not stories or not stories <= told:
            yield voice
        told |= stories


def _voice(
    relevant: Relevant, back: Backdrop, voice: str, topic: str, several: Sequence[Gathered]
) -> VoiceFacts:
    score = relevant.of_voice(several, topic)
    early = back.early.get(voice)
    authors = [one.mention.author for one in several if one.mention.author is not None]
    return VoiceFacts(
        name=back.voices.name(several[0].mention),
        source=several[0].mention.source,
        topic=topic,
        mentions=len(several),
        score=score.score,
        because=score.because,
        early=early.issues if early and early.is_early else (),
        new=None if back.heard is None else voice not in back.heard,
        tags=back.voices.tags(voice),
        followers=next((one.followers for one in authors if one.followers is not None), None),
    )


def _response(back: Backdrop, said: Sequence[Gathered]) -> tuple[ResponseFacts, ...]:
    """The rates of each channel that tells any, the one with most mentions first."""
    channels = Counter(one.mention.source for one in said).most_common()
    found = []
    for channel, _ in channels:
        several = [one.mention for one in said if one.mention.source == channel]
        rates = tuple(of_many(several, back.channels).values())
        if any(rate.value is not None for rate in rates):
            found.append(ResponseFacts(channel=channel, rates=rates))
    return tuple(found[:_TOP])


def _hollow(back: Backdrop, said: Sequence[Gathered]) -> tuple[HollowFacts, ...]:
    """Stories, and single mentions, that spread in a bad tone; the widest first."""
    stories: dict[tuple[str, str], list[Gathered]] = {}
    for one in said:
        for match in one.matches:
            stories.setdefault((match.topic, one.reading.story or one.mention.key), []).append(one)
    found = [
        flagged
        for (topic, _), told in stories.items()
        if (flagged := _flagged(back, topic, told)) is not None
    ]
    return tuple(sorted(found, key=lambda one: -max(rate.total for rate in one.rates)))


def _flagged(back: Backdrop, topic: str, told: Sequence[Gathered]) -> HollowFacts | None:
    scored = [one for one in told if one.reading.tone is not Tone.UNSCORED]
    negative = [one for one in scored if one.reading.tone is Tone.NEGATIVE]
    if len(told) >= _FEWEST_OF_STORY:
        tones = Tones(negative=len(negative), scored=len(scored))
        rates = hollow(of_many([one.mention for one in told], back.channels), tones)
        shown = told[-1]
    elif any(may_spread(one.mention) for one in negative):
        shown = max(negative, key=lambda one: one.mention.reposts or 0)
        rates = hollow(_alone(back, shown), Tones(negative=1, scored=1, several=False))
    else:
        return None
    if not rates:
        return None
    return HollowFacts(
        topic=topic,
        title=shown.mention.title or shown.mention.text,
        rates=rates,
        negative=len(negative),
        scored=len(scored),
    )


def _alone(back: Backdrop, one: Gathered) -> Mapping[Rate, Compared]:
    return of_mention(one.mention, back.usual(one.mention.source))


def _waiting(open_questions: Sequence[Advice], end: datetime) -> tuple[WaitingFacts, ...]:
    by_owner: dict[str, list[Advice]] = {}
    for one in open_questions:
        by_owner.setdefault(one.owner, []).append(one)
    found = [_of_owner(owner, several, end) for owner, several in by_owner.items()]
    return tuple(sorted(found, key=lambda one: -one.oldest))


def _of_owner(owner: str, several: Sequence[Advice], end: datetime) -> WaitingFacts:
    aims = [one.rule.within for one in several if one.rule and one.rule.within]
    return WaitingFacts(
        owner=owner,
        questions=len(several),
        oldest=max(end - one.gathered.mention.counts_at for one in several),
        aim=min(aims, default=None),
        expected=sum(one.rule is not None or one.answers_seen for one in several),
        late=sum(one.due_at is not None and one.due_at < end for one in several),
    )


def _question(one: Advice) -> QuestionFacts:
    mention = one.gathered.mention
    author = mention.author
    return QuestionFacts(
        text=" — ".join(part for part in (mention.title, mention.text) if part),
        author=(author.handle or author.name or "") if author else "",
        source=mention.source,
        at=mention.counts_at,
        owner=one.owner,
        url=mention.url,
    )
