"""A letter as the HTML of a mail: tables, inline styles, nothing loaded, no script.

Invariant: every value goes through autoescape, and the only addresses that become links are
those that `safe.link` let through.
"""

from __future__ import annotations

from collections.abc import Sequence

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from socwatch.report.letter import Letter, Section
from socwatch.report.plot import plot
from socwatch.report.script import series
from socwatch.report.words import count, usual

#: More than this is cut to the plain text: Gmail clips at about 102 kB, and phones are slow.
LARGEST = 90_000

TEMPLATES = Environment(
    loader=PackageLoader("socwatch.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
)
TEMPLATES.filters["count"] = count
TEMPLATES.globals["usual"] = usual
TEMPLATES.globals["plot"] = plot
TEMPLATES.globals["series"] = series
# Only the dark-mode rules stay in a style tag of the page: they cannot be inlined.
_INLINER = CSSInliner(
    extra_css=TEMPLATES.get_template("mail.css").render(),
    inline_style_tags=False,
    keep_style_tags=True,
    load_remote_stylesheets=False,
)


def as_html(letter: Letter) -> str:
    """The letter's HTML, or "" when it grew too large to be delivered whole."""
    page = _rendered("letter.html.j2", letter=letter, chart="bars.html.j2")
    inlined = tight(_INLINER.inline(page))
    return "" if len(inlined.encode()) > LARGEST else inlined


def sections_html(sections: Sequence[Section]) -> Markup:
    """Only the sections, with charts drawn as SVG, for a page that has a frame of its own."""
    return Markup(_rendered("sections.html.j2", sections=sections, chart="plot.html.j2"))  # noqa: S704


def tight(page: str) -> str:
    """The page without blank lines and indentation."""
    return "\n".join(line.strip() for line in page.splitlines() if line.strip()) + "\n"


def _rendered(template: str, **values: object) -> str:
    return TEMPLATES.get_template(template).render(**values)
