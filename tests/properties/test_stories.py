"""What holds for stories whatever is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.understand.address import canonical
from socwatch.understand.likeness import likeness
from socwatch.understand.retelling import Window
from socwatch.understand.stories import said_in

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WORDS = st.sampled_from(
    [
        "acme",
        "kettle",
        "fire",
        "Leeds",
        "York",
        "14:05",
        "3",
        "recalled",
        "broken",
        "not",
        "great",
        "timer",
        "hospital",
        "flat",
        "my",
        "the",
        "#news",
        "https://a.example/one-two-three",
        "発火",
        "пожар",
        "😡",
        "RT",
        "@dana:",
        "via",
        "-",
    ]
)
SENTENCES = st.lists(WORDS, max_size=20).map(" ".join)


@given(st.text(max_size=400))
def test_any_text_can_be_taken_apart(text: str) -> None:
    """Without an error, twice the same."""
    assert said_in(text) == said_in(text)


@given(st.text(max_size=100))
def test_an_address_is_canonical_once_and_for_all(tail: str) -> None:
    """Writing the canonical form as an address again changes nothing."""
    found = canonical(f"https://a.example/{tail}")
    assert found is None or canonical(f"https://{found}") in (found, None)


@given(SENTENCES, SENTENCES)
def test_likeness_is_symmetric(one: str, other: str) -> None:
    """Which was first makes no difference."""
    said, and_said = said_in(one), said_in(other)
    names = {*said.names, *and_said.names}
    there = likeness(said.words, and_said.words, names=names)
    assert there is likeness(and_said.words, said.words, names=names)


@settings(max_examples=50)
@given(st.lists(SENTENCES, max_size=25), st.integers(0, 25))
def test_a_new_process_goes_on_as_the_old_one(texts: list[str], cut: int) -> None:
    """Wherever it takes over."""
    whole, window = Window(), Window()
    rows = {}
    for number, text in enumerate(texts):
        at = NOON + number * MINUTE
        if number == cut:
            window = Window(sorted(rows.values(), key=lambda row: row.last_at))
        assert window.place(said_in(text), at) == whole.place(said_in(text), at)
        changed, dropped = window.changes()
        rows.update({row.wording: row for row in changed})
        for name in dropped:
            rows.pop(name, None)


@settings(max_examples=50)
@given(st.lists(SENTENCES, max_size=25))
def test_the_same_words_have_the_same_wording(texts: list[str]) -> None:
    """Told twice, all are copies."""
    window = Window()
    first = [window.place(said_in(text), NOON) for text in texts]
    again = [window.place(said_in(text), NOON + MINUTE) for text in texts]
    assert [one.wording for one in first] == [one.wording for one in again]
    assert [one.story for one in first] == [one.story for one in again]


@settings(max_examples=30)
@given(st.lists(SENTENCES, max_size=40), st.integers(1, 6))
def test_the_window_never_grows_beyond_its_size(texts: list[str], most: int) -> None:
    """And lets go of what it drops: nothing is left of it."""
    window = Window(most=most)
    for number, text in enumerate(texts):
        window.place(said_in(text), NOON + number * MINUTE)
        assert len(window) <= max(most, 1)
    rows, _ = window.changes()
    assert len(rows) == len(window)
