"""What cron sees when the disk misbehaves: a plain sentence, and no byte of anybody's is changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.faults.rig import Rig


def test_a_damaged_database(tmp_path: Path) -> None:
    """`poll` ends with 20, says what to do, and leaves the file as it is."""
    rig = Rig(tmp_path)
    rig.database.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    before = rig.database.read_bytes()
    polled = rig.run("poll")
    assert polled.code == 20
    assert "is damaged" in polled.err
    assert "Traceback" not in polled.err
    assert rig.database.read_bytes() == before


def test_a_read_only_folder(tmp_path: Path) -> None:
    """A folder that cannot be written is named in a plain sentence, with an exit code."""
    rig = Rig(tmp_path / "sealed")
    if os.geteuid() == 0:  # root may write everywhere, unless it gives that up
        if shutil.which("setpriv") is None:
            pytest.skip("root without setpriv cannot be kept from writing")
        rig.before = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    rig.folder.chmod(0o555)
    polled = rig.run("poll")
    rig.folder.chmod(0o755)
    assert polled.code == 1
    assert "cannot be written" in polled.err
    assert "permissions" in polled.err
    assert "unexpectedly" not in polled.err
    assert not rig.database.exists()
