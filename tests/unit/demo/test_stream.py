"""The demo's stream is what its words make, in the scenario format, and tells its story."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import tomli

from socwatch.app import toned
from socwatch.demo import make_stream
from socwatch.demo.words_of_events import FIRST_REPORT
from socwatch.match.query import Matcher, compile_topics
from socwatch.match.syntax import parse
from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.model.query import Topic
from socwatch.model.reading import Tone

Line = dict[str, Any]

DEMO = Path(make_stream.__file__).parent
HOUR = timedelta(hours=1)
COUNTS = {"likes", "reposts", "replies", "followers"}
FIELDS = {"id", "source", "text", "author", "url", "lang", "published_at"} | COUNTS
EVENTS = {"mention", "source", "ack", "close", "end"}
SPANISH = "hervidor"


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    packed = (DEMO / "stream.jsonl.gz").read_bytes()
    return [json.loads(line) for line in gzip.decompress(packed).decode().splitlines()]


@pytest.fixture(scope="module")
def mentions(lines: list[Line]) -> list[Line]:
    return [line["mention"] | {"at": line["at"]} for line in lines if "mention" in line]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    tables = tomli.loads((DEMO / "demo.toml").read_text(encoding="utf-8"))["topics"]
    return compile_topics(
        [Topic(name=one["name"], query=parse(one["query"]), owner="pr") for one in tables]
    )


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def said(line: Line) -> datetime:
    return instant(line.get("published_at", line["at"]))


def topics_of(line: Line, matcher: Matcher) -> set[str]:
    mention = Mention(
        origin=line["source"],
        id=line["id"],
        source=line["source"],
        kind=MentionKind.POST,
        text=line["text"],
        fetched_at=instant(line["at"]),
        author=Author(handle=line["author"]),
    )
    return {match.topic for match in matcher.matches(mention)}


def negative_share(mentions: list[Line]) -> float:
    read = toned()
    tones = [read(one["text"]).tone for one in mentions if SPANISH not in one["text"]]
    return tones.count(Tone.NEGATIVE) / len(tones)


def test_the_file_is_what_the_words_make(lines: list[Line]) -> None:
    """Whoever changes a word or the seed has to write the file again."""
    assert lines == make_stream.lines()


def test_the_same_seed_gives_the_same_bytes() -> None:
    """The file can be made again anywhere, and another seed makes another one."""
    few = make_stream.lines()[:50]
    assert make_stream.written(few) == make_stream.written(make_stream.lines()[:50])
    assert make_stream.lines(seed=1)[:50] != few


def test_the_file_is_small() -> None:
    """It travels with every installation."""
    assert (DEMO / "stream.jsonl.gz").stat().st_size <= 1_000_000


def test_every_line_has_one_event_and_its_time(lines: list[Line]) -> None:
    """Lines come in order of `at`, each with one thing that happens, and the last is the end."""
    times = [instant(line["at"]) for line in lines]
    assert times == sorted(times)
    assert all(time.tzinfo is not None for time in times)
    assert all(len(line) == 2 and EVENTS & line.keys() for line in lines)
    assert [line for line in lines if "end" in line] == [lines[-1]]
    assert times[-1] == datetime.fromisoformat("2026-11-22T12:00:00Z")


def test_mentions_hold_only_what_scenarios_know(mentions: list[Line]) -> None:
    """Known fields, of the right type, ids that occur once, nothing written as null."""
    assert len({one["id"] for one in mentions}) == len(mentions)
    for one in mentions:
        assert one.keys() - {"at"} <= FIELDS
        assert {"id", "source", "text", "author", "url"} <= one.keys()
        assert all(type(one[key]) is int and one[key] >= 0 for key in COUNTS & one.keys())
        assert one["text"].strip()
        assert said(one) <= instant(one["at"])


def test_services_tell_what_they_tell(mentions: list[Line]) -> None:
    """A count or language that a service does not give is absent, never 0."""
    told = {}
    for one in mentions:
        told.setdefault(one["source"], set()).update(one.keys() & (COUNTS | {"lang"}))
    assert told == {
        "mastodon": COUNTS | {"lang"},
        "hackernews": {"likes", "replies"},
        "forum": {"replies"},
        "press": set(),
    }


def test_three_weeks_of_about_four_thousand_posts(mentions: list[Line]) -> None:
    """Four sources, an eighth or so in Spanish, over more than three weeks."""
    spanish = sum(SPANISH in one["text"] for one in mentions) / len(mentions)
    assert 3_800 <= len(mentions) <= 4_400
    assert said(mentions[-1]) - said(mentions[0]) > timedelta(days=21)
    assert 0.08 <= spanish <= 0.16


def test_weekends_and_nights_are_quieter(mentions: list[Line]) -> None:
    """Before the race and the fire the stream has the rhythm of people's weeks."""
    usual = [said(one) for one in mentions if said(one) < make_stream.RACE]
    weekend = [time for time in usual if time.weekday() >= 5]
    night = [time for time in usual if 1 <= time.hour < 5]
    assert len(weekend) / 5 < 0.8 * (len(usual) - len(weekend)) / 10
    assert len(night) / 4 < 0.5 * (len(usual) - len(night)) / 20


