"""The command that scores texts from standard input: score."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Annotated, cast

import typer

from socwatch.cli import forms
from socwatch.cli.frame import Frame, command, say
from socwatch.errors import UsageError
from socwatch.model.mention import Mention, MentionKind
from socwatch.model.reading import Tone

if TYPE_CHECKING:
    from io import BufferedReader

_ENGINES = ("socwatch", "vader")
_LIMIT = 0.05
_CHUNK = 65_536  # bytes
_SOME_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # nothing that is read depends on it


def add_to(app: typer.Typer) -> None:
    """Adds the command to the tree."""
    app.command("score")(score)


@command
def score(
    frame: Frame,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            help="socwatch, or vader: vaderSentiment's own compound, for any text.",
        ),
    ] = "socwatch",
    lang: Annotated[
        str | None, typer.Option("--lang", help="The language that the source claims: en, de, fr.")
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A name that is no praise: “Best Buy”. May be repeated."),
    ] = None,
) -> None:
    """Score the tone and risk of texts: lines in from standard input, JSON Lines out."""
    if engine not in _ENGINES:
        raise UsageError(f'there is no engine "{engine}"', hint="it is socwatch or vader")
    if sys.stdin.isatty() and frame.wants_words:
        say("type or paste texts, one a line; end with Ctrl-D")
    if engine == "vader":
        _by_vader(frame)
    else:
        _by_socwatch(frame, lang, tuple(name or ()))


def _batches() -> Iterator[list[str]]:
    """The lines of standard input, as many together as have come; each is whole.

    What is no UTF-8 becomes U+FFFD, so that no line is lost.
    """
    begun: list[bytes] = []
    coming = cast("BufferedReader", sys.stdin.buffer)
    while chunk := coming.read1(_CHUNK):
        first, *more = chunk.split(b"\n")
        begun.append(first)
        if more:
            yield [_line(b"".join(begun)), *map(_line, more[:-1])]
            begun = more[-1:]
    if last := b"".join(begun):
        yield [_line(last)]


def _line(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace").removesuffix("\r")


def _by_vader(frame: Frame) -> None:
    from socwatch.app import vader

    engine = vader()
    for line in chain.from_iterable(_batches()):
        found = engine.scores(line)
        frame.answer(
            {
                "schema": "socwatch.score/1",
                "text": line,
                "language": None,
                "label": _label(found.compound),
                "score": found.compound,
                "p_negative": None,
                "risk": [],
                "because": [[word, round(weight, 4)] for word, weight in found.found],
            }
        )


def _label(compound: float) -> str:
    """VADER's label, by the limits that its authors use."""
    if compound >= _LIMIT:
        return Tone.POSITIVE.value
    return Tone.NEGATIVE.value if compound <= -_LIMIT else Tone.NEUTRAL.value


def _by_socwatch(frame: Frame, lang: str | None, names: tuple[str, ...]) -> None:
    from socwatch.app import reader
    from socwatch.understand.naming import Names

    analyst = reader((), names=Names(names))
    for lines in _batches():
        readings = analyst.read([_mention(line, lang) for line in lines])
        for line, reading in zip(lines, readings, strict=True):
            frame.answer({"schema": "socwatch.score/1", "text": line, **forms.score(reading)})
        sys.stdout.flush()  # whoever writes a line and waits for its answer gets it


def _mention(line: str, lang: str | None) -> Mention:
    from socwatch.understand.text import clean

    return Mention(
        origin="stdin",
        id="",
        source="stdin",
        kind=MentionKind.POST,
        text=clean(line),
        lang=lang,
        fetched_at=_SOME_TIME,
    )
