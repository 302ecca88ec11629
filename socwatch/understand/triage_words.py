"""The English words and phrases by which the class of a mention is told.

Invariant: a phrase is found by its rarest word (its lead) and looked for only around it, so that
a text without any lead costs one look at each of its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from enum import Enum, auto
from functools import cache, reduce
from operator import or_
from typing import NamedTuple


class Room(Enum):
    """What a phrase speaks for."""

    PROVOKING = auto()  # insults to people, calls for a quarrel
    HEARSAY = auto()  # was only heard of
    FAILED = auto()  # something evidently went wrong, however politely it is said
    OWN = auto()  # an own experience with us; a bad one when the tone is bad
    ASKING = auto()  # asks in so many words


@cache
def pattern(form: str) -> re.Pattern[str]:
    """The form, compiled at its first use: all of them at once would take a tenth of a second."""
    return re.compile(form)


_MINE = "(?:my|our|mine|my family's)"
_I = "(?:i|we|i've|ive|i'd|we've|we'd|i'm|im|i'll|we're)"
_GAP = r"(?:\S+ ){0,2}"
_YOU = "(?:i|we|you|u|ya)"

#: Leads and the phrases around them; `~` is the lead. The signs of sentences are words of their own there.
#: Where words stand behind the form, one of them must be near the lead, `{}` is any of them: most
#: texts with a frequent lead have none, and need no look at the form.
_PHRASES: tuple[tuple[Room, str, str] | tuple[Room, str, str, str], ...] = (
    # what went wrong, in any tone
    (
        Room.FAILED,
        "reply response answer apology explanation",
        r" (?:no|without|never got|still no|zero) (?:an? )?~ ",
    ),
    (Room.FAILED, "hold", r" (?:on|hour|hours|minutes|mins) ~ (?:for|with|since|an|over|\d\S*) "),
    (Room.FAILED, "waiting", r" (?:been|still) (?:\S+ )?~ "),
    (Room.FAILED, "working", r" (?<!never )stopped ~ "),
    (Room.FAILED, "arrival", r" dead on ~ "),
    (
        Room.FAILED,
        "never",
        r" ~ (?:arrived|showed up|came|refunded|answered|called back) ",
        "arrived showed came refunded answered called",
    ),
    (Room.FAILED, "charged billed", r" ~ (?:me|us) (?:twice|again|double) "),
    (Room.FAILED, "overcharged", r" ~ (?:me|us) "),
    (Room.FAILED, "hung lied ripped", r" ~ (?:up on|to|off) (?:me|us) "),
    (Room.FAILED, "stuck stranded", r" ~ (?:\S+ ){0,3}(?:at|in|on|for|here) "),
    (
        Room.FAILED,
        "broke broken leaks died deleted crashed cancelled canceled lost missing",
        rf" (?:{_MINE} (?:\S+ ){{0,2}}~|(?:you|they|you've|they've) (?:\S+ )?~ {_MINE}) ",
    ),
    # what is somebody's own, and went wrong when the tone is bad
    (
        Room.OWN,
        "order orders refund parcel package delivery account flight flights bag bags luggage money"
        " booking replacement ticket tickets claim complaint subscription bill card reservation"
        " itinerary connection connections seat seats plane call calls belongings issue issues time"
        " problem problems trip application phone laptop baggage suitcase stroller room contract",
        rf" {_MINE} {_GAP}~ ",
        "my our mine",
    ),
    (
        Room.OWN,
        "broke broken leaks leaked died lasted failed cracked smells stopped rusted arrived exploded"
        " melted burnt burned deleted crashed delayed cancelled canceled missed missing lost acting",
        rf" (?:{_MINE} (?:\S+ ){{0,3}}~|~ {_GAP}{_MINE}|{_I} {_GAP}~|~ (?:me|us)) ",
    ),
    (
        Room.OWN,
        "bought paid ordered purchased returned spent called wrote emailed complained booked rang"
        " own stood sat sitting stuck stranded waited standing tried trying needed received"
        " frustrated disappointed upset",
        rf" (?:{_I} {_GAP}~|~ {_MINE}) ",
    ),
    (Room.OWN, "waiting", rf" (?:{_I}|been|still) {_GAP}~ "),
    (Room.OWN, "hold", r" (?:on|hour|hours|minutes|mins) ~ "),
    (
        Room.OWN,
        "reply response answer apology explanation update assistance compensation",
        r" (?:no|not|nor|without|never got|still no|zero|one|want|get) (?:an? )?~ ",
    ),
    (Room.OWN, "replacement", r" (?:third|second|fourth|another|2nd|3rd) ~ "),
    (Room.OWN, "never", r" ~ (?:arrived|showed up|came|got|received|again|refunded|answered) "),
    (
        Room.OWN,
        "charged billed overcharged ignored blocked refused kicked promised denied treated told",
        rf" (?:~ (?:\S+ )?(?:me|us|my|our)|{_I} {_GAP}~|keep me ~) ",
    ),
    (Room.OWN, "hung lied ripped", r" ~ (?:up|to|off)(?: on)?(?: me| us|) "),
    (
        Room.OWN,
        "support agent agents staff employee employees crew handlers helpline website system app"
        " rep reps service attendant attendants airline boards team",
        rf" (?:your (?:\S+ )?~|{_I} {_GAP}~|the ~|customer ~) ",
    ),
    (Room.OWN, "warranty guarantee courier", r" (?:my|our|your|the|no) (?:\S+ )?~ "),
    (
        Room.OWN,
        "can't cant cannot couldn't unable",
        r" ~ (?:to )?(?:\S+ )?(?:reach|get|log|login|contact|return|speak|talk|check|change|use) ",
    ),
    (Room.OWN, "hour hours hrs hr mins minutes", r" (?:\d\S*|an|for|of|over|half an) ~ "),
    (Room.OWN, "late", r" ~ flight "),
    # somebody was hurt
    (
        Room.OWN,
        "injured hurt scalded shocked poisoned hospitalised hospitalized cut",
        rf" (?:{_I} {_GAP}~|~ (?:me|my|us|our)) ",
    ),
    # hearsay
    (Room.HEARSAY, "heard", r" (?:i|we|just|i've|you) ~ "),
    (Room.HEARSAY, "apparently supposedly", r"(?:^|\.) ~ "),
    (Room.HEARSAY, "true", r" is it (?:really )?~ "),
    (Room.HEARSAY, "say saying claim", r" (?:they|people|some)(?: are)? ~ "),
    (Room.HEARSAY, "rumour rumor rumours rumors word", r" ~ (?:has it|is|says|that) "),
    (
        Room.HEARSAY,
        "neighbour neighbor friend cousin uncle aunt colleague somebody someone",
        r" ~ (?:told me|told us|says|said) ",
    ),
    # insults to people
    (
        Room.PROVOKING,
        "idiot idiots moron morons clown clowns liar liars loser losers scum bootlicker bootlickers"
        " sheep imbecile imbeciles snowflake snowflakes cretin cretins fool fools",
        r" (?:you (?:\S+ ){0,4}~|(?:anyone|anybody|everyone|everybody|people|those|whoever)"
        r" (?:\S+ ){0,5}(?:is|are) (?:an? )?(?:\S+ )?~) ",
    ),
    (Room.PROVOKING, "come fight debate", r" ~ (?:at )?me "),
    (Room.PROVOKING, "cry", r" ~ (?:about it|harder|more) "),
    (Room.PROVOKING, "dare", r" i ~ you "),
    (Room.PROVOKING, "seethe kys", r" ~ "),
    (Room.PROVOKING, "yourself yourselves", r" kill ~ "),
    # asked in so many words
    (
        Room.ASKING,
        "how",
        rf" ~ (?:do|can|should|would|could|long do|much do|soon can|long will) (?:{_YOU}|it) ",
        "do can should would could will",
    ),
    (Room.ASKING, "what where when who", rf" ~ {{}} {_YOU} ", "do can should could"),
    (Room.ASKING, "where where's when when's", r" ~ (?:is|are|will|was|were)? ?{} ", "my our"),
    (
        Room.ASKING,
        "can could would will",
        r" ~ (?:you|u|ya|someone|somebody|anyone|anybody) (?:\S+ )?{} ",
        "tell help explain let check confirm advise get send say share give look follow dm"
        " recommend assist",
    ),
    (Room.ASKING, "know", r" {}(?: \S+){0,3} ~ ", "does do anyone anybody"),
    (Room.ASKING, "let", r" ~ me know (?:if|when|where|how|whether|what) "),
    (Room.ASKING, "tell", r" ~ me (?:if|when|where|how|whether|what|why|the) "),
    (Room.ASKING, "wondering", r" ~ (?:if|whether|when|where|how|what) "),
    (Room.ASKING, "question questions", r" (?:i have|have|quick|a) (?:a )?~ (?:on|about|for) "),
)


class Phrase(NamedTuple):
    """Around a lead word, in a form of its own."""

    form: str
    near: frozenset[str]  # one of them is near the lead; empty where that need not be


class Sought(NamedTuple):
    """The phrases of one sort, by their leads."""

    rows: int  # their bits among the rows of phrases
    by_lead: Mapping[str, Sequence[Phrase]]


def _sought(room: Room) -> Sought:
    rows, found = 0, dict[str, list[Phrase]]()
    for row, (of, leads, written, *near) in enumerate(_PHRASES):
        if of is not room:
            continue
        rows |= 1 << row
        words = near[0].split() if near else []
        form = written.replace("{}", f"(?:{'|'.join(words)})")
        for lead in leads.split():
            phrase = Phrase(form.replace("~", re.escape(lead)), frozenset(words))
            found.setdefault(lead, []).append(phrase)
    return Sought(rows, found)


SOUGHT = {room: _sought(room) for room in Room}
LEADS = frozenset().union(*(one.by_lead for one in SOUGHT.values()))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FIRST_PERSON = _set("i i'm im i've ive i'd i'll me my mine myself we we've we're us our")
TO_US = _set("you u your yours ur you're youre you've you'll y'all yall")
THEY = TO_US | _set("they they're company brand airline shop firm")

#: Praise: it takes a word of it, because politeness reads like it.
PRAISE = _set(
    "love loved loving lovely great awesome amazing excellent kudos fantastic brilliant wonderful"
    " perfect perfectly best favourite favorite recommend recommended impressed impressive happy"
    " delighted superb beautiful beautifully thank thanks thankful grateful thx cheers nice good"
    " works excited cool glad enjoyed enjoying rocks well done shout-out shoutout genius smart"
    " quality easy reliable helpful friendly fast quick patient kind"
)
#: With one of these, a text that reads well may be a polite complaint or a plea.
CLOUDED = _set(
    "but please help failure failed worse worst can't cant cannot won't unable problem"
    " problems delay delays delayed why hope unless instead ridiculous ? never nobody"
)
#: Failures that are a complaint also when the tone reads calmly or could not be told.
FAILED = _set("broken refund waiting late missing lost damaged twice leaks stopped")

#: Scorn of the company itself. With an own experience beside it, it is a customer's anger.
INSULTS = _set(
    "trash garbage suck sucks crap crappy pathetic joke clown clowns crooks scum idiots morons"
    " liars thieves scammers rubbish hell screw disgusting shameful stfu scam evil greedy"
    " despise fuck fucking shit bullshit asshole assholes laughable disgrace boycott"
)
#: Laughter: in a text read as praise it may well be at our cost.
MOCKING = INSULTS | _set("lol lmao haha hahaha")
#: What goes wrong with a company: whoever tells us of it is a customer, however they swear.
TROUBLE = FAILED | _set(
    "delay delays delayed cancelled canceled service rude wait waited froze crashed stuck faulty"
    " charge charged fee fees hold support warranty leaking burnt"
)
#: Harsh words that are meant for the company when it is spoken to or of.
HARSH = _set(
    "terrible awful horrible worst useless ridiculous incompetent hate suck embarrassing shame"
    " dreadful appalling"
)

#: How a question begins, after names, greetings and little words.
OPENERS = _set(
    "how what what's whats when when's where where's wheres which who why is are isn't do does did"
    " can could will would should has have any anyone anyone's anybody may am"
)
BEFORE_OPENERS = _set(
    "hi hey hello dear ok okay so and but also please pls team guys all there well oh quick"
    " question"
)
#: Openers that, in a negative text, accuse: "why do you even exist?"
ACCUSING = frozenset(("why", "how", "who"))
#: What does not run, and nobody's fault: “why is acme down?” asks for news, in any tone.
STANDSTILL = _set("down offline unavailable unreachable closed working loading responding")
#: Who or what is concerned: a question without any of them is written for readers.
CONCERNED = FIRST_PERSON | TO_US | _set("anyone anyone's anybody there these this the any of")
#: Asks for agreement, for attention, or for nothing at all.
RHETORICAL = re.compile(
    r" (?:who needs|who doesn't|who doesnt|who designs|who knew|who knows|who cares|am i right"
    r"|are you kidding|are you serious|r u kidding|is this a joke|is it just me|is it \S+ yet"
    r"|how hard|how is it possible|how is this|how (?:is|are) \S+ still|how dare|how can you|how do you|how to"
    r"|why would (?:anyone|you)|what kind of|what a|what the|what's the point|what is the point"
    r"|what is wrong|what's wrong|can you imagine|can you believe|would you believe|did you know"
    r"|do you even|have you no|have you ever|you know what|guess what|or what|ready to"
    r"|are you ready|do you want to|want to win|what do you think|what would you|wtf) "
)

#: How many rows of phrases there are, and the bits of those that need no word near the lead.
ROWS = len(_PHRASES)
_NO_OTHER = sum(1 << (ROWS + row) for row, one in enumerate(_PHRASES) if len(one) < 4)


def _marks() -> Mapping[str, int]:
    """For each word the rows that it leads, and, higher by their number, those that it is near in."""
    of_bad = FIRST_PERSON.union(TO_US, THEY, FAILED, MOCKING, TROUBLE, HARSH)
    marks = dict.fromkeys(of_bad.union(PRAISE, CLOUDED), 0)
    for row, (_, leads, _, *near) in enumerate(_PHRASES):
        for word in leads.split():
            marks[word] = marks.get(word, 0) | 1 << row
        for word in near[0].split() if near else ():
            marks[word] = marks.get(word, 0) | 1 << (ROWS + row)
    return marks


_MARKS = _marks()
#: All words above, so that a text is compared once with one set.
ALL = frozenset(_MARKS)


def likely(held: Set[str]) -> int:
    """The bits of the rows of phrases that a text may hold that holds these of all known words."""
    marks = reduce(or_, map(_MARKS.__getitem__, held), _NO_OTHER)
    return marks & (marks >> ROWS)
