"""Commands for mail that is no escalation: digest, mail test."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked
from socwatch.cli.frame import Frame, command, say
from socwatch.cli.progress import waited_for
from socwatch.errors import DeliveryError, NobodyTold, NothingMatched, UsageError

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.model.delivery import Delivery
    from socwatch.report.facts import DigestFacts
    from socwatch.watch.digest import Edition
    from socwatch.watch.setup import Setup

_FORMATS = ("html", "txt", "md", "csv", "json")


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    app.command("digest")(digest)


@command
def digest(
    frame: Frame,
    period: Annotated[str, typer.Option("--period", help="day or week.")] = "day",
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="WHO", help="A contact, or an address.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="html, txt, md, csv or json: to stdout.")
    ] = None,
    no_send: Annotated[bool, typer.Option("--no-send", help="Send nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Send it again.")] = False,
) -> None:
    """Mail the digests that are due; or print one with --format."""
    if period not in ("day", "week"):
        raise UsageError(f'"{period}" is no period', hint="it is day or week")
    if form is not None and form not in _FORMATS:
        raise UsageError(f'"{form}" is no format', hint=f"it is one of {', '.join(_FORMATS)}")
    with frame.app() as app:
        if form is not None or frame.as_json:
            _print(app, period, form or "json")
            return
        if not no_send:
            waited_for(
                frame,
                "Writing and sending the digest",
                _send(frame, app, period, to or [], force=force),
            )


def _print(app: App, period: str, form: str) -> None:
    from socwatch.watch.agenda import earlier
    from socwatch.watch.digest import LENGTHS
    from socwatch.watch.facts import digest_facts

    now = app.clock.now()
    start = earlier(now, LENGTHS[period], app.config.timezone)
    facts = digest_facts(app.setup(), period, start, now, now, timezone=app.config.timezone)
    print(document(facts, form).rstrip("\n"))


def document(facts: DigestFacts, form: str) -> str:
    """The digest in one of the five formats."""
    from socwatch.report import digest as written

    if form == "json":
        return json.dumps(written.as_json(facts), ensure_ascii=False, separators=(",", ":"))
    writers = {
        "html": written.as_html,
        "txt": written.as_text,
        "md": written.as_markdown,
        "csv": written.as_csv,
    }
    return writers[form](facts)


async def _send(frame: Frame, app: App, period: str, to: list[str], *, force: bool) -> None:
    """Writes what is due, then sends it; says on a terminal what was done."""
    import sys

    from socwatch.engine.lease import lease
    from socwatch.watch.deliver import deliver
    from socwatch.watch.digest import order_digests, write_digest

    now = app.clock.now()
    with lease(app.database, purpose="digest", now=now):
        setup = app.setup()
        if to or force:
            edition = _edition(setup, period, now, force=force)
            readers = [reader(setup, one) for one in to] or _subscribers(setup, period)
            new = len(write_digest(setup, edition, readers, now))
        else:
            new = order_digests(setup, now)
        delivered = await deliver(setup, now)
    if frame.wants_words and sys.stdout.isatty():
        print(f"{new} new digests, {delivered.sent} messages sent")
    if delivered.nobody_told:
        waiting = [one.last_error for one in app.store.outbox.waiting() if one.last_error]
        reason = f": {waiting[-1]}" if waiting else ""
        raise NobodyTold(f"the digest could not be sent{reason}", hint="it is kept and tried again")
    if delivered.partly:
        raise typer.Exit(3)


def _edition(setup: Setup, period: str, now: datetime, *, force: bool) -> Edition:
    from socwatch.watch.agenda import earlier, latest
    from socwatch.watch.digest import LENGTHS, Edition

    ordered = [one for one in setup.digests if one.period == period]
    at = latest(ordered[0], setup.timezone, now) if ordered else None
    end = at or now.replace(minute=0, second=0, microsecond=0)
    name = ordered[0].name if ordered else period
    again = f"{now:%Y%m%dT%H%M%S}" if force else ""
    start = earlier(end, LENGTHS[period], setup.timezone)
    attach = ordered[0].attach if ordered else ()
    return Edition(name=name, start=start, end=end, again=again, attach=attach)


def reader(setup: Setup, who: str) -> str:
    """The contact of this id, name or address, or the address of somebody else."""
    from socwatch.engine.acting import person

    return who if "@" in who and not _is_contact(setup, who) else person(setup, who)


def _is_contact(setup: Setup, address: str) -> bool:
    return any(one.email == address for one in setup.plan.contacts)


def _subscribers(setup: Setup, period: str) -> list[str]:
    found = [who for one in setup.digests if one.period == period for who in one.to]
    if not found:
        raise UsageError(
            f"the config has no [[digests]] with period {period}", hint="say who gets it: --to WHO"
        )
    return list(dict.fromkeys(found))


@command
def mail_test(
    frame: Frame,
    who: Annotated[
        str | None,
        typer.Argument(metavar="WHO", help="A contact, or an address; else the plan's owner."),
    ] = None,
    also: Annotated[
        str | None, typer.Option("--to", metavar="WHO", help="The same, as a flag.")
    ] = None,
) -> None:
    """Send one test mail now, and say whether the mail server took it."""
    from socwatch.watch.circuit import close

    to = asked.either(who, also, flag="--to")
    with frame.app() as app:
        now = app.clock.now()
        setup = app.setup(sources=())
        whom = reader(setup, to) if to else _plan_owner(setup)
        notifier = setup.notifiers.get("email")
        if notifier is None:
            raise UsageError("the config has no [mail]", hint="add one; see config.example.toml")
        delivery = _test_delivery(setup, whom, now)
        smtp = app.config.mail.smtp if app.config.mail else None
        if smtp is not None and smtp.password is not None:
            smtp.password.reveal()  # a missing password has an exit code of its own
        try:
            receipt = waited_for(frame, "Asking the mail server", notifier.send(delivery))
        except DeliveryError as error:
            raise NobodyTold(
                f"the test mail to {delivery.address} was not taken: {error.message}",
                hint=error.hint or "look at [mail] in the config",
            ) from error
        with setup.store.unit():
            close(setup)  # it works: the next message need not wait
        if frame.as_json:
            frame.answer(
                {"schema": "socwatch.mail_test/1", "to": delivery.address, "receipt": receipt,
                 "message_id": delivery.message_id}
            )  # fmt: skip
        elif not frame.quiet:
            print(f"the test mail to {delivery.address} was taken: {receipt}")
            say("look whether it has arrived, and not in the spam folder")


def _plan_owner(setup: Setup) -> str:
    people = setup.plan.in_role(setup.plan.owner) or setup.plan.contacts
    if not people:
        raise NothingMatched("the plan has nobody to write to", hint="say --to ADDRESS")
    return people[0].id


def _test_delivery(setup: Setup, who: str, now: datetime) -> Delivery:
    from socwatch.model.delivery import DeliveryKind, Notice
    from socwatch.report.upkeep import test_message
    from socwatch.watch.outgoing import EMAIL, addressed, name_of

    notice = Notice(kind=DeliveryKind.TEST, to=who, channels=(EMAIL,))
    message = test_message(name_of(setup.plan, who), now)
    return addressed(setup, notice, message, name=f"test/{now:%Y%m%dT%H%M%S.%f}/{who}", now=now)
