"""What people are told about answering: a reply that was not understood, and the roll-call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from socwatch.report import words
from socwatch.report.letter import Command, Facts, Letter, Words, section
from socwatch.report.safe import plain
from socwatch.report.subject import subject

WORDS = (
    ("ACK", "I have it: nobody else is called."),
    ("JOIN", "I help whoever has it."),
    ("WATCH", "I know of it; go on calling others."),
    ("FALSE", "It is a false alarm: close it."),
)


def not_understood(issues: Sequence[str], *, to: str, timezone: str) -> Letter:
    """Says that nothing was done, and what can be written."""
    names = ", ".join(issues) or "it"
    several = len(issues) > 1
    example = f"ACK {issues[0]}" if several else "ACK"
    return Letter(
        subject=subject(f"[socwatch] your reply on {names} was not understood, nothing is done"),
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


def roll_call(
    contact: str, to: str, channel: str, *, timezone: str, by_reply: bool, now: datetime
) -> Letter:
    """Asks whether this reached the person; nothing has happened."""
    at = words.Clock(timezone=timezone, now=now)
    reply = Words(lines=("Answer this mail with ACK in the first line.",)) if by_reply else None
    line = f"socwatch rollcall --confirm --by {contact} --channel {channel}"
    return Letter(
        subject="[ROLL-CALL] please confirm that you got this, nothing has happened",
        heading="Would an alarm reach you?",
        tag="ROLL-CALL",
        preview="Nothing has happened. Please confirm.",
        lead=(
            f"Nothing has happened, {plain(to)}. This went out by {plain(channel)} at {at(now)}, "
            "as an alarm would.",
            "Please confirm that you got it. If it was in the spam folder, say so to whoever "
            "looks after socwatch: an alarm would be there too.",
        ),
        sections=(
            section(
                "Confirm",
                reply if channel == "email" else None,
                Command(line=line, before="At a terminal:"),
            ),
        ),
        footer=(f"You get this because the plan names you. Times are local to {timezone}.",),
    )
