"""Every mail and page, word for word.

`SOCWATCH_UPDATE_GOLDEN=1 pytest tests/golden/report` writes them anew; read the difference.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.model.delivery import Message
from socwatch.model.issue import CloseReason, Entry, EventKind, IssueState
from socwatch.model.mention import Outcome
from socwatch.model.task import Task
from socwatch.report import answer, bundle, digest, document, message, playbook, upkeep
from socwatch.report.mime import mail_bytes, message_id
from socwatch.report.rendering import rendered
from tests.golden.report.world import (
    BRIEF,
    DIGEST,
    EMPTY,
    FAILING,
    HOSTILE,
    ISSUE,
    NOW,
    PLAN,
    QUIET,
    REPORT,
)

EXPECTED = Path(__file__).parent / "expected"

OWNED = replace(
    ISSUE,
    state=IssueState.ACKNOWLEDGED,
    owner="luis",
    acknowledged_at=NOW + timedelta(minutes=9),
    ack_due_at=NOW + timedelta(minutes=30),
    calmed_at=NOW + timedelta(hours=1),
)
OVER = replace(
    OWNED,
    state=IssueState.CLOSED,
    closed_at=NOW + timedelta(hours=3),
    closed_by="luis",
    close_reason=CloseReason.FALSE_ALARM,
)
LATER = replace(BRIEF, issue=OWNED, owner="Luis Peña", now=NOW + timedelta(hours=3))
SOURCE = {"to": "Dana Okafor", "timezone": "Europe/London", "now": NOW}

SILENT = replace(
    FAILING,
    outcome=Outcome.OK,
    because="",
    last_found=NOW - timedelta(days=2),
    silent_since=NOW,
    silent_because="read without an error, but nothing new in 2 days, where about 24 are usual",
)


def _said(event: EventKind, because: str) -> Entry:
    """What the timeline says of the source."""
    return Entry(at=NOW, issue=None, event=event, actor="socwatch", because=because)


MAILS: dict[str, Callable[[], Message]] = {
    "escalation": lambda: rendered(message.escalation(BRIEF, PLAN)),
    "escalation_late": lambda: rendered(
        message.escalation(replace(BRIEF, step=1, round=1, delayed=timedelta(minutes=40)), PLAN)
    ),
    "escalation_last_resort": lambda: rendered(
        message.escalation(
            replace(BRIEF, step=3, to="ops@acme.example", next_told=None, next_at=None), PLAN
        )
    ),
    "escalation_drill": lambda: rendered(
        message.escalation(replace(BRIEF, issue=replace(ISSUE, drill=True, number=3)), PLAN)
    ),
    "escalation_link": lambda: rendered(
        message.escalation(
            replace(BRIEF, link="https://watch.acme.example/i/I-42/x", by_reply=True), PLAN
        )
    ),
    "raised": lambda: rendered(message.raised(BRIEF, PLAN, was="amber")),
    "reopened": lambda: rendered(message.reopened(BRIEF, PLAN)),
    "reminder": lambda: rendered(message.reminder(replace(LATER, next_told=None), PLAN)),
    "acknowledged": lambda: rendered(message.acknowledged(LATER, PLAN)),
    "handed_over": lambda: rendered(message.handed_over(LATER, PLAN)),
    "question_stand_down": lambda: rendered(message.question_stand_down(LATER, PLAN)),
    "stand_down": lambda: rendered(
        message.stand_down(replace(LATER, issue=OVER, next_told=None, next_at=None), PLAN)
    ),
    "source_failing": lambda: rendered(
        upkeep.about_source(
            FAILING, entry=_said(EventKind.SOURCE_FAILING, FAILING.because), **SOURCE
        )
    ),
    "source_silent": lambda: rendered(
        upkeep.about_source(
            SILENT, entry=_said(EventKind.SOURCE_SILENT, SILENT.silent_because), **SOURCE
        )
    ),
    "source_recovered": lambda: rendered(
        upkeep.about_source(
            replace(FAILING, outcome=Outcome.OK, since=NOW),
            entry=_said(EventKind.SOURCE_RECOVERED, "it can be read again"),
            **SOURCE,
        )
    ),
    "task_overdue": lambda: rendered(
        playbook.overdue(
            replace(
                LATER,
                issue=replace(
                    ISSUE,
                    tasks=(
                        Task(
                            do="Confirm with Product Safety", role="pr", due_at=NOW, overdue_at=NOW
                        ),
                        Task(do="Pause scheduled posts and adverts"),
                    ),
                ),
            ),
            PLAN,
        )
    ),
    "bundle": lambda: rendered(
        bundle.bundle(
            [
                bundle.Merged(
                    issue=replace(ISSUE, number=n, title=f"Acme: {HOSTILE}"),
                    subject=f"[RED] I-{n} Acme: {HOSTILE if n == 50 else '12x usual'}",
                    written=NOW,
                    calls=n % 2 == 0,
                    link="https://watch.acme.example/a/x" if n == 42 else "",
                )
                for n in range(40, 52)
            ],
            to="Luis Peña",
            contact="luis",
            timezone="Europe/London",
            now=LATER.now,
            colour=message._RED,
            by_reply=True,
        )
    ),
    "reply_not_understood": lambda: rendered(
        answer.not_understood(["I-41", "I-42"], to="Luis Peña", timezone="Europe/London")
    ),
    "roll_call": lambda: rendered(
        answer.roll_call(
            "luis", "Luis Peña", "email", timezone="Europe/London", by_reply=True, now=NOW
        )
    ),
    "config_wrong": lambda: rendered(
        upkeep.about_config(
            [f'socwatch.toml:{n}: plan.policies[{n}]: "rota:dty" is no rota' for n in range(7)],
            to="Dana Okafor",
            timezone="Europe/London",
            now=LATER.now,
            since=NOW,
        )
    ),
    "test": lambda: rendered(upkeep.test_message("Dana Okafor", NOW)),
    "digest": lambda: rendered(digest.digest(DIGEST, to="Dana Okafor")),
    "digest_quiet": lambda: rendered(digest.digest(QUIET, to="Dana Okafor")),
    "digest_empty": lambda: rendered(digest.digest(EMPTY, to="Dana Okafor")),
}


def without_script(page: str) -> str:
    """The page without what its checksums hold: uPlot, its style, and the hash of the script."""
    bare = re.sub(r"<script>.*?</script>", "<script></script>", page, flags=re.DOTALL)
    bare = re.sub(r"<style>\.uplot.*?</style>", "<style></style>", bare, flags=re.DOTALL)
    return re.sub(r"'sha256-[^']*'", "'sha256-'", bare)


PAGES: dict[str, Callable[[], str]] = {
    "report.html": lambda: without_script(document.document(REPORT)),
    "digest.md": lambda: digest.as_markdown(DIGEST),
    "digest.csv": lambda: digest.as_csv(DIGEST),
    "digest.json": lambda: json.dumps(digest.as_json(DIGEST), indent=1) + "\n",
    "escalation.eml": lambda: mail_bytes(
        rendered(message.escalation(BRIEF, PLAN)),
        sender="socwatch <socwatch@acme.example>",
        to="Luis Peña <luis@acme.example>",
        message_id=message_id("I-42/escalation/0.0/luis/email", "acme.example"),
        date=NOW,
        references=("<first@acme.example>",),
        headers={"Importance": "high"},
    ).decode("ascii"),
}


def compare(name: str, made: str) -> None:
    """Fails when the text differs from the one that was approved."""
    path = EXPECTED / name
    if os.environ.get("SOCWATCH_UPDATE_GOLDEN"):
        path.write_bytes(made.encode())
    assert made == path.read_bytes().decode()


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_reads_as_approved(name: str) -> None:
    """Subject, text and HTML are what somebody has read and found good."""
    made = MAILS[name]()
    compare(f"{name}.txt", f"Subject: {made.subject}\n\n{made.text}")
    compare(f"{name}.html", made.html)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_approved(name: str) -> None:
    """The report, the other forms of the digest and the bytes of a mail are as approved."""
    compare(name, PAGES[name]())
