"""Finds the config and loads it: the whole of it, or all that is wrong with it.

Invariant: a wrong config never half-works. `load` returns a config in which every reference
exists, or raises ConfigWrong with every problem, placed by file, line and key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import platformdirs
from pydantic import BaseModel

from socwatch.config.build import config_of
from socwatch.config.calendar import calendars
from socwatch.config.check import check_tables
from socwatch.config.check_plan import check_plan
from socwatch.config.read import sheet_of
from socwatch.config.result import Config, SourceSettings
from socwatch.config.sheet import Sheet
from socwatch.config.tables import names_of, tables_of
from socwatch.config.words import one_of, shown
from socwatch.errors import ConfigMissing, ConfigWrong
from socwatch.match.lint import lint
from socwatch.match.syntax import QueryError, parse
from socwatch.model.query import Query

#: The kinds of source there are.
Kinds = Callable[[], Sequence[str]]
#: The options that a kind of source takes.
OptionsOf = Callable[[str], type[BaseModel]]


def find(explicit: Path | None, env: Mapping[str, str]) -> Path:
    """The config to use: the first there is of `--config`, `SOCWATCH_CONFIG`, the usual places.

    Raises ConfigMissing. A config that was named is never replaced by one of another place.
    """
    if explicit is not None:
        return _named(explicit, "--config")
    if env.get("SOCWATCH_CONFIG"):
        return _named(Path(env["SOCWATCH_CONFIG"]), "SOCWATCH_CONFIG")
    places = _usual_places(env)
    for place in places:
        if _exists(place):
            return place
    looked = ", ".join(str(place) for place in places)
    raise ConfigMissing(f"there is no config; looked for {looked}", hint="socwatch init writes one")


def _named(path: Path, by: str) -> Path:
    found = path.expanduser()
    if not _exists(found):
        raise ConfigMissing(
            f"the config {found} that {by} names is not there", hint="socwatch init writes one"
        )
    return found


def _usual_places(env: Mapping[str, str]) -> list[Path]:
    home = env.get("XDG_CONFIG_HOME")
    own = Path(home) / "socwatch" if home else platformdirs.user_config_path("socwatch")
    return [Path("socwatch.toml"), own / "config.toml", Path("/etc/socwatch/config.toml")]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that we may not look into; reading will say so
        return True


def load(path: Path, *, kinds: Kinds, options_of: OptionsOf, today: date | None = None) -> Config:
    """The config of this file. Raises ConfigWrong with all problems at once.

    `kinds` and `options_of` are the registry of sources; options are checked with the context
    `{"folder": folder}`, to which relative paths are relative. `today` is the middle of the years
    for which calendars are read; None: the machine's day.
    """
    sheet = sheet_of(path)
    tables, names = tables_of(sheet), names_of(sheet)
    folder = path.absolute().parent
    sources = _sources(sheet, folder, kinds, options_of)
    queries = _queries(sheet)
    if sheet.complete:
        check_tables(sheet, tables, names)
        check_plan(sheet, tables.plan, names, tables.head.timezone)
    day = today or datetime.now(UTC).date()
    turns = calendars(sheet, tables.plan, folder, tables.head.timezone, day)
    if sheet.problems:
        raise ConfigWrong(sorted(sheet.problems, key=lambda one: (one.file, one.line or 0)))
    return config_of(
        path.absolute(),
        tables,
        sources=sources,
        queries=queries,
        turns=turns,
        warnings=tuple(sheet.warnings),
    )


def _sources(
    sheet: Sheet, folder: Path, kinds: Kinds, options_of: OptionsOf
) -> tuple[SourceSettings, ...]:
    known = list(kinds())
    found = []
    for place, table in sheet.raw("sources"):
        name, kind = table.get("name"), table.get("kind")
        if not isinstance(kind, str):
            continue  # said already
        if kind not in known:
            words = f"{shown(kind)} is no kind of source"
            sheet.blame((*place, "kind"), words, one_of(kind, known))
            continue
        written = {key: value for key, value in table.items() if key not in ("name", "kind")}
        options = sheet.one(options_of(kind), written, place, {"folder": folder})
        if options is not None:
            found.append(SourceSettings(name=str(name), kind=kind, options=options))
    return tuple(found)


def _queries(sheet: Sheet) -> dict[str, Query]:
    found = {}
    for place, table in sheet.raw("topics"):
        text = table.get("query")
        if not isinstance(text, str):
            continue  # said already
        try:
            query = found[str(table.get("name"))] = parse(text)
        except QueryError as error:
            sheet.blame((*place, "query"), error.message, error.suggestion)
            continue
        for odd in lint(query):
            sheet.warn((*place, "query"), f"column {odd.column}: {odd.says}", odd.suggestion)
    return found
