"""`python -m socwatch` is `socwatch`.

Invariant: Ctrl-C ends without a traceback from the first moment on, also while we still load.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    try:
        from socwatch.cli.main import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
