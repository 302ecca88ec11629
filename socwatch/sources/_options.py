"""What every kind of source can be told in the config, and how each value is read.

Invariant: an Options model is complete and checked; a source never looks at the config again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar
from urllib.parse import urlsplit, urlunsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from socwatch.model.times import length


def duration(value: object) -> timedelta:
    """The length that "90s", "15m", "2h", "1d" or "4w" means; ValueError for anything else."""
    if isinstance(value, timedelta):
        return value
    try:
        found = length(value) if isinstance(value, str) else timedelta(0)
    except ValueError:
        found = timedelta(0)
    if not found:
        raise ValueError('write a length of time as "90s", "15m", "2h", "1d" or "4w"')
    return found


def web_address(value: str) -> str:
    """The same address when a source may be pointed at it; ValueError with the reason if not."""
    try:
        parts = urlsplit(value.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("this is not a web address") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise ValueError("write a full web address that begins with http:// or https://")
    if parts.username or parts.password:
        raise ValueError("take the user name and password out of the address")
    return value.strip()


def rebased(address: str, base_url: str | None) -> str:
    """`address` with the scheme and host of `base_url`, whose path (if any) comes first."""
    if base_url is None:
        return address
    base, parts = urlsplit(base_url), urlsplit(address)
    path = base.path.rstrip("/") + parts.path
    return urlunsplit((base.scheme, base.netloc, path, parts.query, ""))


Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,6}\s*[smhdw]$"}),
]
WebAddress = Annotated[str, AfterValidator(web_address)]


class SourceOptions(BaseModel):
    """The keys that each kind of source understands."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    #: The service is not asked more often than this, whatever `every` says.
    FLOOR: ClassVar[timedelta] = timedelta(seconds=1)

    every: Duration = timedelta(minutes=5)
    """How often the source is asked; each kind has a polite floor."""

    @property
    def interval(self) -> timedelta:
        """`every`, or the kind's floor where that is longer."""
        return max(self.every, self.FLOOR)


class HttpOptions(SourceOptions):
    """The keys of every kind that speaks HTTP."""

    base_url: WebAddress | None = None
    """Another host that stands for the service: a server of your own, or a test."""

    allow_private: bool = False
    """Opens loopback and private networks for this source; link-local stays closed."""

    def address(self, address: str) -> str:
        """Where the service's `address` is to be asked for."""
        return rebased(address, self.base_url)
