"""The script of a page with charts, and the policy that lets only this script run.

Invariant: uPlot is inlined as it was released (its checksums stand beside it), and a page that has
it names its licence. What a chart shows comes as an attribute of its figure and is never code.
"""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

from jinja2 import Environment

from socwatch.report.letter import Chart

#: https://github.com/leeoniya/uPlot, under the MIT licence.
VENDOR = "vendor/"
CREDIT = "Charts: uPlot 1.6.32, (c) Leon Sorokin, MIT licence."


def source_of(templates: Environment, name: str) -> str:
    """A file beside the templates, as it stands."""
    assert templates.loader is not None
    return templates.loader.get_source(templates, name)[0]


@cache
def script(templates: Environment) -> str:
    """What runs in the page, for one script element."""
    library = source_of(templates, f"{VENDOR}uPlot.iife.min.js").strip()
    return f"/* {CREDIT} */\n{library}\n{source_of(templates, 'report.js').strip()}\n"


def digest_of(words: str) -> str:
    """What a content policy calls the script: https://www.w3.org/TR/CSP3/#match-element-to-source-list"""
    return b64encode(sha256(words.encode()).digest()).decode()


def placed(page: str, templates: Environment) -> str:
    """The page with style and script in their places; nothing in them is changed any more."""
    css = source_of(templates, f"{VENDOR}uPlot.min.css").strip()
    styled = page.replace("<!-- uplot-css -->", f"<style>{css}</style>", 1)
    head, tail = styled.rsplit("<!-- script -->", 1)
    return f"{head}<script>{script(templates)}</script>{tail}"


def _seconds(local: datetime) -> int:
    return int(local.replace(tzinfo=UTC).timestamp())


def series(chart: Chart) -> str:
    """The chart's numbers as JSON; times are local, in seconds, as if they were UTC."""
    points = chart.points
    return json.dumps(
        {
            "t": [_seconds(one.at) for one in points],
            "n": [one.mentions for one in points],
            "low": [one.low for one in points],
            "high": [one.high for one in points],
            "what": chart.head[1],
            "unit": chart.unit,
            "gap": chart.gap,
            "whole": all(one.at.hour == points[0].at.hour for one in points) and len(points) > 1,
        },
        separators=(",", ":"),
    )
