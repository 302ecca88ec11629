"""Pages made of values.

Invariant: every value is escaped; a page loads nothing and runs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

_TEMPLATES = Environment(
    loader=PackageLoader("socwatch.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def drawn(template: str, values: Mapping[str, object], status: int = 200) -> Response:
    """The page of a template."""
    page = _TEMPLATES.get_template(template).render(**values)
    return HTMLResponse(page, status_code=status)


def notice(title: str, says: str, status: int) -> Response:
    """A page with a title and a sentence."""
    values = {
        "title": title, "chip": "", "colour": "", "tag": "", "banner": "", "says": [says],
        "button": "", "who": "", "link": "", "parts": (), "back": "",
    }  # fmt: skip
    return drawn("issue.html.j2", values, status)
