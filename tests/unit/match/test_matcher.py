"""Which mentions belong to which topics."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from socwatch.match.query import ALL_OF_SOURCE, FOUND_BY_SERVICE, compile_topics
from socwatch.match.syntax import parse
from socwatch.model.mention import Author, MatchBasis, Mention, MentionKind
from socwatch.model.query import Match, Topic


def topic(query: str, name: str = "acme", **more: Any) -> Topic:
    return Topic(name=name, query=parse(query), owner="pr", **more)


def mention(text: str, **more: Any) -> Mention:
    fixed = {"origin": "press", "id": "1", "source": "press", "kind": MentionKind.POST}
    return Mention(
        **(fixed | {"text": text, "fetched_at": datetime(2026, 11, 22, tzinfo=UTC)} | more)
    )


def names(query: str, said: Mention, **more: Any) -> list[str]:
    return [match.topic for match in compile_topics([topic(query, **more)]).matches(said)]


def test_because_names_the_words_that_decided() -> None:
    """A match says which terms of the query it rests on, as they were written."""
    matcher = compile_topics([topic('"acme kettle" OR @acme OR burn* NOT cartoon')])

    found = matcher.matches(mention("My ACME-kettle burnt the table, no toaster"))

    assert found == (Match(topic="acme", because=('"acme kettle"', "burn*")),)


def test_topics_come_in_their_order() -> None:
    """A mention may belong to several topics; the order is the config's."""
    matcher = compile_topics(
        [topic("bravo", "b"), topic("nothing", "n"), topic("acme", "a"), topic("kettle", "k")],
    )

    found = matcher.matches(mention("acme and bravo, both kettle makers"))

    assert [match.topic for match in found] == ["b", "a", "k"]


def test_the_title_counts() -> None:
    """Words in the title match, but no phrase reaches from the title into the text."""
    said = mention("kettle recalled", title="News of Acme")

    assert names("acme recalled", said) == ["acme"]
    assert names('"acme kettle"', said) == []


@pytest.mark.parametrize(
    "handle", ["@acme@kettle.social", "acme@kettle.social", "ACME@Kettle.Social"]
)
def test_own_accounts_are_no_mentions(handle: str) -> None:
    """What we say ourselves is not said about us, however the service writes our handle."""
    ours = mention("acme sale", author=Author(handle=handle))

    assert names("acme", ours, own_accounts=("@acme@kettle.social",)) == []
    assert names("acme", ours, own_accounts=("@bravo",)) == ["acme"]


def test_own_accounts_are_known_by_their_id_too() -> None:
    """Some services show no handles; a display name is no proof, anybody may take ours."""
    ours = mention("acme sale", author=Author(id="UC123", name="Acme"))

    assert names("acme", ours, own_accounts=("UC123",)) == []
    assert names("acme", ours, own_accounts=("Acme",)) == ["acme"]


def test_a_topic_reads_only_its_sources() -> None:
    """A mention from another source is none of the topic's."""
    said = mention("acme")

    assert names("acme", said, sources=("forum",)) == []
    assert names("acme", said, sources=("forum", "press")) == ["acme"]


def found_by_service(text: str) -> Mention:
    return mention(text, match_basis=MatchBasis.SERVER, found_by=("acme",))


def test_the_service_may_have_seen_more() -> None:
    """What a service found in text that we do not get matches the topic that asked for it."""
    matcher = compile_topics([topic("acme"), topic("bravo", "other")])

    found = matcher.matches(found_by_service("Kettle maker in trouble"))

    assert found == (Match(topic="acme", because=(FOUND_BY_SERVICE,)),)


@pytest.mark.parametrize(
    ("query", "text", "matches"),
    [
        ("acme NOT cartoon", "a cartoon", False),
        ("acme NOT cartoon", "a film", True),
        ("acme NOT (cartoon film)", "a cartoon", True),
        ("acme NOT (cartoon film)", "a cartoon film", False),
        ("acme NOT cartoon OR kettle", "a cartoon", True),
        ("acme NOT (cartoon NOT kettle)", "a cartoon", False),
    ],
)
def test_what_is_visible_can_rule_out(query: str, text: str, matches: bool) -> None:
    """An excluded word that we do see overrules the service, where no other side of an OR may hold."""
    assert bool(names(query, found_by_service(text))) is matches


def test_words_win_over_the_service() -> None:
    """When the visible text matches by itself, its words are the reason."""
    matcher = compile_topics([topic("acme")])

    assert matcher.matches(found_by_service("acme"))[0].because == ("acme",)


def test_found_by_means_nothing_without_the_service_deciding() -> None:
    """Where we see the whole text, the text decides."""
    assert names("acme", mention("kettle", found_by=("acme",))) == []


def test_an_unknown_topic_in_found_by() -> None:
    """A topic that has left the config since the poll is simply not matched."""
    said = mention("x", match_basis=MatchBasis.SERVER, found_by=("gone",))

    assert names("acme", said) == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 32_000,
        "aaa " * 8_000,
        "http://a/ aaa" * 2_400,
        "aaa" + "\u0301" * 29_000,
        "あ" * 32_000,
    ],
)
def test_hostile_texts_are_quick(text: str) -> None:
    """The longest text that is stored is matched within a blink (CPU time, with room)."""
    matcher = compile_topics(
        [topic('aaa* "aaa aaa aaa b" #aaa ああ b', "one"), topic("aaaa b", "two")]
    )
    started = time.process_time()
    matcher.matches(mention(text))

    assert time.process_time() - started < 0.5


def test_no_topics() -> None:
    """Without topics nothing matches."""
    assert compile_topics([]).matches(mention("acme")) == ()


def test_a_language_is_that_of_the_text() -> None:
    """Services tag posts with the language of the app; who can tell the text's is believed."""
    german = compile_topics(
        [topic("acme lang:de")], language=lambda text, tag: "de" if text else tag
    )
    assert german.matches(mention("Der Acme brennt", lang="en"))
    assert not compile_topics([topic("acme lang:de")]).matches(
        mention("Der Acme brennt", lang="en")
    )
    unsure = compile_topics([topic("acme lang:en-gb")], language=lambda _text, tag: None)
    assert unsure.matches(mention("acme", lang="en-GB"))


def test_a_source_that_belongs_as_a_whole_needs_no_words() -> None:
    """Reviews of our app seldom name it; even an excluded word takes nothing away then."""
    matcher = compile_topics((topic("acme NOT toaster"),))
    said = mention("the toaster is fine", match_basis=MatchBasis.SOURCE, found_by=("acme",))
    assert matcher.matches(said) == (Match(topic="acme", because=(ALL_OF_SOURCE,)),)
