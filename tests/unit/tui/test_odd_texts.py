"""Texts that no screen was made for: they stay in their cells, at every size, and open in full."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from socwatch.app import App
from tests.support.screen import Sitter, sit
from tests.support.story import Story, config
from tests.unit.cli.world import NOW

ODD = {
    "a word of 10,000 characters": "acme " + "x" * 10_000,
    "10,000 characters": "the acme kettle is on fire " * 370,
    "emoji": "acme \U0001f525\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1ea\U0001f1f8 " * 30,
    "wide": "acme 火事だ、ケトルが燃えている " * 30,
    "right to left": "acme النار في المطبخ \u202eפה יש אש " * 20,
    "stacked": "acme z\u0335\u0336\u0337\u0338\u0301\u0302\u0303 " * 200,
    "control": "acme \x1b[2J\x1b]0;owned\x07\r\x00\x08\x9b31m gone",
    "markup": "acme [bold red]fire[/] [link=x]y[/link] [/] [@click=app.quit]go[/] \\[ ]",
    "page": "acme <script>alert(1)</script><b>fire</b> &amp; &#x202e; {{ 7 * 7 }} %s {0}",
    "lines": "acme\n\n\tkettle\u2028on\u2029fire\x0b\x0c\x85done",
}


def is_still(line: str) -> bool:
    """Whether nothing in it moves, hides or turns what is around it."""
    opened, closed = line.count("\u2068"), line.count("\u2069")
    joined = line.replace("\u200d", "").replace("\u2068", "").replace("\u2069", "")
    return joined.isprintable() and opened == closed


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A night in which such things are said, some of them as titles and names."""
    folder = tmp_path_factory.mktemp("odd")
    story = Story(folder, config().replace('"socwatch.db"', '"out/socwatch.db"'))
    for number, text in enumerate(ODD.values()):
        story.post(f"02:{10 + number}", text, author=text[:60], url=f"https://a.example/{number}")
    story.run(until="02:55")
    return folder / "story.toml"


@pytest.mark.parametrize("size", [(130, 40), (100, 32), (80, 24), (60, 16)])
def test_nothing_leaves_its_cell(
    odd: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row is as wide as the screen, and every frame closes where it has to."""
    monkeypatch.setenv("SOCWATCH_NOW", NOW)

    async def scene(sitter: Sitter) -> None:
        shown = (await sitter.sees("Latest mentions")).splitlines()
        assert len(shown) <= size[1]
        for line in shown:
            assert cell_len(line) <= size[0], line
            assert is_still(line), line
            if line.startswith(("│", "┃")):
                assert line.endswith(("│", "┃")), line
                assert cell_len(line) == size[0], line

    sit(odd, scene, size=size)


@pytest.mark.parametrize("name", ODD)
def test_each_opens_in_full(odd: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page comes up with the word that all of them have, and goes again."""
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    place = len(ODD) - 1 - list(ODD).index(name)  # the latest is the first

    async def scene(sitter: Sitter) -> None:
        sitter.app.board.grid("mentions").focus()
        await sitter.press("home", *["down"] * place, "enter")
        shown = await sitter.sees("Esc")
        assert "acme" in shown
        lines = shown.splitlines()
        assert all(cell_len(line) <= 100 for line in lines)
        assert is_still("".join(lines))  # a long text is closed in as a whole
        await sitter.press("escape")
        await sitter.sees("Latest mentions")

    sit(odd, scene, size=(100, 32))


def test_all_of_them_were_taken(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None was too odd to be kept."""
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    with App.open(odd) as app:
        assert len(list(app.store.mentions.newest())) == len(ODD)


def test_what_was_cut_is_whole_again_on_a_larger_screen(
    odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From small to large: text from right to left fills its column again."""
    monkeypatch.setenv("SOCWATCH_NOW", NOW)

    def row(screen: str) -> str:
        return next(line for line in screen.splitlines() if "02:14" in line)

    async def scene(sitter: Sitter) -> None:
        small = row(await sitter.sees("02:14"))
        await sitter.resize(130, 40)
        large = row(await sitter.sees("Sources"))
        assert cell_len(large) == 130
        assert large.count("acme") > small.count("acme")

    sit(odd, scene, size=(60, 16))
