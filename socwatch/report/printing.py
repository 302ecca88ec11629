"""A letter's page, in our look or in the owner's.

Invariant: a template of theirs can spoil the looks and nothing else. When it cannot be used, the
mail goes out in our look, and why is said; subject and text part are always ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from traceback import extract_tb

from jinja2 import ChoiceLoader, FunctionLoader, PrefixLoader, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from socwatch.report.as_html import LOADER, TEMPLATES, Press, as_html, dressed
from socwatch.report.letter import Letter
from socwatch.report.letterhead import Letterhead
from socwatch.report.safe import shortened
from socwatch.report.specimen import SPECIMEN, TRAP

#: What an expression or a rule of theirs can end in, each their mistake and not ours.
_MISTAKES = (
    TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip
_OF_OURS = re.compile(r"'socwatch\.report\.letter\.(\w+) object'")


def printed(letter: Letter, letterhead: Letterhead) -> tuple[str, str]:
    """The HTML, "" when it grew too large to be delivered; and why it is not in the owner's look."""
    if not letterhead.own:
        return as_html(letter), letterhead.unread
    try:
        page = as_html(letter, _press(letterhead.own))
    except _MISTAKES as mistake:
        return as_html(letter), _told(mistake, letterhead.own)
    if page:
        return page, ""
    return as_html(letter), "the page grew too large to be delivered whole"


def ours(name: str) -> str:
    """The text of a template of ours. Raises jinja2.TemplateNotFound."""
    text, _, _ = LOADER.get_source(TEMPLATES, name)
    return text


@lru_cache(maxsize=8)
def _press(own: tuple[tuple[str, str], ...]) -> Press:
    """Theirs before ours; in theirs, ours is still at hand as `ours/letter.html.j2`."""
    texts = dict(own)

    def found(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (texts[name], name, lambda: True) if name in texts else None

    theirs = ChoiceLoader([FunctionLoader(found), PrefixLoader({"ours": LOADER}), LOADER])
    press = Press.of(dressed(SandboxedEnvironment, theirs))
    if TRAP in press.templates.get_template("letter.html.j2").render(
        letter=SPECIMEN, chart="bars.html.j2"
    ):
        raise ValueError("what people wrote would stand in the page unescaped (|safe?)")
    return press


def _told(mistake: Exception, own: tuple[tuple[str, str], ...]) -> str:
    """What is wrong in a template, with its name and line where they are known."""
    names = {name for name, _ in own}
    steps = [(one.filename, one.lineno) for one in extract_tb(mistake.__traceback__)]
    places = [(name, line) for name, line in steps if name in names]
    if isinstance(mistake, TemplateSyntaxError) and mistake.name:
        places.append((mistake.name, mistake.lineno))
    where = f"{places[-1][0]}, line {places[-1][1]}: " if places else ""
    says = _OF_OURS.sub(lambda found: found[1].lower(), str(mistake))
    return f"{where}{shortened(says, 200) or type(mistake).__name__}"
