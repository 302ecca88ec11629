"""What the team's labels teach: weights of their own.

Invariants: everything here is made anew from the labels, so that a label that is taken back
leaves no trace; weights are used only while they are less surprised by labels that they had not
seen than the shipped ones are; nothing that was learned from a label is praised for knowing it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from socwatch.model.label import Label, Picked, Sort
from socwatch.model.mention import Mention
from socwatch.model.reading import Tone
from socwatch.ports import Store
from socwatch.understand import local
from socwatch.understand.local import SHIPPED, Example, Toned, Triple, Weights
from socwatch.understand.reader import text_of

_log = logging.getLogger(__name__)

#: Counts every change of a tone label, so that weights know whether they are of today.
_REVISION = "labels_revision"
_LEARNED = "local_weights"
_NOT_WANTED = "the config says learn = false under [understanding]"
#: More labels than this are not learned from, the latest first.
MOST_LABELS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was made of the labels of one revision."""

    revision: str = "0"
    engine: str = ""  # the shipped tone that it stands on
    weights: Weights = SHIPPED
    labels: int = 0  # of scored mentions
    negative: float = 0.0  # the share of negative among them
    because: str = ""  # why there are no weights
    since: datetime | None = None  # mentions that came later were read with own weights
    held_out: Mapping[str, Triple] = field(default_factory=dict)  # by mention, without its label

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


def learn(
    store: Store, toned: Toned | None, *, engine: str, heard: Callable[[Mention], str] = text_of
) -> Learned:
    """Learns from the labels as they are now, and remembers it. About a second per 300 labels.

    `toned` is the shipped tone, None when nothing is to be learned; `engine` names it: when
    another one is shipped, it is learned anew. `heard` is the text that the reader tells the
    tone of.
    """
    with store.unit():
        labels = store.labels.newest(sort=Sort.TONE)[:MOST_LABELS]
        taught = [] if toned is None else _examples(store, labels, toned, heard)
        examples = [example for _, example in taught]
        before = learned(store)
        found = Learned(because=_NOT_WANTED) if toned is None else _made(taught)
        fresh = Learned(
            revision=store.watching.memo(_REVISION) or "0",
            engine=engine,
            weights=found.weights,
            labels=len(examples),
            negative=sum(one.tone is Tone.NEGATIVE for one in examples) / max(1, len(examples)),
            because=found.because,
            since=(before.since or labels[0].at) if found.is_used else None,
            held_out=found.held_out,
        )
        store.watching.save_memo(_LEARNED, msgspec.json.encode(fresh).decode())
    _log.info(
        "own weights learned" if fresh.is_used else "own weights not used",
        extra={"labels": fresh.labels, "words": len(fresh.weights.words), "because": fresh.because},
    )
    return fresh


def keys_of(labels: Sequence[Label]) -> tuple[str, ...]:
    """The keys of the labelled mentions, each once."""
    return tuple(dict.fromkeys(one.mention for one in labels))


def _examples(
    store: Store, labels: Sequence[Label], toned: Toned, heard: Callable[[Mention], str]
) -> list[tuple[Label, Example]]:
    """The labelled mentions that have a tone to learn from, by key so that order is no matter."""
    found = {one.mention.key: one for one in store.mentions.by_keys(keys_of(labels))}
    taught = []
    for one in sorted(labels, key=lambda label: (label.mention, label.topic)):
        gathered, tone = found.get(one.mention), one.verdict.tone
        if gathered is None or tone is None or gathered.reading.tone is Tone.UNSCORED:
            continue
        language = gathered.reading.language or "en"
        if language in toned.languages:
            _, evidence = toned.weighed(heard(gathered.mention), language)
            taught.append((one, Example(evidence=evidence, tone=tone)))
    return taught


def _made(taught: Sequence[tuple[Label, Example]]) -> Learned:
    examples = [example for _, example in taught]
    if len(examples) < local.ENOUGH:
        return Learned(
            because=f"tone labels of scored mentions: {len(examples)} so far, {local.ENOUGH} are needed"
        )
    if not local.teaches(examples):
        return Learned(
            because=f"{local.OF_EACH} labels each of negative and of other mentions are needed"
        )
    found = local.held_out(examples)
    shipped = [local.chances(one.evidence) for one in examples]
    if local.surprise(examples, found) >= local.surprise(examples, shipped):
        return Learned(because="the shipped weights read your mentions better")
    weights = replace(local.learned(examples), bar=_bar(taught, found))
    keys = [label.mention for label, _ in taught]
    return Learned(weights=weights, held_out=dict(zip(keys, found, strict=True)))


def _bar(taught: Sequence[tuple[Label, Example]], found: Sequence[Triple]) -> float:
    """Balanced on the random picks where there are enough: they stand for all mentions."""
    both = list(zip(taught, found, strict=True))
    random = [(pair, one) for pair, one in both if pair[0].picked is Picked.RANDOM]
    used = random if len(random) >= local.ENOUGH else both
    return local.balanced([example for (_, example), _ in used], [one for _, one in used])
