"""What a digest says of people, word for word; on a quiet day, nothing.

`SOCWATCH_UPDATE_GOLDEN=1 pytest tests/golden/report` writes it anew; read the difference.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from socwatch.model.rates import Compared, Rate
from socwatch.model.reading import Triage
from socwatch.report import digest
from socwatch.report.facts import ShareFacts, ShareLine
from socwatch.report.people_facts import (
    CrowdFacts,
    HollowFacts,
    PeopleFacts,
    QuestionFacts,
    ResponseFacts,
    SpeedFacts,
    VoiceFacts,
    WaitingFacts,
)
from tests.golden.report.test_golden import compare
from tests.golden.report.world import DIGEST, EMPTY, NOW, QUIET

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SHARED = Compared(rate=Rate.AMPLIFICATION, value=40.0, n=1, usual=2.0, usual_n=340, high=9.0)
PEOPLE = PeopleFacts(
    crowd=CrowdFacts(
        mentions=1934, voices=1410, unnamed=12, busiest="@mal\u202e [b]", busiest_mentions=96, new=820
    ),
    voices=(
        VoiceFacts(
            name="Kim the reviewer", source="mastodon", topic="acme", mentions=3, score=0.61,
            because=(
                "posted before I-7 and I-12", "3 of 4 posts seen are about acme",
                "passed on 6x the usual of mastodon",
            ),
            early=("I-7", "I-12"), new=False, tags=("reviewer",),
        ),
        VoiceFacts(
            name="<script>@x", source="press", topic="acme", mentions=1, score=0.3,
            because=("speaks of danger (“fire\x1b[31m”)",), new=True, followers=12,
        ),
    ),
    response=(
        ResponseFacts(
            channel="mastodon",
            rates=(
                Compared(rate=Rate.CONVERSATION, value=0.8, n=61, usual=0.5, usual_n=21),
                Compared(rate=Rate.AMPLIFICATION, value=4.2, n=61),
                Compared(rate=Rate.APPLAUSE, value=None),
            ),
        ),
        ResponseFacts(
            channel="press", rates=(Compared(rate=Rate.CONVERSATION, value=9.0, n=3),)
        ),
    ),
    hollow=(
        HollowFacts(topic="acme", title="What a kettle 🤡", rates=(SHARED,), negative=1, scored=1),
        HollowFacts(
            topic="acme", title="The kettle song", negative=5, scored=6,
            rates=(
                replace(SHARED, n=6, usual=0.8, usual_n=12),
                Compared(rate=Rate.APPLAUSE, value=100.0, n=6, usual=1.3, usual_n=12),
            ),
        ),
    ),
    classes=((Triage.QUESTION, 3), (Triage.UNHAPPY_CUSTOMER, 12), (Triage.POSITIVE, 40)),
    waiting=(
        WaitingFacts(owner="care", questions=2, oldest=5 * HOUR, aim=4 * HOUR, late=1, expected=2),
        WaitingFacts(owner="", questions=1, oldest=HOUR),
    ),
    questions=(
        QuestionFacts(
            text="@acme how do I [click](javascript:1) clean it?", author="@bob", source="mastodon",
            at=NOW - 5 * HOUR, owner="care", url="javascript:alert(1)",
        ),
    ),
    unseen=("mastodon", "press"),
    answered=(
        SpeedFacts(
            what="answered", of="question", n=14, wanted=22, median=70 * MINUTE, promised=2 * HOUR,
            late=3,
        ),
        SpeedFacts(what="answered", of="unhappy_customer", n=0, wanted=2),
    ),
)  # fmt: skip
FACTS = replace(
    DIGEST,
    people=PEOPLE,
    shares=(
        ShareFacts(
            topic="acme",
            lines=(
                ShareLine(topic="acme", mentions=1934, expected=1100, stories=12),
                ShareLine(topic="bravo", mentions=640, expected=700, stories=5),
                ShareLine(topic="kettleco", mentions=90, expected=200, stories=1),
            ),
        ),
        ShareFacts(
            topic="fun<run",
            lines=(
                ShareLine(topic="fun<run", mentions=40, expected=None, stories=None),
                ShareLine(topic="bravo\u202e", mentions=None, expected=700, stories=None),
            ),
        ),
    ),
    acknowledged=(
        SpeedFacts(
            what="acknowledged",
            of="red",
            n=1,
            wanted=2,
            median=6 * MINUTE,
            promised=15 * MINUTE,
            late=1,
            usual=9 * MINUTE,
            usual_n=8,
        ),
    ),
)

PAGES: dict[str, Callable[[], str]] = {
    "digest_people.txt": lambda: digest.as_text(FACTS),
    "digest_people.html": lambda: digest.as_html(FACTS),
    "digest_people.md": lambda: digest.as_markdown(FACTS),
    "digest_people.json": lambda: json.dumps(
        digest.as_json(FACTS)["people"], indent=1, ensure_ascii=False
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_sections_on_people_read_as_approved(name: str) -> None:
    """In every form of the digest."""
    compare(name, PAGES[name]())


@pytest.mark.parametrize("facts", [QUIET, EMPTY], ids=["quiet", "empty"])
def test_nothing_is_said_of_people_when_there_is_nothing(facts: object) -> None:
    """No empty section on a quiet day, nor on an empty database."""
    assert facts in (QUIET, EMPTY)
    text = digest.as_text(facts)  # type: ignore[arg-type]
    for title in ("QUESTIONS AND", "TOP VOICES", "HOW PEOPLE", "HOLLOW"):
        assert title not in text
