"""Commands for the outbox: mail queue, mail retry, mail preview."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.acting import who
from socwatch.cli.digesting import mail_test, reader
from socwatch.cli.frame import Frame, command, group, say
from socwatch.cli.paragraphs import paragraphs
from socwatch.errors import UsageError
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.engine.mailing import Retried
    from socwatch.model.delivery import Delivery, DeliveryKind
    from socwatch.watch.setup import Setup

_FORMATS = ("text", "html", "eml")


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    mail = group("The mail: what waits, whether it arrives, how it looks.")
    mail.command("test")(mail_test)
    mail.command("queue")(queue)
    mail.command("retry")(retry)
    mail.command("preview")(preview)
    mail.command("templates")(templates)
    app.add_typer(mail, name="mail")


@command
def queue(
    frame: Frame,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what was sent or dropped in the last day.")
    ] = False,
) -> None:
    """What waits, is being sent, or could not be sent: to whom, since when, and why."""
    from socwatch.engine.mailing import queued

    with frame.app() as app:
        now = app.clock.now()
        setup = app.setup(sources=(), notifiers={})
        found = queued(setup, now, everything=everything)
        if frame.as_json:
            rows = [_form(app, one, now) for one in found]
            frame.answer({"schema": "socwatch.mail_queue/1", "messages": rows})
            return
        paragraphs(
            frame, list(_queue(app, setup, found, now)) or ["No message waits, and none was lost."]
        )


def _queue(app: App, setup: Setup, found: Sequence[Delivery], now: datetime) -> Iterator[str]:
    from socwatch.engine.mailing import handle, is_lost, no_longer_wanted

    for one in found:
        yield f"{_state(one, now)} {handle(one)}: {one.subject}"
        since = glance.clock(one.created_at, app.config.timezone)
        yield f"  to {_whom(app, one)}, written {since} ({glance.span(now - one.created_at)} ago)"
        dropped = no_longer_wanted(setup, one)
        if dropped:
            yield f"  no longer wanted, and will be dropped: {dropped}"
            continue
        yield from (f"  {words}" for words in _progress(app, one, now))
        if is_lost(one) or one.last_error:
            yield f"  To try it again now: socwatch mail retry {handle(one)}"


def _state(one: Delivery, now: datetime) -> str:
    from socwatch.engine.mailing import is_held

    if one.state.value != "pending":
        return one.state.value.upper()
    if is_held(one, now) or one.over_budget:
        return "HELD"
    return "NOT SENT YET" if one.last_error else "WAITING"


def _whom(app: App, one: Delivery) -> str:
    name = app.names().get(one.to, one.to)
    if one.address and one.address != name:
        return f"{name} <{one.address}>"
    return name if one.channel == "email" else f"{name} by {one.channel}"


def _progress(app: App, one: Delivery, now: datetime) -> Iterator[str]:
    """Why it is not there yet, and what happens next."""
    from socwatch.engine.mailing import is_held
    from socwatch.report.words import several

    zone = app.config.timezone
    if one.settled_at is not None:
        reason = f": {one.last_error}" if one.last_error else ""
        yield f"{one.state.value} {glance.clock(one.settled_at, zone)}{reason}"
        return
    if one.last_error:
        yield f"{several(one.attempts, 'try', 'tries')} so far: {one.last_error}"
    if one.passed_on:
        yield "whoever is next in the plan was told meanwhile"
    if one.not_before is not None and is_held(one, now):
        yield f"held for quiet hours until {glance.clock(one.not_before, zone)}"
    elif one.next_try_at is not None and one.next_try_at > now:
        verb = "held for the budget of messages until" if one.over_budget else "next try"
        yield f"{verb} {glance.clock(one.next_try_at, zone)}"
    elif one.state.value == "merged":
        yield "told in another message, which is on its way"
    else:
        yield "due now; `socwatch deliver`, `run` or `watch` sends it"


@command
def retry(
    frame: Frame,
    messages: Annotated[
        list[str] | None,
        typer.Argument(metavar="MESSAGE", help="Such as m-3fa9c1, from `mail queue`; or an issue."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All that was lost or failed; what is held stays held.")
    ] = False,
    by: Annotated[str | None, typer.Option("--by", help="Who you are, for the timeline.")] = None,
) -> None:
    """Make messages due now that were lost or wait for their next try; nothing in them changes."""
    from socwatch.engine import mailing

    if bool(messages) is everything:
        raise UsageError(
            "say which messages", hint="a name from `socwatch mail queue`, an issue, or --all"
        )
    with frame.app() as app:
        now, setup = app.clock.now(), app.setup(sources=(), notifiers={})
        found = (
            mailing.troubled(setup, now)
            if everything
            else mailing.chosen(setup, messages or (), now)
        )
        actor = who(app, by) if by else "socwatch"
        done = [mailing.retry(setup, one, actor, now) for one in found]
        if frame.as_json:
            rows = [_outcome(one) for one in done]
            frame.answer({"schema": "socwatch.mail_retry/1", "messages": rows})
        elif not frame.quiet:
            paragraphs(frame, _retried(app, done))
    if any(not one.done for one in done):
        raise typer.Exit(3)


def _retried(app: App, done: Sequence[Retried]) -> Iterator[str]:
    from socwatch.engine.mailing import handle
    from socwatch.report.words import several

    for one in done:
        name = f"{handle(one.delivery)} to {_whom(app, one.delivery)}"
        note = f" ({one.because})" if one.because else ""
        yield f"{name}: due now{note}" if one.done else f"{name}: left as it is, {one.because}"
    due = sum(one.done for one in done)
    if due:
        yield f"{several(due, 'message')} due, none sent yet: socwatch deliver sends what is due."
    elif not done:
        yield "No message was lost or failed: there is nothing to try again."


def _outcome(one: Retried) -> dict[str, object]:
    from socwatch.engine.mailing import handle

    delivery = one.delivery
    return {
        "id": delivery.id,
        "name": handle(delivery),
        "to": delivery.to,
        "due": one.done,
        "because": one.because,
        "message_id": delivery.message_id,
    }


def _form(app: App, one: Delivery, now: datetime) -> dict[str, object]:
    from socwatch.engine.mailing import handle, is_held

    return {
        "id": one.id,
        "name": handle(one),
        "state": one.state.value,
        "kind": one.kind.value,
        "issue": one.issue,
        "to": one.to,
        "to_name": app.names().get(one.to),
        "channel": one.channel,
        "address": one.address or None,
        "subject": one.subject,
        "message_id": one.message_id,
        "since": one.created_at,
        "held": is_held(one, now) or one.over_budget,
        "not_before": one.not_before,
        "next_try": one.next_try_at if one.settled_at is None else None,
        "attempts": one.attempts,
        "settled_at": one.settled_at,
        "because": one.last_error,
    }


@command
def preview(
    frame: Frame,
    issue: Annotated[
        str | None,
        typer.Argument(metavar="ISSUE", help="Such as I-42; a made-up example when left out."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="WHO", help="A contact or an address; else who is next."),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            help="escalation, reminder, acknowledged, stand_down, digest, source or roll_call.",
        ),
    ] = "escalation",
    form: Annotated[str, typer.Option("--format", help="text, html or eml.")] = "text",
    in_browser: Annotated[
        bool, typer.Option("--open", help="Show its HTML in a browser as well.")
    ] = False,
) -> None:
    """A mail as it would be sent; nothing is sent."""
    from socwatch.engine import acting, previewing
    from socwatch.watch.dressing import undressed

    if form not in _FORMATS:
        raise UsageError(f'"{form}" is no format', hint=f"it is one of {', '.join(_FORMATS)}")
    wanted = _kind(kind)
    with frame.app() as app:
        now, setup = app.clock.now(), app.setup(sources=(), notifiers={})
        named = None if issue is None else acting.named(setup, issue)
        whom = None if to is None else reader(setup, to)
        mail = previewing.preview(setup, named, wanted, whom, now)
        if in_browser:
            _open(mail)
        made_up = named is None and wanted in previewing.OF_ISSUES
        if frame.as_json:
            frame.answer(_document(mail, made_up))
            return
        _print(mail, form)
        unused = undressed(setup.store, setup.letterhead)
        if unused:
            say(f"your templates are not used, ours are: {show.safe(unused)}")
    say("nothing was sent" + ("; the issue is made up: name one, such as I-42" if made_up else ""))


def _kind(words: str) -> DeliveryKind:
    from socwatch.engine.previewing import KINDS

    named = {"roll_call" if one.value == "test" else one.value: one for one in KINDS}
    found = named.get(words.replace("-", "_"))
    if found is None:
        raise UsageError(f'"{words}" is no kind of mail', hint=f"it is one of {', '.join(named)}")
    return found


def _print(mail: Delivery, form: str) -> None:
    if form == "eml":
        sys.stdout.flush()
        sys.stdout.buffer.write(mail.body)
        return
    if form == "html":
        print(_part(mail, "html").rstrip("\n"))
        return
    print(f"To: {mail.address}\nSubject: {mail.subject}\n")
    print(_part(mail, "plain").rstrip("\n"))


def _open(mail: Delivery) -> None:
    """Shows the HTML; the file stays, since nobody knows when the browser has read it."""
    import tempfile
    import webbrowser

    from socwatch.cli.staging import write_private

    page = _part(mail, "html")
    if not page:
        say("this mail has no HTML: the text is all of it")
        return
    path = Path(tempfile.mkdtemp(prefix="socwatch-mail-")) / "mail.html"
    write_private(path, page)
    if not webbrowser.open(path.as_uri()):
        say("there is no browser here that could be opened")
    say(f"its HTML is in {path}")


def _part(mail: Delivery, subtype: str) -> str:
    """The text or the HTML as the reader's program would take it out of the mail's bytes."""
    from email import message_from_bytes, policy

    part = message_from_bytes(mail.body, policy=policy.default).get_body((subtype,))
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")


def _document(mail: Delivery, made_up: bool) -> dict[str, object]:
    return {
        "schema": "socwatch.mail_preview/1",
        "kind": mail.kind.value,
        "issue": None if made_up else mail.issue,
        "made_up": made_up,
        "to": mail.to,
        "address": mail.address,
        "subject": mail.subject,
        "message_id": mail.message_id,
        "text": _part(mail, "plain"),
        "html": _part(mail, "html"),
    }


@command
def templates(
    frame: Frame,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where they go.")],
) -> None:
    """Write our mail templates into a folder, to make your own of them; nothing is overwritten."""
    from socwatch.report.letterhead import NAMES
    from socwatch.report.printing import ours

    there = [name for name in NAMES if (folder / name).exists()]
    if there:
        raise UsageError(
            f"{folder} holds {', '.join(there)} already", hint="choose an empty folder"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (folder / name).write_text(ours(name), encoding="utf-8")
    if frame.as_json:
        written = [str(folder / name) for name in NAMES]
        frame.answer({"schema": "socwatch.mail_templates/1", "written": written})
        return
    say(f"{', '.join(NAMES)} are in {folder}.")
    say(f'Next: [mail] template_dir = "{folder}", then socwatch check and socwatch mail preview')
