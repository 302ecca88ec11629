"""What every store promises of labels."""

from __future__ import annotations

from typing import Any

import pytest

from socwatch.model.label import Label, Picked, Sort, Verdict
from socwatch.ports import Store
from tests.contracts.stores.conftest import Open
from tests.support.world import MINUTE, NOON


def label(mention: str = "shelf:1", **more: Any) -> Label:
    """Dana's word at noon that a mention is noise for acme."""
    fixed = {"topic": "acme", "verdict": Verdict.NOISE, "by": "dana", "at": NOON}
    return Label(mention=mention, **{**fixed, **more})


def test_a_label_is_there_after_a_restart(open_store: Open) -> None:
    """With who said it and when."""
    store = open_store()
    with store.unit():
        store.labels.save(label())
    store.close()
    assert open_store().labels.of("shelf:1") == (label(),)


def test_a_later_label_takes_the_place_of_an_earlier_one(store: Store) -> None:
    """One mention, one topic, one label."""
    later = label(verdict=Verdict.RELEVANT, by="luis", at=NOON + MINUTE)
    with store.unit():
        store.labels.save(label())
        store.labels.save(later)
    assert store.labels.newest() == (later,)


def test_each_topic_has_its_own(store: Store) -> None:
    """Noise for one may be what the other is about."""
    other = label(topic="bravo", verdict=Verdict.RELEVANT)
    with store.unit():
        store.labels.save(other)
        store.labels.save(label())
    assert store.labels.of("shelf:1") == (label(), other)
    assert store.labels.newest(topic="bravo") == (other,)
    assert store.labels.of("shelf:2") == ()


def test_the_latest_come_first(store: Store) -> None:
    """As people look for what they did last."""
    several = [label(f"shelf:{number}", at=NOON + number * MINUTE) for number in (1, 3, 2)]
    with store.unit():
        for one in several:
            store.labels.save(one)
    assert [one.mention for one in store.labels.newest()] == ["shelf:3", "shelf:2", "shelf:1"]


def test_a_label_can_be_removed_and_only_that_one(store: Store) -> None:
    """The other topic's stays; to remove what is not there is no error."""
    other = label(topic="bravo")
    with store.unit():
        store.labels.save(label())
        store.labels.save(other)
        store.labels.remove("shelf:1", "acme", Sort.RELEVANCE)
        store.labels.remove("shelf:1", "acme", Sort.RELEVANCE)
    assert store.labels.newest() == (other,)


def test_a_mention_carries_one_label_of_each_sort(store: Store) -> None:
    """A tone does not take the place of a relevance; a later tone takes that of the earlier."""
    tone = label(verdict=Verdict.NEGATIVE, picked=Picked.RANDOM)
    later = label(verdict=Verdict.POSITIVE, picked=Picked.UNCERTAIN, at=NOON + MINUTE)
    risk = label(verdict=Verdict.RISK_WRONG, category="data_breach")
    with store.unit():
        for one in (label(), tone, risk, later):
            store.labels.save(one)
    assert store.labels.of("shelf:1") == (label(), risk, later)
    assert store.labels.newest(sort=Sort.TONE) == (later,)
    with store.unit():
        store.labels.remove("shelf:1", "acme", Sort.TONE)
    assert store.labels.of("shelf:1") == (label(), risk)


class Halfway(BaseException):
    """Ctrl-C, or the power."""


def test_a_unit_that_fails_leaves_no_label(store: Store) -> None:
    """As in every other room."""

    def fail_halfway() -> None:
        with store.unit():
            store.labels.save(label())
            raise Halfway

    with pytest.raises(Halfway):
        fail_halfway()
    assert store.labels.newest() == ()
