"""What our own accounts answered, seen where a source brings their posts too.

Invariants: our own posts are never mentions; of them only whom they answer is remembered. That no
answer was seen says nothing on a service on which no reply of ours was ever seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from socwatch.model.mention import Mention
from socwatch.model.person import Answer, account, names_of, spoken_to
from socwatch.watch.setup import Setup

#: A post of ours that speaks to somebody answers what they said at most so long before.
_ANSWERS_FOR = timedelta(days=14)
_SPOKEN_TO = re.compile(r"^(?:\W{0,3}@[\w.-]+(?:@[\w.-]+)?\s*)+")
_MOST_SPOKEN_TO = 5


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
    # Mastodon names the answered post by a number of the server's own, which is no key of ours.
    opening = _SPOKEN_TO.match(ours.text[:200])
    if opening:
        names = re.findall(r"@([\w.-]+)(?:@[\w.-]+)?", opening[0])[:_MOST_SPOKEN_TO]
        to += [spoken_to(ours.origin, name) for name in names]
    for one in to:
        yield Answer(to=one, at=ours.counts_at, by=by, reply=ours.key)


def answer_to(setup: Setup, mention: Mention) -> Answer | None:
    """Our first answer to a mention, as far as it was seen or somebody says so."""
    handle = mention.author.handle if mention.author else None
    named = [spoken_to(mention.origin, handle)] if handle else []
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
