"""The answer to a reply that could not be understood."""

from __future__ import annotations

from collections.abc import Sequence

from socwatch.model.delivery import Message
from socwatch.report.letter import Facts, Letter, section
from socwatch.report.rendering import rendered
from socwatch.report.safe import plain
from socwatch.report.subject import subject

WORDS = (
    ("ACK", "I have it: nobody else is called."),
    ("JOIN", "I help whoever has it."),
    ("WATCH", "I know of it; go on calling others."),
    ("FALSE", "It is a false alarm: close it."),
)


def not_understood(issues: Sequence[str], *, to: str, timezone: str) -> Message:
    """Says that nothing was done, and what can be written."""
    names = ", ".join(issues) or "it"
    several = len(issues) > 1
    example = f"ACK {issues[0]}" if several else "ACK"
    return rendered(
        Letter(
            subject=subject(
                f"[socwatch] your reply on {names} was not understood, nothing is done"
            ),
            heading="Your reply was not understood",
            tag=names,
            preview="Nothing was done: the first line has to be one of four words.",
            lead=(
                f"Nothing was done, {plain(to)}: nobody has taken it because of your reply.",
                f"Answer with one of these words alone in the first line, such as {example}.",
            ),
            sections=(section("Words", Facts(rows=WORDS)),),
            footer=(f"You get this because you answered a mail of socwatch. Times: {timezone}.",),
        )
    )
