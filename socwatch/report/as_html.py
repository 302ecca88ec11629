"""A letter as the HTML of a mail: tables, inline styles, nothing loaded, no script.

Invariant: every value goes through autoescape, and the only addresses that become links are
those that `safe.link` let through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from css_inline import CSSInliner
from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from socwatch.report.letter import Letter, Section
from socwatch.report.plot import plot
from socwatch.report.script import series
from socwatch.report.words import count, usual

#: More than this is cut to the plain text: Gmail clips at about 102 kB, and phones are slow.
LARGEST = 90_000
LOADER = PackageLoader("socwatch.report")


def dressed(kind: type[Environment], loader: BaseLoader) -> Environment:
    """An environment that escapes everything, and has what our templates use."""
    made = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters["count"] = count
    made.globals.update(usual=usual, plot=plot, series=series)
    return made


TEMPLATES = dressed(Environment, LOADER)


@dataclass(frozen=True, slots=True)
class Press:
    """What makes pages of letters: templates, and what puts their style into them."""

    templates: Environment
    inliner: CSSInliner

    @classmethod
    def of(cls, templates: Environment) -> Self:
        """With the templates' own mail.css. Raises jinja2.TemplateError, ValueError."""
        # Only the dark-mode rules stay in a style tag of the page: they cannot be inlined.
        inliner = CSSInliner(
            extra_css=templates.get_template("mail.css").render(),
            inline_style_tags=False,
            keep_style_tags=True,
            load_remote_stylesheets=False,
            minify_css=True,
        )
        return cls(templates, inliner)


OURS = Press.of(TEMPLATES)


def as_html(letter: Letter, press: Press = OURS) -> str:
    """The letter's HTML, or "" when it grew too large to be delivered whole."""
    template = press.templates.get_template("letter.html.j2")
    page = press.inliner.inline(template.render(letter=letter, chart="bars.html.j2"))
    inlined = tight(page)
    return "" if len(inlined.encode()) > LARGEST else inlined


def sections_html(sections: Sequence[Section]) -> Markup:
    """Only the sections, with charts drawn as SVG, for a page that has a frame of its own."""
    template = TEMPLATES.get_template("sections.html.j2")
    return Markup(template.render(sections=sections, chart="plot.html.j2"))  # noqa: S704


def tight(page: str) -> str:
    """The page without blank lines and indentation."""
    return "\n".join(line.strip() for line in page.splitlines() if line.strip()) + "\n"
