"""The written config, read table by table.

Invariant: a mistake in one table hides no mistake in another. Each array element is checked on
its own; what is wrong is left out of the result and is in `problems`, placed by file, line, key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from socwatch.config.describe import explanations
from socwatch.config.lines import Place, line_of
from socwatch.config.words import in_words, printable, shown, tables_in
from socwatch.errors import Problem

M = TypeVar("M", bound=BaseModel)

#: A key taken out may leave a table that lacks it, which has to go too, and so on outwards.
_MENDINGS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A TOML file. Its content stands for what is at `under` in the whole config."""

    file: str
    tables: Mapping[str, Any]
    lines: Mapping[Place, int]
    under: Place = ()

    def problem(self, place: Place, says: str, suggestion: str = "") -> Problem:
        """A problem at this place of the whole config."""
        local = place[len(self.under) :]
        return Problem(
            file=self.file,
            line=line_of(self.lines, local),
            key=dotted(local),
            says=printable(says),
            suggestion=printable(suggestion),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Generic[M]):
    """A table, and where it stands."""

    place: Place
    value: M


@dataclass(slots=True, kw_only=True)
class Sheet:
    """All of the config as it is written, and what is wrong with it so far."""

    main: Document
    plan: Document  # the main document, unless the plan has a file of its own
    root: Mapping[str, Any]  # the content of both
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    wrong: set[Place] = field(default_factory=set)
    complete: bool = True  # whether the plan is there, so that references to it can be checked

    def blame(self, place: Place, says: str, suggestion: str = "") -> None:
        """Notes a mistake, unless one is known there already."""
        if not self.is_wrong(place):
            self.wrong.add(place)
            self.problems.append(self._document(place).problem(place, says, suggestion))

    def without_plan(self, problems: Sequence[Problem]) -> None:
        """Notes that the plan's own file cannot be used, and why."""
        self.complete = False
        for one in problems:
            if one.line is None:
                self.blame(("plan_file",), f"{one.file} {one.says}", one.suggestion)
            else:
                self.problems.append(one)

    def warn(self, place: Place, says: str, suggestion: str = "") -> None:
        """Notes what is allowed, but hardly meant."""
        self.warnings.append(self._document(place).problem(place, says, suggestion))

    def is_wrong(self, place: Place) -> bool:
        """Whether a mistake is known at this place or inside it."""
        return any(known[: len(place)] == place for known in self.wrong)

    def line(self, place: Place) -> int | None:
        """The line of a place, in its own file."""
        return self._document(place).problem(place, "").line

    def _document(self, place: Place) -> Document:
        return self.plan if place[:1] == ("plan",) else self.main

    def at(self, place: Place) -> Any:
        """What is written there; None when nothing is."""
        found: Any = self.root
        for step in place:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def head(self, model: type[M], *place: str) -> M:
        """The plain keys of a table whose keys all have defaults; wrong ones get theirs."""
        written = self.at(place)
        inner = tables_in(model)
        if not isinstance(written, Mapping | NoneType):
            self.blame(place, "must be one table", f"write [{'.'.join(place)}]")
            return model()
        plain = {k: v for k, v in (written or {}).items() if k not in inner}
        try:
            return model.model_validate(plain)
        except ValidationError as error:
            self._explain(error, model, plain, place)
            bad = {details["loc"][0] for details in error.errors()}
        return model.model_validate({k: v for k, v in plain.items() if k not in bad})

    def table(self, model: type[M], *place: str) -> M | None:
        """A single table; None when it is absent or wrong."""
        written = self.at(place)
        return None if written is None else self.one(model, written, place)

    def tables(self, model: type[M], *place: str) -> tuple[Placed[M], ...]:
        """An array of tables; wrong ones without their wrong keys, or left out."""
        written = self.at(place)
        if written is not None and not isinstance(written, list):
            self.blame(place, "must be a list of tables", f"write [[{'.'.join(place)}]]")
            return ()
        found: list[Placed[M]] = []
        for number, one in enumerate(written or ()):
            value = self.one(model, one, (*place, number)) or _mended(model, one)
            if value is not None:
                found.append(Placed(place=(*place, number), value=value))
        return tuple(found)

    def raw(self, *place: str) -> Iterator[tuple[Place, Mapping[str, Any]]]:
        """Each table of an array as it is written, right or wrong."""
        written = self.at(place)
        for number, table in enumerate(written if isinstance(written, list) else ()):
            if isinstance(table, Mapping):
                yield (*place, number), table

    def one(
        self,
        model: type[M],
        written: object,
        place: Place,
        context: Mapping[str, object] | None = None,
    ) -> M | None:
        """The table as the model; None when it is wrong."""
        try:
            return model.model_validate(written, context=dict(context or {}))
        except ValidationError as error:
            self._explain(error, model, written, place)
            return None

    def _explain(
        self, error: ValidationError, model: type[BaseModel], written: object, place: Place
    ) -> None:
        for details in error.errors(include_url=False):
            here = place + tuple(_inside(written, details))
            says, suggestion = in_words(details, model)
            if details["type"] == "string_pattern_mismatch":
                suggestion = explanations(model).get(str(details["loc"][-1]), "")
            self.blame(here, says, suggestion)


def _mended(model: type[M], written: object) -> M | None:
    """A wrong table without its wrong keys, so that the right ones can still be looked at."""
    rest = deepcopy(written)
    for _ in range(_MENDINGS):
        try:
            return model.model_validate(rest)
        except ValidationError as error:
            for details in error.errors():
                place = tuple(_inside(rest, details))
                _take_out(rest, place[:-1] if details["type"] == "missing" else place)
    return None


def _take_out(written: Any, place: Place) -> None:
    """Takes a key out of the table that has it; list elements stay, their numbers matter."""
    for step in place[:-1]:
        inside = isinstance(written, list) or (isinstance(written, dict) and step in written)
        written = written[step] if inside else None
    if place and isinstance(written, dict):
        written.pop(place[-1], None)


def _inside(written: Any, details: ErrorDetails) -> Iterator[str | int]:
    """The steps to the mistake that are really written; models add steps of their own."""
    steps: Sequence[str | int] = details["loc"]
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if isinstance(written, Mapping) and (step in written or (last and _is_key(details))):
            written = written.get(step)
            yield step
        elif isinstance(written, list) and isinstance(step, int) and step < len(written):
            written = written[step]
            yield step


def _is_key(details: ErrorDetails) -> bool:
    return details["type"] == "missing"


def dotted(place: Place) -> str:
    """`plan.contacts[1].email`."""
    words = ""
    for step in place:
        if isinstance(step, int):
            words += f"[{step}]"
        else:
            name = step if step and all(c.isalnum() or c in "_-" for c in step) else shown(step)
            words += f".{name}" if words else name
    return words
