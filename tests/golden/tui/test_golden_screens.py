"""What the watch screen shows, character for character, at every size it promises.

`SOCWATCH_UPDATE_GOLDEN=1 pytest tests/golden/tui` writes them anew; read the difference.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from tests.support.screen import Sitter, sit
from tests.unit.cli.world import NOW, build

EXPECTED = Path(__file__).parent / "expected"
SIZES = ((130, 40), (100, 32), (80, 24), (60, 16))
#: Keys, and what must have come up before it is looked at.
SCENES: dict[str, tuple[tuple[str, ...], str]] = {
    "board": ((), "Latest mentions"),
    "details": (("enter",), "Esc Back"),
    "keys": (("question_mark",), "Esc goes back"),
    "snooze": (("s",), "No calls about"),
    "who": (("a",), "Who are you?"),
    "palette": (("ctrl+p",), "Acknowledge the issue"),
}
#: Every scene at the size of a usual window; the first two at every size.
LOOKS = [
    *((name, size) for name in ("board", "details") for size in SIZES),
    *((name, (100, 32)) for name in list(SCENES)[2:]),
]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The config of a night with a fire that nobody has; the scenes only look."""
    return build(tmp_path_factory.mktemp("night"))


@pytest.mark.parametrize(("name", "size"), LOOKS, ids=lambda one: str(one).replace(" ", ""))
def test_a_screen(
    night: Path, monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int]
) -> None:
    """As it was read and found good."""
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown: list[str] = []
    keys, comes = SCENES[name]

    async def scene(sitter: Sitter) -> None:
        await sitter.press(*keys)
        await sitter.sees(comes)
        await asyncio.sleep(0.1)
        shown.append(await sitter.sees(comes))

    sit(night, scene, size=size, me=None)
    assert all(len(line) <= size[0] for line in shown[0].splitlines())
    path = EXPECTED / f"{name}_{size[0]}x{size[1]}.txt"
    if os.environ.get("SOCWATCH_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown[0] + "\n", encoding="utf-8")
    assert shown[0] + "\n" == path.read_text(encoding="utf-8")
