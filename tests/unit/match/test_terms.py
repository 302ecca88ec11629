"""Terms of scenarios in a text."""

from __future__ import annotations

import pytest

from socwatch.match.query import compile_terms
from socwatch.match.syntax import QueryError

TERMS = compile_terms(
    {
        "safety": ["fire", "burn*", "caught fire"],
        "privacy": ["data breach", "#dataleak"],
        "recall": ["recall*", "fire"],
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It burnt my hand", {"safety": "burnt"}),
        ("A DATA-BREACH!", {"privacy": "data-breach"}),
        ("see #DataLeak", {"privacy": "#dataleak"}),
        ("dataleak", {}),
        ("the fire", {"safety": "fire", "recall": "fire"}),
        ("sunburn, firewall", {}),
        ("Recalled after a burn", {"safety": "burn", "recall": "recalled"}),
        ("", {}),
    ],
)
def test_names_and_words(text: str, found: dict[str, str]) -> None:
    """Each name comes with the word of the text that is one of its terms."""
    assert TERMS.found(text) == found


def test_no_terms() -> None:
    """Without terms nothing is found."""
    assert compile_terms({}).found("fire") == {}


def test_a_wrong_term_is_told() -> None:
    """A term that cannot be understood is an error of whoever wrote it."""
    with pytest.raises(QueryError, match="too much"):
        compile_terms({"safety": ["b*"]})
