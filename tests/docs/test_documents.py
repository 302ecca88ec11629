"""Links lead somewhere, examples load, records have their parts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from socwatch import __version__, errors
from socwatch.app import load_config
from socwatch.engine.scenario import line_of
from socwatch.model.issue import EventKind

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
RECORDS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    """The page's name in a test's name."""
    return str(path.relative_to(ROOT))


def anchors(path: Path) -> set[str]:
    """What `page.md#…` can point to, made from the headings as forges do it."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", head.lower()) for head in heads)
    return {head.strip().replace(" ", "-") for head in plain}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_relative_link_resolves(path: Path) -> None:
    """To a file that is there, and to a heading that is in it."""
    for link in LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), link


def test_every_page_can_be_reached_from_the_index() -> None:
    """No document is lost: the index leads to it, directly or over other pages."""
    seen: set[Path] = set()
    waiting = [ROOT / "docs" / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            target = (page.parent / link.partition("#")[0]).resolve()
            found = sorted(target.glob("*.md")) if target.is_dir() else [target]
            waiting.extend(one for one in found if one.suffix == ".md" and one.exists())
    assert set(ROOT.glob("docs/**/*.md")) <= seen


def test_the_readme_is_short() -> None:
    """A page that somebody reads to its end."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_the_example_config_is_right() -> None:
    """Every key in it, and not one mistake."""
    assert load_config(ROOT / "config.example.toml").topics


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_decision_record_has_its_parts(path: Path) -> None:
    """Context, options, choice, consequences, in this order; and its number in its title."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.stem[:4])}. ")
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert heads == ["Context", "Options", "Choice", "Consequences"]
    assert path.name in (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    """Unreleased, or an entry for the version that the package says it is."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## \[([^\]]+)\]", text, re.MULTILINE)
    assert "Unreleased" in heads or __version__ in heads
    entries = re.findall(r"^- (.+)$", text, re.MULTILINE)
    assert entries
    assert all(re.match(r"`\[[a-z]+\]` ", one) for one in entries)


def test_the_page_of_exit_codes_lists_every_code() -> None:
    """Each code that an error or a command ends with, and none besides."""
    page = (ROOT / "docs" / "reference" / "exit-codes.md").read_text(encoding="utf-8")
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    raised = {
        one.exit_code
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.SocwatchError)
    }
    assert listed == raised | {0, 3, 4, 130}


def test_the_page_of_file_formats_names_every_event() -> None:
    """A new event must be documented before anybody can rely on it."""
    page = (ROOT / "docs" / "reference" / "file-formats.md").read_text(encoding="utf-8")
    section = page.split("## Events")[1].split("\n## ")[0]
    for kind in EventKind:
        assert f"`{kind.value}`" in section


def test_every_scenario_line_in_the_documents_is_understood() -> None:
    """Examples that somebody copies must run."""
    lines = [
        line
        for path in ROOT.glob("docs/**/*.md")
        for line in re.findall(
            r'\{"at":"2026.*\}(?=$|`)', path.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]
    assert len(lines) >= 5
    for line in lines:
        line_of(json.loads(line))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_piece_of_toml_is_toml(path: Path) -> None:
    """A key or a table that somebody copies is at least well formed."""
    tomli = pytest.importorskip("tomli")
    for block in re.findall(
        r"^```toml\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        tomli.loads(block)
