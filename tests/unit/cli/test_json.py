"""With --json stdout is one document or JSON Lines, every object names its schema, and no more."""

from __future__ import annotations

import json

import pytest

from tests.unit.cli.world import Terminal

DOCUMENTS = {
    ("status",): "socwatch.status/1",
    ("watch", "--once"): "socwatch.status/1",
    ("health",): "socwatch.health/1",
    ("issues",): "socwatch.issues/1",
    ("issues", "--state", "all"): "socwatch.issues/1",
    ("show", "I-2"): "socwatch.issue/1",
    ("why", "I-2"): "socwatch.why/1",
    ("why", "m2"): "socwatch.why/1",
    ("label", "m1", "noise", "--by", "dana"): "socwatch.label/1",
    ("label", "--list"): "socwatch.labels/1",
    ("accuracy",): "socwatch.accuracy/1",
    ("query", "health"): "socwatch.query_health/1",
    ("oncall",): "socwatch.oncall/1",
    ("plan", "check"): "socwatch.plan_check/1",
    ("check",): "socwatch.check/1",
    ("config", "show"): "socwatch.config/1",
    ("config", "path"): "socwatch.config_path/1",
    ("ack", "I-2", "--by", "dana"): "socwatch.issue/1",
    ("note", "I-2", "Legal is told", "--by", "dana"): "socwatch.issue/1",
    ("snooze", "I-2", "30m", "--by", "dana"): "socwatch.issue/1",
    ("close", "I-2", "--reason", "real", "--by", "dana"): "socwatch.issue/1",
    ("reopen", "I-1", "--by", "dana"): "socwatch.issue/1",
    ("handover", "I-2", "--to", "mia", "--by", "dana"): "socwatch.issue/1",
    ("mail", "test"): "socwatch.mail_test/1",
    ("deliver",): "socwatch.deliver/1",
    ("digest",): "socwatch.digest/1",
}


@pytest.mark.parametrize("words", DOCUMENTS, ids=" ".join)
def test_one_document_with_its_schema(terminal: Terminal, words: tuple[str, ...]) -> None:
    """One line, nothing before or after it."""
    called = terminal(*words, "--json")
    assert called.out.count("\n") == 1
    assert called.document["schema"] == DOCUMENTS[words]


@pytest.mark.parametrize(
    ("words", "schema"),
    [
        (("mentions",), "socwatch.mention/1"),
        (("mentions", "--issue", "I-2"), "socwatch.mention/1"),
        (("replay", "{folder}/story.jsonl"), "socwatch.event/1"),
    ],
)
def test_streams_are_json_lines(terminal: Terminal, words: tuple[str, ...], schema: str) -> None:
    """One object a line, each with its schema."""
    placed = [one.format(folder=terminal.path.parent) for one in words]
    called = terminal(*placed, "--json")
    assert called.code == 0
    assert called.lines
    assert {one["schema"] for one in called.lines} == {schema}


def test_sources_are_listed_with_state_and_reason(terminal: Terminal) -> None:
    """The words of INTERFACE for a source's state."""
    called = terminal("sources", "list", "--json")
    (source,) = json.loads(called.out)
    assert source["schema"] == "socwatch.source/1"
    assert (source["name"], source["kind"]) == ("press", "rss")
    assert source["state"] == "unauthorised"
    assert source["last_ok"] == "2026-11-22T02:45:00Z"
    assert source["because"] == "the service rejected our login"


def test_an_issue_has_the_fields_that_scripts_hold_on_to(terminal: Terminal) -> None:
    """The open one first, then the closed; times in UTC with a Z; what is not so yet is null."""
    issue, closed = terminal("issues", "--json").document["issues"]  # type: ignore[misc]
    assert (closed["id"], closed["state"]) == ("I-1", "closed")
    assert issue["id"] == "I-2"
    assert (issue["topic"], issue["severity"], issue["state"]) == ("acme", "red", "open")
    assert issue["opened_at"] == "2026-11-22T02:24:00Z"
    assert issue["owner"] is None
    assert issue["closed_at"] is None
    assert issue["usual"] == [0, 0]


def test_a_mention_says_null_where_the_service_said_nothing(terminal: Terminal) -> None:
    """Unknown is null, never 0; a known number stays."""
    spanish, fire, _ = terminal("mentions", "--json").lines
    assert spanish["likes"] is None
    assert fire["likes"] == 3
    assert spanish["rating"] is None


def test_flags_count_before_and_after_the_command(terminal: Terminal) -> None:
    """The same answer either way; where both say something, the later one holds."""
    before = terminal.bare("--json", "--config", str(terminal.path), "issues")
    after = terminal.bare("issues", "--json", "--config", str(terminal.path))
    both = terminal.bare("--config", "/nowhere.toml", "issues", "--config", str(terminal.path))
    assert before.out == after.out
    assert json.loads(before.out)["schema"] == "socwatch.issues/1"
    assert both.code == 0


def test_quiet_keeps_confirmations_away(terminal: Terminal) -> None:
    """An act under --quiet does its work and says nothing."""
    called = terminal("ack", "I-2", "--by", "dana", "--quiet")
    assert (called.code, called.out, called.err) == (0, "", "")
    assert "acknowledged" in terminal("issues").out


def test_an_act_says_what_changed_and_how_to_undo_it(terminal: Terminal) -> None:
    """One sentence for a person who is not sure."""
    called = terminal("ack", "I-2", "--by", "Dana Okafor")
    assert called.code == 0
    assert called.out.startswith("I-2 acknowledged by Dana Okafor.")
    assert "Undo: socwatch reopen I-2" in called.out


def test_who_acts_may_stand_in_the_environment(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOCWATCH_USER spares the flag; the flag is stronger."""
    monkeypatch.setenv("SOCWATCH_USER", "luis")
    assert "by Luis Peña" in terminal("ack", "I-2").out
    assert "Mia Lindqvist" in terminal("ack", "I-2", "--by", "mia").out
