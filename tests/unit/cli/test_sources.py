"""sources list, test, log and try: what people see of what socwatch reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.test_sources import ANSWERS
from tests.support.http_server import Reply, Seen, always, serving
from tests.support.story import config
from tests.unit.cli.world import Terminal, write_config

GOOD = ANSWERS["/good"]
LOGIN = Reply(status=401, body=b"who are you?")


def _answer(seen: Seen) -> Reply:
    return {"/good": GOOD, "/login": LOGIN}.get(seen.path, Reply(status=429, body=b"wait"))


def terminal_on(folder: Path, base: str, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Commands whose config reads three feeds: one good, one that wants a login, one that waits."""
    names = ("good", "login", "wait")
    tables = (
        f'\n[[sources]]\nname = "{name}"\nkind = "rss"\nurl = "{base}/{name}"\nallow_private = true\n'
        for name in names
    )
    return Terminal(write_config(folder, config() + "".join(tables)), capsys)


def test_a_test_says_how_each_source_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 3 when one fails; each has its state and a sentence; nothing is stored."""
    with serving(_answer) as server:
        terminal = terminal_on(tmp_path, server.url, capsys)
        called = terminal("sources", "test", "good", "login", "--json")
        assert called.code == 3
        assert '"state":"ok"' in called.out
        assert '"state":"unauthorised"' in called.out
        assert terminal("sources", "test", "good").code == 0
        assert terminal("mentions", "--json").out == ""
        assert terminal("sources", "test", "nowhere").code == 5


def test_a_pause_is_obeyed_by_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a 429 neither a named poll nor a test asks again, and both say why."""
    with serving(_answer) as server:
        terminal = terminal_on(tmp_path, server.url, capsys)
        assert terminal("poll", "--source", "wait").code == 3
        asked = len(server.seen)
        again = terminal("poll", "--source", "wait")
        tested = terminal("sources", "test", "wait")
        assert len(server.seen) == asked
    assert again.code == 3
    assert "wants no request before" in again.err
    assert "not asked" in tested.out


def test_the_log_says_how_the_polls_went(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line for a run of polls: when, how, how many, what was new, why not."""
    with serving(_answer) as server:
        terminal = terminal_on(tmp_path, server.url, capsys)
        terminal("poll", "--source", "login")
        terminal("poll", "--source", "login")
        said = terminal("sources", "log", "login", "--plain")
    assert "unauthorised" in said.out
    assert "asks for a login" in said.out
    assert terminal("sources", "log", "nowhere").code == 5


def test_a_trial_needs_no_config_and_leaves_no_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address alone is a feed; what it brings is shown with its age, its link and its author."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOCWATCH_NOW", "2026-11-22T10:58:00Z")
    terminal = Terminal(tmp_path / "none.toml", capsys)
    with serving(always(GOOD)) as server:
        called = terminal.bare("sources", "try", f"{server.url}/good", "allow_private=true")
    assert called.code == 0
    assert "1 h ago" in called.out
    assert "The acme kettle is loud" in called.out
    assert "https://news.example/1" in called.out
    assert list(tmp_path.iterdir()) == []


def test_a_trial_shows_what_the_query_really_means(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the service brings is filtered as it would be in earnest."""
    terminal = Terminal(tmp_path / "none.toml", capsys)
    keys = ("allow_private=true", "--query", "toaster", "--json")
    with serving(always(GOOD)) as server:
        document = terminal.bare("sources", "try", "rss", f"url={server.url}/", *keys).document
    assert (document["read"], document["matched"], document["mentions"]) == (1, 0, [])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("hackernews",), "what to look for"),
        (("rss", "ulr=x"), 'did you mean "url"'),
        (("rss", "url"), "KEY=VALUE"),
        (("hackernewz",), "did you mean hackernews"),
        (("hackernews", "--query", '("acme'), "closed"),
    ],
)
def test_a_trial_that_makes_no_sense_says_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    """Exit 2, one sentence, a remedy."""
    called = Terminal(tmp_path / "none.toml", capsys).bare("sources", "try", *words)
    assert called.code == 2
    assert says in called.err


def test_a_trial_that_fails_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 3 and the state of the source."""
    terminal = Terminal(tmp_path / "none.toml", capsys)
    with serving(always(LOGIN)) as server:
        called = terminal.bare("sources", "try", f"{server.url}/", "allow_private=true")
    assert called.code == 3
    assert "unauthorised" in called.out


def test_a_trial_says_what_to_write_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address without https:// and a query without --query are told how they are meant."""
    terminal = Terminal(tmp_path / "none.toml", capsys)
    assert (
        "write https://news.example/rss" in terminal.bare("sources", "try", "news.example/rss").err
    )
    assert "behind --query" in terminal.bare("sources", "try", "hackernews", "acme").err


def test_a_trial_that_brings_nothing_says_that_it_was_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty feed is told from one that failed, which has a sentence of its own and no count."""
    empty = Reply(body=b"<rss version='2.0'><channel><title>a</title></channel></rss>")
    terminal = Terminal(tmp_path / "none.toml", capsys)
    for reply, code, said in (
        (empty, 0, "there is nothing just now"),
        (LOGIN, 3, "asks for a login"),
    ):
        with serving(always(reply)) as server:
            tried = terminal.bare("sources", "try", f"{server.url}/feed", "allow_private=true")
        assert tried.code == code
        assert said in tried.out
        assert "0 items" not in tried.out


def test_a_poll_without_a_network_asks_about_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """When nothing can be reached at all, the trouble is near, and one line says so."""
    with serving(_answer) as server:
        base = server.url
    terminal = terminal_on(tmp_path, base, capsys)
    said = terminal("poll")
    assert said.code == 3
    assert "is this computer on the internet?" in said.err


def test_a_preview_shows_what_a_query_would_catch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each source is asked once; what would be kept is counted and shown, nothing is stored."""
    with serving(_answer) as server:
        terminal = terminal_on(tmp_path, server.url, capsys)
        called = terminal("query", "preview")
        assert called.code == 0
        assert "good: 1 of 1 item would be kept" in called.out
        assert "The acme kettle is loud" in called.out
        assert "login: unauthorised" in called.out
        assert terminal("mentions", "--json").out == ""
        assert terminal("query", "preview", "nothing").code == 5
