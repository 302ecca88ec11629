"""From a letter to the message that is sent."""

from __future__ import annotations

from socwatch.model.delivery import Message
from socwatch.report.as_text import as_text
from socwatch.report.letter import Letter
from socwatch.report.letterhead import PLAIN, Letterhead
from socwatch.report.printing import printed


def rendered(letter: Letter, letterhead: Letterhead = PLAIN) -> Message:
    """The letter in both its forms, which say the same."""
    html, fallback = printed(letter, letterhead)
    return Message(subject=letter.subject, text=as_text(letter), html=html, fallback=fallback)
