"""`mail queue`, `mail retry` and `mail preview`: what waits, what is tried again, how it looks."""

from __future__ import annotations

import tempfile
import webbrowser
from email import message_from_string, policy
from pathlib import Path

import pytest

from socwatch.app import App, load_config
from socwatch.engine.mailing import handle
from socwatch.model.delivery import DeliveryState
from tests.support.world import delivery
from tests.unit.cli.world import Terminal


def put(terminal: Terminal, name: str, **more: object) -> None:
    """A message about the fire for Dana, written at 02:24."""
    from datetime import timedelta

    from socwatch.model.times import instant

    at = instant("2026-11-22T02:24:00Z")
    wanted = {"created_at": at, "deadline": at + timedelta(hours=24), "issue": "I-2", **more}
    with App(load_config(terminal.path)) as app, app.store.unit():
        app.store.outbox.add([delivery(f"I-2/escalation/{name}/dana/email", **wanted)])


def names(terminal: Terminal) -> dict[str, str]:
    """The short names in the queue, by the place in the whole id."""
    rows = terminal("mail", "queue", "--json").document["messages"]
    return {str(row["id"]).split("/")[-3]: str(row["name"]) for row in rows}  # type: ignore[attr-defined]


def test_the_queue_says_who_waits_for_what(terminal: Terminal) -> None:
    """Held, failing and lost messages are told apart, each with its reason."""
    put(terminal, "9.0", state=DeliveryState.REFUSED, last_error="550 no such user")
    put(terminal, "9.1", attempts=3, last_error="451 try later")
    said = terminal("mail", "queue").out
    assert "HELD m-" in said
    assert "held for quiet hours until Sun 22 Nov 07:00" in said
    assert "REFUSED m-" in said
    assert "NOT SENT YET m-" in said
    assert "3 tries so far: 451 try later" in said
    assert "SENT m-" in terminal("mail", "queue", "--all").out


def test_a_lost_message_is_due_again_as_it_was_written(terminal: Terminal) -> None:
    """The same bytes and Message-ID go out, and the timeline says who wanted it."""
    put(terminal, "9.0", state=DeliveryState.REFUSED, last_error="550 no such user")
    called = terminal("mail", "retry", names(terminal)["9.0"], "--by", "luis")
    assert called.code == 0
    assert "1 message due, none sent yet: socwatch deliver" in called.out
    with App(load_config(terminal.path)) as app:
        (again,) = (one for one in app.store.outbox.waiting() if "9.0" in one.id)
        assert again.body == b"the very bytes\r\n"
        assert again.message_id == "<I-2/escalation/9.0/dana/email@acme.example>"
        assert again.settled_at is None
    assert "tried again now" in terminal("show", "I-2").out


def test_what_nobody_wants_any_more_is_not_tried_again(terminal: Terminal) -> None:
    """A call about an issue that somebody has stays where it is, with the reason."""
    put(terminal, "9.0", state=DeliveryState.FAILED, last_error="no answer")
    assert terminal("ack", "I-2", "--by", "luis").code == 0
    called = terminal("mail", "retry", names(terminal)["9.0"])
    assert called.code == 3
    assert "left as it is, it is no longer wanted: I-2 was acknowledged" in called.out


def test_all_leaves_alone_what_waits_for_quiet_hours(terminal: Terminal) -> None:
    """Only what was lost or failed is due; a message that is named is due in quiet hours too."""
    put(terminal, "9.0", state=DeliveryState.FAILED, last_error="no answer")
    called = terminal("mail", "retry", "--all", "--json")
    (row,) = called.document["messages"]  # type: ignore[misc]
    assert (called.code, row["due"]) == (0, True)
    (held,) = (
        row for row in terminal("mail", "queue", "--json").document["messages"]  # type: ignore[attr-defined]
        if row["kind"] == "source"
    )  # fmt: skip
    assert "is in quiet hours" in terminal("mail", "retry", str(held["name"])).out


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"state": DeliveryState.SENT}, "it was sent"),
        ({"state": DeliveryState.SENDING}, "it is being sent"),
        ({"state": DeliveryState.MERGED}, "it is told in another message"),
        ({"state": DeliveryState.DROPPED, "last_error": "I-2 was closed"}, "I-2 was closed"),
        ({"over_budget": True}, "the most that [delivery] per_person allows"),
        ({}, "it is due already"),
    ],
)
def test_what_is_left_as_it_is_says_why(
    terminal: Terminal, more: dict[str, object], because: str
) -> None:
    """Every other state has its own reason, and nothing in it changes."""
    put(terminal, "9.0", **more)
    name = handle(delivery("I-2/escalation/9.0/dana/email"))
    before = terminal("mail", "queue", "--all", "--json").out
    called = terminal("mail", "retry", name)
    assert called.code == 3
    assert because in called.out
    assert terminal("mail", "queue", "--all", "--json").out == before


def test_a_message_that_waits_in_vain_says_so(terminal: Terminal) -> None:
    """The call about the closed issue is held for the morning, and dropped then."""
    assert "no longer wanted, and will be dropped: I-1 was closed" in terminal("mail", "queue").out


