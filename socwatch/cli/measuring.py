"""The command that measures: accuracy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.frame import Frame, command
from socwatch.model.accuracy import Accuracy, Rate
from socwatch.report import truth, words

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.understand.accuracy import Drift
    from socwatch.watch.learned import Learned


def add_to(app: typer.Typer) -> None:
    """Adds the command to the tree."""
    app.command("accuracy")(accuracy)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the labels of one topic say, or of all of them."""

    topic: str | None
    tone: Accuracy
    risks: dict[str, Rate]
    drift: Drift | None


@command
def accuracy(
    frame: Frame,
    topic: Annotated[
        str | None, typer.Option("--topic", help="Only of this topic; all when left out.")
    ] = None,
) -> None:
    """How right socwatch reads your mentions, measured on what you labelled."""
    from socwatch.watch.accuracy import drifted, measured, risks_measured

    with frame.app() as app:
        learned = app.learn()
        found = [
            _Found(
                topic=name,
                tone=measured(app.store, name),
                risks=risks_measured(app.store, name),
                drift=drifted(app.store, name),
            )
            for name in _topics(app, topic)
        ]
        if frame.as_json:
            frame.answer(_document(found, learned))
        else:
            show.lines(frame, _lines(found, learned))


def _topics(app: App, asked: str | None) -> list[str]:
    return [one.name for one in app.topics(asked)]


def _lines(found: list[_Found], learned: Learned) -> Iterator[str]:
    for one in found:
        yield from _of_topic(one)
    if any(one.tone.labelled for one in found):
        yield learned_words(learned)


def _of_topic(one: _Found) -> Iterator[str]:
    tone = one.tone
    if not tone.labelled:
        yield f"{one.topic}: {truth.UNMEASURED}"
    else:
        yield f"{one.topic}: {_picked(tone)}"
        yield f"  read right: {truth.rate(tone.right)}"
        yield f"  of what you call negative, read as negative: {truth.rate(tone.found)}"
        yield f"  of what was read as negative, negative for you: {truth.rate(tone.precise)}"
        yield f"  negative as it was read: {truth.rate(tone.read_negative)}"
        yield f"  negative as you labelled: {truth.rate(tone.said_negative)}"
    if one.drift is not None:
        yield _drift(one.drift)
    if tone.unscored:
        yield f"  not scored, so in none of these: {words.count(tone.unscored)}"
    for category, rate in one.risks.items():
        yield f"  risk {words.spoken(category)}, right: {truth.rate(rate)}"


def _drift(found: Drift) -> str:
    way, do = ("worse", ": label some of the newest") if found.is_worse else ("better", "")
    return (
        f"  read {way} lately{do}; of the newer half {truth.rate(found.lately)}, "
        f"of the older {truth.rate(found.before)}"
    )


def _picked(tone: Accuracy) -> str:
    number = words.several(tone.labelled, "labelled mention")
    if tone.chosen:
        return f"{number}, not picked at random: they may mislead; `socwatch label` picks so"
    others = tone.given - tone.labelled
    rest = f"; {words.count(others)} more were not" if others else ""
    return f"{number}, picked at random{rest}"


def learned_words(found: Learned) -> str:
    """What was made of the labels, in a sentence."""
    if found.is_used:
        own = words.several(len(found.weights.words), "word")
        return (
            f"Learned from {words.count(found.labels)} tone labels: {own} of your own; what comes "
            "in from now on is read with them. What is measured here is how each mention is read "
            "by what was learned from the others."
        )
    return f"Nothing is read differently yet: {found.because or 'nothing is labelled'}."


def _document(found: list[_Found], learned: Learned) -> dict[str, object]:
    """socwatch.accuracy/1."""
    from socwatch.report import figures

    return {
        "schema": "socwatch.accuracy/1",
        "topics": [
            {
                "topic": one.topic,
                "tone": figures.accuracy(one.tone),
                "drift": None
                if one.drift is None
                else {
                    "before": figures.rate(one.drift.before),
                    "lately": figures.rate(one.drift.lately),
                },
                "risks": {name: figures.rate(rate) for name, rate in one.risks.items()},
            }
            for one in found
        ],
        "own_weights": {
            "used": learned.is_used,
            "labels": learned.labels,
            "words": len(learned.weights.words),
            "because": learned.because or None,
        },
    }
