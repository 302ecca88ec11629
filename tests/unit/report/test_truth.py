"""The words that stand beside a percentage: n, interval, and how the labels were picked."""

from __future__ import annotations

from dataclasses import replace

from socwatch.model.accuracy import Accuracy, Level, NoLevel, Rate
from socwatch.report import digest, truth, words
from socwatch.report.facts import DigestFacts, TopicFacts
from socwatch.report.verdict import verdict
from tests.golden.report.world import DIGEST

MEASURED = Accuracy(
    right=Rate(part=100, of=120),
    found=Rate(part=40, of=50),
    precise=Rate(part=40, of=52),
    mistaken=Rate(part=12, of=70),
    said_negative=Rate(part=50, of=120),
    read_negative=Rate(part=52, of=120),
    given=180,
)
FEW = replace(MEASURED, right=Rate(part=9, of=12))
CHOSEN = replace(MEASURED, chosen=True)
LEVEL = Level(share=0.46, low=0.38, high=0.54)


def with_topic(**more: object) -> DigestFacts:
    """The digest of the golden files, its first topic measured so."""
    first: TopicFacts = replace(DIGEST.topics[0], **more)  # type: ignore[arg-type]
    return replace(DIGEST, topics=(first,))


def test_a_percentage_says_how_right_it_is() -> None:
    """In the same brackets as what is usual."""
    said = words.negative(213, 300, 0.22, truth.beside(MEASURED))
    assert said == ("71% negative (usual 22%, n = 300; right in 83% of 120 labelled, 76\u201389%)")


def test_what_is_not_measured_is_not_dressed_up() -> None:
    """Nothing beside a percentage; where there is room, the words for it."""
    assert truth.beside(None) == truth.beside(FEW) == ""
    assert truth.accuracy(None) == "not measured on your mentions yet (socwatch label)"
    assert truth.accuracy(FEW).startswith("right in 9 of 12 labelled, too few to tell")
    assert "not picked at random, which may mislead" in truth.accuracy(CHOSEN)


def test_a_rate_stands_with_its_n() -> None:
    """Below 20 there is no percentage."""
    assert truth.rate(MEASURED.right) == "83% (76\u201389%, n = 120)"
    assert truth.rate(Rate(part=3, of=19)) == "3 of 19 (too few for a percentage)"


def test_the_digest_tells_it_below_the_numbers() -> None:
    """Measured, with the level; too few; not at all."""
    told = digest.as_text(with_topic(accuracy=MEASURED, level=LEVEL))
    assert "right in 83% of 120 labelled, 76\u201389%; about 46% are negative (38\u201354%)" in (
        " ".join(told.split())
    )
    unsafe = with_topic(accuracy=MEASURED, level=NoLevel(because="150 tone labels are needed"))
    said = " ".join(digest.as_text(unsafe).split())
    assert "up from 18% to 34% by our count; the level itself is not measured (150" in said
    assert "too few to tell" in " ".join(digest.as_text(with_topic(accuracy=FEW)).split())
    assert "not measured on your mentions yet" in " ".join(digest.as_text(with_topic()).split())


def test_a_change_is_told_where_the_level_is_not_known() -> None:
    """Up, down, as usual; nothing about a change while what is usual is not known."""
    because = NoLevel(because="few")
    assert truth.level(because, now=0.41, usual=0.22).startswith("up from 22% to 41% by our count")
    assert truth.level(because, now=0.1, usual=0.22).startswith("down from 22% to 10%")
    assert truth.level(because, now=0.22, usual=0.22).startswith("as usual 22%")
    assert truth.level(because, now=0.22) == "the level itself is not measured (few)"


def test_the_verdict_tells_it_where_it_gives_a_percentage() -> None:
    """A darker tone than usual is only as good as the reading of it."""
    dark = with_topic(accuracy=MEASURED, scored=1000, negative=710, usual_negative=0.22)
    assert "71% (usual 22%, n = 1,000; right in 83% of 120 labelled" in verdict(dark)


def test_programs_get_every_rate_with_its_interval() -> None:
    """null where there are too few for a share, and why there is no level."""
    (topic,) = digest.as_json(with_topic(accuracy=FEW, level=NoLevel(because="few")))["topics"]  # type: ignore[misc]
    assert topic["accuracy"]["right"] == {
        "part": 9, "of": 12, "share": None, "low": None, "high": None,
    }  # fmt: skip
    assert topic["accuracy"]["negative_found"]["share"] == 0.8
    assert topic["level"] == {"negative": None, "low": None, "high": None, "because": "few"}
    (topic,) = digest.as_json(with_topic(accuracy=MEASURED, level=LEVEL))["topics"]  # type: ignore[misc]
    assert topic["level"] == {"negative": 0.46, "low": 0.38, "high": 0.54, "because": None}
