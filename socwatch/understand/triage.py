"""Which mentions ask something of us, and of what sort they are: advice on who should answer.

The classes are those of the web posting response assessment of the US Air Force (public domain,
2009), with direct questions added; the plan's [engagement] says what is done with each of them.

Invariants: a class comes with the words of the text that decided it; None means that nothing in
it asks for an answer. When in doubt there is no class: a customer must not be called a troll.
The words are English ones; of other languages only ratings and an addressed "?" are read. Time
grows with no more than the first and last thousand characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from socwatch.model.mention import Mention, MentionKind
from socwatch.model.reading import Reading, Risk, Tone, Triage
from socwatch.understand import triage_words as known
from socwatch.understand.triage_words import Room

_HEAD, _TAIL = 1_500, 500  # characters that are read
_LOW_RATING, _HIGH_RATING = 2, 4  # of 5
_SERIOUS = 2  # level of a risk
_FEWEST_CAPITALS = 4  # words

_MOST_LEADS = 60  # words of one text around which phrases are looked for
_BEFORE, _AFTER = 6, 5  # words around a lead

_LEADING = frozenset(known.LEADS)
_BLANKS = '"#$%&()*+,/:;<=>[\\]^_`{|}~-'
#: One for one; a character that is missing in a table costs an exception, so none of ASCII is.
_SIGNS = {code: " " if chr(code) in _BLANKS else chr(code) for code in range(128)}
_SIGNS |= {ord("!"): ".", ord("\n"): ".", 0x2026: ".", 0x2019: "'"}
_SIGNS |= dict.fromkeys((0x201C, 0x201D, 0x2013, 0x2014), " ")


class Sorted(NamedTuple):
    """A class and why: "asks “how do i”". A tuple, because one is made for most mentions."""

    triage: Triage
    because: str


class Said(NamedTuple):
    """What the class of a mention is told from. `risk` is the level of the worst risk, 0..3."""

    text: str  # title and text
    kind: MentionKind = MentionKind.POST
    tone: Tone = Tone.UNSCORED
    rating: float | None = None  # of 5
    risk: int = 0
    language: str | None = None  # ISO 639-1


def sort(said: Said) -> Sorted | None:
    """The class of what was said, with its reason; None when nothing in it asks for an answer."""
    if said.kind is MentionKind.ARTICLE:
        return None  # written for readers, not for us
    rated = None if said.rating is None else _by_rating(said.rating, said.tone)
    return rated or (_by_words(said) if said.language in ("en", None) else _in_other_words(said))


def class_of(
    text: str, mention: Mention, *, tone: Tone, risks: Sequence[Risk], language: str | None
) -> Triage | None:
    """The class of a mention whose title and text are `text`, before there is a whole reading."""
    said = Said(
        text=text,
        kind=mention.kind,
        tone=tone,
        rating=mention.rating,
        risk=level_of(risks),
        language=language,
    )
    found = sort(said)
    return None if found is None else found.triage


def sorted_again(mention: Mention, reading: Reading) -> Sorted | None:
    """The class with its reason, told anew from a mention and its reading."""
    return sort(
        Said(
            text="\n".join(part for part in (mention.title, mention.text) if part),
            kind=mention.kind,
            tone=reading.tone,
            rating=mention.rating,
            risk=level_of(reading.risks),
            language=reading.language,
        )
    )


def level_of(risks: Sequence[Risk]) -> int:
    """How serious the worst risk is, 0..3; one for which the plan has a severity is serious."""
    return max((one.level or (_SERIOUS if one.severity else 0) for one in risks), default=0)


def asks(text: str) -> str:
    """The words with which a text asks something that can be answered; "" when it does not."""
    words = _words(_shown(text))
    return _question(words, _leads(words), Tone.UNSCORED)


def _by_rating(rating: float, tone: Tone) -> Sorted | None:
    if 0 < rating <= _LOW_RATING:
        return _sorted(Triage.UNHAPPY_CUSTOMER, f"rated it {rating:g} of 5")
    if rating >= _HIGH_RATING and tone is not Tone.NEGATIVE:
        return _sorted(Triage.POSITIVE, f"rated it {rating:g} of 5")
    return None


def _in_other_words(said: Said) -> Sorted | None:
    text = said.text.strip()
    if said.kind is MentionKind.QUESTION:
        return _sorted(Triage.QUESTION, "posted as a question")
    if text[:1] == "@" and text[-200:].rstrip(' \u201d")').endswith(("?", "\u061f", "\uff1f")):
        return _sorted(Triage.QUESTION, "begins with an account and ends with a question mark")
    return None


def _by_words(said: Said) -> Sorted | None:
    words = _words(_shown(said.text))
    leads = _leads(words)
    found = _complaint(words, leads, said) if leads else None
    if found is not None:
        return found
    if said.kind is MentionKind.QUESTION:
        return _sorted(Triage.QUESTION, "posted as a question")
    asked = _question(words, leads, said.tone)
    if asked:
        return _sorted(Triage.QUESTION, f"asks “{asked}”")
    if said.tone is Tone.NEGATIVE:
        return _anger(words, said)
    if said.tone is Tone.POSITIVE and said.risk < _SERIOUS:
        return _praise(words)
    return None


def _words(text: str) -> list[str]:
    """The words in lower case; "." and "?" end sentences and are words of their own."""
    calm = text.lower().translate(_SIGNS)
    return calm.replace("?", " ? ").replace(".", " . ").split()


def _leads(words: Sequence[str]) -> list[int]:
    """Where words stand around which phrases are looked for."""
    if _LEADING.isdisjoint(words):
        return []
    return [place for place, word in enumerate(words) if word in _LEADING][:_MOST_LEADS]


def _complaint(words: Sequence[str], leads: Sequence[int], said: Said) -> Sorted | None:
    """Provokes people, repeats what others say, or tells of an own bad experience."""
    negative = said.tone is Tone.NEGATIVE
    provoking = _phrase(words, leads, Room.PROVOKING) if negative else ""
    if provoking:
        return _sorted(Triage.TROLL, f"insults or provokes people: “{provoking}”")
    hearsay = _phrase(words, leads, Room.HEARSAY) if said.risk >= _SERIOUS else ""
    if hearsay:
        return _sorted(Triage.MISGUIDED, f"repeats what others say about a risk: “{hearsay}”")
    own = _phrase(words, leads, Room.FAILED)  # also in a polite tone
    if own and said.tone is Tone.POSITIVE and _praise(words):
        own = ""  # “sorted my broken lid in no time, thank you”
    if not own and (
        negative or (said.tone is not Tone.POSITIVE and not known.FAILED.isdisjoint(words))
    ):
        own = _phrase(words, leads, Room.OWN)
    if own:
        return _sorted(Triage.UNHAPPY_CUSTOMER, f"tells of an own bad experience: “{own}”")
    return None


def _phrase(words: Sequence[str], leads: Sequence[int], room: Room) -> str:
    """The first phrase of that sort; "" when there is none."""
    for place in leads:
        for phrase in known.LEADS[words[place]]:
            if phrase.room is not room:
                continue
            around = words[max(0, place - _BEFORE) : place + _AFTER]
            found = known.pattern(phrase.form).search(f" {' '.join(around)} ")
            if found:
                return found[0].strip()
    return ""


def _anger(words: Sequence[str], said: Said) -> Sorted | None:
    """Complains to us, or rants."""
    own = not known.FIRST_PERSON.isdisjoint(words)
    to_us = said.text[:3].lstrip(". ")[:1] == "@"
    if to_us and not known.TROUBLE.isdisjoint(words):
        return _sorted(Triage.UNHAPPY_CUSTOMER, "complains of trouble, addressed to an account")
    insults = known.INSULTS.intersection(words)
    if not own and not known.THEY.isdisjoint(words):
        insults |= known.HARSH.intersection(words)
    if "\U0001f921" in said.text:
        insults |= {"\U0001f921"}
    if insults:
        shown = ", ".join(f"“{one}”" for one in sorted(insults)[:3])
        return _sorted(Triage.RAGER, f"mocks or insults, and tells of no own experience: {shown}")
    if _is_shouted(said.text):
        return _sorted(Triage.RAGER, "is shouted in capitals, and tells of no own experience")
    if to_us and (own or not known.TO_US.isdisjoint(words)):
        return _sorted(Triage.UNHAPPY_CUSTOMER, "complains, addressed to an account")
    return None


def _praise(words: Sequence[str]) -> Sorted | None:
    """Thanks and praise; None when it may be a polite complaint, or mockery."""
    if not (known.CLOUDED.isdisjoint(words) and known.MOCKING.isdisjoint(words)):
        return None
    praise = known.PRAISE.intersection(words)
    if not praise:
        return None
    shown = ", ".join(f"“{one}”" for one in sorted(praise)[:3])
    return _sorted(Triage.POSITIVE, f"speaks well of it and asks nothing: {shown}")


def _is_shouted(text: str) -> bool:
    words = text[:_HEAD].split()
    shouted = sum(word.isupper() and len(word) > 1 for word in words)
    return shouted >= _FEWEST_CAPITALS and 2 * shouted > len(words)


def _question(words: Sequence[str], leads: Sequence[int], tone: Tone) -> str:
    """The words that ask something answerable; "" when none do."""
    direct = _phrase(words, leads, Room.ASKING) if leads else ""
    if direct and not known.RHETORICAL.search(f" {direct} "):
        return direct
    if "?" not in words:
        return ""
    begin = 0
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
        sentence[place][0] == "@" or sentence[place] in known.BEFORE_OPENERS
    ):
        addressed = addressed or sentence[place][0] == "@"
        place += 1
    asked = sentence[place:]
    if not asked or asked[0] not in known.OPENERS:
        return ""
    if tone is Tone.NEGATIVE and asked[0] in known.ACCUSING:
        return ""
    if not addressed and known.CONCERNED.isdisjoint(asked):
        return ""
    if known.RHETORICAL.search(f" {' '.join(asked[:30])} "):
        return ""
    return " ".join(asked[:4])


def _shown(text: str) -> str:
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"


def _sorted(triage: Triage, because: str) -> Sorted:
    return Sorted(triage=triage, because=because)
