"""score: lines in, JSON Lines out, none left out."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from socwatch.__main__ import main


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs `score` on bytes and returns its answers."""

    def run(raw: bytes, *flags: str) -> list[dict[str, Any]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        monkeypatch.setattr(sys, "argv", ["socwatch", "score", *flags])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code in (0, None)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_each_line_has_an_answer_in_its_place(scored: Any) -> None:
    """Empty lines, other languages, carriage returns and broken bytes: one answer each, in order."""
    raw = (
        "I hate this awful kettle\n\n这个公司太糟糕了\nI love it!\r\n".encode() + b"\xff\xfe broken"
    )

    answers = scored(raw)

    assert [one["text"] for one in answers] == [
        "I hate this awful kettle", "", "这个公司太糟糕了", "I love it!", "\ufffd\ufffd broken",
    ]  # fmt: skip
    assert [one["label"] for one in answers[:4]] == [
        "negative", "unscored", "unscored", "positive",
    ]  # fmt: skip
    assert answers[1]["score"] is answers[1]["p_negative"] is None
    assert answers[2]["unscored_because"]
    assert all(one["schema"] == "socwatch.score/1" for one in answers)


def test_a_line_is_what_ends_with_a_line_feed(scored: Any) -> None:
    """Other characters that break lines are part of the text."""
    assert len(scored("one\u2028two\x0bthree\x85four\nfive".encode())) == 2


def test_a_line_longer_than_what_is_read_at_once_is_one_line(scored: Any) -> None:
    """A megabyte without a line end, and the line after it."""
    answers = scored(b"x" * 1_000_000 + b"\nI love it\n")

    assert [len(one["text"]) for one in answers] == [1_000_000, 9]


def test_vader_is_vader(scored: Any) -> None:
    """The engine of that name gives vaderSentiment's compound, for any text and language."""
    long = "this is good. " * 80 + "this is bad. " * 80
    texts = ["This is GREAT!!!", "not bad at all", "Ich hasse es", "batteries exploded", "", long]

    answers = scored("\n".join(texts).encode() + b"\n", "--engine", "vader")

    analyzer = SentimentIntensityAnalyzer()
    assert [one["score"] for one in answers] == [
        analyzer.polarity_scores(text)["compound"] for text in texts
    ]
    assert [one["label"] for one in answers] == [
        "positive", "positive", "neutral", "neutral", "neutral", "negative",
    ]  # fmt: skip


def test_a_name_is_no_praise(scored: Any) -> None:
    """What is called best is not therefore good."""
    text = b"Best Buy is at the corner\n"

    assert scored(text)[0]["score"] > scored(text, "--name", "Best Buy")[0]["score"]
