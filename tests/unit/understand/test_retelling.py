"""Where a text belongs: to a wording, to a story, or to neither."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest

from socwatch.understand.retelling import Placement, Window
from socwatch.understand.stories import said_in, terms_in
from socwatch.understand.wordings import WINDOW

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIRE = "Acme kettle catches fire in Leeds flat, two taken to hospital"
RETOLD = "Two people are in hospital after an Acme kettle burst into flames in a flat in Leeds"
OTHER = "Acme recalls 40,000 Turbo toasters over faulty timer that may overheat"


def place(window: Window, text: str, at: datetime = NOON) -> Placement:
    return window.place(said_in(text), at, terms_in("Acme"))


def test_a_copy_has_the_wording_of_the_first() -> None:
    """And so its story; both have the name of the first text."""
    window = Window()
    first = place(window, FIRE)
    copy = place(window, f"RT @dana: {FIRE}!!! Awful", NOON + HOUR)

    assert first.wording == first.story == said_in(FIRE).exact
    assert (copy.wording, copy.story) == (first.wording, first.story)


def test_a_retelling_has_a_wording_of_its_own() -> None:
    """In the same story, and the words that they share say why."""
    window = Window()
    first = place(window, FIRE)
    retold = place(window, RETOLD, NOON + HOUR)

    assert retold.story == first.story
    assert retold.wording == said_in(RETOLD).exact
    assert {"leed", "flat", "hospi"} <= set(retold.shared)


@pytest.mark.parametrize(
    "text",
    [
        OTHER,
        "My Acme kettle broke after two weeks. Worst customer service ever.",
        "Acme kettle catches fire in Bristol café, nobody hurt",
        "I was in hospital in Leeds today and nobody looked after me",
    ],
)
def test_what_shares_a_little_is_another_story(text: str) -> None:
    """The brand, a common word, or even the same mishap elsewhere."""
    window = Window()

    assert place(window, FIRE).story != place(window, text).story


def test_complaints_of_the_same_sort_are_not_one_story() -> None:
    """Many customers of one brand are unhappy, each for themselves."""
    window = Window()
    complaints = [
        "my acme kettle is broken again",
        "My Acme kettle broke after two weeks. Worst customer service ever.",
        "Acme kettle broke after three months, customer service is useless",
        "Third Acme kettle broken this year, never buying from this company again",
        "Acme customer service never answered my email about my broken kettle",
        "still waiting for my refund from acme",
        "waiting two weeks for my acme refund, terrible service",
    ]

    assert len({place(window, text).story for text in complaints}) == len(complaints)


def test_a_link_to_the_same_page_tells_the_same() -> None:
    """Whatever the words, however the address is written."""
    window = Window()
    article = window.place(
        said_in(FIRE, addresses=["https://www.news.example/leeds/kettle-fire-12345?utm_source=x"]),
        NOON,
    )
    post = place(window, "What is this https://news.example/leeds/kettle-fire-12345/amp", NOON)

    assert post.story == article.story
    assert post.wording != article.wording


def test_a_homepage_tells_nothing() -> None:
    """Two posts that link to the brand are two stories."""
    window = Window()
    one = place(window, "never again https://acme.example/ what a bad joke of a shop")
    other = place(window, "my lovely new thing from https://acme.example/ came in time")

    assert one.story != other.story


def test_a_story_that_was_not_told_for_days_is_over() -> None:
    """Near copies and retellings begin another; so long as it is told, it goes on."""
    window = Window()
    first = place(window, FIRE)
    place(window, f"{FIRE} Awful", NOON + 0.9 * WINDOW)

    assert place(window, RETOLD, NOON + 1.8 * WINDOW).story == first.story
    assert place(window, f"{RETOLD} Dreadful", NOON + 4 * WINDOW).story != first.story


def test_an_earlier_text_that_is_found_late_joins() -> None:
    """The names stay those of what was found first."""
    window = Window()
    found = place(window, RETOLD)

    assert place(window, FIRE, NOON - HOUR).story == found.story


def test_a_crowd_does_not_make_its_own_words_worthless() -> None:
    """After fifty tellings, the next one is still known as one."""
    window = Window()
    first = place(window, FIRE)
    for number in range(50):
        place(
            window, f"Leeds flat fire and hospital, says neighbour {number}: an Acme kettle did it"
        )

    assert place(window, RETOLD, NOON + HOUR).story == first.story


def test_names_of_several_words_are_no_story() -> None:
    """All that is said of a product shares its name."""
    window = Window()
    texts = [
        "Dropped my Turbo Brew Deluxe in the sink, works as before",
        "Which descaler do you take for a Turbo Brew Deluxe?",
        "Grandma got a Turbo Brew Deluxe for her birthday",
    ]

    assert len({place(window, text).story for text in texts}) == 3


def test_what_was_remembered_places_in_the_same_way() -> None:
    """A new process that takes up the rows goes on as the old one would have."""
    window = Window()
    for number, text in enumerate((FIRE, OTHER, RETOLD)):
        place(window, text, NOON + number * HOUR)
    rows, dropped = window.changes()
    again = Window(sorted(rows, key=lambda row: row.last_at))

    assert dropped == ()
    for text in (f"{FIRE} Awful", f"so {RETOLD}", "Turbo toasters recalled: the timer overheats"):
        assert place(again, text, NOON + 4 * HOUR) == place(window, text, NOON + 4 * HOUR)


def test_only_changes_are_to_be_stored() -> None:
    """Once."""
    window = Window()
    place(window, FIRE)
    assert [row.wording for row in window.changes()[0]] == [said_in(FIRE).exact]
    assert window.changes() == ((), ())
    place(window, FIRE, NOON + HOUR)
    ((row,), _) = window.changes()
    assert (row.first_at, row.last_at) == (NOON, NOON + HOUR)


def test_no_more_is_remembered_than_asked() -> None:
    """The story that was told longest ago goes first, and is named to be dropped."""
    window = Window(most=3)
    texts = [f"{n}aaaaa {n}bbbbb {n}ccccc {n}ddddd {n}eeeee" for n in "vwxyz"]
    for text in texts:
        place(window, text)
    rows, dropped = window.changes()

    assert len(window) == len(rows) == 3
    assert set(dropped) == {said_in(text).exact for text in texts[:2]}


def test_stories_of_the_past_are_forgotten() -> None:
    """Those that were told since then stay."""
    window = Window()
    place(window, FIRE)
    place(window, OTHER, NOON + HOUR)
    window.forget(NOON + HOUR)

    assert [row.wording for row in window.changes()[0]] == [said_in(OTHER).exact]


def test_texts_that_say_nothing() -> None:
    """An empty text has no story; a very short one only its own."""
    window = Window()

    assert place(window, "  ") == Placement(wording="", story="")
    assert place(window, "Acme sucks").story != place(window, "acme sucks").story
    assert len(window) == 0


def test_no_text_costs_more_than_a_few_milliseconds() -> None:
    """Where every story shares every term, too: only a few of them are looked at."""
    window = Window()
    terms = [f"{letter}{letter}{letter}{letter}{letter}" for letter in "bcdfghjklmnpqrstvwxz"]
    for number in range(2_000):
        place(window, f"{' '.join(terms[: 8 + number % 12])} {number}x{number} {number}y{number}")
    began = process_time()
    for number in range(20):
        place(window, f"{' '.join(terms)} unheard{number} " + "of " * 10_000)

    assert (process_time() - began) / 20 < 0.02
