"""The owner's own mail templates, as plain values.

Invariant: light: whoever only wires a process, and writes no mail, does not load what makes pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

#: What can be replaced. Whatever else is in the owner's folder, these may include.
NAMES = ("letter.html.j2", "sections.html.j2", "bars.html.j2", "mail.css")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The owner's templates, as name and text; without any, mails look as we made them."""

    own: tuple[tuple[str, str], ...] = ()
    unread: str = ""  # why the folder could not be read, so that `own` is empty

    @property
    def mark(self) -> str:
        """Another one as soon as anything in the folder is; for knowing what a problem was of."""
        return sha256(repr((self.own, self.unread)).encode()).hexdigest()[:12]


#: Mails as we made them.
PLAIN = Letterhead()
