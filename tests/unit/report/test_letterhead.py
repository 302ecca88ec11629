"""The owner's mail templates: used when they are right, said and replaced when they are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from socwatch.report.letterhead import NAMES, PLAIN, Letterhead
from socwatch.report.message import escalation
from socwatch.report.printing import ours
from socwatch.report.proof import findings
from socwatch.report.rendering import rendered
from tests.golden.report.world import BRIEF, PLAN

OURS = rendered(escalation(BRIEF, PLAN))
FRAME = """{% extends "ours/letter.html.j2" %}
{% block top %}<p>Acme Kettles, crisis desk</p>{% endblock %}
"""


def worn(**files: str) -> Letterhead:
    """A letterhead of these files; `_` stands for the dot."""
    return Letterhead(own=tuple((name.replace("__", "."), text) for name, text in files.items()))


def test_a_frame_of_theirs_stands_around_our_words() -> None:
    """What they add is there, all of ours is too, and nothing is found wrong."""
    mine = worn(
        letter__html__j2=FRAME, mail__css='{% include "ours/mail.css" %}h1 { color: #702; }'
    )
    made = rendered(escalation(BRIEF, PLAN), mine)
    assert "Acme Kettles, crisis desk" in made.html
    assert "color:#702" in made.html
    assert (made.subject, made.text, made.fallback) == (OURS.subject, OURS.text, "")
    assert findings(mine) == ()


def test_copies_of_ours_change_nothing() -> None:
    """Who begins with what `mail templates` writes begins with the mails as they were."""
    mine = Letterhead(own=tuple((name, ours(name)) for name in NAMES))
    assert rendered(escalation(BRIEF, PLAN), mine) == OURS
    assert findings(mine) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{% if %}", "letter.html.j2, line 1: Expected an expression"),
        ("\n{{ letter.gone }}", "letter.html.j2, line 2: letter has no attribute 'gone'"),
        ("{{ 1 / 0 }}", "line 1: division by zero"),
        ('{% include "letter.html.j2" %}', "recursion"),
        ('{% include "none.html.j2" %}', "none.html.j2"),
        ("{% for n in range(10 ** 9) %}{% endfor %}", "Range too big"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ letter.lead[0]|safe }}", "unescaped"),
        ("{% autoescape false %}{{ letter.heading }}{% endautoescape %}", "unescaped"),
        ("{{ 'x' * 100000 }}", "too large"),
    ],
)
def test_a_broken_template_keeps_no_mail_back(text: str, says: str) -> None:
    """It goes out in our look, with the reason; `check` says the same beforehand."""
    mine = worn(letter__html__j2=text)
    made = rendered(escalation(BRIEF, PLAN), mine)
    assert (made.subject, made.text, made.html) == (OURS.subject, OURS.text, OURS.html)
    assert says in made.fallback
    assert any(says in one for one in findings(mine))


def test_one_broken_letter_does_not_condemn_the_others() -> None:
    """A template that fails for a letter without a severity is used for those that have one."""
    mine = worn(letter__html__j2="{{ letter.chip[0] }}{{ letter.heading }}")
    letter = escalation(BRIEF, PLAN)
    assert rendered(letter, mine).fallback == ""
    assert "line 1" in rendered(replace(letter, chip=""), mine).fallback


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"letter__html__j2": "{{ letter.heading }}"}, "DRILL (letter.banner); the preview"),
        ({"letter__html__j2": "{{ letter.heading }}"}, "the button does not lead anywhere"),
        ({"letter__html__j2": FRAME + '{% block foot %}<img src="http://x.example/1">'
          "{% endblock %}"}, "loads something from elsewhere"),
        ({"letter__html__j2": FRAME + "{% block foot %}<script>1</script>{% endblock %}"},
         "cannot hold <script>"),
        ({"letter__html__j2": FRAME + "{% block foot %}{{ 'x' * 30000 }}{% endblock %}"},
         "adds 30 kB"),
        ({"leter__html__j2": FRAME}, "leter.html.j2 is used by no template"),
        ({}, "`socwatch mail templates` writes ours"),
    ],
)  # fmt: skip
def test_the_proof_finds_what_a_reader_would_miss(files: dict[str, str], says: str) -> None:
    """Before the night in which it would matter."""
    assert any(says in one for one in findings(worn(**files)))


def test_a_folder_that_cannot_be_read_is_a_reason_too() -> None:
    """The mail goes out, and says why it looks as it does."""
    made = rendered(escalation(BRIEF, PLAN), Letterhead(unread="looks is no folder"))
    assert (made.html, made.fallback) == (OURS.html, "looks is no folder")


def test_a_change_of_the_folder_is_another_look() -> None:
    """What was wrong with the old files is not said of the new ones."""
    assert worn(mail__css="a").mark != worn(mail__css="b").mark != PLAIN.mark
