"""What a topic is called."""

from __future__ import annotations

import pytest

from socwatch.match.names import names_of
from socwatch.match.syntax import parse
from socwatch.model.query import Topic


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("acme", ("acme",)),
        ('"best buy" OR @bestbuy OR #bestbuy', ("best buy", "bestbuy")),
        ("acme (fire OR recall)", ("acme",)),
        ('("acme kettle" OR acme) NOT "acme cartoon"', ("acme kettle", "acme")),
        ("NOT cartoon acme", ("acme",)),
        ("lang:en acme", ()),
        ("burn*", ()),
    ],
)
def test_names(query: str, names: tuple[str, ...]) -> None:
    """The first thing that each alternative asks for, and nothing that only narrows it."""
    assert names_of([Topic(name="t", query=parse(query), owner="pr")]) == names
