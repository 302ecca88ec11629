"""A config that changes while socwatch runs is taken up if it is right, and else told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.app import App
from socwatch.engine.renewal import EDITING, Renewal
from tests.support.story import config, when

NOON = when("12:00")
WRONG = config().replace('owner = "pr"', 'owner = "nobody-has-this"', 1) + "\nnonsense = 1\n"
OTHER = config(dana='deputy = "luis"').replace('name = "Dana Okafor"', 'name = "Dana O."')


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """An app of the story's config."""
    path = tmp_path / "socwatch.toml"
    path.write_text(config(), encoding="utf-8")
    with App.open(path) as opened:
        yield opened


def change(app: App, words: str) -> None:
    """Writes the config anew, as an editor does."""
    fresh = app.config.path.with_suffix(".new")
    fresh.write_text(words, encoding="utf-8")
    fresh.replace(app.config.path)


def test_a_right_one_is_in_force_at_the_next_tick(app: App) -> None:
    """People, sources and queries are those of the file as it is now."""
    said: list[str] = []
    renewal = Renewal(app, said.append)
    before = renewal.setup(NOON)
    assert renewal.setup(NOON) is before
    change(app, OTHER)
    assert renewal.setup(NOON).plan.contact("dana").name == "Dana O."


def test_a_wrong_one_changes_nothing(app: App) -> None:
    """The old setup goes on, the log names the line, and a repaired one is taken up."""
    said: list[str] = []
    renewal = Renewal(app, said.append)
    before = renewal.setup(NOON)
    change(app, WRONG)
    assert renewal.setup(NOON) is before
    assert "the old one stays in force" in "".join(said)
    assert "socwatch.toml:" in "".join(said)
    change(app, OTHER)
    assert renewal.setup(NOON).plan.contact("dana").name == "Dana O."
    assert "the changed config is in force" in "".join(said)


def test_the_owner_is_mailed_once_when_it_stays_wrong(app: App) -> None:
    """Not while somebody may still be editing; then one mail that names the mistakes."""
    said: list[str] = []
    renewal = Renewal(app, said.append)
    renewal.setup(NOON)
    change(app, WRONG)
    for minutes in (0, 5, 9):
        renewal.setup(NOON + timedelta(minutes=minutes))
    assert app.store.outbox.waiting() == ()
    renewal.setup(NOON + EDITING)
    renewal.setup(NOON + 2 * EDITING)
    (mail,) = app.store.outbox.waiting()
    assert (mail.to, mail.issue) == ("dana", None)
    assert "the config is wrong" in mail.subject
    assert "nonsense" in mail.body.decode()


@pytest.mark.parametrize(
    "words",
    [config().replace('"socwatch.db"', '"other.db"'), config(tick="30m")],
    ids=["database", "tick"],
)
def test_what_needs_a_restart_is_said(app: App, words: str) -> None:
    """Another database or tick cannot be taken up by a process that holds the old one."""
    said: list[str] = []
    renewal = Renewal(app, said.append)
    before = renewal.setup(NOON)
    change(app, words)
    assert renewal.setup(NOON) is before
    assert "another database or tick" in "".join(said)


def test_a_config_that_is_gone_for_a_moment(app: App) -> None:
    """An editor that deletes before it writes disturbs nothing."""
    said: list[str] = []
    renewal = Renewal(app, said.append)
    before = renewal.setup(NOON)
    words = app.config.path.read_text(encoding="utf-8")
    app.config.path.unlink()
    assert renewal.setup(NOON) is before
    app.config.path.write_text(words, encoding="utf-8")
    assert renewal.setup(NOON).plan == before.plan
