"""Risks with and without a plan: levels, what takes them back, and what trips a wire."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socwatch.match.query import compile_terms
from socwatch.model.plan import Scenario
from socwatch.model.reading import Risk
from socwatch.understand.risk import KNOWN, Risks

#: Far above what a text takes on a busy machine, far below what the square of its length would.
SECONDS = 0.25


def of_plan(*scenarios: Scenario) -> Risks:
    return Risks(scenarios, compile_terms({one.id: one.terms for one in scenarios}).found)


def levels(risks: Risks, text: str) -> Mapping[str, int]:
    return {risk.category: risk.level for risk in risks.found(text)}


@pytest.fixture(scope="module")
def known() -> Risks:
    """What is known without a plan."""
    return Risks()


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("product_safety", "The charger burst into flames"),
        ("fatality", "Three passengers died"),
        ("threat", "I'm going to burn your store down"),
        ("data_breach", "My card details were stolen from your site"),
        ("executive_misconduct", "CEO accused of groping interns"),
        ("discrimination", "Refused service because I'm black"),
        ("legal", "Regulator fines Acme 30 million"),
        ("environment", "They pump raw sewage into the river"),
        ("boycott", "#BoycottAcme"),
        ("labour", "Drivers vote to strike over pay"),
        ("outage", "Is the app down for anyone else? Payments failing everywhere"),
        ("misinformation", "Deepfake of the chairman is going round"),
        ("complaint", "You won't refund me"),
    ],
)
def test_every_category_is_known_without_a_plan(known: Risks, category: str, text: str) -> None:
    """One plain sentence for each; it is serious at least, and trips nothing."""
    assert category in KNOWN
    assert levels(known, text).get(category, 0) >= 2
    assert not any(risk.tripwire or risk.severity for risk in known.found(text))


@pytest.mark.parametrize(
    "text",
    [
        "The battery never caught fire",
        "No injuries, nobody was killed",
        "Killer deal on headphones",
        "I'm dying of laughter",
        "Their sales exploded",
        "Can you recall the name of that tea",
        "They breached the top ten",
        "I shot a great photo",
        "The outage map is a great feature",
        "sue me but I love it",
    ],
)
def test_figures_of_speech_and_negations_are_not_serious(known: Risks, text: str) -> None:
    """Words of harm that say nothing of harm."""
    assert all(level < 2 for level in levels(known, text).values())


@pytest.mark.parametrize(
    "text",
    [
        "Acme handled the recall brilliantly",
        "If it ever caught fire I would sue, just imagine",
        "On the anniversary of the recall",
        "The new film about the salmonella outbreak",
        "The outage is fixed",
    ],
)
def test_praise_thoughts_and_history_lower_a_risk_and_leave_it(known: Risks, text: str) -> None:
    """A press office wants to see them, and nobody has to get up for them."""
    found = levels(known, text)

    assert found
    assert max(found.values()) == 1


def test_bitter_words_keep_praise_from_lowering(known: Risks) -> None:
    """“Great. Still no refund.” is no praise."""
    assert levels(known, "Great service, still no refund after the outage")["outage"] == 2


def test_severity_has_nothing_to_do_with_tone(known: Risks) -> None:
    """A cheerful sentence about a burnt hand is grave."""
    assert levels(known, "lol the kettle burnt my hand, love it anyway")["product_safety"] == 3


def test_a_scenario_adds_its_terms_to_the_known_risk() -> None:
    """Its own words count, and so does what is known; the floor applies to both."""
    risks = of_plan(Scenario(id="product_safety", terms=("sieve",), severity_floor="red"))

    (own,) = risks.found("The sieve fell into my tea")
    (ours,) = risks.found("The charger burst into flames")

    assert (own.term, own.level, own.severity) == ("sieve", 2, "red")
    assert (ours.term, ours.level, ours.severity) == ("burst into flames", 2, "red")


def test_a_minor_finding_has_no_floor() -> None:
    """Praise for a recall is no reason to call an issue red."""
    risks = of_plan(Scenario(id="product_safety", terms=("sieve",), severity_floor="red"))

    found, praise = risks.found("Acme handled the recall brilliantly")

    assert (found.level, found.severity) == (1, "")
    assert (praise.category, praise.level) == ("praise", 0)


def test_only_own_terms_trip_a_wire() -> None:
    """At night, a guess wakes nobody."""
    risks = of_plan(Scenario(id="product_safety", terms=("sieve",), tripwire=True))

    def trips(text: str) -> bool:
        return any(risk.tripwire for risk in risks.found(text))

    assert trips("I love the sieve")
    assert not trips("The kettle burnt my hand")
    assert not trips("I literally stopped breathing laughing at this acme ad")
    assert not trips("Which president was electrocuted? An acme quiz")
    assert not trips("Death toll rises")  # another category


def test_own_terms_match_as_ever() -> None:
    """A scenario's word counts where a figure of speech covers it: the plan's author wrote it."""
    risks = of_plan(Scenario(id="product_safety", terms=("fire",), tripwire=True))

    (found,) = risks.found("This kettle is fire, killer deal")

    assert (found.term, found.level, found.tripwire) == ("fire", 2, True)


def test_excluded_phrases_are_no_sign() -> None:
    """Neither of the plan's terms nor of what is known; the rest of the text still counts."""
    risks = of_plan(
        Scenario(id="product_safety", terms=("fire",), exclude=("Fire Tablet", "recall election"))
    )

    assert risks.found("New fire-tablet for sale") == ()
    assert risks.found("The recall election is today") == ()
    assert [one.term for one in risks.found("My fire tablet is on fire")] == ["fire"]