@pytest.mark.parametrize(
    ("words", "code"), [((), 2), (("m-000000",), 5), (("m-000000", "--all"), 2), (("I-7",), 5)]
)
def test_which_message_must_be_said(terminal: Terminal, words: tuple[str, ...], code: int) -> None:
    """Nothing is tried again by accident."""
    assert terminal("mail", "retry", *words).code == code


def test_nothing_was_lost(terminal: Terminal) -> None:
    """Then there is nothing to do, and that is fine."""
    called = terminal("mail", "retry", "--all")
    assert (called.code, called.out[:11]) == (0, "No message ")


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("escalation", "[RED] I-2 Acme: "),
        ("reminder", "[RED] I-2 Acme: still yours?"),
        ("acknowledged", "[acknowledged] I-2 Acme: Dana Okafor has it"),
        ("stand_down", "[closed] I-2 Acme: stand down"),
        ("digest", "Acme digest"),
        ("source", "[socwatch] press cannot be read"),
        ("roll-call", "[ROLL-CALL] please confirm"),
    ],
)
def test_every_kind_of_mail_can_be_looked_at(terminal: Terminal, kind: str, subject: str) -> None:
    """Of an issue in the store; nothing is sent or changed by it."""
    before = terminal("mail", "queue", "--all", "--json").out
    called = terminal("mail", "preview", "I-2", "--kind", kind)
    assert called.out.split("Subject: ")[1].startswith(subject)
    assert "nothing was sent" in called.err
    assert terminal("mail", "queue", "--all", "--json").out == before


def test_without_an_issue_the_example_says_that_it_is_one(terminal: Terminal) -> None:
    """Nobody takes it for real: it is marked in the subject, the text and on stderr."""
    called = terminal("mail", "preview", "--to", "mia")
    assert called.out.startswith("To: mia@acme.example\nSubject: [DRILL] [RED] D-0 Acme")
    assert "a made-up example" in called.out
    assert "the issue is made up" in called.err
    assert terminal("mail", "preview", "--json").document["made_up"] is True


def test_the_eml_is_the_mail(terminal: Terminal, tmp_path: Path) -> None:
    """Its text and its HTML are what the other formats print."""
    eml = terminal("mail", "preview", "I-2", "--to", "luis", "--format", "eml").out
    mail = message_from_string(eml.replace("\r\n", "\n"), policy=policy.default)
    assert str(mail["To"]) == "luis@acme.example"
    text = mail.get_body(("plain",))
    assert text is not None
    shown = terminal("mail", "preview", "I-2", "--to", "luis").out
    assert text.get_content().strip() == shown.split("\n\n", 1)[1].strip()
    html = terminal("mail", "preview", "I-2", "--to", "luis", "--format", "html").out
    assert html.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("I-9",), 5), (("--kind", "nonsense"), 2), (("--format", "pdf"), 2),
        (("--to", "nobody"), 5), (("--kind", "source", "--to", "mia"), 5),
    ],
)  # fmt: skip
def test_what_cannot_be_shown(terminal: Terminal, words: tuple[str, ...], code: int) -> None:
    """A mistake has its code."""
    assert terminal("mail", "preview", *words).code == code


def test_a_mail_is_shown_in_a_browser(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--open gives its HTML to the browser of the person, in a file only they read."""
    asked = tmp_path / "asked"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{asked}"\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    called = terminal("mail", "preview", "I-2", "--open")
    assert called.code == 0
    (path,) = tmp_path.glob("socwatch-mail-*/mail.html")
    assert asked.read_text().strip() == path.as_uri()
    assert path.stat().st_mode & 0o777 == 0o600
    assert "product safety" in path.read_text(encoding="utf-8")


def test_templates_of_ones_own_begin_with_ours(terminal: Terminal, tmp_path: Path) -> None:
    """What is written is what is used anyway, and a second call overwrites nothing."""
    called = terminal("mail", "templates", str(tmp_path / "looks"))
    assert called.code == 0
    assert 'template_dir = "' in called.err
    assert "{{ letter.heading }}" in (tmp_path / "looks/letter.html.j2").read_text()
    again = terminal("mail", "templates", str(tmp_path / "looks"))
    assert again.code == 2
    assert "letter.html.j2" in again.err


def test_a_broken_template_is_said_by_all_who_are_asked(terminal: Terminal, tmp_path: Path) -> None:
    """`check` beforehand, `mail preview` at once, `status` afterwards until it is mended."""
    words = terminal.path.read_text().replace("[mail]", '[mail]\ntemplate_dir = "looks"')
    path = tmp_path / "story.toml"
    path.write_text(words.replace("out/socwatch.db", "new.db"))
    assert "is no folder that can be read" in terminal.bare("check", "--config", str(path)).err
    (tmp_path / "looks").mkdir()
    broken = tmp_path / "looks/letter.html.j2"
    broken.write_text("\n{{ letter.gone }}")
    why = "letter.html.j2, line 2: letter has no attribute 'gone'"
    assert why in terminal.bare("check", "--config", str(path)).err
    shown = terminal.bare("mail", "preview", "--config", str(path))
    assert why in shown.err
    assert "ack by 03:15" in shown.out
    assert why in terminal.bare("status", "--config", str(path)).out
    broken.write_text('{% extends "ours/letter.html.j2" %}')
    assert "templates" not in terminal.bare("status", "--config", str(path)).out
