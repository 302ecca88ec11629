"""The night in which an hour comes twice, or not at all."""

from __future__ import annotations

from pathlib import Path

from tests.support.story import Story, config

FIRE = "My Acme kettle caught fire"
DIGEST = '[[digests]]\nname = "daily"\nat = {at}\nto = ["dana"]\n'


def test_waiting_times_are_real_minutes_in_the_hour_that_comes_twice(tmp_path: Path) -> None:
    """London, 25 October: 01:50 comes twice, and a quarter of an hour is one."""
    story = Story(tmp_path, config().replace("start = 2026-11-16", "start = 2026-10-19"))
    story.post("2026-10-25T00:50:00Z", FIRE)

    played = story.run(until="2026-10-25T01:21:00Z")

    played.expect_email("dana", "2026-10-25T00:50:00Z", step=0)
    played.expect_email("luis", "2026-10-25T01:05:00Z", step=1)
    played.expect_email("mia", "2026-10-25T01:20:00Z", step=2)
    played.expect_nobody_else_told()


def test_a_digest_in_the_hour_that_comes_twice_is_sent_once(tmp_path: Path) -> None:
    """01:30 happens at 00:30 and at 01:30 UTC; Dana gets one mail."""
    story = Story(tmp_path, config(below=DIGEST.format(at="01:30")))
    story.post("2026-10-24T20:00:00Z", "The acme kettle works")

    played = story.run(until="2026-10-25T03:00:00Z")

    played.expect_email("dana", "2026-10-25T00:30:00Z", kind="digest")
    played.expect_nobody_else_told()


def test_a_digest_in_the_hour_that_does_not_come_is_sent_all_the_same(tmp_path: Path) -> None:
    """London, 29 March: after 00:59 comes 02:00; the digest of 01:30 is not forgotten."""
    story = Story(tmp_path, config(below=DIGEST.format(at="01:30")))
    story.post("2026-03-28T20:00:00Z", "The acme kettle works")

    played = story.run(until="2026-03-29T03:00:00Z")

    played.expect_email("dana", "2026-03-29T01:30:00Z", kind="digest")
    played.expect_nobody_else_told()


def test_the_handover_follows_the_local_clock(tmp_path: Path) -> None:
    """Eight in London is 07:00 UTC in summer and 08:00 in winter; the rota knows."""
    story = Story(tmp_path, config().replace("start = 2026-11-16", "start = 2026-10-19"))
    story.post("2026-10-26T07:30:00Z", FIRE)  # 07:30 in London: still Dana's
    story.act("2026-10-26T07:31:00Z", "close", by="dana", reason="false-alarm")
    story.post("2026-10-26T08:01:00Z", "The Acme app has an outage")  # 08:01: Luis's week

    played = story.run(until="2026-10-26T08:02:00Z")

    played.expect_email("dana", "2026-10-26T07:30:00Z", step=0)
    played.expect_email("luis", "2026-10-26T08:01:00Z", step=0)
