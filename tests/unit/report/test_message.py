"""What a message must and must not say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from socwatch.model.delivery import DeliveryKind
from socwatch.report import digest, message
from socwatch.report.hook import hook_body
from socwatch.report.letter import Letter
from socwatch.report.rendering import rendered
from tests.golden.report.test_golden import MAILS
from tests.golden.report.world import (
    BRIEF,
    DIGEST,
    HOSTILE,
    ISSUE,
    NOW,
    PLAN,
    QUOTES,
    SIGNAL,
    TOPIC,
)


def test_the_call_says_all_that_somebody_needs_at_night() -> None:
    """What, how unusual, why, what to do, how to acknowledge, who is next: in this order."""
    text = rendered(message.escalation(BRIEF, PLAN)).text
    wanted = [
        "Acme: product safety",
        "61 mentions in 1 h, 12x usual (usual 0",
        "WHY WE THINK SO",
        "caught fire",
        "DO NOW: PRODUCT SAFETY",
        "Confirm with Product Safety (pr: Dana Okafor, Luis Peña; by 02:46)",
        "socwatch ack I-42 --by dana",
        "If nobody acknowledges, Luis Peña is told at 02:46 (in 15 min).",
        "WHAT PEOPLE SAY",
        "NOT READ",
        "HS-3 (de): NOT APPROVED",
        "WHO KNOWS",
        "You get this because: on duty in rota duty.",
    ]
    places = [text.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("name", MAILS)
def test_every_subject_is_short_and_starts_with_its_meaning(name: str) -> None:
    """At most 78 visible characters, and a mark in brackets or the topic first."""
    subject = MAILS[name]().subject
    assert len(subject) <= 78
    assert subject.isprintable()
    assert subject.startswith("[") or "digest" in subject[:35]


def test_a_long_topic_and_scenario_still_fit_the_subject() -> None:
    """Names of any length leave room for the rest."""
    issue = replace(ISSUE, number=123456, topic="a-very-long-topic-" * 4, kind="scenario_" * 12)
    subject = rendered(
        message.escalation(replace(BRIEF, issue=replace(issue, drill=True)), PLAN)
    ).subject
    assert len(subject) <= 78
    assert subject.startswith("[DRILL] [RED] D-123456 A very long topic…: ")


def test_nobodys_text_gets_into_a_subject() -> None:
    """Mentions say what they like; a subject is made of our words and the topic's name."""
    made = [rendered(message.escalation(BRIEF, PLAN)), rendered(digest.digest(DIGEST, to="Dana"))]
    for one in made:
        assert "FIRE" not in one.subject
        assert "Bcc" not in one.subject


def test_a_drill_says_so_before_anything_else() -> None:
    """The subject and the first line of the text, and it keeps saying it in the HTML."""
    brief = replace(BRIEF, issue=replace(ISSUE, drill=True, number=3))
    for one in (
        rendered(message.escalation(brief, PLAN)),
        rendered(message.acknowledged(brief, PLAN)),
    ):
        assert one.subject.startswith("[DRILL] ")
        assert one.text.startswith("DRILL")
        assert one.html.index("DRILL: this is an exercise") < one.html.index("<h1")
        assert "D-3" in one.subject


def test_what_people_wrote_is_always_set_off_as_a_quote() -> None:
    """A mention that says ACK or DRILL cannot pass for one of our lines or a reply."""
    text = rendered(message.escalation(BRIEF, PLAN)).text
    at = text.index("ACK I-42 Bcc")
    assert text[text.rindex("\n", 0, at) + 1 :].startswith("> “ACK I-42")
    quoted = [line for line in text.splitlines() if "DRILL]" in line or "evil.example" in line]
    assert quoted
    assert all(line.startswith("> ") for line in quoted)


