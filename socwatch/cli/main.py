"""The `socwatch` command: its tree, and the one place where errors become exit codes."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated, Any

import typer
from typer.completion import completion_init  # type: ignore[attr-defined]

from socwatch import __version__
from socwatch.cli import (
    acting,
    auditing,
    backtesting,
    demoing,
    digesting,
    drilling,
    duty,
    ending,
    importing,
    labelling,
    mailing,
    measuring,
    planning,
    polling,
    querying,
    replaying,
    reporting,
    rolling,
    scoring,
    serving,
    setting_up,
    showing,
    silencing,
    sourcing,
    storytelling,
    triaging,
    voicing,
    watching,
)
from socwatch.cli.frame import (
    ColorFlag,
    ConfigFlag,
    JsonFlag,
    NoInputFlag,
    PlainFlag,
    QuietFlag,
    VerboseFlag,
    fail,
    say,
)
from socwatch.errors import SocwatchError, UsageError

app = typer.Typer(
    name="socwatch",
    help="Listens to what is said about you, and tells the right person by your crisis plan.",
    add_completion=False,  # it would edit the user's shell files; `completion` prints instead
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (
    setting_up, polling, watching, showing, sourcing, acting, silencing, planning, duty, drilling, digesting, mailing,
    replaying, reporting,
    demoing, importing, labelling, measuring, backtesting, querying, scoring, storytelling, triaging,
    voicing, auditing, rolling, serving,
):  # fmt: skip
    part.add_to(app)


def _version(asked: bool) -> None:
    if asked:
        print(f"socwatch {__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    config: ConfigFlag = None,
    as_json: JsonFlag = False,
    plain: PlainFlag = False,
    color: ColorFlag = "auto",
    quiet: QuietFlag = False,
    verbose: VerboseFlag = 0,
    no_input: NoInputFlag = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Listens to what is said about you, and tells the right person by your crisis plan."""
    del version
    context.obj = {
        "config": config,
        "as_json": as_json,
        "plain": plain,
        "color": color,
        "quiet": quiet,
        "verbose": verbose,
        "no_input": no_input,
    }


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    ending.as_ctrl_c()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows a "?"
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of one call."""
    as_json = "--json" in arguments
    if "_SOCWATCH_COMPLETE" in os.environ:  # a shell asks what could come next
        completion_init()
    try:
        return _ended(app(arguments, prog_name="socwatch", standalone_mode=False))
    except SocwatchError as error:
        return fail(error, as_json=as_json)
    except Exception as error:  # noqa: BLE001  the last resort: one line instead of a traceback
        if type(error).__name__ == "Abort":
            say("stopped; nothing was done")
            return 130
        return _usage_or_unexpected(error, arguments)


def _ended(result: Any) -> int:
    return result if isinstance(result, int) else 0


def _usage_or_unexpected(error: Exception, arguments: list[str]) -> int:
    as_json = "--json" in arguments
    show = getattr(error, "show", None)
    if show is None:
        return fail(_unexpected(error), as_json=as_json)
    if as_json:
        return fail(UsageError(_misused(error)), as_json=True)
    show(file=sys.stderr)  # a flag or argument that typer did not understand, with its usage
    return int(getattr(error, "exit_code", 2))


def _misused(error: Exception) -> str:
    """What typer has against the flags and arguments, in its words."""
    words: str = getattr(error, "format_message", error.__str__)()
    return words or "this is no full command; --help lists what there is"


def _unexpected(error: Exception) -> SocwatchError:
    """One line for people; the traceback goes to the log, for the makers."""
    import logging

    logging.getLogger(__name__).error("unexpected failure", exc_info=error)
    return SocwatchError(
        f"failed unexpectedly: {type(error).__name__}: {error}",
        hint="`-vv` shows the details; please report them",
    )
