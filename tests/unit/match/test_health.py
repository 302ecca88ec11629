"""What is proposed against noise, from plain mentions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from socwatch.match.candidates import Kind
from socwatch.match.health import Diagnosis, diagnose
from socwatch.match.syntax import parse
from socwatch.match.trial import Effect, History, effect, excluding, kept_today
from socwatch.model.mention import Author, MatchBasis, Mention, MentionKind
from socwatch.model.query import Topic

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def topic(query: str = "acme") -> Topic:
    """A topic with this query."""
    return Topic(name="acme", query=parse(query), owner="pr")


def mention(text: str, author: str | None = None, **more: Any) -> Mention:
    """A post; its id is its text and author."""
    return Mention(
        origin="press", id=f"{author} {text} {more}", source="press", kind=MentionKind.POST,
        text=text, fetched_at=NOW, author=None if author is None else Author(handle=author), **more,
    )  # fmt: skip


def several(text: str, count: int, **more: Any) -> list[Mention]:
    """So many people who say the same."""
    return [mention(f"{text} {chr(97 + n % 26)}{n}", f"@{text}{n}", **more) for n in range(count)]


def history(
    noise: Sequence[Mention], relevant: Sequence[Mention], unlabelled: Sequence[Mention] = ()
) -> History:
    """As people labelled them."""
    return History(noise=tuple(noise), relevant=tuple(relevant), unlabelled=tuple(unlabelled))


def found(past: History, query: str = "acme") -> Diagnosis:
    """What is found on what the query keeps."""
    return diagnose(topic(query), kept_today(topic(query), past))


def excludes(diagnosis: Diagnosis) -> list[str]:
    """What is proposed, in order."""
    return [one.exclude for one in diagnosis.proposals]


def test_a_word_of_the_noise_is_proposed_with_its_effect() -> None:
    """Counted on all that is stored, in words."""
    past = history(
        several("acme kettlebell", 9) + several("acme thing", 1),
        several("acme kettle", 7),
        several("acme kettlebell", 3) + several("acme lid", 17),
    )
    (one,) = found(past).proposals
    assert (one.number, one.kind, one.applies) == (1, Kind.WORD, True)
    assert one.removes == Effect(
        noise=9, of_noise=10, relevant=0, of_relevant=7, unlabelled=3, of_unlabelled=20
    )
    assert one.says == (
        'NOT "kettlebell": would have removed 9 of 10 noise, 0 of 7 relevant; 3 of 20 not labelled'
    )


def test_each_further_one_counts_what_it_removes_beyond_the_earlier() -> None:
    """Who adds the numbers up gets what all of them do together."""
    noise = several("acme gym kettlebell", 6) + several("acme kettlebell", 4)
    noise += several("acme yoga gym", 3)
    first, second = found(history(noise, several("acme kettle", 9))).proposals
    assert (first.exclude, first.removes.noise) == ('NOT "kettlebell"', 10)
    assert (second.removes.noise, second.number) == (3, 2)
    assert "would have removed a further 3 of 13 noise" in second.says


def test_what_costs_relevant_mentions_is_held_back_and_said() -> None:
    """Never more than 2 % of them; the reader learns what it would have cost."""
    past = history(
        several("acme gym", 10), several("acme kettle", 48) + several("acme gym kettle", 2)
    )
    diagnosis = found(past)
    assert diagnosis.proposals == ()
    (says,) = diagnosis.held_back
    assert says == ('NOT "gym" would have removed 10 of 10 noise, but also 2 of 50 relevant')


def test_one_in_fifty_relevant_is_bearable_and_said() -> None:
    """That is 2 %."""
    past = history(
        several("acme gym", 10), several("acme kettle", 49) + several("acme gym kettle", 1)
    )
    (one,) = found(past).proposals
    assert (one.removes.relevant, one.removes.of_relevant) == (1, 50)


def test_all_together_cost_no_more_than_that() -> None:
    """Two proposals of one in fifty each would be 4 %."""
    relevant = several("acme kettle", 48) + several("acme gym", 1) + several("acme yoga", 1)
    past = history(several("acme gym", 10) + several("acme yoga", 9), relevant)
    assert excludes(found(past)) == ['NOT "gym"']


@pytest.mark.parametrize("query", ["acme kettlebell", "acme OR kettle*", '"acme kettlebell"'])
def test_a_word_of_the_query_is_never_proposed(query: str) -> None:
    """It is what was asked for."""
    past = history(several("acme kettlebell", 9), several("acme kettle", 9))
    assert found(past, query).proposals == ()


def test_two_mentions_are_chance() -> None:
    """Three are the least."""
    assert found(history(several("acme gym", 2), several("acme kettle", 9))).proposals == ()
    assert excludes(found(history(several("acme gym", 3), several("acme kettle", 9))))


def test_what_one_author_says_is_about_the_author() -> None:
    """One voice of ten posts makes no word of the noise."""
    noise = [mention(f"acme deal {number}", "@dealbot") for number in range(9)]
    (one,) = found(history(noise, several("acme kettle", 9))).proposals
    assert one.kind is Kind.AUTHOR
    assert "dealbot" in one.exclude
    assert one.removes.noise == 9


def test_a_domain_can_be_the_noise() -> None:
    """Where the texts have nothing in common."""
    noise = [
        mention(f"acme {word}", f"@{word}", url=f"https://www.deals.example/{word}")
        for word in ("one", "two", "three", "four", "five")
    ]
    proposals = found(history(noise, several("acme kettle", 9))).proposals
    (one,) = (one for one in proposals if one.kind is Kind.DOMAIN)
    assert "deals.example" in one.exclude
    assert one.removes.noise == 5


def test_a_link_in_the_text_is_no_word() -> None:
    """But its domain counts."""
    noise = [mention(f"acme look https://deals.example/kettlebell/{n}", f"@{n}") for n in range(5)]
    assert not any(
        "kettlebell" in exclude
        for exclude in excludes(found(history(noise, several("acme look", 9))))
    )


def test_a_phrase_where_neither_word_alone_will_do() -> None:
    """Acme is asked for, and relevant mentions speak of corporations too."""
    relevant = several("acme kettle", 9) + several("the corporation behind acme", 9)
    past = history(
        several("acme corporation is a film", 1) + several("acme corporation", 9), relevant
    )
    assert excludes(found(past)) == ['NOT "acme corporation"']


def test_words_that_every_text_has_are_never_proposed() -> None:
    """Chance makes them frequent among few."""
    noise = several("acme with this and that", 5)
    assert found(history(noise, several("acme", 9))).proposals == ()


def test_what_is_everywhere_is_no_sign_of_noise() -> None:
    """The mentions that nobody labelled are the background."""
    noise, relevant = several("acme today", 4), several("acme", 1)
    assert excludes(found(history(noise, relevant))) == ['NOT "today"']
    assert found(history(noise, relevant, several("acme today", 200))).proposals == ()


def test_the_matcher_counts_and_not_the_words() -> None:
    """What the service found keeps its way in, and accents make no difference."""
    served = {"match_basis": MatchBasis.SERVER, "found_by": ("acme",)}
    noise = several("café news", 5, **served) + several("cafe news", 4, **served)
    past = history(noise, several("kettle", 9, **served))
    (one, *_) = found(past).proposals
    assert one.removes.noise == 9


def test_what_the_query_leaves_out_already_is_not_proposed_again() -> None:
    """Labels stay; the query has learned."""
    past = history(several("acme gym", 9), several("acme kettle", 9))
    assert found(past, 'acme NOT "gym"').proposals == ()


def test_required_words_when_excluding_does_not_help() -> None:
    """Noise of all sorts; what is relevant speaks of few things."""
    noise = [mention(f"acme {chr(97 + n) * 5}", f"@{n}") for n in range(20)]
    relevant = several("acme recall", 8) + several("acme lid", 7)
    context = found(history(noise, relevant, several("acme lid", 5))).context
    assert context is not None
    assert context.require == "AND (recall OR lid)"
    assert context.says == (
        "AND (recall OR lid): would have removed 20 of 20 noise, 0 of 15 relevant; "
        "0 of 5 not labelled"
    )


def test_no_required_words_where_exclusions_do() -> None:
    """The gentler way first."""
    past = history(several("acme gym", 9), several("acme recall", 15))
    assert found(past).context is None


@pytest.mark.parametrize(
    ("query", "changed"),
    [
        ("acme", 'acme NOT "gym" NOT "yoga"'),
        ("acme OR bravo", '(acme OR bravo) NOT "gym" NOT "yoga"'),
        ('(acme OR bravo) NOT "film"', '(acme OR bravo) NOT "film" NOT "gym" NOT "yoga"'),
        ('acme OR bravo NOT "film"', '(acme OR bravo NOT "film") NOT "gym" NOT "yoga"'),
    ],
)
def test_exclusions_are_about_the_whole_query(query: str, changed: str) -> None:
    """With parentheses only where they are needed."""
    assert excluding(query, 'NOT "gym"', 'NOT "yoga"') == changed


def test_the_effect_of_any_query() -> None:
    """As `--apply` says it of several proposals at once."""
    past = history(several("acme gym", 3), several("acme kettle", 2), several("acme gym", 1))
    assert str(effect(topic(), 'acme NOT "gym"', past)) == (
        "3 of 3 noise, 0 of 2 relevant; 1 of 1 not labelled"
    )
