"""The form of every event that scripts hold on to: names, types, null against 0."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.support.story import Played, Story, config

ISSUE_EVENTS = {
    "issue_opened", "issue_raised", "issue_calmed", "issue_closed", "issue_reopened",
}  # fmt: skip


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """A night with a bit of everything."""
    asleep = 'quiet_hours = { from = 22:00, to = 07:00 }\ndeputy = "luis"'
    story = Story(tmp_path_factory.mktemp("events"), config(tick="1h", dana=asleep))
    story.quiet(days=5, until="22 01:00")
    story.burst("01:05", 40, "{n} times my acme kettle broke, terrible awful company")
    story.act("02:10", "ack", by="luis")
    story.post("02:30", "Now an acme kettle is on fire")
    story.act("02:35", "ack", by="luis")
    story.act("02:40", "close", by="luis", reason="real")
    story.source("02:45", "unauthorised")
    story.source("03:10", "ok")
    story.post("03:20", "My acme kettle went on fire as well", lang="en")
    story.line("03:30", drill={"scenario": "product_safety", "topic": "acme", "by": "dana"})
    story.act("03:31", "close", issue="D-1", by="dana", reason="real")
    story.act("03:40", "ack", issue="I-99", by="dana")
    story.burst("04:05", 40, "{n} reasons why the acme kettle is awful trash", author="@angry")
    return story.run(until="07:30")


def test_every_event_has_a_schema_a_time_and_a_name(played: Played) -> None:
    """In order of virtual time, in UTC with a Z."""
    assert {one["schema"] for one in played.events} == {"socwatch.event/1"}
    times = [one["at"] for one in played.events]
    assert all(at.endswith("Z") for at in times)
    parsed = [datetime.fromisoformat(at) for at in times]
    assert parsed == sorted(parsed)


def test_issue_events_carry_their_numbers_beside_what_is_usual(played: Played) -> None:
    """`usual` is a pair, shares are 0..1 or null, counts are whole numbers, ids are the input's."""
    found = [one for one in played.events if one["event"] in ISSUE_EVENTS]
    assert {one["event"] for one in found} >= {"issue_opened", "issue_raised", "issue_closed"}
    for one in found:
        assert {"issue", "topic", "severity", "window", "because"} <= one.keys()
        low, high = one["usual"]
        assert isinstance(low, int)
        assert low <= high
        assert all(type(one[key]) is int for key in ("observed", "voices", "copies"))
        assert type(one["expected"]) in (int, float)
        for share in (one["negative"], one["usual_negative"]):
            assert share is None or 0 <= share <= 1
        assert all(name.startswith("m") for name in one["mentions"])


def test_the_burst_has_the_ids_of_the_posts_that_made_it(played: Played) -> None:
    """What a person wants to see are those forty, not the ordinary ones beside them."""
    opened = next(one for one in played.all("issue_opened") if one["issue"] == "I-1")
    assert opened["observed"] >= 40
    assert opened["voices"] >= 40
    assert opened["copies"] == 0
    assert len(opened["mentions"]) >= 40  # type: ignore[arg-type]
    assert opened["window"] == "1h"


def test_deliveries_say_who_was_told_what_and_when(played: Played) -> None:
    """Every field of a delivery is there, and a message id is never used twice."""
    wanted = {
        "issue", "kind", "step", "round", "to", "channel", "subject", "message_id", "outcome",
    }  # fmt: skip
    told = played.all("delivery")
    assert all(wanted <= one.keys() for one in told)
    assert {one["kind"] for one in told} >= {"escalation", "acknowledged", "stand_down", "source"}
    assert {one["outcome"] for one in told} == {"sent"}
    identities = [one["message_id"] for one in told]
    assert len(set(identities)) == len(identities)
    assert set(identities) == {str(mail["Message-ID"]).strip() for mail in played.mails}


def test_only_calls_have_a_step(played: Played) -> None:
    """A stand-down belongs to no step: null, since 0 would be the first one."""
    for one in played.all("delivery"):
        if one["kind"] == "escalation":
            assert isinstance(one["step"], int)
            assert isinstance(one["round"], int)
        else:
            assert one["step"] is None
            assert one["round"] is None


def test_mails_about_a_source_belong_to_no_issue(played: Played) -> None:
    """Null, as everything that is not there."""
    about = [one for one in played.all("delivery") if one["kind"] == "source"]
    assert about
    assert all(one["issue"] is None for one in about)


def test_whoever_was_not_told_is_on_record(played: Played) -> None:
    """held, muted and skipped events: issue, to, because."""
    left_out = played.all("held") + played.all("skipped")
    assert {one["event"] for one in left_out} == {"held", "skipped"}
    for one in left_out:
        assert {"issue", "to", "because"} <= one.keys()
        assert one["because"]
    assert any(one["issue"] is None for one in left_out)  # I-99 is nobody's


def test_source_events_name_source_outcome_and_reason(played: Played) -> None:
    """source_failing and source_recovered, with the words of INTERFACE for outcomes."""
    (failing,), (recovered,) = played.all("source_failing"), played.all("source_recovered")
    assert failing["source"] == recovered["source"] == "press"
    assert (failing["outcome"], recovered["outcome"]) == ("unauthorised", "ok")
    assert failing["because"]
    assert recovered["because"]


def test_a_flood_is_told_with_its_topic_and_numbers(played: Played) -> None:
    """coordinated: topic, mentions, voices, because."""
    (flood,) = played.all("coordinated")
    assert flood["topic"] == "acme"
    assert flood["mentions"] == 40
    assert flood["voices"] == 1
    assert "40 of 40" in str(flood["because"])
