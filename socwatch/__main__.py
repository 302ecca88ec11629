"""`python -m socwatch` is `socwatch`."""

from __future__ import annotations

from socwatch.cli.main import main

if __name__ == "__main__":
    main()
