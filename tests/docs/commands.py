"""The command tree as the page docs/reference/cli.md shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer.main

from socwatch.cli.main import app

HEAD = """\
# Commands

This page is made from the program itself: `SOCWATCH_UPDATE_GOLDEN=1 pytest tests/docs` writes it
anew. `socwatch COMMAND --help` says the same. Exit codes are on [their own page](exit-codes.md),
the forms of `--json` in [file formats](file-formats.md).

These flags may stand before or after the name of any command:

"""
COMMON = ("config", "as_json", "plain", "color", "quiet", "verbose", "no_input")


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that does something, under its full name."""
    yield from _below("", typer.main.get_command(app))


def _below(prefix: str, group: Any) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        full = f"{prefix}{name}"
        if getattr(command, "commands", None):
            yield from _below(f"{full} ", command)
        else:
            yield full, command


def page() -> str:
    """The whole page."""
    several = list(commands())
    common = [one for one in several[0][1].params if one.name in COMMON]
    parts = [HEAD, *_options(common)]
    for name, command in several:
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        placed = " ".join(_argument(one) for one in arguments)
        parts.append(f"\n## `socwatch {name}{' ' + placed if placed else ''}`\n\n")
        parts.append(" ".join((command.help or "").split()) + "\n")
        own = [one for one in command.params if one.name not in (*COMMON, "help")]
        described = [one for one in own if one.param_type_name == "option" or one.help]
        if described:
            parts.extend(["\n", *_options(described)])
    return "".join(parts)


def _argument(one: Any) -> str:
    name = (one.metavar or one.name.upper()).replace("|", " or ").strip("[]")
    return name if one.required else f"[{name}]"


def _options(several: list[Any]) -> Iterator[str]:
    yield "| | |\n|---|---|\n"
    for one in several:
        if one.param_type_name == "argument":
            name = f"`{_argument(one)}`"
        else:
            long = max(one.opts, key=len)
            value = one.metavar or long.lstrip("-").upper()
            value = "" if one.is_flag or one.count else f" {value}"
            others = [f"`{flag}`" for flag in one.opts if flag != long]
            name = ", ".join([f"`{long}{value}`", *others])
        yield f"| {name} | {one.help or ''}{_default(one)} |\n"


def _default(one: Any) -> str:
    shown = one.default not in (None, False, 0, "", ()) and not callable(one.default)
    return f" Default: `{one.default}`." if shown and not one.required else ""
