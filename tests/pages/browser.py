"""A real Chromium, run once for a page; what it prints is what the page came to."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needed = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")


def browse(page: Path, *flags: str) -> str:
    """What Chromium prints; every attempt to reach another machine fails at once."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--disable-gpu", *root,
            f"--user-data-dir={page.parent / 'profile'}", "--host-resolver-rules=MAP * ~NOTFOUND",
            "--enable-logging=stderr", *flags, page.as_uri(),
        ],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert not re.findall(r"CONSOLE.*", done.stderr), done.stderr
    return done.stdout
