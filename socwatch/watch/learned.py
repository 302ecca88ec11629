"""What the team's labels teach: weights of their own.

Invariants: everything here is made anew from the labels, so that a label that is taken back
leaves no trace; weights are used only while they are less surprised by labels that they had not
seen than the shipped ones are; nothing that was learned from a label is praised for knowing it;
learning takes seconds, so that nothing is held meanwhile, and what it finds is stored only if the
labels are still the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import msgspec

from socwatch.model.gathered import Gathered
from socwatch.model.label import Label, Picked, Sort
from socwatch.model.mention import Mention
from socwatch.model.reading import Tone
from socwatch.ports import Store
from socwatch.understand import local
from socwatch.understand.local import SHIPPED, Example, Toned, Triple, Weights
from socwatch.understand.reader import text_of
from socwatch.understand.spread import wording
from socwatch.understand.tone import Evidence

_log = logging.getLogger(__name__)

#: Counts every change of a tone label, so that weights know whether they are of today.
_REVISION = "labels_revision"
_LEARNED = "local_weights"
_NOT_WANTED = "the config says learn = false under [understanding]"
#: More labels than this are not learned from, the latest first.
MOST_LABELS = 2_000
#: While people label, it is learned again after so many changes, or when this time has passed.
MORE, PAUSE = 10, timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was made of the labels of one revision."""

    revision: str = "0"
    engine: str = ""  # the shipped tone that it stands on
    weights: Weights = SHIPPED
    labels: int = 0  # of scored mentions, copies of one text counted once
    negative: float = 0.0  # the share of negative among them
    because: str = ""  # why there are no weights
    since: datetime | None = None  # mentions that came later were read with own weights
    held_out: Mapping[str, Triple] = field(default_factory=dict)  # by mention, without its label
    at: datetime | None = None  # when it was learned

    @property
    def is_used(self) -> bool:
        """Whether readings are made with own weights."""
        return self.weights != SHIPPED


def changed(store: Store, sort: Sort) -> None:
    """Notes that what teaches has changed. Call it inside a unit of work."""
    if sort is Sort.TONE:
        store.watching.save_memo(_REVISION, str(int(store.watching.memo(_REVISION) or 0) + 1))


def learned(store: Store) -> Learned:
    """What was learned last; it may be of an older revision."""
    written = store.watching.memo(_LEARNED)
    if written is None:
        return Learned()
    try:
        return msgspec.json.decode(written, type=Learned)
    except msgspec.MsgspecError:  # of another version of socwatch; it is made anew
        return Learned(revision="")


def is_stale(store: Store, known: Learned, *, engine: str) -> bool:
    """Whether labels, or the shipped tone, have changed since."""
    revision = store.watching.memo(_REVISION) or "0"
    return revision != known.revision or (revision != "0" and known.engine != engine)


def is_due(store: Store, known: Learned, *, engine: str, now: datetime) -> bool:
    """Whether a poll should learn first: not anew for each label while people are labelling."""
    if not is_stale(store, known, engine=engine):
        return False
    if known.at is None or known.engine != engine or not known.revision:
        return True
    changes = int(store.watching.memo(_REVISION) or 0) - int(known.revision)
    return changes >= MORE or not now - PAUSE < known.at <= now


def learn(
    store: Store,
    toned: Toned | None,
    *,
    engine: str,
    now: datetime,
    heard: Callable[[Mention], str] = text_of,
    then: Callable[[Learned], None] = lambda _: None,
) -> Learned:
    """Learns from the labels as they are now, and remembers it. About a second per 500 labels.

    `toned` is the shipped tone, None when nothing is to be learned; `engine` names it: when
    another one is shipped, it is learned anew. `heard` is the text that the reader tells the
    tone of. `then` is called in the unit of work that stores what was learned. When labels
    changed meanwhile, what was known before is returned, and the next call learns. Not for use
    inside a unit of work: others would wait for it.
    """
    revision = store.watching.memo(_REVISION) or "0"
    labels = store.labels.newest(sort=Sort.TONE)[:MOST_LABELS]
    taught = [] if toned is None else _examples(store, labels, toned, heard)
    examples = local.once([one.example for one in taught])
    found = Learned(because=_NOT_WANTED) if toned is None else _made(taught)
    with store.unit():
        before = learned(store)
        if (store.watching.memo(_REVISION) or "0") != revision:
            return before
        fresh = replace(
            found,
            revision=revision,
            engine=engine,
            labels=len(examples),
            negative=sum(one.tone is Tone.NEGATIVE for one in examples) / max(1, len(examples)),
            since=(before.since or labels[0].at) if found.is_used else None,
            at=now,
        )
        store.watching.save_memo(_LEARNED, msgspec.json.encode(fresh).decode())
        then(fresh)
    _log.info(
        "own weights learned" if fresh.is_used else "own weights not used",
        extra={"labels": fresh.labels, "words": len(fresh.weights.words), "because": fresh.because},
    )
    return fresh