def test_the_word_acme_alone_is_no_mention(mentions: list[Line], matcher: Matcher) -> None:
    """The query leaves out the other senses of the word, and takes in everything else."""
    outside = [one["text"] for one in mentions if not topics_of(one, matcher)]
    assert 20 <= len(outside) <= 80
    assert all("kettle" not in text and SPANISH not in text for text in outside)


def test_the_fire_grows_and_is_negative(mentions: list[Line], matcher: Matcher) -> None:
    """From one report to about sixty an hour against a handful, four of five negative."""
    fire, night = make_stream.FIRST_FIRE, make_stream.FIRST_FIRE - timedelta(hours=2)
    ours = [one for one in mentions if "acme" in topics_of(one, matcher)]
    burning = [one for one in ours if fire <= said(one) < fire + timedelta(hours=5)]
    hours = Counter((said(one) - fire) // HOUR for one in burning)
    assert burning[0]["text"] == FIRST_REPORT
    assert 45 <= max(hours.values()) <= 75
    assert sum(night <= said(one) < fire for one in ours) <= 12
    assert 0.72 <= negative_share(burning) <= 0.88
    assert sum(said(one) >= make_stream.CLOSE - HOUR for one in ours) <= 25


def test_one_story_is_copied_all_night(mentions: list[Line]) -> None:
    """The first report comes back as exact copies, as reposts and with words in front."""
    told = [one["text"] for one in mentions if FIRST_REPORT in one["text"]]
    exact = told.count(FIRST_REPORT)
    reposts = sum(text.startswith("RT @marta_w: ") for text in told)
    assert exact >= 10
    assert reposts >= 10
    assert len(told) - exact - reposts >= 10


def test_the_race_is_loud_and_friendly(mentions: list[Line]) -> None:
    """The half-marathon is many times the usual volume and hardly negative."""
    running = [
        one
        for one in mentions
        if make_stream.RACE <= said(one) < make_stream.RACE_END and "kettle " not in one["text"]
    ]
    assert len(running) > 120
    assert negative_share(running) <= 0.07


def test_what_was_said_in_the_outage_comes_after_it(lines: list[Line]) -> None:
    """While mastodon cannot be read nothing of it arrives; then it arrives with its own times."""
    states = [(instant(line["at"]), line["source"]) for line in lines if "source" in line]
    (down, refused), (up, fine) = states
    assert [refused["outcome"], fine["outcome"]] == ["refused", "ok"]
    late = [line for line in lines if "published_at" in line.get("mention", {})]
    assert len(late) >= 15
    assert all(instant(line["at"]) == up for line in late)
    assert all(down <= instant(line["mention"]["published_at"]) < up for line in late)
    for line in lines:
        if down < instant(line["at"]) < up:
            assert line["mention"]["source"] != refused["name"]


def test_everyday_posts_are_not_copies_of_one_another(mentions: list[Line]) -> None:
    """Before the race hardly any text occurs twice, so that copies mean something."""
    texts = Counter(one["text"] for one in mentions if said(one) < make_stream.RACE)
    assert sum(count - 1 for count in texts.values()) <= 0.02 * texts.total()
