"""Which config is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from socwatch.config.load import find
from socwatch.errors import ConfigMissing


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A config in each place below a fresh folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    found = {
        "flag": tmp_path / "flag.toml",
        "variable": tmp_path / "variable.toml",
        "here": tmp_path / "socwatch.toml",
        "home": tmp_path / "xdg" / "socwatch" / "config.toml",
    }
    for path in found.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return found


def test_the_first_place_wins(places: dict[str, Path], tmp_path: Path) -> None:
    """--config beats SOCWATCH_CONFIG, which beats the folder we are in, which beats home."""
    env = {"XDG_CONFIG_HOME": str(tmp_path / "xdg"), "SOCWATCH_CONFIG": str(places["variable"])}
    assert find(places["flag"], env) == places["flag"]
    assert find(None, env) == places["variable"]
    del env["SOCWATCH_CONFIG"]
    assert find(None, env) == Path("socwatch.toml")
    places["here"].unlink()
    assert find(None, env) == places["home"]


def test_a_named_config_is_never_replaced_by_another(places: dict[str, Path]) -> None:
    """A wrong --config or SOCWATCH_CONFIG is told, not passed over."""
    with pytest.raises(ConfigMissing, match=r"no\.toml that --config names"):
        find(Path("no.toml"), {"SOCWATCH_CONFIG": str(places["variable"])})
    with pytest.raises(ConfigMissing, match=r"no\.toml that SOCWATCH_CONFIG names"):
        find(None, {"SOCWATCH_CONFIG": "no.toml"})


def test_without_a_config_every_place_is_named(places: dict[str, Path], tmp_path: Path) -> None:
    """The message says where socwatch looked, and what to do."""
    places["here"].unlink()
    with pytest.raises(ConfigMissing) as caught:
        find(None, {"XDG_CONFIG_HOME": str(tmp_path / "nowhere")})
    assert caught.value.exit_code == 10
    assert "socwatch.toml, " in caught.value.message
    assert str(tmp_path / "nowhere/socwatch/config.toml") in caught.value.message
    assert "/etc/socwatch/config.toml" in caught.value.message
    assert "socwatch init" in caught.value.hint
