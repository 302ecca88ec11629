"""People correct the grouping: two issues become one, one becomes two, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from socwatch.app import App, load_config
from socwatch.engine.joining import merge, split
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.issue import CloseReason, EventKind, Issue, IssueState
from tests.support.story import Story, config, when

LIVED = config().replace('"socwatch.db"', '"out/socwatch.db"')
NOW = when("12:00")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """An outage (amber, I-1) and a fire (red, I-2), each with two mentions."""
    story = Story(tmp_path, LIVED)
    story.post("11:00", "The acme app has an outage")
    story.post("11:01", "Another acme outage, terrible")
    story.post("11:20", "My acme kettle is on fire")
    story.post("11:21", "An acme kettle caught fire, horrible")
    story.run(until="11:30")
    with App(load_config(tmp_path / "story.toml")) as lived:
        yield lived


def _issue(app: App, name: str) -> Issue:
    return app.store.ledger.issue(name)


def _notes(app: App, name: str) -> list[str]:
    lines = app.store.ledger.timeline(name)
    return [one.because for _, one in lines if one.event is EventKind.NOTE]


def test_merged_mentions_go_on_in_the_issue_that_stays(app: App) -> None:
    """The other one is a duplicate, and both timelines say so."""
    before = {*_issue(app, "I-1").mentions, *_issue(app, "I-2").mentions}

    says = merge(app.setup(), "I-1", "I-2", "dana", NOW)

    gone, stays = _issue(app, "I-1"), _issue(app, "I-2")
    assert gone.close_reason is CloseReason.DUPLICATE
    assert set(stays.mentions) == before
    assert stays.opened_at == gone.opened_at
    assert "I-1 merged into I-2" in says
    assert any("merged it into I-2" in one for one in _notes(app, "I-1"))
    assert any("merged I-1 into it" in one for one in _notes(app, "I-2"))


@pytest.mark.parametrize(
    ("source", "into", "said"),
    [
        ("I-2", "I-1", "I-2 is more severe: socwatch merge I-1 --into I-2"),
        ("I-1", "I-1", "cannot be merged into itself"),
    ],
)
def test_a_merge_never_lowers_an_alarm(app: App, source: str, into: str, said: str) -> None:
    """It says how it can be done instead."""
    with pytest.raises(UsageError, match=said):
        merge(app.setup(), source, into, "dana", NOW)

    assert all(_issue(app, one).is_open for one in ("I-1", "I-2"))


def test_split_mentions_are_an_issue_of_their_own_that_the_splitter_has(app: App) -> None:
    """Nobody is called for it, and the numbers of the old one are less by them."""
    told = len(app.store.outbox.of_issue("I-3"))
    old = _issue(app, "I-2")

    says = split(app.setup(), "I-2", [old.mentions[1]], "luis", NOW)

    new, left = _issue(app, "I-3"), _issue(app, "I-2")
    assert new.mentions == (old.mentions[1],)
    assert (new.state, new.owner, new.timer) == (IssueState.ACKNOWLEDGED, "luis", None)
    assert (new.signal.observed, new.signal.voices) == (1, 1)
    assert left.mentions == (old.mentions[0],)
    assert len(app.store.outbox.of_issue("I-3")) == told == 0
    assert "Undo: socwatch merge I-3 --into I-2" in says


def test_a_split_is_undone_by_the_merge_that_it_names(app: App) -> None:
    """All mentions are where they were."""
    old = set(_issue(app, "I-2").mentions)
    split(app.setup(), "I-2", [_issue(app, "I-2").mentions[1]], "luis", NOW)

    merge(app.setup(), "I-3", "I-2", "luis", NOW)

    assert set(_issue(app, "I-2").mentions) == old
    assert not _issue(app, "I-3").is_open


def test_what_an_issue_does_not_carry_cannot_leave_it(app: App) -> None:
    """Neither another issue's mention, nor one that nobody knows, nor all there are."""
    theirs = _issue(app, "I-1").mentions[0]
    with pytest.raises(NothingMatched, match="I-2 does not carry"):
        split(app.setup(), "I-2", [theirs], "luis", NOW)
    with pytest.raises(NothingMatched, match="does not carry m99"):
        split(app.setup(), "I-2", ["m99"], "luis", NOW)
    with pytest.raises(UsageError, match="has no other mentions"):
        split(app.setup(), "I-2", _issue(app, "I-2").mentions, "luis", NOW)
