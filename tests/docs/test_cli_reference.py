"""The page of commands is the program's own tree, and what other pages type exists in it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.docs.commands import commands, page

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "cli.md"
#: What docs/decisions say may be about what does not exist any more, or not yet.
PAGES = [
    path for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md"))
    if path.parent.name != "decisions"
]  # fmt: skip
TYPED = re.compile(r"(?:`|\.venv/bin/|^ {4})socwatch ((?:[a-z]+ ?)+)([^`\n|)]*)", re.MULTILINE)
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
#: Groups whose second word is a command of its own.
GROUPS = {name.split()[0] for name, _ in commands() if " " in name}


def test_the_page_of_commands_is_up_to_date() -> None:
    """SOCWATCH_UPDATE_GOLDEN=1 writes it anew."""
    if os.environ.get("SOCWATCH_UPDATE_GOLDEN"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def typed(path: Path) -> list[tuple[str, str]]:
    """Every socwatch command on a page: its name, and its flags."""
    found = []
    text = path.read_text(encoding="utf-8")
    text = FENCE.sub(lambda block: re.sub("^", "    ", block[1], flags=re.MULTILINE), text)
    for words, rest in TYPED.findall(text):
        first, *others = words.split()
        name = f"{first} {others[0]}" if first in GROUPS and others else first
        found.append((name, rest))
    return found


def test_the_pages_do_type_commands() -> None:
    """The pattern that the next test relies on finds them."""
    assert {"watch", "check", "issues"} <= {name for name, _ in typed(ROOT / "README.md")}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_on_a_page_exists_with_its_flags(path: Path) -> None:
    """Whoever types what a page says must not get a usage error."""
    known = dict(commands())
    for name, rest in typed(path):
        assert name in known, f"{path.name} types `socwatch {name}`"
        flags = {flag for one in known[name].params for flag in (*one.opts, *one.secondary_opts)}
        for flag in re.findall(r"(?<=\s)--[a-z-]+", f" {rest}"):
            assert flag in {*flags, "--help", "--version"}, f"{path.name}: {name} {flag}"


def test_every_command_says_what_it_is_for() -> None:
    """And so does each of its flags."""
    for name, command in commands():
        assert command.help, name
        for one in command.params:
            if one.param_type_name == "option" and one.name != "help":
                assert one.help, f"{name} {one.name}"
