"""What a playbook makes a tick do: pages are looked at, programs are asked, people see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from socwatch.engine import acting
from socwatch.model.issue import CloseReason
from socwatch.model.plan import PlaybookStep
from tests.support.world import HOUR, MINUTE, PLAN, PRODUCT_SAFETY, World

STEPS = (
    PlaybookStep(do="Hold scheduled posts", holds="push"),
    PlaybookStep(do="Statement is up", page="https://acme.example/statement", shows="looking into"),
)
WITH_STEPS = replace(PLAN, scenarios=(replace(PRODUCT_SAFETY, playbook=STEPS),))


class Site:
    """A site whose page comes up later; remembers when it was asked, and for what."""

    def __init__(self) -> None:
        self.fault = "it answered 404"
        self.asked: list[tuple[str, str | None, datetime]] = []

    async def look(self, url: str, shows: str | None, private: bool, now: datetime) -> str:
        """What there is to say against the page."""
        assert not private
        self.asked.append((url, shows, now))
        return self.fault


@pytest.fixture
def site() -> Site:
    """A page that is not up yet."""
    return Site()


@pytest.fixture
def world(tmp_path: Path, site: Site) -> Iterator[World]:
    """A red issue with a playbook has just been opened."""
    with World(tmp_path, plan=WITH_STEPS) as made:
        made.setup = replace(made.setup, look=site.look)
        made.shelf.put("my acme kettle caught fire")
        made.tick()
        yield made


def test_a_program_is_asked_to_hold_and_to_go_on(world: World) -> None:
    """Once each, with what it needs to know; and it is no person who was told."""
    acting.step_done(world.setup, "I-1", 1, "dana", world.now)
    world.tick()
    acting.step_lifted(world.setup, "I-1", 1, "dana", world.forward(MINUTE))
    world.tick()
    said = [json.loads(one.body) for one in world.push.sent]
    assert [(one["kind"], one["issue"]) for one in said] == [("hold", "I-1"), ("lift", "I-1")]
    assert "Hold scheduled posts" in said[0]["text"]
    assert "push" not in " ".join(one.body.decode() for one in world.mail.sent)


def test_what_was_lifted_before_it_was_asked_for_is_not_asked_for(world: World) -> None:
    """Dana changes her mind within the tick."""
    acting.step_done(world.setup, "I-1", 1, "dana", world.now)
    acting.step_lifted(world.setup, "I-1", 1, "dana", world.now)
    world.tick()
    assert [json.loads(one.body)["kind"] for one in world.push.sent] == ["lift"]


def test_what_is_held_is_known_after_the_issue_was_closed(world: World) -> None:
    """Until a person lifts it."""
    acting.step_done(world.setup, "I-1", 1, "dana", world.now)
    acting.close(world.setup, "I-1", "dana", CloseReason.REAL, world.now)
    assert [one.id for one in world.store.ledger.holding()] == ["I-1"]
    acting.step_lifted(world.setup, "I-1", 1, "dana", world.now)
    assert world.store.ledger.holding() == ()


def test_a_page_is_looked_at_every_five_minutes_until_it_is_up(world: World, site: Site) -> None:
    """Then its step is done, and nobody asks any more."""
    for _ in range(12):
        world.forward(MINUTE)
        world.tick()
    assert len(site.asked) == 3  # after 0, 5 and 10 minutes
    site.fault = ""
    world.forward(HOUR)
    world.tick()
    assert world.issues()[0].tasks[1].done_by == "socwatch"
    world.forward(HOUR)
    world.tick()
    assert len(site.asked) == 4
    assert site.asked[0][:2] == ("https://acme.example/statement", "looking into")


def test_a_step_that_a_person_ticked_off_is_not_looked_at(world: World, site: Site) -> None:
    """They have seen the page themselves."""
    acting.step_done(world.setup, "I-1", 2, "dana", world.now)
    world.forward(HOUR)
    world.tick()
    assert len(site.asked) == 1  # when the issue was opened
