"""Where keys stand: the line an editor jumps to."""

from __future__ import annotations

from typing import Any

import pytest
import tomli
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.config.lines import Place, line_of, lines_of

TEXT = '''\
version = 1   # [[not]] a table
quoted = "[[x]] # no comment"
[[plan.contacts]]
id = "dana"
away = [
  { from = 2026-12-24, to = 2026-12-27 },   # ] }

  { from = 2027-01-01 00:00:00,
    to = 2027-01-02 }
]
[[plan.contacts]]
id = 'lu"is'
text = """
[[plan.contacts]]
id = "nobody" \\"""
"""
literal = \'\'\'
[plan]
it''s\'\'\'
a."b.c".d = [[1, 2],
  [3]]
[plan.mail]
smtp = { host = "h", tls = { kind = "none" }, ports = [] }
'''

PLACES = [
    (("version",), 1),
    (("quoted",), 2),
    (("plan", "contacts"), 3),
    (("plan", "contacts", 0), 3),
    (("plan", "contacts", 0, "away"), 5),
    (("plan", "contacts", 0, "away", 0, "to"), 6),
    (("plan", "contacts", 0, "away", 1, "from"), 8),
    (("plan", "contacts", 0, "away", 1, "to"), 9),
    (("plan", "contacts", 1), 11),
    (("plan", "contacts", 1, "id"), 12),
    (("plan", "contacts", 1, "literal"), 17),
    (("plan", "contacts", 1, "a", "b.c", "d", 1, 0), 21),
    (("plan", "mail", "smtp", "tls", "kind"), 23),
]


@pytest.mark.parametrize(("place", "line"), PLACES)
def test_every_way_of_writing_a_key_has_its_line(place: Place, line: int) -> None:
    """Headers, dotted and quoted keys, inline tables and multi-line arrays are all found."""
    assert line_of(lines_of(TEXT), place) == line


def test_text_inside_strings_is_no_table() -> None:
    """A header inside a string or comment does not count as a table."""
    places = lines_of(TEXT)
    assert ("plan", "contacts", 2) not in places
    assert set(places) == set(written(tomli.loads(TEXT)))


def test_a_key_that_is_not_written_has_the_line_of_its_table() -> None:
    """A missing key is shown where it would have to be added."""
    places = lines_of(TEXT)
    assert line_of(places, ("plan", "contacts", 1, "email")) == 11
    assert line_of(places, ("plan", "contacts", 0, "away", 1, "who")) == 8
    assert line_of(places, ("nothing", "here")) == 1


def test_tables_inside_tables_belong_to_the_latest_element() -> None:
    """[[a.b]] after a second [[a]] is inside that second element."""
    places = lines_of("[[a]]\n[[a.b]]\nx = 1\n[[a]]\n[[a.b]]\n[[a.b]]\nx = 2\n[a.b.c]\ny = 3\n")
    assert places[("a", 0, "b", 0, "x")] == 3
    assert places[("a", 1, "b", 1, "x")] == 7
    assert places[("a", 1, "b", 1, "c", "y")] == 9


def written(value: Any, here: Place = ()) -> list[Place]:
    """Every place inside a parsed document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for step, one in inside:
        found.append((*here, step))
        if isinstance(one, dict | list):
            found.extend(written(one, (*here, step)))
    return found


KEYS = st.text(min_size=1, max_size=6)
LEAVES = st.text(max_size=12) | st.integers() | st.booleans() | st.datetimes() | st.times()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50)
@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_whatever_is_written_has_a_line(document: dict[str, Any]) -> None:
    """No document that tomli reads has a key, element or table without a line."""
    text = tomlkit.dumps(document)
    parsed = tomli.loads(text)
    assert set(lines_of(text)) == set(written(parsed))
