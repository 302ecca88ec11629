"""The first line that its writer wrote is what a reply says; whatever is quoted never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socwatch.respond.replying import Wish, read

QUOTED = "> [RED] I-1 Acme: product safety\n> ACK I-1\n> somebody wrote: ACK"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("ACK", Wish.ACK),
        ("ack", Wish.ACK),
        ("Ack, on it. Luis", Wish.ACK),
        ("ACK!", Wish.ACK),
        ("Acknowledged - calling the plant now", Wish.ACK),
        ("ACK no problem", Wish.ACK),
        ("ACK, no need to call Luis", Wish.ACK),
        ("ACK, sorry for the delay", Wish.ACK),
        (
            "On Sun, 22 Nov 2026 at 02:24, socwatch <socwatch@acme.example>\nwrote:\n"
            + QUOTED
            + "\nACK",
            Wish.ACK,
        ),
        ("22.11.2026, 02:24, socwatch:\n" + QUOTED + "\nACK", Wish.ACK),
        ("*ACK*", Wish.ACK),
        ("\n\n  ACK\n\nSent from my phone\n" + QUOTED, Wish.ACK),
        ("join", Wish.JOIN),
        ("WATCH", Wish.WATCH),
        ("FALSE", Wish.FALSE),
        ("False alarm, it is a film", Wish.FALSE),
        ("On Sun, 22 Nov 2026 at 02:24, socwatch wrote:\n" + QUOTED + "\n\nACK", Wish.ACK),
        ("Am 22.11.2026 um 02:24 schrieb socwatch:\n" + QUOTED + "\nACK", Wish.ACK),
        ("Le dim. 22 nov. 2026 à 02:24, socwatch a écrit :\n" + QUOTED + "\nACK", Wish.ACK),
    ],
)
def test_what_people_write(text: str, wish: Wish) -> None:
    """As phones and programs send it, above the quote or below it."""
    assert read(text).wish is wish


@pytest.mark.parametrize(
    "text",
    [
        "",
        QUOTED,
        "ok",
        "I acknowledge nothing",
        "ACK? not me",
        "ACK, sorry I really cannot",
        "ACK, but I'm unable to take it tonight",
        "ACK kann ich nicht",
        "ACK je ne peux pas",
        "Acknowledged, though I am away until Monday",
        "ack not mine, ask Luis",
        "Ack? who has it?",
        "backpack",
        "acknowledgement of receipt",
        "I am away until Monday. For urgent matters write ACK to Luis.",
        "-----Original Message-----\nFrom: socwatch\n\nACK",
        "________________________________\nFrom: socwatch\nACK",
        "From: socwatch <socwatch@acme.example>\nSent: Sunday\nSubject: ACK\n\nACK",
        "Von: socwatch\nGesendet: Sonntag\n\nACK",
        "Thanks!\nACK",
        "False claims are spreading, call legal now",
        "FALSE information, we must answer quickly",
        "\u00bb ACK",
        "ACK'd by nobody",
    ],
)
def test_what_is_no_answer(text: str) -> None:
    """Quotes, questions, refusals and other words do nothing."""
    assert read(text).wish is None


def test_an_issue_may_be_named() -> None:
    """Of a message about several issues."""
    assert read("ack i-12 please").issue == "I-12"
    assert read("ACK").issue is None


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever arrives is read, and what is quoted says nothing."""
    read(text)
    quoted = "\n".join(f"> {line}" for line in ("ACK " + text).splitlines())
    assert read(quoted).wish is None
