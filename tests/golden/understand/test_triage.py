"""The class of every text of the probe, and the words that say why.

`SOCWATCH_UPDATE_GOLDEN=1 pytest tests/golden/understand` writes the words anew; read the difference.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from socwatch.model.mention import MentionKind
from socwatch.model.reading import Tone
from socwatch.understand.triage import Said, Sorted, sort

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = tomllib.loads((HERE / "triage.toml").read_text("utf-8"))["said"]
EXPECTED = HERE / "triage.txt"


def sorted_row(row: dict[str, Any]) -> Sorted | None:
    """What is made of a row of the probe."""
    return sort(
        Said(
            text=row["text"],
            kind=MentionKind(row.get("kind", "post")),
            tone=Tone(row["tone"]),
            rating=row.get("rating"),
            risk=row.get("risk", 0),
            language=row.get("language", "en"),
        )
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_a_text_is_of_the_class_that_a_person_gave_it(row: dict[str, Any]) -> None:
    """Or of the wrong one that is admitted in `reads_as`."""
    found = sorted_row(row)
    name = found.triage.value if found else "none"

    assert name == row.get("reads_as", row["class"])


def test_every_class_says_why() -> None:
    """The reasons, word for word."""
    lines = []
    for row in ROWS:
        found = sorted_row(row)
        said = f"{found.triage.value}: {found.because}" if found else "none"
        lines.append(f"{row['text']}\n    {said}\n")
    told = "".join(lines)
    if os.environ.get("SOCWATCH_UPDATE_GOLDEN"):
        EXPECTED.write_text(told, encoding="utf-8")
    assert told == EXPECTED.read_text(encoding="utf-8")