@pytest.mark.parametrize("name", MAILS)
def test_no_page_loads_or_runs_anything(name: str) -> None:
    """No script, no image, no address but the links of quotes; text of people is escaped."""
    page = MAILS[name]().html
    tags = set(re.findall(r"<([a-z0-9]+)", page))
    assert not tags & {"script", "img", "link", "iframe", "object", "svg", "form", "input"}
    assert not re.search(r"<[^>]* on\w+=", page)
    assert "url(" not in page
    assert "@import" not in page
    assert set(re.findall(r'href="([a-z]+):', page)) <= {"https"}
    assert "\x1b" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_is_small_and_its_text_says_the_same(name: str) -> None:
    """Under 30 kB, and nothing is said only in the HTML."""
    made = MAILS[name]()
    assert len(made.html.encode()) <= 30_000
    assert "prefers-color-scheme: dark" in made.html
    heading = re.search(r"<h1[^>]*>([^<]*)</h1>", made.html)
    assert heading is not None
    assert heading[1].split("(")[0].strip() in " ".join(made.text.split())


def test_a_digest_of_many_topics_stays_small() -> None:
    """Ten topics with a chart's worth of hours each do not make a mail that gets clipped."""
    topics = tuple(replace(TOPIC, topic=f"brand-{n}") for n in range(10))
    made = rendered(digest.digest(replace(DIGEST, topics=topics), to="Dana"))
    assert len(made.html.encode()) <= 40_000
    assert "8 topics less unusual than these" in made.text


def test_a_step_that_comes_late_says_by_how_much() -> None:
    """Who is woken by an old alarm learns that it is old."""
    late = rendered(message.escalation(replace(BRIEF, delayed=timedelta(minutes=40)), PLAN))
    assert "this step is 40 min late, because socwatch was not running" in late.text
    assert "late" not in rendered(message.escalation(BRIEF, PLAN)).text


def test_without_a_playbook_there_is_still_something_to_do() -> None:
    """A kind that the plan does not foresee gets advice instead of an empty heading."""
    brief = replace(BRIEF, issue=replace(ISSUE, kind="volume"))
    text = rendered(message.escalation(brief, PLAN)).text
    assert "The plan has no playbook for this." in text
    assert "HOLDING STATEMENT" not in text


def test_all_sources_read_is_said_too() -> None:
    """Nothing missing is a fact about the numbers as much as something missing."""
    text = rendered(message.escalation(replace(BRIEF, unread=()), PLAN)).text
    assert "all of them could be read" in text
    assert "NOT READ" not in text
    gone = replace(ISSUE, signal=replace(SIGNAL, unread=("press",)))
    text = rendered(message.escalation(replace(BRIEF, unread=(), issue=gone), PLAN)).text
    assert "NOT READ\npress" in text


def test_times_are_the_readers() -> None:
    """The same moment is 03:46 in Madrid, and the mail names the zone."""
    made = rendered(message.escalation(replace(BRIEF, timezone="Europe/Madrid"), PLAN))
    assert "ack by 03:46" in made.subject
    assert "Times are local to Europe/Madrid." in made.text


def test_no_more_than_five_quotes_of_no_more_than_a_screen() -> None:
    """A flood of long posts does not push what to do out of sight."""
    many = tuple(replace(QUOTES[0], text="kettle " * 3000) for _ in range(50))
    text = rendered(message.escalation(replace(BRIEF, quotes=many), PLAN)).text
    assert text.count("> “kettle") == 5
    assert len(text) < 5000


@pytest.mark.parametrize("make", [message.escalation, message.reminder, message.stand_down])
def test_hostile_words_anywhere_still_make_a_message(make: Callable[..., Letter]) -> None:
    """Even a title, a name or a reason full of tricks gives a clean subject and text."""
    issue = replace(ISSUE, title=HOSTILE, because=HOSTILE, severity="red\x1b[2J")
    made = rendered(
        make(replace(BRIEF, issue=issue, to=HOSTILE, because=HOSTILE, next_told=HOSTILE), PLAN)
    )
    assert "\x1b" not in made.subject + made.text + made.html
    assert "<script" not in made.html


def test_the_webhooks_json_names_the_issue_and_its_id() -> None:
    """A receiver can tell copies, drills and severities apart without reading prose."""
    made = rendered(message.escalation(BRIEF, PLAN))
    body = hook_body(
        made, id="I-42/x", kind=DeliveryKind.ESCALATION, to="dana", at=NOW, issue=ISSUE
    )
    notice = json.loads(body)
    assert notice["schema"] == "socwatch.notice/1"
    assert (notice["id"], notice["issue"], notice["drill"]) == ("I-42/x", "I-42", False)
    assert (notice["at"], notice["text"]) == ("2026-11-22T02:31:00Z", made.text)
