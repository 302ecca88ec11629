"""What people do to stories: merge two, split one, take the last act back.

Invariant: an act is read, checked and stored in one unit of work, and what was found before stays
as it was: undoing an act brings back exactly what was there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from socwatch.engine.acting import person
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.story import MOST_OF_A_STORY, StoryAct, StoryActKind, Telling
from socwatch.understand.corrections import corrections_of
from socwatch.understand.stories import said_by
from socwatch.watch.placing import mark_after
from socwatch.watch.setup import Setup

#: More than any story has.
_ALL = 2**31


def told(setup: Setup, name: str, *, limit: int = MOST_OF_A_STORY) -> tuple[Gathered, ...]:
    """The mentions of a story, by its name or by one of them; of more than `limit`, the first and
    the latest. Raises NothingMatched.
    """
    store = setup.store
    known = corrections_of(store.stories.acts())
    found = store.mentions.of_story(known.name(name), limit=limit)
    if not found and (one := store.mentions.by_key(name)) is not None and one.reading.story:
        found = store.mentions.of_story(one.reading.story, limit=limit)
    if not found:
        raise NothingMatched(
            f"there is no story {name}", hint="`socwatch stories list` shows the name of each"
        )
    return found


def merge(setup: Setup, into: str, other: str, *, by: str, now: datetime) -> str:
    """`other` and all that will join it count as part of `into`; says so for the person."""
    who = person(setup, by)
    with setup.store.unit():
        target, story = _name(told(setup, into)), _name(told(setup, other))
        if target == story:
            raise UsageError(f"{into} and {other} are one story already")
        act = StoryAct(kind=StoryActKind.MERGE, story=story, target=target, by=who, at=now)
        _save(setup, act)
    return f"{story} is part of {target} from now on. Undo: socwatch stories undo"


def split(setup: Setup, name: str, mentions: Sequence[str], *, by: str, now: datetime) -> str:
    """The mentions, and all in their very words, are a story of their own; says so."""
    who = person(setup, by)
    with setup.store.unit():
        whole = told(setup, name, limit=_ALL)
        story = _name(whole)
        wordings = {said_by(one.mention).exact for one in _named(setup, whole, mentions)}
        exact = [(one, said_by(one.mention).exact) for one in whole]
        gone = [(one, wording) for one, wording in exact if wording in wordings]
        if len(gone) == len(whole):
            raise UsageError(f"that is all of {story}: nothing would be left to split from")
        target = _new_name(story, sorted(wordings), now)
        moved = tuple((one.mention.key, wording) for one, wording in gone)
        setup.store.stories.save(_tellings(gone, target))
        act = StoryAct(kind=StoryActKind.SPLIT, story=story, target=target, by=who, at=now)
        _save(setup, replace(act, mentions=moved))
    number = f"{len(gone)} mention" + ("s" if len(gone) > 1 else "")
    return f"{number} of {story} are now story {target}. Undo: socwatch stories undo"


def undo(setup: Setup, *, by: str, now: datetime) -> str:
    """Takes back the last act that holds; says what it was. Raises NothingMatched."""
    who = person(setup, by)
    with setup.store.unit():
        holding = [act for act in setup.store.stories.acts() if act.holds]
        if not holding:
            raise NothingMatched("no stories were merged or split, so nothing can be undone")
        act = holding[-1]
        setup.store.stories.save_act(replace(act, undone_by=who, undone_at=now))
        mark_after(setup.store, f"undo {act.number}")
    if act.kind is StoryActKind.MERGE:
        return f"{act.story} is a story of its own again"
    return f"what was split off as {act.target} is part of {act.story} again"


def _name(mentions: Sequence[Gathered]) -> str:
    return mentions[0].reading.story


def _named(
    setup: Setup, whole: Sequence[Gathered], mentions: Sequence[str]
) -> tuple[Gathered, ...]:
    """The mentions that are meant, all of which must tell the story."""
    keys = {one.mention.key for one in whole}
    found = []
    for name in mentions:
        one = setup.store.mentions.by_key(name)
        if one is None or one.mention.key not in keys:
            raise NothingMatched(f"{name} is no mention of {_name(whole)}")
        found.append(one)
    return tuple(found)


def _new_name(story: str, wordings: Sequence[str], now: datetime) -> str:
    words = "\n".join([story, now.isoformat(), *wordings])
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _tellings(gone: Sequence[tuple[Gathered, str]], story: str) -> list[Telling]:
    """What later mentions are compared with, so that near copies follow those split off."""
    found: dict[str, Telling] = {}
    for one, wording in gone:
        said, at = said_by(one.mention), one.mention.counts_at
        before = found.get(wording)
        found[wording] = Telling(
            wording=wording,
            story=story,
            first_at=at if before is None else before.first_at,
            last_at=at,
            words=" ".join(said.words),
            terms=" ".join(said.terms),
            names=" ".join(said.names),
            links="",
        )
    return list(found.values())


def _save(setup: Setup, act: StoryAct) -> None:
    """Remembers an act behind those that are there."""
    acts = setup.store.stories.acts()
    number = acts[-1].number + 1 if acts else 1
    setup.store.stories.save_act(replace(act, number=number))
    mark_after(setup.store, f"{act.kind} {number}")
