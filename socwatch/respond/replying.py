"""What a reply to a mail of ours asks for: the first line that its writer wrote, and nothing else.

Invariant: quoted text never counts, since a mail of ours quotes strangers, who may write ACK as well.
What is not clearly one of the words is none, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Wish(StrEnum):
    """What a reply can ask for."""

    ACK = "ack"  # I have it
    JOIN = "join"  # I help whoever has it
    WATCH = "watch"  # I know of it; go on calling
    FALSE = "false"  # it is a false alarm: close it


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`wish` is None when it cannot be told; `issue` is the one that the line names, if it does."""

    wish: Wish | None
    line: str  # the line that was read, short
    issue: str | None = None


#: Behind these stands the mail that is answered, in programs that do not mark its lines.
_REST = re.compile(
    r"^\s*(?:-{2,}\s*(?:original|ursprüngliche|message d|mensaje|messaggio)|_{10,}|"
    r"(?:from|von|de|da|van|från|fra)\s*:\s\S|-- ?$)",
    re.IGNORECASE,
)
#: Above quoted lines: "On Sunday Dana wrote:".
_ATTRIBUTION = re.compile(r"^\s*(?:on|am|le|el|il|op|em|den)\b.{4,300}:\s*$", re.IGNORECASE)
_LINE = re.compile(
    r"^\W*(ack|acknowledged?|join|watch|false(?:[ -]?alarm)?)\b(?![?'\u2019])[\s,.:;!\u2013\u2014-]*(.*)$",
    re.IGNORECASE,
)
_WISHES = {"ack": Wish.ACK, "joi": Wish.JOIN, "wat": Wish.WATCH, "fal": Wish.FALSE}
_ISSUE = re.compile(r"\b([ID]-\d{1,9})\b", re.IGNORECASE)
_NOT = frozenset({"no", "not", "nope", "nein", "non", "cannot", "can't", "won't", "don't", "later"})
_LONGEST = 120


def read(text: str) -> Reply:
    """The wish in the text of a reply."""
    line = _first_own(text)
    found = _LINE.match(line)
    if found is None:
        return Reply(wish=None, line=line)
    rest = found[2].casefold().replace("\u2019", "'")
    named = _ISSUE.search(line)
    denied = bool(_NOT & set(re.findall(r"[\w']+", rest)[:3])) and not rest.startswith("no problem")
    # "False claims are spreading" is no false alarm: alone, the word must be all that is said.
    loose = found[1].casefold() == "false" and bool(_ISSUE.sub("", rest).strip(" .,:;!-"))
    if denied or loose or "?" in rest:
        return Reply(wish=None, line=line)
    return Reply(
        wish=_WISHES[found[1][:3].casefold()],
        line=line,
        issue=named[1].upper() if named else None,
    )


def _first_own(text: str) -> str:
    """The first line that is neither empty nor quoted; "" when the writer wrote none."""
    for line in text.splitlines():
        if _REST.match(line):
            return ""
        if (
            line.strip()
            and not line.lstrip().startswith((">", "|", "\u00bb"))
            and not _ATTRIBUTION.match(line)
        ):
            return line.strip()[:_LONGEST]
    return ""
