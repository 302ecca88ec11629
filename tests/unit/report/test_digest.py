"""The digest tells quiet from blind, and small from large."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from socwatch.model.issue import IssueState
from socwatch.report import digest, figures
from socwatch.report.facts import StoryFacts, TopicFacts
from socwatch.report.rendering import rendered
from socwatch.report.verdict import verdict
from tests.golden.report.world import DAY, DIGEST, EMPTY, HOSTILE, OPEN, QUIET, TOPIC


@pytest.mark.parametrize(
    ("topic", "says"),
    [
        (TopicFacts(topic="acme", mentions=12, low=5, high=19), "Nothing unusual: 12 mentions"),
        (TopicFacts(topic="acme", mentions=2, low=5, high=19), "Fewer than usual: 2 mentions"),
        (TopicFacts(topic="acme", mentions=40, low=5, high=19), "Above usual: 40 mentions"),
        (TopicFacts(topic="acme", mentions=0), "0 mentions; what is usual is not known yet"),
        (TopicFacts(topic="acme", mentions=None), "Not known: no source could be read"),
        (
            replace(TOPIC, mentions=1000, scored=100, negative=60),
            "More negative than usual: 60% (usual 18%, n = 100)",
        ),
    ],
)
def test_the_verdict_tells_quiet_unknown_and_blind_apart(topic: TopicFacts, says: str) -> None:
    """Nothing said, nothing unusual, nothing known and nothing read are four things."""
    facts = replace(QUIET, topics=(topic,))
    assert verdict(facts).startswith(says)


def test_few_scored_mentions_make_no_darker_verdict() -> None:
    """Nine of ten negative is not yet a finding."""
    few = TopicFacts(
        topic="acme", mentions=12, low=5, high=19, scored=10, negative=9, usual_negative=0.1
    )
    facts = replace(QUIET, topics=(few,))
    assert "negative than usual" not in verdict(facts)
    assert "too few (9 of 10)" in digest.as_text(facts)


def test_what_wants_a_person_stands_under_to_do() -> None:
    """Open issues first, then those in hand, broken sources and the plan's review."""
    owned = replace(OPEN, id="I-40", state=IssueState.ACKNOWLEDGED, owner="Dana Okafor")
    text = digest.as_text(replace(DIGEST, issues=(owned, OPEN)))
    todo = text[text.index("TO DO TODAY") : text.index("WHAT PEOPLE SAY")]
    wanted = ["socwatch ack I-42", "I-40 RED", "reddit cannot be read", "review of the plan is due"]
    places = [todo.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_a_review_far_ahead_is_nothing_to_do_and_one_past_was_due() -> None:
    """The plan's owner is reminded a month ahead, not every day of the year."""
    assert "review" not in digest.as_text(replace(QUIET, review_due=date(2027, 3, 1)))
    assert "review of the plan was due" in digest.as_text(
        replace(QUIET, review_due=date(2026, 11, 1))
    )


def test_what_is_not_known_is_said() -> None:
    """Blind hours and languages that nobody could score are named with their numbers."""
    text = digest.as_text(DIGEST)
    assert "reddit was not read Sat 21 Nov 02:23" in text
    assert "112 in de, 12 in an unknown" in text
    assert "03:00       ?  not read" in text
    quiet = digest.as_text(QUIET)
    assert "Every source was read all the time" in quiet
    assert "Every source was read" not in digest.as_text(EMPTY)


def test_a_part_of_the_mentions_is_not_given_as_all() -> None:
    """Stories and what is not known say how many were looked at."""
    part, whole = (digest.as_text(replace(DIGEST, sampled=n)) for n in (20_000, None))
    assert "Of 20,000 mentions from all hours of the period" in " ".join(part.split())
    assert (
        "20,000 mentions from all hours of the period were looked at, not every one."
        in " ".join(part.split())
    )
    assert "all hours" not in whole
    assert figures.as_json(replace(DIGEST, sampled=20_000))["sampled"] is True


def test_a_week_is_called_a_week() -> None:
    """The subject names the period by its last day."""
    week = replace(DIGEST, start=DAY - timedelta(days=6))
    assert rendered(digest.digest(week, to="Dana")).subject.startswith(
        "Acme digest week to Sat 21 Nov"
    )


def test_several_topics_are_not_added_up_into_one_verdict() -> None:
    """The most unusual topic is named first, the others after it."""
    loud = replace(TOPIC, topic="bravo", mentions=9000)
    facts = replace(DIGEST, topics=(TOPIC, loud, *QUIET.topics))
    assert verdict(facts).startswith("Bravo above usual: 9,000 mentions")
    assert "unusual too: Acme" in verdict(facts)
    blind = TopicFacts(topic="delta", mentions=None, low=1, high=5)
    calm = replace(QUIET, topics=(*QUIET.topics, blind))
    assert verdict(calm) == (
        "Nothing unusual: 12 mentions of 2 topics. Nothing could be read about Delta."
    )


@pytest.mark.parametrize("facts", [DIGEST, QUIET, EMPTY])
def test_no_form_of_the_digest_is_ever_empty(facts: object) -> None:
    """On a loud, a quiet and an empty day each form says something."""
    made = rendered(digest.digest(facts, to="Dana"))  # type: ignore[arg-type]
    assert made.subject
    assert "TO DO TODAY" in made.text
    assert digest.as_html(facts).startswith("<!DOCTYPE html>")  # type: ignore[arg-type]
    assert digest.as_markdown(facts).startswith("# ")  # type: ignore[arg-type]
    assert digest.as_json(facts)["schema"] == "socwatch.digest/1"  # type: ignore[arg-type]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_no_cell_is_run_as_a_formula(title: str) -> None:
    """A spreadsheet shows what people wrote instead of computing it."""
    story = StoryFacts(topic="acme", title=title, mentions=3)
    rows = list(csv.DictReader(io.StringIO(digest.as_csv(replace(QUIET, stories=(story,))))))
    (name,) = [row["name"] for row in rows if row["kind"] == "story"]
    assert name.startswith("'")


def test_an_hour_that_was_not_read_is_an_empty_cell() -> None:
    """Programs can tell it from an hour with no mentions."""
    rows = list(csv.DictReader(io.StringIO(digest.as_csv(DIGEST))))
    hours = [row["mentions"] for row in rows if row["kind"] == "slot"]
    assert hours[2:6] == ["12", "", "", "10"]
    assert digest.as_json(DIGEST)["topics"][0]["slots"][3]["mentions"] is None  # type: ignore[index]


def test_markdown_of_what_people_wrote_stays_text() -> None:
    """Nobody is notified, nothing is linked or loaded, and no heading is faked."""
    quote = replace(DIGEST.quotes[0], text=f"@everyone ![x](http://e) [a](b) # h | {HOSTILE}")
    page = digest.as_markdown(replace(DIGEST, quotes=(quote,)))
    line = next(line for line in page.splitlines() if "everyone" in line)
    assert line.startswith("> “\\@\u200deveryone !\\[x\\](http\\://e) \\[a\\](b) \\# h \\|")
    assert not re.search(r"(?<!\\)<(?!https://)", page)
