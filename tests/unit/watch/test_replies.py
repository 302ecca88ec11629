"""What answers to our mails do: to a bundle, to an old mail, from somebody who is nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from socwatch.engine import acting
from socwatch.model.issue import EventKind, IssueState
from socwatch.model.mention import Author, Cursor, Mention, MentionKind, Page
from socwatch.model.query import Topic
from socwatch.watch.replies import read_replies
from tests.support.world import MINUTE, World, topic


class Mailbox:
    """A mailbox with what people answered."""

    def __init__(self) -> None:
        self.mails: list[Mention] = []

    def answer(self, text: str, to: str, at: datetime, *, by: str = "dana@acme.example") -> None:
        """An answer to the mail with this Message-ID."""
        mail = Mention(
            origin="replies", id=f"r{len(self.mails)}", source="replies", kind=MentionKind.MAIL,
            text=text, published_at=at, fetched_at=at, author=Author(handle=by), in_reply_to=to,
        )  # fmt: skip
        self.mails.append(mail)

    async def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncGenerator[Page, None]:
        """What came since the last time."""
        del topics, now
        start = int(since or 0)
        yield Page(mentions=self.mails[start:], next=Cursor(str(len(self.mails))))


@pytest.fixture
def mailbox() -> Mailbox:
    """Empty."""
    return Mailbox()


@pytest.fixture
def world(tmp_path: Path, mailbox: Mailbox) -> Iterator[World]:
    """Acme and bravo burn; Dana may have at most one mail in a quarter of an hour."""
    with World(tmp_path, topics=(topic("acme"), topic("bravo"), topic("coda"))) as made:
        made.setup = replace(made.setup, replies=mailbox, reply_key="k", per_person=(1, 9))
        made.shelf.put("my acme kettle caught fire")
        made.tick()
        yield made


def _read(world: World) -> None:
    asyncio.run(read_replies(world.setup, world.now))


def _notes(world: World, issue: str = "I-1") -> str:
    lines = [one for _, one in world.store.ledger.timeline(issue) if one.event is EventKind.NOTE]
    return "\n".join(one.because for one in lines)


def test_a_bundle_says_how_to_answer_it_and_takes_the_answer(
    world: World, mailbox: Mailbox
) -> None:
    """The word and the issue; without the issue it is asked again, and that mail can be answered."""
    world.forward(MINUTE)
    world.shelf.put("my bravo kettle caught fire", "my coda kettle caught fire", at=world.now)
    world.tick()
    world.forward(15 * MINUTE)
    world.tick()
    bundle = next(one for one in world.mail.sent if one.is_bundle and one.to == "dana")
    assert b"ACK I-" in bundle.body
    mailbox.answer("ACK", bundle.message_id, world.now)
    _read(world)
    assert all(one.state is IssueState.OPEN for one in world.issues())
    asked = next(one for one in world.store.outbox.waiting() if one.id.startswith("answer/"))
    mailbox.answer("ACK I-2", asked.message_id, world.now)
    _read(world)
    assert world.store.ledger.issue("I-2").owner == "dana"
    assert world.store.ledger.issue("I-3").state is IssueState.OPEN


def test_an_answer_from_before_it_was_opened_again_does_not_count(
    world: World, mailbox: Mailbox
) -> None:
    """What Dana wrote of the first call says nothing of the second; written after it, it does."""
    called = next(one for one in world.mail.sent if one.to == "dana")
    wrote = world.forward(MINUTE)
    acting.acknowledge(world.setup, "I-1", "luis", world.now)
    acting.reopen(world.setup, "I-1", "luis", world.forward(MINUTE))
    mailbox.answer("ACK", called.message_id, wrote)
    _read(world)
    assert world.issues()[0].owner is None
    assert "does not count" in _notes(world)
    mailbox.answer("ACK", called.message_id, world.now)
    _read(world)
    assert world.issues()[0].owner == "dana"


def test_an_answer_from_a_stranger_is_noted_once(world: World, mailbox: Mailbox) -> None:
    """Somebody passed the mail on: it changes nothing, and people can see it."""
    called = next(one for one in world.mail.sent if one.to == "dana")
    for _ in range(3):
        mailbox.answer("ACK", called.message_id, world.now, by="eve@evil.example")
    _read(world)
    assert world.issues()[0].owner is None
    assert _notes(world).count("not in the plan") == 1
    assert "evil" not in _notes(world)


def test_an_answer_to_an_issue_that_is_gone_stops_nothing(world: World, mailbox: Mailbox) -> None:
    """Whoever answered is asked again, and the next answer is read."""
    called = next(one for one in world.mail.sent if one.to == "dana")
    mailbox.answer("ACK I-77", called.message_id, world.now)
    mailbox.answer("ACK", called.message_id, world.now)
    _read(world)
    assert world.issues()[0].owner == "dana"
