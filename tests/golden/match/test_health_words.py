"""The words in which `query health` answers.

`SOCWATCH_UPDATE_GOLDEN=1 pytest tests/golden/match` writes them anew; read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socwatch.cli.querying import words
from socwatch.engine.query_health import Checkup
from socwatch.match.health import diagnose
from socwatch.match.syntax import parse
from socwatch.match.trial import History, kept_today
from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.model.query import Topic

EXPECTED = Path(__file__).with_name("health.txt")
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def said(text: str, count: int, author: str = "") -> list[Mention]:
    """So many posts, of as many people unless one is named."""
    return [
        Mention(
            origin="press", id=f"{text} {number}", source="press", kind=MentionKind.POST,
            text=text, fetched_at=NOW, author=Author(handle=f"@{author or f'{text}{number}'}"),
        )
        for number in range(count)
    ]  # fmt: skip


def various(count: int) -> list[Mention]:
    """Posts with nothing in common."""
    return [one for number in range(count) for one in said(f"acme {chr(97 + number) * 4}", 1)]


def checkup(
    noise: Sequence[Mention] = (), relevant: Sequence[Mention] = (),
    unlabelled: Sequence[Mention] = (), *, query: str = "acme", is_cut: bool = False,
) -> Checkup:  # fmt: skip
    """As the command finds it in a store."""
    topic = Topic(name="acme", query=parse(query), owner="pr")
    history = kept_today(
        topic,
        History(noise=tuple(noise), relevant=tuple(relevant), unlabelled=tuple(unlabelled)),
    )
    return Checkup(
        topic=topic, noise=len(noise), relevant=len(relevant), history=history, is_cut=is_cut,
        diagnosis=diagnose(topic, history),
    )  # fmt: skip


RELEVANT = said("acme recall", 20) + said("acme lid broke", 15) + said("acme gym kettle", 2)
SCENES = {
    "nothing is labelled": checkup(unlabelled=said("acme", 3)),
    "nothing is labelled noise": checkup(relevant=said("acme", 3)),
    "a handful": checkup(said("acme kettlebell", 4), said("acme lid", 2), said("acme lid", 200)),
    "nothing is labelled relevant": checkup(said("acme kettlebell", 40), (), various(20)),
    "fifty": checkup(
        said("acme kettlebell", 33) + said("acme gym", 8) + said("acme deal", 5, "dealbot")
        + various(4),
        RELEVANT,
        said("acme kettlebell", 3) + said("acme lid", 117),
    ),
    "noise of all sorts": checkup(various(20), RELEVANT, said("acme lid", 9), is_cut=True),
    "the query has changed": checkup(
        said("acme kettlebell", 30), RELEVANT, query='acme NOT "kettlebell" NOT "gym"'
    ),
}  # fmt: skip


def test_the_words_are_as_approved() -> None:
    """Every scene, with what it is called."""
    found = "\n".join("\n".join([f"# {name}", *words(scene), ""]) for name, scene in SCENES.items())
    if os.environ.get("SOCWATCH_UPDATE_GOLDEN"):
        EXPECTED.write_text(found, encoding="utf-8")
    assert found == EXPECTED.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCENES)
def test_no_scene_says_more_than_a_screen(name: str) -> None:
    """Somebody reads it to its end."""
    assert len(list(words(SCENES[name]))) <= 16