def keys_of(labels: Sequence[Label]) -> tuple[str, ...]:
    """The keys of the labelled mentions, each once."""
    return tuple(dict.fromkeys(one.mention for one in labels))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taught:
    """A labelled mention, and what it teaches: the tone said last of it or of a copy of it."""

    key: str
    example: Example
    is_random: bool  # it, or a copy of it, was picked at random


def _examples(
    store: Store, labels: Sequence[Label], toned: Toned, heard: Callable[[Mention], str]
) -> list[_Taught]:
    """The labelled mentions that have a tone to learn from, by key so that order is no matter.

    `labels` are the latest first. A mention that is labelled for two topics is one.
    """
    found = {one.mention.key: one for one in store.mentions.by_keys(keys_of(labels))}
    tones: dict[str, Tone] = {}
    random: set[str] = set()
    told: dict[str, Gathered] = {}
    for one in labels:
        gathered, tone = found.get(one.mention), one.verdict.tone
        if gathered is None or tone is None or not _is_told(gathered, toned):
            continue
        told[one.mention] = gathered
        tones.setdefault(wording(gathered), tone)
        if one.picked is Picked.RANDOM:
            random.add(wording(gathered))
    taught = []
    for key in sorted(told):
        text = wording(told[key])
        evidence = _evidence(told[key], toned, heard)
        example = Example(evidence=evidence, tone=tones[text], group=text)
        taught.append(_Taught(key=key, example=example, is_random=text in random))
    return taught


def _is_told(one: Gathered, toned: Toned) -> bool:
    return one.reading.tone is not Tone.UNSCORED and _language(one) in toned.languages


def _evidence(one: Gathered, toned: Toned, heard: Callable[[Mention], str]) -> Evidence:
    return toned.weighed(heard(one.mention), _language(one))[1]


def _language(one: Gathered) -> str:
    return one.reading.language or "en"


def _made(taught: Sequence[_Taught]) -> Learned:
    every = [one.example for one in taught]
    examples = local.once(every)
    if len(examples) < local.ENOUGH:
        return Learned(
            because=f"tone labels of scored mentions, copies counted once: {len(examples)} so far, "
            f"{local.ENOUGH} are needed"
        )
    if not local.teaches(examples):
        return Learned(
            because=f"{local.OF_EACH} labels each of negative and of other mentions are needed"
        )
    held_out = local.held_out(every)
    found = _of_once(taught, held_out)
    shipped = [local.chances(one.evidence) for one in examples]
    if local.surprise(examples, [chance for _, chance in found]) >= local.surprise(
        examples, shipped
    ):
        return Learned(because="the shipped weights read your mentions better")
    weights = replace(local.learned(examples), bar=_bar(found))
    keys = [one.key for one in taught]
    return Learned(weights=weights, held_out=dict(zip(keys, held_out, strict=True)))


def _of_once(taught: Sequence[_Taught], held_out: Sequence[Triple]) -> list[tuple[_Taught, Triple]]:
    """One mention of each text with its held-out chances, in the order of `local.once`."""
    found: dict[str, tuple[_Taught, Triple]] = {}
    for one, chance in zip(taught, held_out, strict=True):
        found.setdefault(one.example.group, (one, chance))
    return list(found.values())


def _bar(found: Sequence[tuple[_Taught, Triple]]) -> float:
    """Balanced on the random picks where there are enough: they stand for all mentions."""
    random = [pair for pair in found if pair[0].is_random]
    used = random if len(random) >= local.ENOUGH else found
    return local.balanced([one.example for one, _ in used], [chance for _, chance in used])
