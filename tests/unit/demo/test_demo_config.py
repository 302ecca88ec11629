"""The demo's config and plan load, and fit the stream that is played to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from socwatch.config.load import load
from socwatch.config.result import Config
from socwatch.demo import make_stream
from socwatch.engine.scenario import read_scenario
from socwatch.respond.rota import on_call
from socwatch.sources import registry

DEMO = Path(make_stream.__file__).parent


@pytest.fixture(scope="module")
def config() -> Config:
    return load(DEMO / "demo.toml", kinds=registry.kinds, options_of=registry.options_of)


def test_the_stream_is_a_scenario_of_this_config(config: Config) -> None:
    """Replay understands every line, and knows every source and person in them."""
    lines = read_scenario(DEMO / "stream.jsonl.gz")
    spoken = {line.mention.source for line in lines if line.mention is not None}
    acting = {str(line.act.details["by"]) for line in lines if line.act is not None}
    assert spoken == {source.name for source in config.sources}
    assert acting <= {person.id for person in config.plan.contacts}


def test_dana_is_on_duty_when_the_fire_begins(config: Config) -> None:
    """Dana is told first, and Luis, who takes the issue, is not on duty that week."""
    assert on_call(config.plan.rota("duty"), make_stream.FIRST_FIRE) == "dana"


def test_nothing_of_the_demo_leaves_the_computer(config: Config) -> None:
    """Mails go into a mailbox file, to example addresses."""
    addresses = [person.email or "" for person in config.plan.contacts]
    assert config.mail is not None
    assert config.mail.mbox is not None
    assert all(address.endswith("@acme.example") for address in addresses)


def test_the_scenario_is_found_by_numbers(config: Config) -> None:
    """The fire is no tripwire here, so that detection does the work; its floor makes it red."""
    scenario = config.plan.scenario("product_safety")
    assert scenario is not None
    assert not scenario.tripwire
    assert scenario.severity_floor == config.plan.highest.name
