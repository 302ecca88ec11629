"""The query language, for any query and for any text that is none."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socwatch.match.query import explain, literals
from socwatch.match.syntax import QueryError, asks_for_something, parse, write
from socwatch.match.translate import MOST_ALTERNATIVES, alternatives, plain

WORDS = st.sampled_from(
    [
        "acme",
        "kettle",
        "burn*",
        '"data breach"',
        "#recall",
        "@acme",
        "AT&T",
        "火災",
        "C++",
        "reca?l",
        "acm*e",
        'case:"ACME"',
        "lang:en",
        "followers:>1000",
        "is:reply",
        "title:recall",
        'author:"Jane Doe"',
        "/acme ?\\d+/",
        "acme NEAR/5 fire",
        '"acme fire"~3',
        "domain:a.example",
    ]
)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        several.map(" ".join),
        several.map(" AND ".join),
        several.map(" OR ".join),
        inner.map(lambda part: f"NOT ({part})"),
        inner.map(lambda part: f"({part})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) -({two[1]})"),
    )


QUERIES = st.recursive(WORDS, _larger, max_leaves=12)
SOUP = st.text(alphabet=st.sampled_from(' "()*#@-?~/:ORANDTacme\u202e\u200b\x00“”火'), max_size=40)


def is_stable(text: str) -> None:
    """Read, printed, read and printed again: the same tree, the same print."""
    with suppress(QueryError):
        query = parse(text)
        again = parse(write(query))

        assert again.root == query.root
        assert write(again) == write(query)


@given(QUERIES)
@settings(max_examples=300, deadline=None)
def test_what_is_written_means_the_same(text: str) -> None:
    """A query that is printed and read again is the same tree and prints the same."""
    is_stable(text)


@pytest.mark.soak
@given(st.one_of(QUERIES, SOUP))
@settings(max_examples=6_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_six_thousand_are_stable(text: str) -> None:
    """The same, for as long as a night allows."""
    is_stable(text)


@given(st.one_of(SOUP, st.text(max_size=60)))
@settings(max_examples=300)
def test_any_text_is_a_query_or_a_mistake(text: str) -> None:
    """Whatever is typed, the answer is a query that works or a mistake with its place."""
    query, mistake = None, None
    try:
        query = parse(text)
    except QueryError as error:
        mistake = error

    if query is not None:
        assert asks_for_something(query.root)
        assert parse(write(query)).root == query.root
        explain(query, text)
    if mistake is not None:
        assert 1 <= mistake.column <= len(text) + 1
        assert mistake.suggestion


@given(QUERIES, st.sets(st.sampled_from(["acme", "kettle", "burnt", "data breach", "#recall"])))
@settings(max_examples=150)
def test_what_is_asked_covers_what_is_meant(text: str, words: set[str]) -> None:
    """Every text that matches holds all the words of one of the searches."""
    with suppress(QueryError):
        query = parse(text)
        asked = alternatives(query)
        single = sum(len(one) == 1 for one in asked)

        assert len(asked) <= max(MOST_ALTERNATIVES, single)
        wider = plain(query).query
        asked_at_all = {term for one in asked for term in one}
        assert asked_at_all <= (set(literals(wider.root)) if wider else set())
        said = " … and ".join(sorted(words))
        if explain(query, said).matches:
            assert any(
                all(explain(parse(str(term)), said).matches for term in one) for one in asked
            )
