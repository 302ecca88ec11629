"""What every command shares: the common flags, where answers go, and how errors end.

Invariants: stdout carries the answer and nothing else, stderr everything said about it; an error
is one plain sentence with what to do, never a traceback; exit codes are those of `errors.py`.
"""

from __future__ import annotations

import functools
import inspect
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from socwatch.cli import ending
from socwatch.errors import ConfigWrong, SocwatchError

if TYPE_CHECKING:
    from rich.console import Console

    from socwatch.app import App

ConfigFlag = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="The config file to use.")
]
JsonFlag = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
PlainFlag = Annotated[bool, typer.Option("--plain", help="Plain lines, no tables.")]
ColorFlag = Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never.")]
QuietFlag = Annotated[bool, typer.Option("--quiet", "-q", help="Only say problems.")]
VerboseFlag = Annotated[int, typer.Option("--verbose", "-v", count=True, help="Say more.")]
NoInputFlag = Annotated[bool, typer.Option("--no-input", help="Never ask; fail instead.")]

#: The flags that stand before or after a command's name; where both say something, the later.
_COMMON: tuple[tuple[str, Any, Any], ...] = (
    ("config", ConfigFlag, None),
    ("as_json", JsonFlag, False),
    ("plain", PlainFlag, False),
    ("color", ColorFlag, "auto"),
    ("quiet", QuietFlag, False),
    ("verbose", VerboseFlag, 0),
    ("no_input", NoInputFlag, False),
)

#: Commands that go on until they are stopped: a SIGTERM is their usual end, with code 0.
_ENDED_BY_SIGTERM = ("run", "watch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The common flags of one call."""

    config: Path | None = None
    as_json: bool = False
    plain: bool = False
    color: str = "auto"
    quiet: bool = False
    verbose: int = 0
    no_input: bool = False

    def app(self) -> App:
        """The composition root for this call's config. Raises ConfigMissing, ConfigWrong."""
        from socwatch.app import App

        app = App.open(self.config)
        if self.verbose:  # cron's mail is for problems; `check` shows these
            for warning in app.config.warnings:
                say(f"warning: {warning}")
        return app

    @property
    def wants_words(self) -> bool:
        """Whether a person reads stdout, so that a confirmation is welcome there."""
        return not self.quiet and not self.as_json

    @property
    def is_watched(self) -> bool:
        """Whether somebody sits at a terminal and wants to hear that all went well."""
        return self.wants_words and sys.stdout.isatty()

    def console(self) -> Console:
        """Where tables go: stdout, without a single escape byte unless a terminal reads it."""
        from rich.console import Console

        class Answer(Console):
            """A reader who has seen enough (`| head`) is no failure; rich would end with 1."""

            def on_broken_pipe(self) -> None:
                try:
                    super().on_broken_pipe()
                except SystemExit:
                    raise SystemExit(0) from None

        bare = self.is_bare(sys.stdout)
        return Answer(
            file=sys.stdout,
            no_color=bare,
            force_terminal=not bare if self.color == "always" else None,
            color_system=None if bare else "auto",
            markup=False,
            highlight=False,
            emoji=False,
            width=None if sys.stdout.isatty() else 120,
        )

    def mute_log(self) -> None:
        """Nothing may be written over a screen; what the log would say is in the store as well."""
        logging.disable(logging.CRITICAL)

    def is_bare(self, stream: Any) -> bool:
        """Whether escapes must not be written to this stream."""
        if self.color in ("always", "never"):
            return self.color == "never"
        quiet = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or self.plain
        return bool(quiet) or not stream.isatty()

    def answer(self, document: Mapping[str, object] | Sequence[object]) -> None:
        """One JSON document on stdout, on one line, whatever a reader takes for an end of line."""
        said = json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=_json_value)
        print(said if said.isascii() else said.translate(_LINE_ENDS))


