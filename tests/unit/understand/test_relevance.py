"""How much somebody matters, in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socwatch.model.query import Match
from socwatch.model.rates import Compared, Rate
from socwatch.understand import relevance as r
from socwatch.understand.voices import Early

EARLY = Early(issues=("I-7", "I-12"), posts=4, rate=0.4, usual=0.05)


def shares(value: float, usual: float | None) -> Compared:
    """One post that was passed on so often."""
    return Compared(rate=Rate.AMPLIFICATION, value=value, n=1, usual=usual, usual_n=90, high=usual)


def test_a_score_is_explained_part_by_part() -> None:
    """What adds most stands first."""
    found = r.relevance(
        (
            r.about(on_topic=3, posts=4, topic="acme", central=False),
            r.precedence(EARLY),
            r.spread([shares(12, 3)], "mastodon"),
            r.seriousness(0, ()),
            r.address(asked="", account=""),
        )
    )
    assert found.because == (
        "posted before I-7 and I-12",
        "3 of 4 posts seen are about acme",
        "passed on 4x the usual of mastodon",
    )
    assert found.score == pytest.approx(0.25 * 0.6 + 0.2 * 0.8 + 0.2 * 0.5)


def test_the_weights_sum_to_one() -> None:
    """So that a score is a share."""
    assert pytest.approx(1.0) == r.TOPIC + r.EARLY + r.SPREAD + r.RISK + r.ADDRESS


def test_one_post_is_little() -> None:
    """A single post about the topic is half of what many are, and goes without words."""
    one = r.about(on_topic=1, posts=1, topic="acme", central=False)
    many = r.about(on_topic=30, posts=30, topic="acme", central=False)
    assert one.value < many.value
    assert one.because == ""
    assert many.because == "30 posts seen, all about acme"


def test_a_title_about_us_is_central() -> None:
    """The query's words, whatever signs they were written with."""
    matches = (Match(topic="acme", because=('"acme kettle"', "#acme")),)
    assert r.in_title("Why the Acme Kettle fails", matches)
    assert not r.in_title("Why kettles fail", matches)
    assert not r.in_title(None, matches)


def test_who_was_early_once_gets_nothing_for_it() -> None:
    """Once is luck."""
    lucky = Early(issues=("I-7",), posts=1, rate=0.2, usual=0.05)
    assert r.precedence(lucky) == r.Part(weight=r.EARLY, value=0.0)
    assert r.precedence(None).value == 0.0


def test_many_issues_are_not_all_listed() -> None:
    """The latest three, and how many more."""
    often = Early(issues=("I-1", "I-2", "I-3", "I-4"), posts=9, rate=0.4, usual=0.01)
    assert r.precedence(often).because == "posted before I-2, I-3, I-4 and 1 more"


def test_where_nothing_is_usual_no_multiple_is_told() -> None:
    """Eighty shares where none are usual are not "80 times nothing"."""
    assert r.spread([shares(80, 0)], "x").because == "passed on 80 times, on x 0 is usual"


def test_applause_alone_is_no_spread() -> None:
    """A like reaches nobody else."""
    liked = Compared(rate=Rate.APPLAUSE, value=900, n=1, usual=2, usual_n=90, high=2)
    assert r.spread([liked], "x").value == 0.0


def test_what_is_not_known_adds_nothing() -> None:
    """No usual, no spread; no risk, no seriousness."""
    assert r.spread([shares(900, None)], "x").value == 0.0
    assert r.seriousness(0, ()).value == 0.0


@pytest.mark.parametrize(
    ("asked", "account", "because"),
    [
        ("how do i", "@acme", "asks @acme directly"),
        ("", "@acme", "speaks to @acme"),
        ("how do i", "", "asks “how do i”"),
        ("", "", ""),
    ],
)
def test_whoever_speaks_to_us_matters_more(asked: str, account: str, because: str) -> None:
    """Most who ask us by name."""
    part = r.address(asked=asked, account=account)
    assert part.because == because
    assert bool(part.value) is bool(because)


@given(
    st.integers(0, 100), st.integers(0, 100), st.booleans(), st.integers(0, 9),
    st.floats(0, 1e9), st.one_of(st.none(), st.floats(0, 1e6)), st.booleans(),
)  # fmt: skip
def test_a_score_is_between_nothing_and_all(
    on_topic: int, more: int, central: bool, level: int, value: float, usual: float | None,
    named: bool,
) -> None:  # fmt: skip
    """Whatever the parts are."""
    found = r.relevance(
        (
            r.about(on_topic=on_topic, posts=on_topic + more, topic="acme", central=central),
            r.precedence(EARLY if named else None),
            r.spread([shares(value, usual)], "x"),
            r.seriousness(level, ("fire",)),
            r.address(asked="how", account="@acme" if named else ""),
        )
    )
    assert 0 <= found.score <= 1
    assert len(found.because) <= 5
