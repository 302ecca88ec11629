"""Lines for people are broken between words."""

from __future__ import annotations

from socwatch.cli.paragraphs import wrapped


def test_a_long_line_goes_on_further_in() -> None:
    """No word is cut, and what belongs together is seen to."""
    line = "  " + "word " * 20
    found = list(wrapped([line, "", "short"], 40))
    assert max(map(len, found)) <= 40
    assert found[0].startswith("  word")
    assert found[1].startswith("      word")
    assert found[-2:] == ["", "short"]


def test_an_address_is_never_cut() -> None:
    """It could not be copied."""
    address = "https://example.org/" + "a-b" * 30
    assert address in [line.strip() for line in wrapped([f"see {address}"], 40)]
