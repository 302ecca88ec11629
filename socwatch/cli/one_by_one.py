"""Labelling by one key a mention, on any terminal: lines that scroll, no cursor tricks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from socwatch.cli import measuring, show
from socwatch.cli.frame import Frame
from socwatch.engine.picking import Pick
from socwatch.engine.session import Session
from socwatch.model.label import Sort, Verdict
from socwatch.report import glance, words
from socwatch.understand.local import ENOUGH, SURE

if TYPE_CHECKING:
    from socwatch.app import App

_KEYS: Mapping[str, Verdict] = {
    "n": Verdict.NEGATIVE,
    "e": Verdict.NEUTRAL,
    "p": Verdict.POSITIVE,
    "x": Verdict.NOISE,
    "r": Verdict.RELEVANT,
    "w": Verdict.RISK_WRONG,
    "g": Verdict.RISK_RIGHT,
}
_SHORT = "n negative · e neutral · p positive · x noise · s skip · u undo · q quit · ? more"
_HELP = (
    "n negative, e neutral, p positive: the tone towards you, as you would tell a colleague",
    "x noise: it is not about you at all; its tone then does not matter",
    "r relevant, g the risk is right, w the risk is wrong: noted, and the mention stays for its tone",
    "s skip: leave it as it is · u undo: take the last label, or skip, back · q quit: all is kept",
)
_LONGEST = 1200


def go_through(frame: Frame, app: App, session: Session) -> None:
    """Shows one mention after the other and obeys keys until the end, or until q."""
    _print(frame, [_goal(session), _SHORT])
    while (pick := session.current) is not None:
        _print(frame, _shown(app, session, pick))
        if not _answered(frame, app, session):
            break
    _print(frame, _farewell(app, session))


def _print(frame: Frame, several: Iterable[str]) -> None:
    """Lines broken between words, their indent kept."""
    from rich.text import Text

    console = frame.console()
    for line in several:
        indent = len(line) - len(line.lstrip(" "))
        for part in Text(show.safe(line)).wrap(console, max(20, console.width - indent)) or [""]:
            console.print(Text(" " * indent).append_text(Text(str(part).rstrip())), no_wrap=True)


def _answered(frame: Frame, app: App, session: Session) -> bool:
    """Obeys keys until the mention is dealt with; False when it is time to stop."""
    place = session.number
    while session.number == place:
        key = _key()
        if key in ("q", ""):
            return False
        _print(frame, _done(app, session, key))
        if key == "u":
            break
    return True


def _done(app: App, session: Session, key: str) -> list[str]:
    """Does what the key says; returns what is said about it."""
    pick = session.current
    assert pick is not None
    if key == "s":
        session.skip()
        return ["  skipped"]
    if key == "u":
        gone = session.undo()
        return [f"  undone: {gone}" if gone else "  nothing to undo"]
    if key not in _KEYS:
        return [f"  {line}" for line in _HELP]
    verdict = _KEYS[key]
    if verdict.sort is Sort.RISK and len(risks := _risks(pick)) != 1:
        return [_which(pick, verdict, risks)]
    session.give(verdict, app.clock.now())
    if verdict.sort is Sort.TONE:
        # Only now: whoever sees the answer first leans towards it.
        return [f"  {verdict}; socwatch read it as {_read(pick)}"]
    return [f"  {verdict}" if verdict is Verdict.NOISE else f"  {verdict}; and its tone?"]


def _risks(pick: Pick) -> list[str]:
    return list(dict.fromkeys(risk.category for risk in pick.gathered.reading.harms))


def _which(pick: Pick, verdict: Verdict, risks: Sequence[str]) -> str:
    """Why a key is not enough to say that a risk is right, or wrong."""
    if not risks:
        return "  no risk was read in it"
    key = pick.gathered.mention.key
    return (
        f"  several risks were read; say which, later: socwatch label {key} {verdict} "
        f"--category {risks[0]}"
    )


def _key() -> str:
    """One key, without Enter; "" at the end of input."""
    import click

    try:
        return click.getchar().lower()
    except EOFError:
        return ""


def _goal(session: Session) -> str:
    """How many tone labels there are, and how many it takes."""
    have = words.several(session.tone_labels(), "tone label")
    return (
        f"{have} so far; {ENOUGH} are what it takes to begin to learn, {SURE} to be sure. "
        "Two of three are picked at random, to measure how right socwatch is; the third is what "
        "it is least sure of."
    )


def _shown(app: App, session: Session, pick: Pick) -> Iterator[str]:
    said = pick.gathered.mention
    when = glance.clock(said.counts_at, app.config.timezone)
    have = words.several(session.tone_labels(), "tone label")
    yield ""
    yield f"{session.number} of {session.limit} · {have} · {pick.topic} · {said.source} · {when}"
    for part in filter(None, (said.title, said.text)):
        yield f"  {show.safe(part, _LONGEST)}"
    keys = " (g right, w wrong)" if len(_risks(pick)) == 1 else ""
    for risk in pick.gathered.reading.harms:
        yield f"  risk: {risk.category} because of: {risk.term}{keys}"


def _read(pick: Pick) -> str:
    reading = pick.gathered.reading
    if reading.score is None:
        return reading.unscored_because or "not scored"
    strongest = ", ".join(f"{word} {weight:+.1f}" for word, weight in reading.because[:3])
    why = f" because of: {strongest}" if strongest else ""
    return f"{reading.tone} ({reading.score:+.2f}){why}"


def _farewell(app: App, session: Session) -> Iterator[str]:
    if session.number == 1 and not session.given and session.current is None:
        yield "nothing is left to label here"
        return
    yield ""
    yield f"{words.several(session.given, 'label')} given; all are kept."
    if session.given:
        yield measuring.learned_words(app.learn())
    yield "`socwatch label --list` shows them; `socwatch accuracy` says how right socwatch is."
