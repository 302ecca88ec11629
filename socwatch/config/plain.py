"""Values of the config as JSON has them, without secrets.

Invariant: what comes out holds no secret and no reference to one, and nothing that JSON lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from pathlib import Path
from types import UnionType
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel, SecretBytes, SecretStr

from socwatch.config.words import SECRET_KEYS
from socwatch.model.query import Query
from socwatch.secrets import Secret

HIDDEN = "***"
_SECRET_PARAMETER = re.compile(r"(?i)token|secret|passw|key|auth|sig|feed|user")
#: The nouns' names for what the config calls otherwise.
_KEYS = {"sender": "from", "start": "from", "end": "to", "first": "from", "last": "to"}


def plain(value: object) -> Any:
    """A value as JSON has it: durations as 15m, times as 07:30, secrets as ***."""
    for kind, written in _WRITTEN:
        if isinstance(value, kind):
            return written(value)
    return value


def table(value: Any, keys: Mapping[str, str] = _KEYS) -> dict[str, Any]:
    """A record as a table, without what is not set; `keys` are the names that differ."""
    names = (
        list(type(value).model_fields)
        if isinstance(value, BaseModel)
        else [one.name for one in fields(value)]
    )
    pairs = ((keys.get(name, name), getattr(value, name)) for name in names)
    return {key: _hidden(key, one) for key, one in pairs if one is not None}


def _hidden(key: str, value: object) -> Any:
    return HIDDEN if key in SECRET_KEYS else plain(value)


def _duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def without_secrets(value: str) -> str:
    """An address without its password and without parameters that look like keys."""
    if "://" not in value:
        return value
    try:
        parts = urlsplit(value)
        password = parts.password
    except ValueError:
        return value
    host = parts.netloc.rpartition("@")
    user = host[0].partition(":")[0]
    netloc = f"{user}:{HIDDEN}@{host[2]}" if password is not None else parts.netloc
    query = "&".join(_parameter(one) for one in parts.query.split("&") if one)
    return urlunsplit(parts._replace(netloc=netloc, query=query))


def _parameter(pair: str) -> str:
    name, equals, _ = pair.partition("=")
    return f"{name}={HIDDEN}" if equals and _SECRET_PARAMETER.search(name) else pair


def _time(value: time) -> str:
    return value.isoformat() if value.second or value.microsecond else value.isoformat("minutes")


def _mapping(value: Mapping[object, object]) -> dict[str, Any]:
    return {str(key): _hidden(str(key), one) for key, one in value.items()}


def _record(value: object) -> dict[str, Any]:
    return table(value)


_WRITTEN: tuple[tuple[type | UnionType, Callable[[Any], Any]], ...] = (
    (Secret, lambda _: HIDDEN),
    (SecretStr | SecretBytes, lambda _: HIDDEN),
    (Query, lambda query: query.text),
    (str, lambda text: without_secrets(str(text))),
    (timedelta, _duration),
    (time, _time),
    (date, lambda day: day.isoformat().replace("+00:00", "Z")),
    (Path, str),
    (Mapping, _mapping),
    (tuple | list | set | frozenset, lambda many: [plain(one) for one in many]),
    (BaseModel, _record),
    (object, lambda value: _record(value) if is_dataclass(value) else value),
)
