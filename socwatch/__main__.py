"""`python -m socwatch` is `socwatch`.

Invariant: Ctrl-C ends without a traceback from the first moment on, also while we still load.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    _with_standard_streams()
    try:
        from socwatch.cli.main import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


def _with_standard_streams() -> None:
    """Opens what the caller closed (`>&-`): the next file we open would take its number.

    A database in the place of standard output would be written over by the first library that
    prints.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


if __name__ == "__main__":
    main()
