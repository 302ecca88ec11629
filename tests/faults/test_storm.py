"""Fifty topics burn at once, with two hundred posts each: few mails, soon, and nothing unnamed."""

from __future__ import annotations

import re
import resource
import time
from pathlib import Path

import pytest

from tests.faults.rig import Rig
from tests.support.smtp_server import SmtpServer

TOPICS = tuple(f"brand{a}{b}" for a in "abcdefghij" for b in "klmno")
PEOPLE = ("dana@acme.example", "luis@acme.example")


def storm(folder: Path, posts: int) -> tuple[SmtpServer, float]:
    """One poll over so many angry posts for each topic; the server, and the seconds it took."""
    with SmtpServer() as server:
        rig = Rig(folder, smtp=server.port, topics=TOPICS)
        rig.drop(
            (f"{topic}{number}", f"the {topic} kettle caught fire, number {number}, terrible")
            for topic in TOPICS
            for number in range(posts)
        )
        began = time.monotonic()
        polled = rig.run("poll")
        assert polled.code == 0, polled.err
        return server, time.monotonic() - began


def assert_all_are_told(server: SmtpServer) -> None:
    """Six mails for each person, and every issue is named in them."""
    for to in PEOPLE:
        mails = [one for one in server.accepted if one.recipients == (to,)]
        assert len(mails) == 6
        named = set(re.findall(rb"\bI-\d+\b", b"".join(one.body for one in mails)))
        assert len(named) == len(TOPICS)


def test_fifty_topics_at_once(tmp_path: Path) -> None:
    """Two posts each: the budget holds, and nobody has to guess what else there was."""
    server, _ = storm(tmp_path, 2)
    assert_all_are_told(server)


@pytest.mark.soak
def test_ten_thousand_posts_of_fifty_topics(tmp_path: Path) -> None:
    """The memory stays flat, and the whole poll with its mails takes less than three minutes."""
    server, took = storm(tmp_path, 200)
    assert_all_are_told(server)
    assert took < 180
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 600_000
