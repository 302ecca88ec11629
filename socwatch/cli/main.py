"""The `socwatch` command: its tree, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from socwatch import __version__
from socwatch.cli import (
    acting,
    demoing,
    digesting,
    planning,
    polling,
    replaying,
    setting_up,
    showing,
    watching,
)
from socwatch.cli.frame import fail, say
from socwatch.errors import SocwatchError

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
    setting_up, polling, watching, showing, acting, planning, digesting, replaying, demoing,
):  # fmt: skip
    part.add_to(app)


def _version(asked: bool) -> None:
    if asked:
        print(f"socwatch {__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    config: Annotated[str | None, typer.Option("--config", metavar="FILE")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    plain: Annotated[bool, typer.Option("--plain")] = False,
    color: Annotated[str, typer.Option("--color", metavar="WHEN")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True)] = 0,
    no_input: Annotated[bool, typer.Option("--no-input")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Listens to what is said about you, and tells the right person by your crisis plan."""
    from pathlib import Path

    del version
    context.obj = {
        "config": Path(config) if config else None,
        "as_json": as_json,
        "plain": plain,
        "color": color,
        "quiet": quiet,
        "verbose": verbose,
        "no_input": no_input,
    }


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of one call."""
    as_json = "--json" in arguments
    try:
        return _ended(app(arguments, standalone_mode=False))
    except SocwatchError as error:
        return fail(error, as_json=as_json)
    except KeyboardInterrupt:
        say("interrupted; nothing is lost")
        return 130
    except BrokenPipeError:
        # Whoever read us has seen enough; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  the last resort: one line instead of a traceback
        if type(error).__name__ == "Abort":
            say("stopped; nothing was done")
            return 130
        return _usage_or_unexpected(error, arguments)


def _ended(result: Any) -> int:
    return result if isinstance(result, int) else 0


def _usage_or_unexpected(error: Exception, arguments: list[str]) -> int:
    show = getattr(error, "show", None)
    if show is not None:  # a flag or argument that typer did not understand
        show(file=sys.stderr)
        return int(getattr(error, "exit_code", 2))
    return fail(_unexpected(error, arguments), as_json="--json" in arguments)


def _unexpected(error: Exception, arguments: list[str]) -> SocwatchError:
    """One line for people; the traceback goes to a file beside the log, for the makers."""
    import logging

    logging.getLogger(__name__).critical("unexpected failure", exc_info="-vv" in arguments)
    if "-vv" in arguments:
        import traceback

        traceback.print_exception(error)
    return SocwatchError(
        f"failed unexpectedly: {type(error).__name__}: {error}",
        hint="`-vv` shows the details; please report them",
    )
