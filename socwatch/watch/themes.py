"""New themes of one topic: from stored mentions to a signal.

Invariants: what is in the window has taught nothing; what was learned is stored with the tick that
it was judged in, so that judging the tick again after a crash changes nothing; no text is stored,
only how often its terms are heard.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from socwatch.detect.novelty import SIZE, Theme
from socwatch.detect.sentence import of_theme
from socwatch.detect.tail import usual_range
from socwatch.detect.vocabulary import MOST_POSTS, Post, Vocabulary, learn, noted, recalled
from socwatch.model.gathered import Gathered
from socwatch.model.query import Topic
from socwatch.model.reading import Tone
from socwatch.model.signal import Signal, SignalKind
from socwatch.understand.stories import said_by, stem, terms_in, words_of
from socwatch.watch.agenda import floor
from socwatch.watch.setup import Setup

#: How far back a topic's words are learned from when nothing is known of them yet.
FIRST_LOOK = timedelta(days=14)
MOST_LEARNED = 5_000  # mentions at once
LEARNED_EVERY = timedelta(hours=1)
SERIOUS = 2  # level of a risk from which a mention counts as a complaint, whatever its tone
#: Words whose time comes round: that many speak of Sunday on a Sunday is no theme.
CALENDAR = frozenset(
    terms_in(
        "monday tuesday wednesday thursday friday saturday sunday january february march april"
    )
    + terms_in("june july august september october november december weekend morning evening")
    + terms_in("montag dienstag mittwoch donnerstag freitag samstag sonntag wochenende heute")
    + terms_in("lundi mardi mercredi jeudi vendredi samedi dimanche demain aujourd'hui hier")
    + terms_in("today yesterday tomorrow tonight gestern morgen abend mai juni juli mars avril")
)
_NAMED = 3  # words of a theme in its sentence
_HEARD_FROM = 3  # people who must have used a word before it is repeated


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A new theme as a signal, with the mentions that tell it, the first first."""

    signal: Signal
    terms: tuple[str, ...]
    told: tuple[Gathered, ...]
    complaint: bool  # made of complaints; else of mentions of any tone
    calls: bool  # rare enough to call people for


def new_theme(setup: Setup, topic: Topic, end: datetime, unread: tuple[str, ...]) -> Found | None:
    """The theme that is new in the window that ends at `end`. Call it inside a unit of work."""
    novelty = setup.novelty
    if novelty is None:
        return None
    said = _said(setup, topic, end - novelty.window, end, MOST_POSTS)
    if not said:
        return None  # what was said before is learned when there is something to compare
    known = recalled(setup.store.watching.vocabulary(topic.name))
    _learn(setup, known, topic, end - novelty.window)
    theme = novelty.look(known, [_post(one, topic) for one in said])
    setup.store.watching.save_vocabulary(topic.name, noted(known))
    if theme is None or not theme.flagged:
        return None
    told = _those(said, theme.keys)
    scored, negative = _tone(_those(said, theme.spoken))
    signal = replace(
        _signal(setup, topic, theme, told, end), unread=unread, scored=scored, negative=negative
    )
    history = end - (setup.store.watching.judged_since(topic.name) or end)
    words = _words(told, theme.terms)
    because = of_theme(signal, words, complaint=theme.complaint, tick=setup.tick, history=history)
    return Found(
        signal=replace(signal, because=because),
        terms=theme.terms,
        told=told,
        complaint=theme.complaint,
        calls=theme.calls,
    )


def tells(told: Iterable[Gathered], terms: Sequence[str], share: float) -> bool:
    """Whether at least this share of the mentions has one of the terms."""
    wanted = set(terms)
    hits = [not wanted.isdisjoint(said_by(one.mention).terms) for one in told]
    return bool(hits) and sum(hits) >= share * len(hits)


def _learn(setup: Setup, known: Vocabulary, topic: Topic, until: datetime) -> None:
    learned = datetime.fromtimestamp(known.at, UTC) if known.at else until - FIRST_LOOK
    if until - learned < LEARNED_EVERY:
        return
    since = max(learned, until - FIRST_LOOK)
    gone = _said(setup, topic, since, until, MOST_LEARNED)
    learn(known, [_post(one, topic) for one in gone], until)


def _said(
    setup: Setup, topic: Topic, since: datetime, until: datetime, most: int
) -> list[Gathered]:
    """The topic's mentions of that time, in order; of too many the latest."""
    found = setup.store.mentions.newest(topic=topic.name, since=since, until=until, limit=most)
    return list(found)[::-1]


def _post(one: Gathered, topic: Topic) -> Post:
    said = said_by(one.mention)
    words = next((match.because for match in one.matches if match.topic == topic.name), ())
    asked = _terms_of(words)
    tone = one.reading.tone
    risky = any(risk.level >= SERIOUS for risk in one.reading.risks)
    return Post(
        key=one.mention.key,
        at=one.mention.counts_at,
        terms=tuple(term for term in said.terms if term not in asked and term not in CALENDAR),
        voice=one.mention.voice,
        wording=one.reading.wording or said.exact,
        negative=None if tone is Tone.UNSCORED and not risky else risky or tone is Tone.NEGATIVE,
    )


@lru_cache(maxsize=256)  # a topic asks for few words
def _terms_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(term for word in words for term in terms_in(word))


def _those(said: Sequence[Gathered], keys: Sequence[str]) -> tuple[Gathered, ...]:
    wanted = set(keys)
    return tuple(one for one in said if one.mention.key in wanted)


def _tone(spoken: Sequence[Gathered]) -> tuple[int, int]:
    """How many could be scored, and are negative, of all that speak of the theme.

    Complaints alone would always be negative.
    """
    tones = Counter(one.reading.tone for one in spoken)
    return len(spoken) - tones[Tone.UNSCORED], tones[Tone.NEGATIVE]


def _signal(
    setup: Setup, topic: Topic, theme: Theme, told: Sequence[Gathered], end: datetime
) -> Signal:
    """The theme in numbers; sources that could not be read, and the sentence, are still missing."""
    voices = Counter(one.mention.voice for one in told)
    wordings = {one.reading.wording or one.mention.key for one in told}
    low, high = usual_range(theme.expected, SIZE)
    return Signal(
        topic=topic.name,
        kind=SignalKind.STORY,
        at=end,
        window=end - floor(theme.since, setup.tick),
        observed=len(told),
        expected=theme.expected,
        low=low,
        high=high,
        usual_negative=theme.usual_negative,
        voices=len(voices),
        copies=len(told) - len(wordings),
        busiest=max(voices.values()),
        strength=theme.strength,
    )


def _words(told: Sequence[Gathered], terms: Sequence[str]) -> list[str]:
    """The terms as people write them, each in its commonest form; only what several people said."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    voices: defaultdict[str, set[str]] = defaultdict(set)
    for one in told:
        for word in words_of(one.mention):
            forms[stem(word)][word] += 1
            voices[stem(word)].add(one.mention.voice)
    common = [term for term in terms if len(voices[term]) >= _HEARD_FROM]
    common.sort(key=lambda term: -len(voices[term]))
    return [forms[term].most_common(1)[0][0] for term in common[:_NAMED]]
