"""Queries without wildcards: never narrower than what was meant."""

from __future__ import annotations

import pytest

from socwatch.match.syntax import parse
from socwatch.sources._boolean import Dialect
from socwatch.sources._widened import whole_words


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("acme kettle", "(acme kettle)"),
        ("acme burn*", "acme"),
        ("acme (fire OR burn*)", "acme"),
        ("acme (fire OR burn* kettle)", "(acme (fire OR kettle))"),
        ("acme NOT (cartoon OR burn*)", "(acme -cartoon)"),
        ("acme NOT burn*", "acme"),
        ("acme OR burn*", "(acme OR burn)"),
        ("burn*", "burn"),
    ],
)
def test_what_cannot_be_said_is_left_out_or_said_by_its_stem(query: str, sent: str) -> None:
    """Beside other words a wildcard is dropped; where nothing else is left its stem is asked for."""
    assert Dialect().searches(whole_words(parse(query).root)) == (sent,)
