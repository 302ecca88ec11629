"""How an endpoint's answers follow one another, as the config says it.

Invariant: the next page is on the host that the config names; what leads elsewhere is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, Self
from urllib.parse import urljoin, urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from socwatch.errors import SourceBroken
from socwatch.sources._answers import Answer
from socwatch.sources._fields import name
from socwatch.sources._json_fields import Path, at_path
from socwatch.sources._options import Word

_NEXT = re.compile(r'<([^<>]*)>\s*;[^<]*?\brel="?next\b"?')


class Following(BaseModel):
    """How to go on after an answer."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kind: Literal["page", "offset", "token", "link", "since"]
    """A page's number, a number of items, a word or a link in the answer, the newest item's id."""

    param: Word | None = None
    """The parameter of the address that says where to go on."""

    path: Path | None = None
    """token, link: where the answer has it (a link else in its Link header); since: where an item
    has it, else its id."""

    start: int | Word | None = None
    """The number or word of the first answer; page 1, offset 0, else none."""

    size: int | None = Field(default=None, ge=1)
    """How many items a full page has; fewer mean that it is the last."""

    @model_validator(mode="before")
    @classmethod
    def _by_other_names(cls, value: object) -> object:
        """`type` stands for `kind`, and "link-header" for a link that is no part of the answer."""
        if not isinstance(value, dict):
            return value
        kind = value.get("kind", value.get("type"))
        rest = {key: one for key, one in value.items() if key not in ("kind", "type")}
        return {"kind": "link" if kind == "link-header" else kind, **rest}

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind != "link" and self.param is None:
            raise ValueError(f'a cursor of kind "{self.kind}" needs param')
        if self.kind == "token" and not self.path:
            raise ValueError('a cursor of kind "token" needs path')
        if self.kind in ("page", "offset") and isinstance(self.start, str):
            raise ValueError(f'start of a cursor of kind "{self.kind}" is a number')
        return self

    @property
    def first(self) -> str:
        """What the first request says; "" when it says nothing."""
        usual = {"page": 1, "offset": 0}.get(self.kind, "")
        return str(usual if self.start is None else self.start)

    def after(self, then: str, answer: Answer, document: object, items: Sequence[object]) -> str:
        """What asks for the page after this answer, which `then` asked for; "" for the last."""
        match self.kind:
            case "page" | "offset":
                if not items or (self.size is not None and len(items) < self.size):
                    return ""
                return str(int(then) + (1 if self.kind == "page" else self.size or len(items)))
            case "token":
                return name({"": at_path(document, self.path or "")}, "", limit=4_000) or ""
            case "link":
                return self._link(answer, document)
            case "since":
                return ""

    def _link(self, answer: Answer, document: object) -> str:
        if self.path:
            found = at_path(document, self.path)
            return found.strip() if isinstance(found, str) else ""
        header = _NEXT.search(answer.headers.get("link", ""))
        return header[1].strip() if header else ""


def newest(values: Sequence[object]) -> str:
    """The highest of ids or times, as a service would sort them; "" when there is none."""
    known = [text for value in values if (text := name({"": value}, "", limit=4_000))]
    if all(text.isdecimal() for text in known):
        return max(known, key=lambda text: (len(text.lstrip("0")), text), default="")
    return max(known, default="")


def same_place(link: str, address: str, base_url: str | None) -> tuple[str, bool]:
    """The whole address of a link in an answer, and whether it already is on `base_url`.

    Raises SourceBroken when it leads to another host than the one that is read.
    """
    here = urlsplit(address)
    try:
        target = urlsplit(urljoin(address, link))
        _ = target.port
    except ValueError:
        raise SourceBroken(f"{here.hostname} says that its next page is nowhere") from None
    if (target.hostname, target.port) == (here.hostname, here.port):
        # Behind a proxy a service may not know that it is spoken to over https.
        return urlunsplit((here.scheme, *target[1:4], "")), False
    base = urlsplit(base_url or "")
    if base_url and (target.scheme, target.netloc) == (base.scheme, base.netloc):
        return urlunsplit((*target[:4], "")), True
    raise SourceBroken(f"{here.hostname} says that its next page is on another host")
