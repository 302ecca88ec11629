"""A letter with every kind of part, none of which happened: templates are tried out on it.

Invariant: each text holds the trap, so that one which is put into a page without being escaped
shows it.
"""

from __future__ import annotations

from datetime import UTC, datetime

from socwatch.report.letter import (
    Box,
    Button,
    Chart,
    Command,
    Facts,
    Letter,
    Point,
    Quotes,
    Saying,
    Steps,
    Table,
    Words,
    section,
)  # fmt: skip
from socwatch.report.safe import Link

#: In a page that escapes, nothing of this stands as it is.
TRAP = "<b>&\"'"


def words(name: str) -> str:
    """A text of the specimen."""
    return f"{name} {TRAP} ends"


ACK, FOUND = "https://specimen.example/ack", "https://specimen.example/said"
_AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
SPECIMEN = Letter(
    subject=words("subject"),
    heading=words("heading"),
    chip=words("severity"),
    tag=words("tag"),
    banner=words("drill"),
    preview=words("preview"),
    lead=(words("lead one"), words("lead two")),
    sections=(
        section(
            words("title"),
            Words(lines=(words("sentence one"), words("sentence two"))),
            Facts(rows=((words("label"), words("fact")),)),
            Steps(items=(words("step one"), words("step two"))),
            Command(line=words("command"), before=words("before"), after=words("after")),
            Button(label=words("button"), url=ACK),
        ),
        section(
            words("second title"),
            Quotes(
                sayings=(
                    Saying(
                        text=words("quote"),
                        byline=words("author"),
                        link=Link(url=FOUND, host="specimen.example", warning="take care"),
                    ),
                    Saying(text=words("second quote"), byline="", note=words("no link")),
                )
            ),
            Box(title=words("statement"), lines=(words("statement's text"),)),
            Table(
                head=(words("head"), "n"), rows=((words("row"), "11,111"),), bars=(1.0,)
            ),
            Chart(
                finding=words("finding"),
                points=(Point(at=_AT, label="02:00", mentions=61, low=2, high=9),),
            ),
        ),
    ),
    footer=(words("footer one"), words("footer two")),
)  # fmt: skip
