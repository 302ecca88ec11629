"""Which language, and what is said when the tone cannot be told."""

from __future__ import annotations

import pytest

from socwatch.understand.language import Detect, Language, why_unscored


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("My Acme kettle caught fire this morning", "en"),
        ("El hervidor de Acme explotó en mi cocina", "es"),
        ("Der Wasserkocher ist schon wieder kaputt", "de"),
        ("Yaar this kettle bilkul bekaar hai, paisa waste ho gaya", "hi"),
        ("The service is great and you are the best", "en"),
        ("電気ケトルの火災が発生しました", "ja"),
        ("ok", None),
        ("@acme #kettle https://acme.example/une-page-en-francais", None),
        ("", None),
    ],
)
def test_the_real_model(detect: Detect, text: str, language: str | None) -> None:
    """Clear texts are told, short ones are not guessed, links and tags are no language."""
    assert Language(detect)(text) == language


@pytest.mark.parametrize(
    ("guess", "tag", "language"),
    [
        (("es", 0.9), "en", "es"),
        (("en", 0.4), "es", "en"),
        (("es", 0.4), None, None),
        (("es", 0.4), "pt-BR", "pt"),
        (("es", 0.4), "und", None),
        (("es", 0.4), "qme", None),
        (("es", 0.4), "!", None),
    ],
)
def test_the_services_tag_is_a_hint(
    guess: tuple[str, float], tag: str | None, language: str | None
) -> None:
    """A sure detector overrules the tag; where it is not sure, the tag decides."""
    assert Language(lambda text: guess)("a text of many letters", tag) == language


def test_small_words_of_english_tell_it_without_asking() -> None:
    """Three of them, or two where the service says so; a post that only quotes some is another's."""
    never = Language(lambda text: ("xx", 1.0))

    assert never("this is the one and only kettle") == "en"
    assert never("acme kettle and nothing with it", "en") == "en"
    assert never("ich sage nur the best of und you gar nichts sonst zu diesem langen langen Satz "
                 "der auch noch weiter geht und geht und geht und geht und geht") == "xx"  # fmt: skip


def test_the_tag_of_a_short_text() -> None:
    """A text that is too short for the detector is what its service says it is."""
    never = Language(lambda text: ("xx", 1.0))

    assert never("¡No!", "es-MX") == "es"
    assert never("¡No!") is None


def test_the_detector_sees_one_bounded_line() -> None:
    """The model refuses line ends and takes the square of the length."""
    seen: list[str] = []

    def record(text: str) -> tuple[str, float]:
        seen.append(text)
        return "en", 1.0

    Language(record)("one line\nand another " * 10_000)

    assert "\n" not in seen[0]
    assert len(seen[0]) <= 400


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ""),
        ("es", ""),
        ("pl", "not scored: the tone of Polish (pl) cannot be told well enough"),
        ("tlh", "not scored: the tone of “tlh” cannot be told well enough"),
        (None, "not scored: too short or too mixed to tell its language"),
    ],
)
def test_why_unscored(language: str | None, says: str) -> None:
    """The reason is given in words that people know."""
    assert why_unscored(language, {"en", "es"}) == says
