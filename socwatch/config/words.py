"""Turns what pydantic found into sentences that a person who is no programmer understands.

Invariant: no value of an unknown key and no secret is ever repeated in a message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

_TYPES = {
    "string": ("must be text", "write it in quotes"),
    "int": ("must be a whole number", "write it without quotes"),
    "float": ("must be a number", "write it without quotes"),
    "bool": ("must be true or false", "write it without quotes"),
    "date": ("must be a day", "write 2026-09-01, without quotes"),
    "datetime": ("must be a day and a time", "write 2026-09-01T09:00, without quotes"),
    "time": ("must be a time of day", "write 07:30, without quotes"),
    "tuple": ("must be a list", "write it in [ ]"),
    "list": ("must be a list", "write it in [ ]"),
    "frozen": ("must be a list", "write it in [ ]"),
    "set": ("must be a list", "write it in [ ]"),
    "dict": ("must be a table", "write it in { }"),
    "model": ("must be a table", "write it in { }"),
}
_BOUNDS = {
    "greater_than_equal": ("must be at least", "ge"),
    "greater_than": ("must be more than", "gt"),
    "less_than_equal": ("must be at most", "le"),
    "less_than": ("must be less than", "lt"),
}
#: Keys that would hold a secret in the clear.
SECRET_KEYS = frozenset(
    {"password", "token", "secret", "app_secret", "client_secret", "api_key", "access_token"}
)


def shown(value: object) -> str:
    """A value as the config's writer knows it: quoted, on one line, not longer than needed."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value) if isinstance(value, int | float) else "this"
    short = value if len(value) <= 60 else value[:59] + "…"
    return f'"{printable(short)}"'


def printable(text: str) -> str:
    """The text on one line, with what would move a terminal's cursor spelt out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def nearest(word: str, known: Iterable[str]) -> str:
    """`did you mean "x"?` for the closest known word, or nothing."""
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), list(by_fold), n=1, cutoff=0.6)
    return f'did you mean "{by_fold[close[0]]}"?' if close else ""


def one_of(word: str, known: Sequence[str]) -> str:
    """The closest known word, or all there are."""
    some = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
    return nearest(word, known) or (f"there is: {some}" if known else "there is none")


def ways_for(key: str) -> str:
    """How to give a secret without writing it down."""
    ways = ", ".join(f"{key}_{way}" for way in ("file", "command", "keyring", "credential"))
    return f"write {key}_env or one of {ways} instead"


def in_words(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong, and what to write instead."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "wrong":
        return str(context["says"]), str(context["suggestion"])
    if kind == "extra_forbidden":
        return _unknown_key(str(error["loc"][-1]), known_keys(model, error["loc"][:-1]))
    if kind == "missing":
        return "is missing", ""
    if kind in ("literal_error", "enum"):
        return _none_of(error["input"], str(context["expected"]))
    if kind == "value_error":
        return str(context.get("error", error["msg"])), ""
    return _by_type(error, kind, context)


def _by_type(error: ErrorDetails, kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    if kind in _BOUNDS:
        words, bound = _BOUNDS[kind]
        return f"{shown(error['input'])}: {words} {context[bound]}", ""
    if kind == "string_pattern_mismatch":
        return f"{shown(error['input'])} has not the right form", ""
    if kind.endswith("too_short"):
        return "must not be empty", ""
    if kind == "model_type" and isinstance(error["input"], list):
        return "must be one table", "write its name in single brackets"
    if kind.endswith(("_type", "_parsing", "_from_float", "_attributes_type")):
        return _TYPES.get(kind.split("_")[0], (error["msg"], ""))
    return error["msg"], ""


def _unknown_key(key: str, known: Sequence[str]) -> tuple[str, str]:
    if key in SECRET_KEYS or f"{key}_env" in known:
        return "a secret must not stand in the config", ways_for(key)
    return "unknown key", nearest(key, known) or f"known here: {', '.join(known)}"


def _none_of(value: object, expected: str) -> tuple[str, str]:
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    close = nearest(value, words) if isinstance(value, str) else ""
    return f"{shown(value)} is none of {', '.join(words)}", close


def known_keys(model: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """The keys of the table at this place inside the model, as they are written in the config."""
    for step in place:
        inner = models_of(_annotation(model, step)) if isinstance(step, str) else [model]
        if not inner:
            return []
        model = inner[0]
    return [field.alias or name for name, field in model.model_fields.items()]


def tables_in(model: type[BaseModel]) -> frozenset[str]:
    """The keys of the model that hold tables."""
    return frozenset(
        field.alias or name
        for name, field in model.model_fields.items()
        if models_of(field.annotation)
    )


def _annotation(model: type[BaseModel], key: str) -> Any:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return field.annotation
    return None


def models_of(annotation: Any) -> list[type[BaseModel]]:
    """The models inside `X | None`, `tuple[X, ...]` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple, list, dict):
        return [model for part in get_args(annotation) for model in models_of(part)]
    return []
