"""Messages about socwatch itself: a source that cannot be read, a test of the mail.

Invariant: each says what happened and what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from socwatch.model.issue import Entry, EventKind
from socwatch.model.mention import Outcome
from socwatch.model.watching import SourceState
from socwatch.report import words
from socwatch.report.letter import Command, Facts, Letter, Words, section
from socwatch.report.safe import plain
from socwatch.report.subject import subject

_REPAIR = {
    Outcome.OK: "",
    Outcome.PARTIAL: "Look at the reason above; what could be read was kept.",
    Outcome.REFUSED: "The service asked us to wait, and we do. If it lasts, ask it less often.",
    Outcome.UNAUTHORISED: "Renew the login or token of this source in the config.",
    Outcome.MISCONFIGURED: "Correct the address, the id or the query of this source in the config.",
    Outcome.BROKEN: (
        "Usually the service's own trouble, or no internet where socwatch runs. "
        "If it lasts, open the service in a browser and see whether it has changed."
    ),
}


_SHOWN = 5  # mistakes in a message


def about_source(
    state: SourceState, *, to: str, timezone: str, now: datetime, entry: Entry
) -> Letter:
    """The owner of a source hears that it cannot be read, is suspiciously quiet, or is back."""
    at = words.Clock(timezone=timezone, now=now)
    match entry.event:
        case EventKind.SOURCE_RECOVERED:
            letter = _recovery(state, at, entry.because)
        case EventKind.SOURCE_SILENT:
            letter = _silence(state, at)
        case _:
            letter = _failure(state, at)
    why_you = f"You get this, {plain(to)}, because you look after what socwatch reads."
    return Letter(
        subject=letter.subject,
        heading=letter.heading,
        tag="socwatch",
        preview=letter.lead[0],
        lead=letter.lead,
        sections=letter.sections,
        footer=(why_you, f"Times are local to {timezone}."),
    )


def about_config(
    problems: Sequence[str], *, to: str, timezone: str, now: datetime, since: datetime
) -> Letter:
    """The plan's owner hears that the config was changed and cannot be read."""
    at = words.Clock(timezone=timezone, now=now)
    shown = tuple(plain(one) for one in problems[:_SHOWN])
    more = len(problems) - len(shown)
    further = (f"and {more} more; `socwatch check` shows them all",) if more else ()
    return Letter(
        subject=subject("[socwatch] the config is wrong, the old one stays in force"),
        heading="The config is wrong, the old one stays in force",
        tag="socwatch",
        preview=shown[0] if shown else "",
        lead=(
            f"Somebody changed it, and since {at(since)} it cannot be used.",
            "Watching and calling go on as before the change; what was changed does not hold.",
        ),
        sections=(
            section("What is wrong", Words(lines=(*shown, *further))),
            section(
                "Do now",
                Command(
                    line="socwatch check",
                    before="Mend it; it is taken up within a minute. See whether it is right:",
                ),
            ),
        ),
        footer=(
            f"You get this, {plain(to)}, because you look after the plan.",
            f"Times are local to {timezone}. A restart would fail while the config is wrong.",
        ),
    )


def test_message(to: str, now: datetime) -> Letter:
    """Proof that mail works; asks for nothing."""
    at = words.moment(now, "UTC")
    return Letter(
        subject="[TEST] socwatch mail works, nothing has happened",
        heading="socwatch can reach you",
        tag="TEST",
        preview="A test: nothing has happened.",
        lead=(
            f"This is a test for {plain(to)}, written at {at} UTC. Nothing has happened.",
            "Look where it arrived: if it is in the spam folder, an alarm would be too.",
        ),
        footer=("You get this because somebody ran `socwatch mail test`.",),
    )


def _failure(state: SourceState, at: words.Clock) -> Letter:
    name = plain(state.name)
    since = f" since {at(state.since)}" if state.since else ""
    rows = [("What", plain(state.because) or f"the outcome is: {state.outcome}")]
    rows.append(("Failed", f"{words.several(state.failures, 'time')} in a row"))
    rows.append(("Last read", at(state.last_ok) if state.last_ok else "never"))
    if state.retry_at:
        rows.append(("Next try", f"not before {at(state.retry_at)}, as the service asked"))
    known = "Until it is mended, silence there means nothing: alarms and figures leave it out."
    when = f"After {at(state.retry_at)}, see whether it works:" if state.retry_at else ""
    when = when or "See whether it works now:"
    trial = Command(line=f"socwatch poll --source {name}", before=when)
    can = "is read only in part" if state.outcome is Outcome.PARTIAL else "cannot be read"
    return Letter(
        subject=subject(f"[socwatch] {name} {can}{since}", str(state.outcome)),
        heading=f"{name} {can}{since}",
        lead=(known,),
        sections=(
            section("Why", Facts(rows=tuple(rows))),
            section("Do now", Words(lines=(_REPAIR[state.outcome],)), trial),
        ),
    )


def _silence(state: SourceState, at: words.Clock) -> Letter:
    name = plain(state.name)
    rows = [
        ("What", plain(state.silent_because)),
        ("Last new", at(state.last_found) if state.last_found else "not known"),
    ]
    trial = Command(line=f"socwatch sources test {name}", before="Try its login and its answer:")
    return Letter(
        subject=subject(f"[socwatch] {name} has gone quiet"),
        heading=f"{name} has gone quiet",
        lead=(
            "The service answers without an error, but brings far less than it used to.",
            "Perhaps nobody writes there now; perhaps it no longer shows us what is written.",
        ),
        sections=(
            section("Why", Facts(rows=tuple(rows))),
            section(
                "Do now",
                Words(lines=("Open the service in a browser and look whether there is more.",)),
                trial,
            ),
        ),
    )


def _recovery(state: SourceState, at: words.Clock, because: str) -> Letter:
    name = plain(state.name)
    since = f" since {at(state.since)}" if state.since else ""
    return Letter(
        subject=subject(f"[socwatch] {name} is read again"),
        heading=f"{name} is read again{since}",
        lead=(
            f"{because[:1].upper()}{because[1:]}.",
            "What was said meanwhile is fetched as far back as the service still shows it.",
        ),
    )
