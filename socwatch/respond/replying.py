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
#: Anywhere in the line: a yes that is taken for a no is asked again, a no that is taken for a yes
#: leaves everybody asleep.
_NOT = frozenset(
    [
        "no",
        "not",
        "nope",
        "never",
        "cannot",
        "can't",
        "couldn't",
        "won't",
        "wouldn't",
        "don't",
        "didn't",
        "isn't",
        "unable",
        "unavailable",
        "later",
        "neither",
        "away",
        "off",
        "nein",
        "nicht",
        "nichts",
        "kein",
        "keine",
        "non",
        "pas",
        "ne",
        "jamais",
        "désolé",
        "ni",
        "nunca",
        "tampoco",
        "puedo",
        "não",
        "nie",
        "nem",
        "inte",
        "ikke",
        "niet",
        "geen",
    ]
)
_YET = re.compile(
    r"\b(?:no (?:problem|worries|need)|kein problem|pas de (?:problème|souci)|not? a problem)\b"
)
#: "… um 02:24, socwatch:" above quoted lines, in whatever language.
_OURS = re.compile(r"^(?=.*\d)(?=.*socwatch).{4,300}:\s*$", re.IGNORECASE)
#: The first half of such a line that was broken in two.
_HALF = re.compile(r"^\s*(?:on|am|le|el|il|op|em|den)\b.*\d.*", re.IGNORECASE)
_LONGEST = 120


def read(text: str) -> Reply:
    """The wish in the text of a reply."""
    line = _first_own(text)
    found = _LINE.match(line)
    if found is None:
        return Reply(wish=None, line=line)
    rest = found[2].casefold().replace("\u2019", "'")
    named = _ISSUE.search(line)
    denied = bool(_NOT & set(re.findall(r"[\w']+", _YET.sub("", rest))))
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
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        if _REST.match(line):
            return ""
        following = lines[number + 1] if number + 1 < len(lines) else ""
        before = lines[number - 1] if number else ""
        if not _is_quoted(line) and not _attributes(line, following, before):
            return line.strip()[:_LONGEST]
    return ""


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith((">", "|", "\u00bb"))


def _attributes(line: str, following: str, before: str) -> bool:
    """Whether the line says who wrote what is quoted below it, perhaps in two lines."""
    if _ATTRIBUTION.match(line) or _OURS.match(line):
        return True
    begins = bool(_HALF.match(line)) and following.rstrip().endswith(":")
    ends = line.rstrip().endswith(":") and bool(_HALF.match(before))
    return begins or ends
