"""What the config says of an endpoint that answers with JSON.

Invariants: what a query says can change the path and the parameters of the address, never its
host; a secret stands nowhere in the config, only where it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Literal
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, Field

from socwatch.model.mention import MentionKind
from socwatch.sources._json_fields import Fields, Path
from socwatch.sources._json_pages import Following
from socwatch.sources._options import Line, TokenOptions, Word, web_address

_PLACES = re.compile(r"\{[^{}]*\}?|\}")
_HEADER = r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"
_LOGIN = re.compile("auth|key|token|secret|cookie|session|passw", re.IGNORECASE)
#: What the client sets itself.
_OURS = frozenset({"host", "user-agent", "content-length", "connection", "accept-encoding"})

Header = Annotated[str, Field(pattern=_HEADER)]


def _template(value: str) -> str:
    """The address when its places are where no query can change the host."""
    address = web_address(value)
    parts = urlsplit(address)
    for place in _PLACES.findall(address):
        if place not in ("{query}", "{since}"):
            raise ValueError(f"{place} is none of {{query}} and {{since}}")
    if "{" in parts.scheme + parts.netloc + parts.fragment:
        raise ValueError("{query} and {since} stand in the path or behind the question mark")
    return address


def _said_aloud(value: Mapping[str, str]) -> Mapping[str, str]:
    """Headers that are no secret; a secret in the config is refused."""
    for name in value:
        if _LOGIN.search(name):
            raise ValueError(f"{name} is a secret: name the variable that holds it in headers_env")
        if name.lower() in _OURS:
            raise ValueError(f"{name} is not yours to set")
    return value


class Options(TokenOptions):
    """What is asked, and where in the answer the mentions are."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    url: Annotated[str, AfterValidator(_template)]
    """The address; {query} stands for a topic's words, {since} for the time from which to read."""

    items: Path = ""
    """Where in the answer the list of items is, such as "data.results"; "" when it is the list."""

    fields: Fields
    """Where in an item each part of a mention is, such as { id = "id", text = "body.html" }."""

    date_format: Line | None = None
    """How times are written, as for strptime; default RFC 3339, epoch, or as in mails."""

    since_format: Line = "rfc3339"
    """How {since} is written: "rfc3339", "epoch", "epoch_ms", or as for strftime."""

    cursor: Following | None = None
    """How to go on after an answer; left out, one answer has everything."""

    headers: Annotated[dict[Header, Line], AfterValidator(_said_aloud)] = Field(
        default_factory=dict
    )
    """Further headers that are no secret."""

    headers_env: dict[Header, Line] = Field(default_factory=dict)
    """Headers that are a secret, each with the environment variable that holds it."""

    token_header: Header = "Authorization"  # noqa: S105 (a header's name, no token)
    """The header in which the token is sent."""

    token_scheme: Word = "Bearer"  # noqa: S105 (a word of HTTP, no token)
    """What stands before the token in the header Authorization."""

    mention_kind: Annotated[MentionKind, Field(strict=False)] = MentionKind.POST
    """What sort of items they are: post, comment, article, review …"""

    match: Literal["query", "all"] = "query"
    """"query": the topics' queries decide; "all": everything in the answer belongs to them."""

    @property
    def searches(self) -> bool:
        """Whether the service is asked for the topics' words."""
        return "{query}" in self.url

    def asked(self, query: str, since: datetime) -> str:
        """The address with its places filled."""
        filled = self.url.replace("{query}", quote(query, safe=""))
        return filled.replace("{since}", quote(_written(since, self.since_format), safe=""))


def _written(at: datetime, form: str) -> str:
    match form:
        case "rfc3339":
            return at.strftime("%Y-%m-%dT%H:%M:%SZ")
        case "epoch":
            return str(int(at.timestamp()))
        case "epoch_ms":
            return str(int(at.timestamp()) * 1000)
    return at.strftime(form)
