"""Who should answer, if anybody."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socwatch.model.mention import MentionKind
from socwatch.model.reading import Reading, Risk, Tone, Triage
from socwatch.understand.triage import Said, asks, level_of, sort, sorted_again
from tests.support.world import mention

HOSTILE = (
    "\U0001f525" * 20_000,
    "a" * 1_000_000,
    "I " * 200_000,
    "how do " * 50_000,
    "you are " * 100_000 + "idiots",
    "?" * 300_000,
    "@acme " * 100_000 + "?",
    "\ud800" * 10_000,
    "\u202e" + "z\u0335\u0336\u0337\u0338" * 50_000,
    "my order " * 100_000,
    ". " * 200_000 + "?",
    "is ? " * 100_000,
)

LEADING = ("you", "are", "idiots", "my", "order", "how", "do", "i", "?", ".", "@acme", "heard")


def class_of(text: str, tone: Tone = Tone.NEUTRAL, **more: object) -> Triage | None:
    """The class of an English text."""
    found = sort(Said(text=text, tone=tone, language="en")._replace(**more))
    return found.triage if found else None


def test_an_article_asks_nothing_of_us() -> None:
    """A headline with a question mark is written for readers."""
    text = "Is there lead in your Acme kettle? What you should know"
    assert class_of(text, kind=MentionKind.ARTICLE) is None
    assert class_of(text, kind=MentionKind.POST) is Triage.QUESTION


def test_a_rating_says_more_than_words() -> None:
    """Two stars of five are an unhappy customer; 0 is no rating."""
    assert class_of("Fine.", rating=2.0) is Triage.UNHAPPY_CUSTOMER
    assert class_of("Fine.", rating=5.0) is Triage.POSITIVE
    assert class_of("Fine.", rating=3.0) is None
    assert class_of("Fine.", rating=0.0) is None


def test_a_good_rating_with_angry_words_is_no_praise() -> None:
    """Some give five stars by mistake."""
    assert class_of("My lid broke on day two", Tone.NEGATIVE, rating=5.0) is Triage.UNHAPPY_CUSTOMER


def test_hearsay_without_a_risk_is_no_falsehood() -> None:
    """That somebody heard something is not enough to call them misguided."""
    heard = "I heard Acme opens a shop in Leeds"
    assert class_of(heard) is None
    assert class_of(heard, risk=2) is Triage.MISGUIDED


def test_scorn_of_a_product_is_not_trolling() -> None:
    """Only insults to people and calls for a quarrel are."""
    assert class_of("this kettle is for idiots", Tone.NEGATIVE) is Triage.RAGER
    assert class_of("you lot are idiots", Tone.NEGATIVE) is Triage.TROLL


def test_anger_about_an_own_experience_is_a_customer() -> None:
    """Somebody with a broken kettle may swear: that makes no rager of them."""
    said = "What a load of crap, my Acme kettle broke after a week"
    assert class_of(said, Tone.NEGATIVE) is Triage.UNHAPPY_CUSTOMER


def test_praise_with_a_serious_risk_is_not_thanked() -> None:
    """A text read as positive that speaks of fire must not be put among the praise."""
    assert class_of("Great, the acme caught fire", Tone.POSITIVE, risk=3) is None


def test_other_languages_are_not_read_with_english_words() -> None:
    """Only an addressed question mark and a rating say something there."""
    assert class_of("@acme wo ist meine Bestellung?", language="de") is Triage.QUESTION
    assert class_of("Was will man mehr?", Tone.UNSCORED, language="de") is None
    assert class_of("Kaputt.", rating=1.0, language="de") is Triage.UNHAPPY_CUSTOMER


@pytest.mark.parametrize(
    "text",
    ["who needs sleep?", "What's the point of acme?", "ready to win an acme?", "a kettle? really?"],
)
def test_a_question_that_wants_no_answer_is_none(text: str) -> None:
    """Rhetoric, prizes and single words."""
    assert class_of(text) is None
    assert asks(text) == ""


def test_an_angry_question_can_still_be_answered() -> None:
    """Whoever is unhappy and asks is both: `asks` tells it beside the class."""
    text = "@acme where is my refund? I've been waiting for weeks"
    assert class_of(text, Tone.NEGATIVE) is Triage.UNHAPPY_CUSTOMER
    assert asks(text) == "where is my"


def test_the_level_of_a_risk_is_its_own_or_the_plans() -> None:
    """A scenario with a severity is serious; one without says nothing."""
    scenario = Risk(category="product_safety", severity="red", term="fire")
    assert level_of(()) == 0
    assert level_of((scenario,)) == 2
    assert level_of((replace(scenario, severity=""),)) == 0
    assert level_of((scenario, replace(scenario, level=3))) == 3


def test_why_is_told_anew_from_what_is_stored() -> None:
    """From a mention and its reading alone, as `why` needs it."""
    one = mention("m1", "@acme how do I clean it?")
    found = sorted_again(one, Reading(language="en", tone=Tone.NEUTRAL, score=0.0))
    assert found is not None
    assert found.because == "asks “how do i”"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_costs_little(text: str) -> None:
    """A few milliseconds at most, whatever it holds."""
    began = perf_counter()
    for tone in Tone:
        sort(Said(text=text, tone=tone, risk=3, language="en"))
    assert perf_counter() - began < 0.2  # four times; a slow machine is not the text's fault


@given(st.text(), st.sampled_from(Tone), st.integers(0, 3))
def test_every_text_has_a_class_or_none(text: str, tone: Tone, risk: int) -> None:
    """And the same text always the same one, with a reason."""
    said = Said(text=text, tone=tone, risk=risk, language="en")
    found = sort(said)
    assert found == sort(said)
    assert found is None or found.because


@given(st.lists(st.sampled_from(LEADING)))
def test_every_mix_of_telling_words_is_read(words: list[str]) -> None:
    """Texts made of nothing but leads."""
    for tone in Tone:
        sort(Said(text=" ".join(words), tone=tone, risk=3, language="en"))