def test_a_scenario_may_keep_to_its_own_terms() -> None:
    """With `extends = false` nothing else counts as that scenario."""
    risks = of_plan(Scenario(id="product_safety", terms=("sieve",), extends=False))

    assert risks.found("The charger burst into flames") == ()
    assert [one.term for one in risks.found("a sieve")] == ["sieve"]


def test_other_languages_are_searched_for_the_plans_terms_only() -> None:
    """In German, “die” is an article, and nobody has died."""
    risks = of_plan(Scenario(id="safety", terms=("brand",)))

    found = risks.found("Die Kunden die dort waren, Brand", is_english=False)

    assert found == (Risk(category="safety", severity="", term="brand", level=2),)


def test_the_term_is_the_text_as_written(known: Risks) -> None:
    """With its capitals, and only the words that decided."""
    (found,) = known.found("Yesterday OUR Kettle CAUGHT Fire at home")

    assert found.term == "CAUGHT Fire"


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("Brilliant service, thank you", {"praise": "brilliant"}),
        ("Not great", {}),
        ("Thanks a lot, it caught fire", {}),
        ("Is the blue one back?", {"question": "Is the blue one back?"}),
        ("anyone know when it opens", {"question": "anyone"}),
    ],
)
def test_praise_and_questions_are_no_risks(
    known: Risks, text: str, remarks: Mapping[str, str]
) -> None:
    """They have level 0, and praise is not heard beside a serious risk."""
    found = {risk.category: risk.term for risk in known.found(text) if risk.level == 0}

    assert found == remarks


HOSTILE = {
    "one word": "a" * 1_000_000,
    "one trigger": "fire " * 20_000,
    "many triggers": "people killed by exploding kettle lawsuit outage " * 2_000,
    "negations": "not " * 20_000 + "fire",
    "emoji": "\U0001f525\U0001f602" * 20_000,
    "lone surrogates": "\ud800 caught fire " * 5_000,
    "right to left": "\u202ecaught fire\u202c " * 5_000,
    "zalgo": "f\u0337\u0322i\u0334r\u0336e\u0337 " * 10_000,
    "tags": "#" + "Aa" * 20_000,
    "full width": "\uff46\uff49\uff52\uff45 " * 5_000,
    "marks": ".!?,;:" * 10_000,
    "apostrophes": "'" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_bounded_time(known: Risks, name: str) -> None:
    """No exception, and no more work for a longer text."""
    known.found("warm fire killed lawsuit")
    started = perf_counter()

    known.found(HOSTILE[name])

    assert perf_counter() - started < SECONDS


@given(
    st.lists(
        st.sampled_from(
            [
                "not",
                "never",
                "fire",
                "caught",
                "kettle",
                "killed",
                "3",
                "#",
                ".",
                ",",
                "my",
                "hand",
                "burnt",
                "if",
                "lol",
                "film",
                "people",
                "in",
                "of",
                "outage",
                "recall",
                "handled",
                "brilliantly",
                "it's",
                "data",
                "stolen",
                "will",
                "i",
                "kill",
                "you",
                "the",
            ]
        )
        | st.text(max_size=4),
        max_size=30,
    )
)
def test_whatever_is_said_has_sound_risks(words: list[str]) -> None:
    """Known categories, levels 0 to 3, a term each, each category once, the gravest first."""
    found = RISKS.found(" ".join(words))

    assert {risk.category for risk in found} <= set(KNOWN)
    assert len({risk.category for risk in found}) == len(found)
    assert all(risk.level in (0, 1, 2, 3) and risk.term for risk in found)
    assert [risk.level for risk in found] == sorted((risk.level for risk in found), reverse=True)


RISKS = Risks()
