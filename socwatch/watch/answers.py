"""What our own accounts answered, seen where a source brings their posts too.

Invariants: our own posts are never mentions; of them only whom they answer is remembered. When in
doubt nothing was answered: a question that waits in vain costs less than one that is lost. That no
answer was seen says nothing on a service on which no reply of ours was ever seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from socwatch.model.mention import Mention
from socwatch.model.person import Answer, account, names_of, spoken_to, spoken_to_as
from socwatch.watch.setup import Setup

#: A post of ours that speaks to somebody answers what they said at most so long before.
_ANSWERS_FOR = timedelta(days=14)
#: Answers are remembered for so long; questions are looked for a week back, or as long as asked.
KEPT = timedelta(days=365)
#: Services that name the answered post by a number of the server's own, which is no key of ours.
_NAMES_NO_KEY = frozenset({"mastodon"})
_SPOKEN_TO = re.compile(r"^(?:\W{0,3}@[\w.-]+(?:@[\w.-]+)?\s*)+")
_HANDLE = re.compile(r"@([\w.-]+(?:@[\w.-]+)?)")
_MOST_SPOKEN_TO = 5
_OPENING = 400  # characters
#: A post that is no reply speaks to whom it opens with only when it goes on like this…
_TO_THEM = re.compile(
    r"\b(?:you|your|yours|you['\u2019](?:re|ve|ll|d)|sorry|please)\b", re.IGNORECASE
)
#: …and not like this, which is said about them.
_ABOUT_THEM = re.compile(
    r"\W*(?:and|is|was|has|had|will|who|whose|just|says|said|won|wins|joins|joined|works|made|makes|"
    r"from|at|in|on|for|with|by|['\u2019]s)\b",
    re.IGNORECASE,
)


def note_answers(setup: Setup, mentions: Sequence[Mention]) -> None:
    """Remembers which mentions the posts of our own accounts answer. Inside a unit of work."""
    ours = own_accounts(setup)
    if not ours:
        return
    for one in mentions:
        if any(name in ours for name in names_of(one.author)):
            for answer in _answers(one):
                setup.store.answers.save(answer)


def own_accounts(setup: Setup) -> frozenset[str]:
    """Our accounts of all topics, as `account` writes them."""
    return frozenset(account(one) for topic in setup.topics for one in topic.own_accounts)


def _answers(ours: Mention) -> Iterator[Answer]:
    by = (ours.author.handle or ours.author.id or "") if ours.author else ""
    to = [f"{ours.origin}:{ours.in_reply_to}"] if ours.in_reply_to else []
    if ours.origin in _NAMES_NO_KEY:
        to += _spoken_to(ours)
    for one in to:
        yield Answer(to=one, at=ours.counts_at, by=by, reply=ours.key)


def _spoken_to(ours: Mention) -> list[str]:
    """The accounts that a post of ours opens with, if it is meant for them."""
    text = ours.text[:_OPENING]
    opening = _SPOKEN_TO.match(text)
    if opening is None:
        return []
    rest = text[opening.end() :]
    if not ours.in_reply_to and (_ABOUT_THEM.match(rest) or not _TO_THEM.search(rest)):
        return []
    names = _HANDLE.findall(opening[0])[:_MOST_SPOKEN_TO]
    return [spoken_to(ours.origin, name.rstrip(".-")) for name in names]


def answer_to(setup: Setup, mention: Mention) -> Answer | None:
    """Our first answer to a mention, as far as it was seen or somebody says so."""
    handle = mention.author.handle if mention.author else None
    named = spoken_to_as(mention.origin, handle) if handle else ()
    for one in setup.store.answers.to([mention.key, *named]):
        meant = one.to == mention.key
        after = one.at - mention.counts_at
        if meant or timedelta(0) <= after <= _ANSWERS_FOR:
            return one
    return None


def mark_answered(setup: Setup, mention: Mention, by: str, now: datetime) -> None:
    """Remembers that somebody says it was answered."""
    with setup.store.unit():
        setup.store.answers.save(Answer(to=mention.key, at=now, by=by))


def unmark_answered(setup: Setup, mention: Mention) -> bool:
    """Takes that back; whether anybody had said it."""
    with setup.store.unit():
        return setup.store.answers.remove(mention.key)
