"""`plan check` names what is right in itself and hardly meant, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.story import config
from tests.unit.cli.world import Terminal, build, write_config

AWAY = "away = [{ from = 2026-12-24, to = 2026-12-27 }]"
PUT = '{{ from = 2026-12-{}, to = 2026-12-{}, who = "{}" }}'


def duty(*overrides: tuple[int, int, str]) -> str:
    """Overrides of the rota."""
    return f"overrides = [{', '.join(PUT.format(*one) for one in overrides)}]"


def statement(name: str, *lines: str) -> str:
    """A holding statement that the fire scenario does not show."""
    return "\n".join(["[[plan.statements]]", f'id = "{name}"', 'text = "We look."', *lines])


#: All steps of red call the same person.
ALONE = config().replace(
    """  { after = "0m", tell = ["rota:duty"] },
  { after = "15m", tell = ["contact:luis"] },
  { after = "30m", tell = ["role:ceo"] },
""",
    """  { after = "0m", tell = ["contact:luis"] },
""",
)
CASES = {
    "two overrides": (
        config(duty=duty((20, 26, "dana"), (24, 28, "luis"))),
        "two overrides of rota duty for 2026-12-24 to 2026-12-26: Luis Peña counts, not Dana Okafor",
    ),
    "an override who is away": (
        config(dana=AWAY, duty=duty((23, 28, "dana"))),
        "Dana Okafor is put on duty for 2026-12-24 to 2026-12-27 and is away then: nobody stands in",
    ),
    "an override whose deputy is told": (
        config(dana=f'{AWAY}\ndeputy = "luis"', duty=duty((23, 28, "dana"))),
        "is away then: Luis Peña, the deputy, is told instead",
    ),
    "a member who is away on duty": (
        config(dana="away = [{ from = 2026-12-14, to = 2026-12-15 }]"),
        "Dana Okafor is on duty in rota duty on 2026-12-14 to 2026-12-15, is away then, and has no deputy",
    ),
    "a wait longer than promised": (
        config().replace('after = "15m"', 'after = "40m"').replace('after = "30m"', 'after = "50m"'),
        "the next are told only 40 min after those before them, but red is to be acknowledged within 15 min",
    ),
    "the CEO first": (
        config().replace('{ after = "0m", tell = ["rota:duty"] }', '{ after = "0m", tell = ["role:ceo"] }'),
        "the CEO is told first of every amber, true or false alarm",
    ),
    "only one person": (ALONE, "nobody but Luis Peña is ever called for red"),
    "a review that is due": (
        config().replace("calm_for", "review_due = 2026-11-01\ncalm_for"),
        "the plan should have been looked at by 2026-11-01",
    ),
    "a statement that expired": (
        config(below=statement("HS-1", 'approved_by = "pr"', "expires = 2026-11-01")),
        "statement HS-1 expired on 2026-11-01",
    ),
    "a statement that ends soon": (
        config(below=statement("HS-1", 'approved_by = "pr"', "expires = 2026-12-01")),
        "statement HS-1 expires on 2026-12-01",
    ),
    "a statement without approval": (
        config(below=statement("HS-1")).replace(
            'terms = ["outage"]', 'terms = ["outage"]\nstatements = ["HS-1"]'
        ),
        "statement HS-1, which service_outage shows, is not approved",
    ),
    "an approver nobody is": (
        config(below=statement("HS-1", 'approved_by = "legal"')),
        'nobody has the role "legal"',
    ),
    "an owner nobody is": (
        config().replace('[plan]\nname = "Acme crisis plan"\nowner = "pr"', '[plan]\nowner = "boss"'),
        'nobody has the role "boss"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_hardly_meant_is_named(terminal: Terminal, tmp_path: Path, name: str) -> None:
    """With the file and the line of the config that it comes from."""
    words, said = CASES[name]
    path = str(write_config(tmp_path, words))
    called = terminal.bare("plan", "check", "--config", path)
    (line,) = (one for one in called.out.splitlines() if said in one)
    number = int(line.split("socwatch.toml:")[1].split(":")[0])
    assert words.splitlines()[number - 1].strip()
    document = terminal.bare("plan", "check", "--json", "--config", path).document
    findings = document["findings"]
    assert isinstance(findings, list)
    assert any(said in str(one["says"]) and one["line"] == number for one in findings)


def test_findings_alone_make_no_hole(terminal: Terminal, tmp_path: Path) -> None:
    """They end with 3 only when that was asked for."""
    path = str(write_config(tmp_path, config(below=statement("HS-1"))))
    holes = terminal.bare("plan", "check", "--config", path).code
    sound = config(
        dana='deputy = "luis"', luis='deputy = "mia"', below=statement("HS-1")
    )  # fmt: skip
    path = str(write_config(tmp_path, sound))
    assert terminal.bare("plan", "check", "--config", path).code == 0, holes
    assert terminal.bare("plan", "check", "--strict", "--config", path).code == 3


def test_a_plan_without_anything_odd_says_nothing_more(terminal: Terminal, tmp_path: Path) -> None:
    """Overrides that follow each other, absences off duty, a statement in force."""
    words = config(
        dana="away = [{ from = 2026-12-22, to = 2026-12-24 }]",
        duty=duty((20, 21, "dana"), (22, 24, "luis")),
        below=statement("HS-1", 'approved_by = "pr"', "expires = 2027-12-01"),
    )
    called = terminal.bare("plan", "check", "--config", str(write_config(tmp_path, words)))
    assert "look at" not in called.out


def test_a_plan_that_was_not_tried_for_half_a_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named until there is a drill; a plan that is new is given time."""
    terminal = Terminal(build(tmp_path), capsys)

    def said(day: str) -> str:
        monkeypatch.setenv("SOCWATCH_NOW", f"{day}T12:00:00Z")
        return terminal("plan", "check").out

    assert "drill" not in said("2027-01-22")
    assert "there was no drill in 201 days" in said("2027-06-11")
    monkeypatch.setenv("SOCWATCH_NOW", "2027-06-11T12:00:00Z")
    terminal("drill", "product_safety", "--topic", "acme", "--by", "dana")
    assert "drill" not in said("2027-06-12")
    assert "the last drill was 203 days ago" in said("2027-12-31")
