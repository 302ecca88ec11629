"""`stories`: what is told how often, and what people say of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from socwatch.app import App, load_config
from socwatch.cli import forms, show
from socwatch.watch.sample import whole_story
from tests.support.story import Story, config, when
from tests.unit.cli.world import NOW, Terminal

FIRE = "Acme kettle catches fire in Leeds flat, two taken to hospital"
RETOLD = "Two people are in hospital after an Acme kettle burst into flames in a flat in Leeds"
LEAK = "Acme kettle leaks through the lid, says Mrs Hollis of Derby"
LEAKED = "Mrs Hollis from Derby has an Acme kettle with a lid that leaks"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fire with a copy and a retelling, and a leak told twice."""
    folder = tmp_path_factory.mktemp("told")
    story = Story(folder, config().replace('"socwatch.db"', '"out/socwatch.db"'))
    story.post("01:00", FIRE, author="@anna")
    story.post("01:10", f"{FIRE} #fire", author="@ben")
    story.post("01:30", RETOLD, author="@cleo")
    story.post("02:00", LEAK, author="@dora")
    story.post("02:10", f"“{LEAK}”", author="@emil")
    story.post("02:20", "acme is a name", author="@finn")
    story.run(until="02:55")
    return folder


@pytest.fixture
def terminal(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """Commands on a copy of it, at three in the morning."""
    shutil.copytree(told, tmp_path / "told")
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    monkeypatch.delenv("SOCWATCH_USER", raising=False)
    return Terminal(tmp_path / "told" / "story.toml", capsys)


def listed(terminal: Terminal, *words: str) -> list[dict[str, Any]]:
    """What `stories list` gives."""
    return terminal("stories", "list", "--json", *words).document["stories"]  # type: ignore[return-value]


def in_numbers(terminal: Terminal) -> list[tuple[int, int, int]]:
    """Mentions, copies and voices of each story."""
    return [(one["mentions"], one["copies"], one["voices"]) for one in listed(terminal)]


def test_the_list_tells_copies_from_voices(terminal: Terminal) -> None:
    """What was told once is no story yet; the largest is first."""
    fire, leak = listed(terminal)
    assert fire == {
        "story": fire["story"], "title": FIRE, "topics": ["acme"], "mentions": 3,
        "sampled": False, "copies": 1,
        "voices": 2, "retellings": 1, "retold_by": 1, "first_at": "2026-11-22T01:00:00Z",
        "last_at": "2026-11-22T01:30:00Z", "copies_per_hour": 0, "peak_copies_per_hour": 1,
        "scored": fire["scored"], "negative": fire["negative"],
    }  # fmt: skip
    assert (leak["mentions"], leak["copies_per_hour"]) == (2, 1)
    assert FIRE in terminal("stories", "list", "--topic", "acme", "--since", "1d").out
    assert listed(terminal, "--since", "10m") == []


def test_a_copy_of_an_older_original_stays_a_copy(terminal: Terminal, tmp_path: Path) -> None:
    """However the time that is asked for cuts the story."""
    lines = tmp_path / "later.jsonl"
    lines.write_text(
        "".join(
            f'{{"id":"n{n}","text":"{FIRE}","published_at":"2026-11-22T02:5{n}:00Z"}}\n'
            for n in range(3)
        ),
        encoding="utf-8",
    )
    assert terminal("import", str(lines)).code == 0
    (fire,) = listed(terminal, "--since", "20m")
    assert (fire["mentions"], fire["copies"], fire["voices"]) == (3, 3, 0)
    assert (fire["first_at"], fire["title"]) == ("2026-11-22T01:00:00Z", FIRE)


def test_nothing_told_is_said_only_when_nothing_was(terminal: Terminal) -> None:
    """A limit hides stories; it does not unmake them."""
    assert terminal("stories", "list", "--limit", "0").out == (
        "0 of 2 are shown; --limit shows more.\n"
    )
    assert terminal("stories", "list", "--since", "1m").out == "nothing was told more than once\n"


def test_part_of_a_story_is_not_given_as_all_of_it(told: Path) -> None:
    """Words and JSON say what was looked at."""
    with App(load_config(told / "story.toml")) as app:
        store = app.store
        (fire,) = [one.reading.story for one in [store.mentions.by_key("m1")] if one]
        story = whole_story(store, store.mentions.of_story(fire, limit=2), when("03:00"))
    assert show.story_numbers(story) == (
        "3 times; of the latest 2, by 2 voices, retold in other words by 1"
    )
    document = forms.story(story)
    assert (document["mentions"], document["sampled"]) == (3, True)


def test_one_story_in_full(terminal: Terminal) -> None:
    """By its name or by any of its mentions: the original, other words, copies."""
    document = terminal("stories", "show", "m3", "--json").document
    assert document["original"]["key"] == "press:m1"  # type: ignore[index]
    assert [one["key"] for one in document["retold"]] == ["press:m3"]  # type: ignore[union-attr]
    assert document["copied"] == ["press:m2"]
    shown = terminal("stories", "show", str(document["story"])).out
    assert "Told 3 times by 2 voices, retold in other words by 1; 1 copy," in shown
    assert terminal("stories", "show", "nonsense").code == 5


def test_why_says_whose_words_a_mention_has(terminal: Terminal) -> None:
    """Original, copy or retelling, and who was first."""
    assert "Tells the same story as 2 others; it was the first" in terminal("why", "m1").out
    assert (
        "Tells the same story as 2 others (copy of press:m1, first told by @anna, Sun 22 Nov 01:00"
        in terminal("why", "m2").out
    )
    assert "(in other words, first told by @anna" in terminal("why", "m3").out
    assert "same story" not in terminal("why", "m6").out
    places = {key: terminal("why", key, "--json").document for key in ("m1", "m2", "m3", "m6")}
    assert [one["told"] for one in places.values()] == ["original", "copy", "retelling", "original"]
    assert places["m2"]["copy_of"] == "press:m1"


def test_merged_stories_are_one_until_that_is_undone(terminal: Terminal) -> None:
    """Nothing is lost on the way."""
    before = in_numbers(terminal)
    fire, leak = (one["story"] for one in listed(terminal))
    called = terminal("stories", "merge", fire, leak, "--by", "dana")
    assert (called.code, called.out) == (
        0, f"{leak} is part of {fire} from now on. Undo: socwatch stories undo\n",
    )  # fmt: skip
    assert in_numbers(terminal) == [(5, 2, 3)]
    assert terminal("stories", "merge", fire, "m5", "--by", "dana").code == 2

    assert "of its own again" in terminal("stories", "undo", "--by", "luis").out
    assert in_numbers(terminal) == before
    assert terminal("stories", "undo", "--by", "luis").code == 5


def test_what_was_split_off_leaves_with_its_copies(terminal: Terminal) -> None:
    """The rest stays; the last act is undone first."""
    (fire, leak) = (one["story"] for one in listed(terminal))
    terminal("stories", "merge", fire, leak, "--by", "dana")
    called = terminal("stories", "split", fire, "m4", "--by", "dana")
    assert called.out.startswith(f"2 mentions of {fire} are now story ")
    assert in_numbers(terminal) == [(3, 1, 2), (2, 1, 1)]
    terminal("stories", "undo", "--by", "dana")
    assert in_numbers(terminal) == [(5, 2, 3)]
    terminal("stories", "undo", "--by", "dana")
    assert [one["story"] for one in listed(terminal)] == [fire, leak]


def test_a_split_wants_mentions_of_the_story(terminal: Terminal) -> None:
    """Not of another one, not all of them, and by somebody who is known."""
    fire = listed(terminal)[0]["story"]
    assert terminal("stories", "split", fire, "m4", "--by", "dana").code == 5
    assert terminal("stories", "split", fire, "m1", "m2", "m3", "--by", "dana").code == 2
    assert terminal("stories", "split", fire, "m1", "--by", "nobody").code == 5
    assert in_numbers(terminal) == [(3, 1, 2), (2, 1, 1)]


def test_later_mentions_follow_what_people_said(terminal: Terminal, tmp_path: Path) -> None:
    """Merged stories stay one, and the very words that were split off stay apart."""
    fire, leak = (one["story"] for one in listed(terminal))
    terminal("stories", "merge", fire, leak, "--by", "dana")
    terminal("stories", "split", fire, "m3", "--by", "dana")
    lines = tmp_path / "later.jsonl"
    lines.write_text(
        f'{{"id":"n1","text":"{RETOLD}!","published_at":"2026-11-22T02:57:00Z"}}\n'
        f'{{"id":"n2","text":"{RETOLD}. Awful","published_at":"2026-11-22T02:58:00Z"}}\n'
        f'{{"id":"n3","text":"{LEAKED}","published_at":"2026-11-22T02:58:30Z"}}\n'
        f'{{"id":"n4","text":"{LEAK} Unbelievable","published_at":"2026-11-22T02:59:00Z"}}\n',
        encoding="utf-8",
    )
    assert terminal("import", str(lines)).code == 0
    by_id = {one["id"]: one["reading"]["story"] for one in terminal("mentions", "--json").lines}  # type: ignore[index]

    assert by_id["n1"] == by_id["n2"] == by_id["m3"] != fire
    assert by_id["n3"] == by_id["n4"] == fire
