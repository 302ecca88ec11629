"""Reading scenarios: every mistake is named with its line, nothing is skipped."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from socwatch.engine.scenario import Act, read_scenario
from socwatch.errors import UsageError
from socwatch.model.mention import Outcome

AT = "2026-11-22T02:24:00Z"
GOOD = {"at": AT, "mention": {"id": "m1", "source": "press", "text": "fire"}}


def _written(folder: Path, *rows: object) -> Path:
    path = folder / "scenario.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_sort_of_line(tmp_path: Path) -> None:
    """A mention, an outcome, an act and the end; blank lines count as lines only."""
    lines = read_scenario(
        _written(
            tmp_path,
            GOOD,
            "",
            {"at": AT, "source": {"name": "press", "outcome": "refused"}},
            {"at": AT, "ack": {"issue": "latest", "by": "dana"}},
            {"at": "2026-11-22T03:24:00+01:00", "end": True},
        )
    )
    at = datetime(2026, 11, 22, 2, 24, tzinfo=UTC)
    assert [line.at for line in lines] == [at] * 4
    assert lines[0].mention is not None
    assert (lines[0].mention.key, lines[0].mention.published_at) == ("press:m1", at)
    assert (lines[1].source, lines[1].outcome) == ("press", Outcome.REFUSED)
    assert lines[2].act == Act(name="ack", details={"issue": "latest", "by": "dana"})


def test_a_mention_may_be_older_than_its_line(tmp_path: Path) -> None:
    """`at` is when it could first be fetched."""
    row = {"at": AT, "mention": {**GOOD["mention"], "published_at": "2026-11-22T01:24:00Z"}}  # type: ignore[dict-item]
    (line,) = read_scenario(_written(tmp_path, row))
    assert line.mention is not None
    assert line.mention.published_at == line.at - timedelta(hours=1)


def test_gzipped(tmp_path: Path) -> None:
    """Told by its content, whatever its name."""
    path = tmp_path / "scenario.jsonl"
    path.write_bytes(gzip.compress(json.dumps(GOOD).encode()))
    assert len(read_scenario(path)) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{", "not valid JSON"),
        ("[]", "a line is an object"),
        ({"mention": {}}, "a line is an object with `at`"),
        ({"at": AT}, "not nothing"),
        ({"at": AT, "end": True, "ack": {}}, "not end, ack"),
        ({"at": "soon", "end": True}, '"soon" is no time'),
        ({"at": 5, "end": True}, "5 is no time"),
        ({"at": AT, "sing": {}}, "`sing` is not known"),
        ({"at": AT, "ack": "dana"}, "`ack` must be an object"),
        ({"at": AT, "source": {"name": "press", "outcome": "sad"}}, "'sad' is not one of ok"),
        ({"at": AT, "source": {"outcome": "ok"}}, "`name` must name a source"),
        ({"at": AT, "mention": {"source": "press", "text": "x"}}, "no id"),
        ({"at": AT, "mention": {"id": "m", "source": "press"}}, "neither text nor title"),
        ({"at": AT, "mention": {"id": "m", "text": "x"}}, "`source` must name a source"),
        ({"at": "2026-11-22T02:23:59Z", "end": True}, "before the line above it"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, row: object, words: str) -> None:
    """File, number and what is wrong, in plain words."""
    path = _written(tmp_path, GOOD, "", row, GOOD)
    with pytest.raises(UsageError) as refusal:
        read_scenario(path)
    assert refusal.value.message.startswith(f"{path}:3: ")
    assert words in refusal.value.message


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x1f\x8bcut", None])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    """Missing, not text, or cut: one sentence with its name."""
    path = tmp_path / "scenario.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="cannot be read"):
        read_scenario(path)
