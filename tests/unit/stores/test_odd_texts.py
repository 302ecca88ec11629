"""What people write comes back as they wrote it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socwatch.model.mention import Author, Mention
from socwatch.stores.sqlite import SqliteStore
from tests.support.world import TICK, gathered, mention

ODD = {
    "emoji": "\U0001f525 acme \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1ec\U0001f1e7",
    "right to left": "\u0642\u0644\u0627\u064a\u0629 acme \u202etxet\u202c",
    "controls": "a\x00b\x1b[31mc\x7f\r\n\td",
    "quotes": "'; DROP TABLE mention; -- \" % _ \\ ? ?1 :a",
    "combining": "z\u0351\u036b\u0343 e\u0301 \u00e9",
    "very long": "acme " * 200_000,
    "empty": "",
}


def _round_trip(path: Path, one: Mention) -> Mention:
    store = SqliteStore(path, tick=TICK, durable=False)
    with store.unit():
        store.mentions.add([gathered(one)])
    found = store.mentions.by_key(one.key)
    store.close()
    assert found is not None
    return found.mention


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_texts_round_trip(tmp_path: Path, text: str) -> None:
    """Text, title, author and address come back letter for letter."""
    author = Author(id=text, handle=text, name=text)
    one = replace(mention("m", text), title=text, author=author, url=f"https://x.example/{text}")
    assert _round_trip(tmp_path / "socwatch.db", one) == one


def test_ids_beyond_a_float_stay_apart(tmp_path: Path) -> None:
    """Two neighbours beyond 2**53 are two mentions."""
    store = SqliteStore(tmp_path / "socwatch.db", tick=TICK, durable=False)
    names = [str(2**53 + number) for number in range(3)] + [str(2**200)]
    with store.unit():
        store.mentions.add([gathered(mention(name)) for name in names])
    for name in names:
        found = store.mentions.by_key(name)
        assert found is not None
        assert found.mention.id == name
    store.close()


def test_large_numbers_round_trip(tmp_path: Path) -> None:
    """A view count beyond 2**53, a score below zero, and unknown, which is not 0."""
    one = replace(mention("m"), views=2**63 - 1, likes=-3, reposts=None, replies=0)
    assert _round_trip(tmp_path / "socwatch.db", one) == one


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(min_size=1), text=st.text())
def test_any_text_round_trips(tmp_path: Path, name: str, text: str) -> None:
    """Whatever UTF-8 can hold."""
    path = tmp_path / "socwatch.db"
    path.unlink(missing_ok=True)
    one = mention(name, text)
    assert _round_trip(path, one) == one
