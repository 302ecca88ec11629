"""Reads the owner's mail templates ([mail] template_dir).

Invariant: whatever is wrong with the folder is said in what comes back, and is never raised: how a
mail looks must not keep it from being sent.
"""

from __future__ import annotations

from pathlib import Path

from socwatch.report.letterhead import Letterhead

_ENDINGS = (".j2", ".css", ".html")
#: A template is a page's frame; what is larger is something else.
_LARGEST = 200_000
_MOST = 50


def templates_in(folder: Path) -> tuple[Path, ...]:
    """The templates of a folder, by name; none when it cannot be read."""
    try:
        found = sorted(one for one in folder.iterdir() if one.suffix in _ENDINGS)
    except OSError:
        return ()
    return tuple(found[:_MOST])


def letterhead_of(folder: Path) -> Letterhead:
    """The letterhead that the folder holds."""
    if not folder.is_dir():
        return Letterhead(unread=f"{folder} is no folder that can be read")
    own = []
    for path in templates_in(folder):
        try:
            if path.stat().st_size > _LARGEST:
                return Letterhead(unread=f"{path.name} is larger than {_LARGEST // 1000} kB")
            own.append((path.name, path.read_text(encoding="utf-8")))
        except OSError as error:
            return Letterhead(unread=f"{path.name} cannot be read: {error.strerror}")
        except UnicodeDecodeError:
            return Letterhead(unread=f"{path.name} is not written in UTF-8")
    return Letterhead(own=tuple(own))
