"""Subject lines: our words and the topic's name only, never a mention's text.

Invariant: one line of at most 78 visible characters, and the meaning stands in the first 35.
"""

from __future__ import annotations

from socwatch.model.issue import Issue
from socwatch.report import words
from socwatch.report.safe import plain, shortened

#: Aimed at; phones show about half of it.
AIM = 70
LONGEST = 78


def subject(head: str, *tails: str) -> str:
    """The head, and as many of the tails, in order of importance, as still fit."""
    line = shortened(_defused(head), LONGEST)
    for tail in tails:
        longer = f"{line}, {_defused(tail)}" if tail else line
        line = longer if len(longer) <= AIM else line
    return line


def about(issue: Issue, mark: str, says: str) -> str:
    """`[RED] I-42 Acme: says`; a drill's begins with [DRILL]."""
    drill = "[DRILL] " if issue.drill else ""
    return f"{drill}[{mark}] {issue.id} {shortened(words.titled(issue.topic), 20)}: {says}"


def size(issue: Issue) -> str:
    """How unusual it is, in the fewest words: `12x usual`, `86% negative` or `61 vs 0-9`.

    A tripwire and a drill have no usual number to stand beside: `1 mention`, or nothing.
    """
    signal = issue.signal
    if not signal.expected and not signal.high:
        return words.several(signal.observed, "mention") if signal.observed else ""
    if signal.kind == "tone" and signal.scored >= words.TOO_FEW:
        return f"{100 * signal.negative / signal.scored:.0f}% negative"
    times = words.times_usual(signal.observed, signal.expected)
    return times or f"{words.count(signal.observed)} vs usual {signal.low}-{signal.high}"


def _defused(text: str) -> str:
    """Without what some mail libraries decode into a line break inside a header."""
    return plain(text).replace("=?", "= ?").replace("?=", "? =")
