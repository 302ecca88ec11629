"""What a person does at the screen is done in the store, told in a sentence, and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from socwatch.app import App
from socwatch.model.issue import Issue
from socwatch.model.label import Sort
from tests.support.screen import Sitter, sit


def stored(config: Path, name: str = "I-2") -> Issue:
    """The issue as it is in the store."""
    with App.open(config) as app:
        return app.store.ledger.issue(name)


def test_acknowledging_and_undoing_it(config: Path) -> None:
    """a takes it, the screen says who has it and who is spared; u opens it again."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("a")
        await sitter.hears("I-2 acknowledged by Dana Okafor")
        await sitter.sees("has it")
        assert stored(config).owner == "dana"
        await sitter.press("u")
        await sitter.hears("I-2 re-opened by Dana Okafor")
        await sitter.sees("not acknowledged")

    sit(config, scene)
    assert stored(config).owner is None


def test_who_acts_is_asked_once(config: Path) -> None:
    """Nobody said who sits there: the first act asks, the second does not."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("a")
        await sitter.sees("Who are you?")
        await sitter.press("2")
        await sitter.hears("acknowledged by Luis Peña")
        await sitter.press("n")
        await sitter.sees("A note on I-2")
        await sitter.write("Legal was called")
        await sitter.press("enter")
        await sitter.hears("Noted on I-2")

    sit(config, scene, me=None)
    with App.open(config) as app:
        notes = [
            (entry.actor, entry.because)
            for _, entry in app.store.ledger.timeline("I-2")
            if entry.event.value == "note"
        ]
    assert notes == [("luis", "Legal was called")]


def test_leaving_a_question_changes_nothing(config: Path) -> None:
    """Esc at who, how long, why and whom: everything is as before."""

    async def scene(sitter: Sitter) -> None:
        for key, asks in (("s", "No calls"), ("c", "Why is"), ("g", "Who is to"), ("n", "A note")):
            await sitter.press(key)
            await sitter.sees(asks)
            await sitter.press("escape")
            await sitter.loses(asks)

    before = stored(config)
    sit(config, scene)
    assert stored(config) == before


def test_snoozing(config: Path) -> None:
    """s asks for how long; then nobody is called, and the table says until when."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("s")
        await sitter.sees("1 hour")
        await sitter.press("2")
        await sitter.hears("I-2 snoozed until 04:00")
        shown = await sitter.sees("RED I-2 snoozed · ops@acme.example is told in 1 h")
        assert "not acknowledged" not in shown

    sit(config, scene)
    assert stored(config).state.value == "snoozed"


def test_giving_it_away(config: Path) -> None:
    """g asks to whom; the new owner must acknowledge."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("g")
        await sitter.sees("Mia Lindqvist")
        await sitter.press("down", "down", "enter")
        await sitter.hears("handed over to Mia Lindqvist")

    sit(config, scene)
    assert stored(config).owner == "mia"


@pytest.mark.parametrize(("keys", "reason"), [(["c", "1"], "real"), (["w", "1"], "false-alarm")])
def test_closing(config: Path, keys: list[str], reason: str) -> None:
    """c asks why, w asks back; then nothing is open."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press(keys[0])
        await sitter.sees("1  ")
        await sitter.press(keys[1])
        await sitter.hears("I-2 closed by Dana Okafor")
        await sitter.sees("Open issues 0")

    sit(config, scene)
    assert stored(config).close_reason == reason


def test_an_issue_goes_back_to_who_had_it(config: Path) -> None:
    """Luis had it, Dana closed it by mistake: undone, it is Luis's again."""
    from datetime import UTC, datetime

    from socwatch.engine import acting

    with App.open(config) as app:
        at = datetime(2026, 11, 22, 2, 58, tzinfo=UTC)
        acting.acknowledge(app.setup(sources=()), "I-2", "luis", at)

    async def scene(sitter: Sitter) -> None:
        await sitter.press("c")
        await sitter.sees("Why is")
        await sitter.press("1")
        await sitter.hears("closed by Dana")
        await sitter.press("u")
        await sitter.sees("Luis Peña")

    sit(config, scene)
    again = stored(config)
    assert (again.owner, again.state.value) == ("luis", "acknowledged")


def test_what_changed_nothing_is_not_undone(config: Path) -> None:
    """Acknowledged twice: the second says so, and one undo opens it again."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("a")
        await sitter.hears("acknowledged by Dana")
        await sitter.press("a")
        await sitter.hears("has I-2 already")
        await sitter.press("u")
        await sitter.hears("re-opened")
        await sitter.press("u")
        await sitter.hears("nothing was done")

    sit(config, scene)


def test_a_note_cannot_be_undone_and_says_so(config: Path) -> None:
    """The timeline keeps what was written."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("n")
        await sitter.sees("A note")
        await sitter.write("oops")
        await sitter.press("enter")
        await sitter.hears("Noted")
        await sitter.press("u")
        await sitter.hears("A note stays")

    sit(config, scene)


def test_labelling_a_mention_and_undoing_it(config: Path) -> None:
    """l says what it is; u takes that back."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("l")
        await sitter.sees("Noise: it is about something else")
        await sitter.press("3")
        await sitter.hears("is negative for acme")
        with App.open(config) as app:
            assert len(app.store.labels.newest(sort=Sort.TONE)) == 1
        await sitter.press("u")
        await sitter.hears("no label")

    sit(config, scene)
    with App.open(config) as app:
        assert app.store.labels.newest() == ()


def test_without_an_issue_there_is_nothing_to_do(config: Path) -> None:
    """When nothing is open, the keys say so."""
    from datetime import UTC, datetime

    from socwatch.engine import acting
    from socwatch.model.issue import CloseReason

    with App.open(config) as app:
        at = datetime(2026, 11, 22, 2, 58, tzinfo=UTC)
        acting.close(app.setup(sources=()), "I-2", "luis", CloseReason.REAL, at)

    async def scene(sitter: Sitter) -> None:
        for key in ("a", "s", "c", "w", "g", "n"):
            await sitter.press(key)
        await sitter.hears("No issue is open")
        assert len(sitter.said) == 6

    sit(config, scene)


def test_the_digest_can_be_looked_at(config: Path) -> None:
    """d shows it as it would be now."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("d")
        await sitter.sees("The digest of the last 24 hours")

    sit(config, scene)


def test_the_palette_finds_acts_and_issues(config: Path) -> None:
    """Ctrl-P, a few letters, Enter."""

    async def scene(sitter: Sitter) -> None:
        await sitter.press("ctrl+p")
        await sitter.sees("Acknowledge the issue")
        await sitter.write("product")
        await sitter.sees("I-2 Acme: product safety")
        await sitter.press("enter")
        await sitter.sees("What happened")

    sit(config, scene)
