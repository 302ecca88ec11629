"""The page of the query language shows what each service is really asked, and its examples work."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from socwatch.match.syntax import parse
from socwatch.sources.registry import KINDS, sent

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "query-language.md"
EXAMPLES = (
    '("acme kettle" OR #acme) NOT cartoon',
    "acme NEAR/5 (recall OR burn*) lang:en",
)
BEGIN, END = "<!-- translations -->\n", "<!-- /translations -->"


def translations() -> Iterator[str]:
    """A table for each example: the kind, and what is sent."""
    for example in EXAMPLES:
        query = parse(example)
        yield f"\nFor `{example}`:\n\n| service | is asked |\n|---|---|\n"
        for kind in sorted(KINDS):
            searches = sent(kind, query)
            if searches:
                written = " and ".join(f"`{one}`".replace("|", "\\|") for one in searches)
                yield f"| {kind} | {written} |\n"
    yield "\n"


def test_what_is_sent_is_what_the_page_says() -> None:
    """SOCWATCH_UPDATE_GOLDEN=1 writes the tables anew."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    if os.environ.get("SOCWATCH_UPDATE_GOLDEN"):
        PAGE.write_text(text[:begin] + "".join(translations()) + text[end:], encoding="utf-8")
        text = PAGE.read_text(encoding="utf-8")
        end = text.index(END)
    assert text[begin:end] == "".join(translations())


ROWS = re.findall(r"^\| (`.+?`) \|", PAGE.read_text("utf-8").split("## What counts")[0], re.MULTILINE)


@pytest.mark.parametrize("example", [one for row in ROWS for one in re.findall(r"`([^`]+)`", row)])
def test_every_example_is_a_query(example: str) -> None:
    """Whoever copies one must not get a mistake."""
    assert parse(example).root
