"""A right config becomes plain values with every default filled in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest

from socwatch.config.load import load
from socwatch.config.result import Budget, Config
from socwatch.secrets import Way

Load = Callable[..., Config]


def test_a_right_config_has_no_warning_and_every_default(loaded: Load, right: str) -> None:
    """What is left out has its documented default."""
    config = loaded(right)
    assert config.warnings == ()
    assert config.timezone == "UTC"
    assert config.detection.tick == timedelta(minutes=15)
    assert config.detection.sensitivity == "balanced"
    assert config.delivery.per_person == Budget(per_15m=6, per_hour=12)
    assert config.delivery.heartbeat_url is None
    assert config.retention.mentions == timedelta(days=90)
    assert config.web.host == "127.0.0.1"


def test_paths_are_relative_to_the_file(loaded: Load, right: str, tmp_path: Path) -> None:
    """Wherever socwatch is started, database, mailbox and files are beside the config."""
    source = '\n[[sources]]\nname = "drop"\nkind = "file"\npath = "drop.jsonl"\n'
    config = loaded(right + source)
    assert config.database == str(tmp_path / "socwatch.db")
    assert config.mail is not None
    assert config.mail.mbox == tmp_path / "mail.mbox"
    assert config.sources[1].options.model_dump() == {"path": tmp_path / "drop.jsonl"}
    assert config.path == tmp_path / "socwatch.toml"


def test_a_postgresql_address_stays_as_it_is(loaded: Load, right: str) -> None:
    """Only file names are made absolute."""
    assert loaded(f'database = "postgresql://db/x"\n{right}').database == "postgresql://db/x"


def test_topics_carry_their_parsed_query(loaded: Load, right: str) -> None:
    """The composition root gets topics that it can watch at once."""
    extra = '\n[[topics]]\nname = "bravo"\nquery = "bravo"\nrisk = 3\ncompetitors = ["acme"]\n'
    acme, bravo = loaded(right + extra).topics
    assert acme.query.text == "acme"
    assert acme.sources == ("*",)
    assert bravo.risk == 3
    assert bravo.competitors == ("acme",)
    assert bravo.owner == "pr", "a topic without an owner belongs to the plan's"


def test_mail_by_smtp_has_the_port_of_its_protection(loaded: Load, right: str) -> None:
    """The port follows from tls; the password stays a reference."""
    smtp = 'smtp = { host = "smtp.acme.example", tls = "implicit", user = "u", password_env = "X" }'
    config = loaded(right.replace('mbox = "mail.mbox"', smtp))
    assert config.mail is not None
    assert config.mail.smtp is not None
    assert config.mail.smtp.port == 465
    assert config.mail.smtp.password is not None
    assert config.mail.smtp.password.way is Way.ENV


def test_digests_know_their_days_and_what_they_cover(loaded: Load, right: str) -> None:
    """A digest on one day a week covers the week; day ranges may go over the weekend."""
    text = """
[[digests]]
name = "daily"
at = 06:30
days = "fri-mon"
to = ["dana", "team@acme.example"]
[[digests]]
name = "weekly"
at = 07:00
days = ["mon"]
to = ["dana"]
"""
    daily, weekly = loaded(right + text).digests
    assert (daily.at, daily.days, daily.period) == (time(6, 30), frozenset({4, 5, 6, 0}), "day")
    assert daily.to == ("dana", "team@acme.example")
    assert (weekly.days, weekly.period) == (frozenset({0}), "week")


def test_a_byte_order_mark_and_windows_line_ends_are_fine(loaded: Load, right: str) -> None:
    """A config saved by a Windows editor is read as any other."""
    assert loaded("\ufeff" + right.replace("\n", "\r\n")).topics[0].name == "acme"


def test_a_config_that_others_may_change_is_warned_of(loaded: Load, right: str) -> None:
    """Who can write the config decides who is told; so the mode is looked at."""
    config = loaded(right)
    config.path.chmod(0o666)
    (warning,) = reload(config).warnings
    assert warning.says == "others may change this file"
    assert warning.suggestion.startswith("chmod go-w ")


def test_a_channel_whose_package_is_missing_is_warned_of(
    loaded: Load, right: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said by day, and not when the first call cannot go out."""
    channel = '[[channels]]\nname = "team"\nkind = "apprise"\nurl_env = "TEAM_URL"\n'
    assert loaded(right + channel).warnings == ()
    monkeypatch.setitem(sys.modules, "apprise", None)
    (warning,) = loaded(right + channel).warnings
    assert warning.key == "channels[0].kind"
    assert warning.suggestion == "pip install 'socwatch[notify]'"


def reload(config: Config) -> Config:
    """Loads the same file again, whatever its mode is now."""
    options = {source.kind: type(source.options) for source in config.sources}
    return load(config.path, kinds=lambda: tuple(options), options_of=options.__getitem__)


def test_a_config_without_plan_topics_and_sources_loads_with_warnings(loaded: Load) -> None:
    """An empty file is no mistake, but says what cannot happen."""
    says = [warning.says for warning in loaded("").warnings]
    assert says == [
        "there are no topics, so nothing is watched",
        "there are no sources, so nothing is read",
        "there is no plan, so nobody will be told",
    ]