#: Ends of lines to some readers; JSON may hold them as they are, and as escapes as well.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def say(words: str) -> None:
    """A line on stderr: what is said about the answer."""
    from socwatch.understand.text import clean

    for line in words.splitlines():
        indent = len(line) - len(line.lstrip(" "))
        print(" " * indent + clean(line), file=sys.stderr)


def _json_value(value: object) -> object:
    if isinstance(value, datetime):
        return rfc3339(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def rfc3339(at: datetime) -> str:
    """UTC with a Z, to the second unless there is more to say."""
    return at.isoformat().replace("+00:00", "Z")


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the common flags, and its first parameter a Frame made of them."""
    signature = inspect.signature(function, eval_str=True)
    own = list(signature.parameters.values())[1:]
    own = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]

    @functools.wraps(function)
    def wrapped(context: typer.Context, **values: Any) -> None:
        if function.__name__ in _ENDED_BY_SIGTERM:
            ending.leave_to_command()
        flags = {name: values.pop(name) for name, _, _ in _COMMON}
        before = context.obj if isinstance(context.obj, dict) else {}
        frame = framed({**flags, **_said(before), **_said(flags)})
        try:
            function(frame, **values)
            sys.stdout.flush()
        except KeyboardInterrupt:
            say("interrupted; nothing is lost")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # Whoever read us has seen enough; Python must not complain about it at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    del wrapped.__wrapped__
    return _taking(wrapped, [*own, *_common()])


def group(words: str) -> typer.Typer:
    """A group of commands, with its help; the common flags may stand behind its name as well."""
    commands = typer.Typer(help=words, no_args_is_help=True)

    def between(context: typer.Context, **flags: Any) -> None:
        before = context.obj if isinstance(context.obj, dict) else {}
        context.obj = {**before, **_said(flags)}

    commands.callback()(_taking(between, _common()))
    return commands


def _common() -> list[inspect.Parameter]:
    """The common flags and typer's context, as parameters."""
    flags = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, kind, default in _COMMON
    ]
    return [
        *flags,
        inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
    ]


def _taking(
    function: Callable[..., None], parameters: Sequence[inspect.Parameter]
) -> Callable[..., None]:
    """The function, as one that typer sees to have these parameters."""
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {one.name: one.annotation for one in parameters}
    return function


def _said(flags: Mapping[str, Any]) -> dict[str, Any]:
    """The flags without those that were left out."""
    defaults = {name: default for name, _, default in _COMMON}
    return {name: value for name, value in flags.items() if value != defaults[name]}


def framed(flags: Mapping[str, Any]) -> Frame:
    """The common flags as a Frame, with the log set up as they say."""
    if flags["color"] not in ("auto", "always", "never"):
        raise typer.BadParameter("it is auto, always or never", param_hint="--color")
    if os.environ.get("SOCWATCH_ACCESSIBLE"):  # lines that a screen reader reads, no tables
        flags = {**flags, "plain": True}
    frame = Frame(**flags)
    _set_up_log(frame)
    return frame


def _set_up_log(frame: Frame) -> None:
    levels = {0: logging.CRITICAL, 1: logging.INFO}
    logging.basicConfig(
        level=levels.get(frame.verbose, logging.DEBUG),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
        force=True,
    )
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it would print addresses with tokens


def fail(error: SocwatchError, *, as_json: bool) -> int:
    """Says an error on stderr, in the form that was asked for; returns the exit code."""
    if as_json:
        problems = getattr(error, "problems", ())
        document = {
            "schema": "socwatch.error/1",
            "type": "exit_error",
            "code": error.exit_code,
            "message": error.message,
            "hint": error.hint,
        }
        if isinstance(error, ConfigWrong):
            document["problems"] = [
                {"file": one.file, "line": one.line, "key": one.key, "says": one.says,
                 "suggestion": one.suggestion}
                for one in problems
            ]  # fmt: skip
        print(json.dumps(document, ensure_ascii=False), file=sys.stderr)
    else:
        say(error.message if isinstance(error, ConfigWrong) else f"socwatch: {error.message}")
        if error.hint:
            say(f"  {error.hint}")
    return error.exit_code
