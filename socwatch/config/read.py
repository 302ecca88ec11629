"""Reads the files of a config into a sheet, whatever is in them.

Invariant: whatever the bytes, the answer is a sheet or ConfigWrong; no file larger than 1 MiB is
read, and nothing but the config and its plan file is opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli

from socwatch.config.lines import lines_of
from socwatch.config.sheet import Document, Sheet
from socwatch.errors import ConfigWrong, Problem

LARGEST_FILE = 1024 * 1024


def sheet_of(path: Path) -> Sheet:
    """The config as it is written, with the plan of its plan file. Raises ConfigWrong."""
    main = document(path)
    plan_file = main.tables.get("plan_file")
    if not isinstance(plan_file, str) or not plan_file.strip():
        return _sheet(main, main, main.tables, [path])
    sheet = _sheet(main, main, main.tables, [path])
    if "plan" in main.tables:
        sheet.blame(("plan_file",), "the plan is in this file too", "keep one of the two")
        return sheet
    plan_path = path.parent / Path(plan_file).expanduser()
    try:
        plan = _plan_of(document(plan_path))
    except ConfigWrong as error:
        sheet.without_plan(error.problems)
        return sheet
    return _sheet(main, plan, {**main.tables, "plan": plan.tables}, [path, plan_path])


def _plan_of(file: Document) -> Document:
    """The plan's tables, under [plan] or at the top of the file."""
    if "plan" not in file.tables:
        return Document(file=file.file, tables=file.tables, lines=file.lines, under=("plan",))
    others = [key for key in file.tables if key != "plan"]
    if others:
        says = "stands beside [plan]; only the plan belongs into this file"
        raise ConfigWrong([file.problem((key,), says) for key in others])
    plan = file.tables["plan"]
    if not isinstance(plan, dict):
        raise ConfigWrong([file.problem(("plan",), "must be one table", "write [plan]")])
    return Document(file=file.file, tables=plan, lines=file.lines)


def _sheet(main: Document, plan: Document, root: Mapping[str, Any], paths: list[Path]) -> Sheet:
    sheet = Sheet(main=main, plan=plan, root=root)
    sheet.warnings.extend(problem for path in paths for problem in _open_to_others(path))
    return sheet


def _open_to_others(path: Path) -> list[Problem]:
    """Who can write the config decides which programs run and who is told."""
    mode = path.stat().st_mode
    if os.name != "posix" or not mode & (stat.S_IWGRP | stat.S_IWOTH):
        return []
    says = "others may change this file"
    return [Problem(file=str(path), line=1, key="", says=says, suggestion=f"chmod go-w {path}")]


def document(path: Path) -> Document:
    """A TOML file with the lines of its keys. Raises ConfigWrong for what is none."""
    text = _text(path)
    try:
        return Document(file=str(path), tables=tomli.loads(text), lines=lines_of(text))
    except tomli.TOMLDecodeError as error:
        says = f"{error.msg} (column {error.colno})"
        raise _unusable(path, says, error.lineno) from error
    except RecursionError as error:
        raise _unusable(path, "is nested too deeply") from error
    except ValueError as error:  # Python refuses integers of thousands of digits
        raise _unusable(path, "holds a number that is too long") from error


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise _unusable(path, "is not a file" if path.exists() else "is not there")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}") from error
    if len(content) > LARGEST_FILE:
        raise _unusable(path, "is larger than 1 MiB", suggestion="a config never is")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unusable(path, "is not text in UTF-8", line, "save it as UTF-8") from error


def _unusable(path: Path, says: str, line: int | None = None, suggestion: str = "") -> ConfigWrong:
    problem = Problem(file=str(path), line=line, key="", says=says, suggestion=suggestion)
    return ConfigWrong([problem])
