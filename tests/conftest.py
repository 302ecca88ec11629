"""How many tests run at once."""

from __future__ import annotations

import os


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a third of the time is spent waiting, for a program or a clock."""
    return (os.cpu_count() or 1) + 1
