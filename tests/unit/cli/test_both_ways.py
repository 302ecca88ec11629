"""What people may type in more than one way, and the words they get back."""

from __future__ import annotations

import json

import pytest

from socwatch.report.glance import is_or_are
from tests.unit.cli.world import Terminal

SNOOZE = ("snooze", "I-2", "--by", "dana")
HANDOVER = ("handover", "I-2", "--by", "dana")


@pytest.mark.parametrize("more", [("30m",), ("--for", "30m"), ("30m", "--for", "30m")])
def test_the_length_of_a_snooze(terminal: Terminal, more: tuple[str, ...]) -> None:
    """As a word or as a flag, the same half hour."""
    called = terminal(*SNOOZE, *more, "--json")
    assert called.document["snoozed_until"] == "2026-11-22T03:30:00Z"


def test_a_snooze_is_an_hour_when_nothing_is_said(terminal: Terminal) -> None:
    """As its help says."""
    assert terminal(*SNOOZE, "--json").document["snoozed_until"] == "2026-11-22T04:00:00Z"


@pytest.mark.parametrize("more", [("luis",), ("--to", "luis"), ("Luis Peña",)])
def test_the_new_owner(terminal: Terminal, more: tuple[str, ...]) -> None:
    """As a word or as a flag."""
    assert terminal(*HANDOVER, *more, "--json").document["owner"] == "luis"


@pytest.mark.parametrize("more", [("mia",), ("--to", "mia"), ("mia@acme.example",)])
def test_the_reader_of_a_test_mail(terminal: Terminal, more: tuple[str, ...]) -> None:
    """As a word or as a flag, a contact or an address."""
    assert terminal("mail", "test", *more, "--json").document["to"] == "mia@acme.example"


@pytest.mark.parametrize("words", [("sources", "list"), ("plan", "check"), ("config", "path")])
def test_flags_may_stand_between_a_group_and_its_command(
    terminal: Terminal, words: tuple[str, str]
) -> None:
    """The same answer wherever they stand; the latest that says something holds."""
    group, name = words
    config = ("--config", str(terminal.path))
    after = terminal.bare(group, name, "--json", *config)
    between = terminal.bare(group, "--json", *config, name)
    mixed = terminal.bare("--json", "--config", "/nowhere.toml", group, *config, name)
    assert after.code == between.code == mixed.code
    assert json.loads(after.out)
    assert after.out == between.out == mixed.out


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ((), "there is no issue yet"),
        (("--state", "open"), "no issue is open"),
        (("--state", "acknowledged"), "no issue is acknowledged"),
        (("--state", "snoozed"), "no issue is snoozed"),
        (("--state", "closed"), "no issue is closed"),
        (("--state", "all"), "there is no issue yet"),
    ],
    ids=str,
)
def test_an_empty_list_says_what_there_is_none_of(
    terminal: Terminal, state: tuple[str, ...], says: str
) -> None:
    """Nobody must take "no closed issue" for "all calm"."""
    (terminal.path.parent / "out" / "socwatch.db").unlink()
    assert terminal("issues", *state).out == f"{says}\n"


@pytest.mark.parametrize(
    ("who", "verb"),
    [
        ("Dana", "is"), ("Dana and Luis", "are"), ("Dana, Mia and Luis", "are"),
        ("Press and Media", "is"), ("ops@acme.example", "is"),
    ],
)  # fmt: skip
def test_the_verb_fits_the_number_of_names(who: str, verb: str) -> None:
    """A contact whose name holds an "and" is still one."""
    assert is_or_are(who, {"dana": "Dana", "press": "Press and Media"}) == verb


def test_a_printed_digest_is_as_compact_as_every_other_json(terminal: Terminal) -> None:
    """One line without spaces between its parts, by either flag."""
    printed = terminal("digest", "--format", "json").out
    compact = json.dumps(json.loads(printed), ensure_ascii=False, separators=(",", ":"))
    assert printed == f"{compact}\n"
    assert terminal("digest", "--json").out == printed
