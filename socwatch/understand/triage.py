"""Which mentions ask something of us, and of what sort they are: advice on who should answer.

The classes are those of the web posting response assessment of the US Air Force (public domain,
2009), with direct questions added; the plan's [engagement] says what is done with each of them.

Invariants: a class comes with the words of the text that decided it; None means that nothing in
it asks for an answer. When in doubt there is no class: a customer must not be called a troll.
The words are English ones; of other languages only ratings and an addressed "?" are read. Time
grows with no more than the first and last thousand characters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from socwatch.model.mention import Mention, MentionKind
from socwatch.model.reading import Reading, Risk, Tone, Triage
from socwatch.understand import triage_words as known
from socwatch.understand.naming import MARK, unmarked
from socwatch.understand.triage_words import Room

_HEAD, _TAIL = 1_500, 500  # characters that are read
_LOW_RATING, _HIGH_RATING = 2, 4  # of 5
_SERIOUS = 2  # level of a risk
_FEWEST_CAPITALS = 4  # words
_MOST_SHOWN = 3  # words in a reason

_SUBJECT = 4  # words of a question among which its subject stands

_MOST_LEADS = 60  # words of one text around which phrases are looked for
_BEFORE, _AFTER = 6, 5  # words around a lead

_PROVOKING, _HEARSAY = known.SOUGHT[Room.PROVOKING], known.SOUGHT[Room.HEARSAY]
_FAILED, _OWN = known.SOUGHT[Room.FAILED], known.SOUGHT[Room.OWN]
_ASKING = known.SOUGHT[Room.ASKING]
_OF_COMPLAINTS = _PROVOKING.rows | _HEARSAY.rows | _FAILED.rows | _OWN.rows
#: Named here once: a member of an enumeration takes longer to look up than all else of some texts.
_ARTICLE, _QUESTION = MentionKind.ARTICLE, MentionKind.QUESTION
_NEGATIVE, _POSITIVE = Tone.NEGATIVE, Tone.POSITIVE
#: What a word begins with that calls somebody; a name alone may also be what is spoken of.
_CALLED = ("@", MARK)
_BLANKS = '"#$%&()*+,/:;<=>[\\]^_`{|}~-'
#: One for one; a character that is missing in a table costs an exception, so none of ASCII is.
_SIGNS = {code: " " if chr(code) in _BLANKS else chr(code) for code in range(128)}
_SIGNS |= {ord("!"): ".", ord("\n"): ".", 0x2026: ".", 0x2019: "'"}
_SIGNS |= dict.fromkeys((0x201C, 0x201D, 0x2013, 0x2014), " ")
#: The same for texts of ASCII alone, small letters included: bytes take a quarter of the time.
_PLAIN = "".join(_SIGNS[ord(chr(code).lower())] for code in range(128)).encode().ljust(256)


class Sorted(NamedTuple):
    """A class and why: "asks “how do i”". A tuple, because one is made for most mentions."""

    triage: Triage
    because: str


class _Found(NamedTuple):
    """A class, and its reason before anybody has asked for it in words."""

    triage: Triage
    reason: str
    words: Collection[str] = ()  # those that decided, to be shown behind the reason

    @property
    def because(self) -> str:
        shown = ", ".join(f"“{one}”" for one in sorted(self.words)[:_MOST_SHOWN])
        return unmarked(f"{self.reason}: {shown}" if shown else self.reason)


class _Text(NamedTuple):
    """A text as it is looked at."""

    words: list[str]
    held: frozenset[str]  # those of its words that are known here
    likely: int  # the bits of the rows of phrases that it may hold
    leads: Sequence[int]  # where words stand around which phrases are looked for


class Said(NamedTuple):
    """What the class of a mention is told from. `risk` is the level of the worst risk, 0..3."""

    text: str  # title and text; the names of what is watched may be marked
    kind: MentionKind = MentionKind.POST
    tone: Tone = Tone.UNSCORED
    rating: float | None = None  # of 5
    risk: int = 0
    language: str | None = None  # ISO 639-1


def sort(said: Said) -> Sorted | None:
    """The class of what was said, with its reason; None when nothing in it asks for an answer."""
    found = _found(said)
    return None if found is None else Sorted(found.triage, found.because)


def class_of(
    text: str, mention: Mention, *, tone: Tone, risks: Sequence[Risk], language: str | None
) -> Triage | None:
    """The class of a mention whose title and text are `text`, before there is a whole reading."""
    risk = level_of(risks) if risks else 0
    found = _found(Said(text, mention.kind, tone, mention.rating, risk, language))
    return None if found is None else found.triage


def _found(said: Said) -> _Found | None:
    if said.kind is _ARTICLE:
        return None  # written for readers, not for us
    rated = None if said.rating is None else _by_rating(said.rating, said.tone)
    if rated is not None:
        return rated
    return _by_words(said) if said.language in ("en", None) else _in_other_words(said)


def sorted_again(
    mention: Mention, reading: Reading, *, marked: Callable[[str], str] = str
) -> Sorted | None:
    """The class with its reason, told anew from a mention and its reading.

    `marked` gives a text with the names of what is watched marked in it.
    """
    return sort(
        Said(
            text=marked(shown("\n".join(part for part in (mention.title, mention.text) if part))),
            kind=mention.kind,
            tone=reading.tone,
            rating=mention.rating,
            risk=level_of(reading.risks),
            language=reading.language,
        )
    )


def knew_no_classes(reading: Reading) -> bool:
    """Whether it is a reading from before there were classes: later ones come with a wording."""
    return reading.triage is None and reading.p_negative is None and not reading.wording


def level_of(risks: Sequence[Risk]) -> int:
    """How serious the worst risk is, 0..3; one for which the plan has a severity is serious."""
    return max([one.level or (_SERIOUS if one.severity else 0) for one in risks], default=0)


def asks(text: str, *, marked: Callable[[str], str] = str) -> str:
    """The words with which a text asks something that can be answered; "" when it does not.

    `marked` gives a text with the names of what is watched marked in it.
    """
    words = _words(marked(shown(text)))
    held = known.ALL.intersection(words)
    likely = known.likely(held) & _ASKING.rows
    return unmarked(_question(_Text(words, held, likely, _leads(words, likely)), Tone.UNSCORED))


def _by_rating(rating: float, tone: Tone) -> _Found | None:
    if 0 < rating <= _LOW_RATING:
        return _Found(Triage.UNHAPPY_CUSTOMER, f"rated it {rating:g} of 5")
    if rating >= _HIGH_RATING and tone is not _NEGATIVE:
        return _Found(Triage.POSITIVE, f"rated it {rating:g} of 5")
    return None


def _in_other_words(said: Said) -> _Found | None:
    text = said.text.strip()
    if said.kind is _QUESTION:
        return _Found(Triage.QUESTION, "posted as a question")
    if text[:1] == "@" and text[-200:].rstrip(' \u201d")').endswith(("?", "\u061f", "\uff1f")):
        return _Found(Triage.QUESTION, "begins with an account and ends with a question mark")
    return None


def _by_words(said: Said) -> _Found | None:
    words = _words(shown(said.text))
    held = known.ALL.intersection(words)
    likely = known.likely(held)
    if likely:
        likely &= _telling(held, said)
    if likely or said.kind is _QUESTION or "?" in held:
        found = _by_phrases(_Text(words, held, likely, _leads(words, likely)), said)
        if found is not None:
            return found
    if said.tone is _NEGATIVE:
        return _anger(held, said)
    if said.tone is _POSITIVE and said.risk < _SERIOUS:
        return _praise(held)
    return None


def _by_phrases(text: _Text, said: Said) -> _Found | None:
    """Complains in so many words, or asks something."""
    found = _complaint(text, said) if text.likely & _OF_COMPLAINTS else None
    if found is not None:
        return found
    if said.kind is _QUESTION:
        return _Found(Triage.QUESTION, "posted as a question")
    asked = _question(text, said.tone)
    return _Found(Triage.QUESTION, f"asks “{asked}”") if asked else None


def _words(text: str) -> list[str]:
    """The words in lower case; "." and "?" end sentences and are words of their own."""
    if text.isascii():
        calm = text.encode().translate(_PLAIN).decode()
    else:
        calm = text.lower().translate(_SIGNS)
    return calm.replace("?", " ? ").replace(".", " . ").split()


def _telling(held: frozenset[str], said: Said) -> int:
    """The rows of phrases that tell something of what was said, beside what else is known of it."""
    negative = said.tone is _NEGATIVE
    rows = _ASKING.rows | _FAILED.rows
    if negative:
        rows |= _PROVOKING.rows
    if said.risk >= _SERIOUS:
        rows |= _HEARSAY.rows
    if negative or (said.tone is not _POSITIVE and not known.FAILED.isdisjoint(held)):
        rows |= _OWN.rows
    return rows


def _leads(words: Sequence[str], likely: int) -> Sequence[int]:
    """Where words stand around which phrases are looked for."""
    if not likely:
        return ()
    return [place for place, word in enumerate(words) if word in known.LEADS][:_MOST_LEADS]


def _complaint(text: _Text, said: Said) -> _Found | None:
    """Provokes people, repeats what others say, or tells of an own bad experience."""
    provoking = _phrase(text, _PROVOKING)
    if provoking:
        return _Found(Triage.TROLL, f"insults or provokes people: “{provoking}”")
    hearsay = _phrase(text, _HEARSAY)
    if hearsay:
        return _Found(Triage.MISGUIDED, f"repeats what others say about a risk: “{hearsay}”")
    own = _phrase(text, _FAILED)  # also in a polite tone
    if own and said.tone is _POSITIVE and _praise(text.held):
        own = ""  # “sorted my broken lid in no time, thank you”
    own = own or _phrase(text, _OWN)
    if own:
        return _Found(Triage.UNHAPPY_CUSTOMER, f"tells of an own bad experience: “{own}”")
    return None


def _phrase(text: _Text, sought: known.Sought) -> str:
    """The first phrase of that sort; "" when there is none."""
    if not text.likely & sought.rows:
        return ""
    for place in text.leads:
        for form, near in sought.by_lead.get(text.words[place], ()):
            around = text.words[max(0, place - _BEFORE) : place + _AFTER]
            if near and near.isdisjoint(around):
                continue
            found = known.pattern(form).search(f" {' '.join(around)} ")
            if found:
                return found[0].strip()
    return ""


def _anger(held: frozenset[str], said: Said) -> _Found | None:
    """Complains to us, or rants."""
    own = not known.FIRST_PERSON.isdisjoint(held)
    to_us = said.text[:3].lstrip(". ")[:1] == "@"
    if to_us and not known.TROUBLE.isdisjoint(held):
        return _Found(Triage.UNHAPPY_CUSTOMER, "complains of trouble, addressed to an account")
    insults = known.INSULTS.intersection(held)
    if not own and not known.THEY.isdisjoint(held):
        insults |= known.HARSH.intersection(held)
    if "\U0001f921" in said.text:
        insults |= {"\U0001f921"}
    if insults:
        reason = "mocks or insults, and tells of no own experience"
        return _Found(Triage.RAGER, reason, insults)
    if _is_shouted(said.text):
        return _Found(Triage.RAGER, "is shouted in capitals, and tells of no own experience")
    if to_us and (own or not known.TO_US.isdisjoint(held)):
        return _Found(Triage.UNHAPPY_CUSTOMER, "complains, addressed to an account")
    return None


def _praise(held: frozenset[str]) -> _Found | None:
    """Thanks and praise; None when it may be a polite complaint, or mockery."""
    if not (known.CLOUDED.isdisjoint(held) and known.MOCKING.isdisjoint(held)):
        return None
    praise = known.PRAISE.intersection(held)
    if not praise:
        return None
    return _Found(Triage.POSITIVE, "speaks well of it and asks nothing", praise)


def _is_shouted(text: str) -> bool:
    words = text[:_HEAD].split()
    shouted = [word for word in words if word.isupper() and len(word) > 1]
    return len(shouted) >= _FEWEST_CAPITALS and 2 * len(shouted) > len(words)


def _question(text: _Text, tone: Tone) -> str:
    """The words that ask something answerable; "" when none do."""
    direct = _phrase(text, _ASKING)
    if direct and not known.RHETORICAL.search(f" {direct} "):
        return direct
    if "?" not in text.held:
        return ""
    words, begin = text.words, 0
    for _ in range(words.count("?")):
        end = words.index("?", begin)
        asked = _asked(words[_after_stop(words, begin, end) : end], tone)
        if asked:
            return asked
        begin = end + 1
    return ""


def _after_stop(words: Sequence[str], begin: int, end: int) -> int:
    """Where the sentence that ends at `end` begins."""
    while end > begin and words[end - 1] != ".":
        end -= 1
    return end


def _asked(sentence: Sequence[str], tone: Tone) -> str:
    addressed, place = False, 0
    while place < len(sentence) and (
        sentence[place][0] in _CALLED or sentence[place] in known.BEFORE_OPENERS
    ):
        addressed = addressed or sentence[place][0] == "@"
        place += 1
    asked = sentence[place:]
    if not asked or asked[0] not in known.OPENERS:
        return ""
    accuses = asked[0] in known.ACCUSING and known.STANDSTILL.isdisjoint(asked)
    if tone is _NEGATIVE and accuses:
        return ""
    if not (addressed or _is_about_us(asked)) and known.CONCERNED.isdisjoint(asked):
        return ""
    if known.RHETORICAL.search(f" {' '.join(asked[:30])} "):
        return ""
    return " ".join(asked[:4])


def _is_about_us(asked: Sequence[str]) -> bool:
    """Whether a name of what is watched is its subject: “why is acme down”."""
    return any(word[0] == MARK for word in asked[:_SUBJECT])


def shown(text: str) -> str:
    """As much of a text as its class is told from."""
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"
