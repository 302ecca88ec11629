"""Labelling by one key a mention, on any terminal: lines that scroll, no cursor tricks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from socwatch.cli import show
from socwatch.cli.frame import Frame
from socwatch.engine.picking import Pick
from socwatch.engine.session import Session
from socwatch.model.label import Picked, Verdict
from socwatch.report import words
from socwatch.understand.local import ENOUGH, SURE

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.watch.learned import Learned

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
    "s skip: leave it as it is · u undo: take the last label back · q quit: all is kept",
)
_LONGEST = 1200


def go_through(frame: Frame, app: App, session: Session) -> None:
    """Shows one mention after the other and obeys keys until the end, or until q."""
    show.lines(frame, [_progress(session), _SHORT])
    while (pick := session.current) is not None:
        show.lines(frame, _shown(app, session, pick))
        if not _answered(frame, app, session):
            break
    show.lines(frame, _farewell(app, session))


def _answered(frame: Frame, app: App, session: Session) -> bool:
    """Obeys keys until the mention is dealt with; False when it is time to stop."""
    place = session.number
    while session.number == place:
        key = _key()
        if key in ("q", ""):
            return False
        says = _done(app, session, key)
        show.lines(frame, says)
        if key == "u":
            return True
    return True


def _done(app: App, session: Session, key: str) -> list[str]:
    """Does what the key says; returns what is said about it."""
    if key == "s":
        session.skip()
        return ["  skipped"]
    if key == "u":
        gone = session.undo()
        return ["  nothing to undo" if gone is None else f"  undone: {gone.verdict}"]
    if key not in _KEYS:
        return [f"  {line}" for line in _HELP]
    pick = session.current
    assert pick is not None
    verdict = _KEYS[key]
    if verdict in (Verdict.RISK_WRONG, Verdict.RISK_RIGHT) and not pick.gathered.reading.risks:
        return ["  no risk was read in it"]
    given = session.give(verdict, app.clock.now())
    stays = verdict in (Verdict.RELEVANT, Verdict.RISK_WRONG, Verdict.RISK_RIGHT)
    return [f"  {given.verdict}" + ("; and its tone?" if stays else f" · {_progress(session)}")]


def _key() -> str:
    """One key, without Enter; "" at the end of input."""
    import click

    try:
        return click.getchar().lower()
    except EOFError:
        return ""


def _progress(session: Session) -> str:
    """Where we are, and what it takes."""
    have = session.tone_labels()
    done = min(session.number - 1, session.limit)
    if have < ENOUGH:
        goal = f"{ENOUGH} are what it takes to begin to learn, {SURE} to be sure"
    elif have < SURE:
        goal = f"{SURE} are what it takes to be sure"
    else:
        goal = "enough to learn; more make it surer"
    return f"{done} of {session.limit} done; {words.several(have, 'tone label')} so far: {goal}"


def _shown(app: App, session: Session, pick: Pick) -> Iterator[str]:
    said, reading = pick.gathered.mention, pick.gathered.reading
    how = "random pick" if pick.picked is Picked.RANDOM else "picked because socwatch is unsure"
    when = show.clock(said.counts_at, app.config.timezone)
    yield ""
    yield f"{session.number} of {session.limit} · {pick.topic} · {said.source} · {when} · {how}"
    for part in filter(None, (said.title, said.text)):
        yield f"  {show.safe(part, _LONGEST)}"
    yield f"  read as: {_read(pick)}"
    for risk in reading.risks:
        yield f"  risk: {risk.category} because of: {risk.term}"


def _read(pick: Pick) -> str:
    reading = pick.gathered.reading
    if reading.score is None:
        return f"not scored ({reading.unscored_because or 'nobody could tell'})"
    strongest = ", ".join(f"{word} {weight:+.1f}" for word, weight in reading.because[:4])
    return f"{reading.tone} ({reading.score:+.2f})" + (
        f" because of: {strongest}" * bool(strongest)
    )


def _farewell(app: App, session: Session) -> Iterator[str]:
    if session.current is None and session.number == 1 and not session.given:
        yield "nothing is left to label here"
        return
    yield f"{words.several(session.given, 'label')} given; all are kept. {_progress(session)}"
    if session.given:
        yield learned_words(app.learn())
    yield "`socwatch label --list` shows them; `socwatch accuracy` says how right socwatch is"


def learned_words(found: Learned) -> str:
    """What was made of the labels, in a sentence."""
    if found.is_used:
        return (
            f"Learned from {found.labels} tone labels: "
            f"{words.several(len(found.weights.words), 'word')} of your own; what comes in from now "
            "on is read with them"
        )
    return (
        f"Nothing is read differently yet: {found.because}" if found.because else "Nothing learned"
    )
