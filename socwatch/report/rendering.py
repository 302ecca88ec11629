"""From a letter to the message that is sent."""

from __future__ import annotations

from socwatch.model.delivery import Message
from socwatch.report.as_html import as_html
from socwatch.report.as_text import as_text
from socwatch.report.letter import Letter


def rendered(letter: Letter) -> Message:
    """The letter in both its forms, which say the same."""
    return Message(subject=letter.subject, text=as_text(letter), html=as_html(letter))
