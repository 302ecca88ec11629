"""The report of any span of time, or of one issue: a page to open, print and hand on."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked
from socwatch.cli.frame import Frame, command
from socwatch.errors import UsageError

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.report.facts import ReportFacts

_FORMATS = ("html", "md", "json", "csv", "txt")
_USUALLY = timedelta(days=7)


def add_to(app: typer.Typer) -> None:
    """Adds the command to the tree."""
    app.command("report")(report)


@command
def report(
    frame: Frame,
    since: Annotated[
        str | None, typer.Option("--since", help="From 2h, 3d ago, or a time. Default: 7d.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="Until 2h, 3d ago, or a time. Default: now.")
    ] = None,
    issue: Annotated[
        str | None, typer.Option("--issue", metavar="ID", help="Only this issue, and around it.")
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only of this topic.")] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="html, md, json, csv or txt. Default: html.")
    ] = None,
    out: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; - is stdout.")
    ] = None,
) -> None:
    """Write a report of a span of time, or of one issue, as one page that opens offline."""
    if form is not None and form not in _FORMATS:
        raise UsageError(f'"{form}" is no format', hint=f"it is one of {', '.join(_FORMATS)}")
    wanted = form or ("json" if frame.as_json else "html")
    from socwatch.report.words import local

    with frame.app() as app:
        facts = _facts(app, since, until, issue, topic)
        words = _written(facts, wanted)
        if out == "-" or (out is None and wanted != "html"):
            print(words.rstrip("\r\n"))
            return
        if frame.as_json and out is None:
            raise UsageError("--json prints JSON", hint=f"--format {wanted} -o FILE writes a file")
        today = local(facts.digest.now, app.config.timezone)
        _save(frame, Path(out or f"socwatch-report-{today:%Y-%m-%d}.html"), words)


def _facts(
    app: App, since: str | None, until: str | None, issue: str | None, topic: str | None
) -> ReportFacts:
    from socwatch.watch.facts import after_action, report_facts

    now = app.clock.now()
    app.topics(topic)
    end = asked.since(until, now)
    begin = asked.since(since, now)
    if issue is None:
        start, stop = _span(begin or (end or now) - _USUALLY, end or now, now)
        return report_facts(app.setup(), start, stop, now, topic=topic)
    found = app.store.ledger.issue(issue)
    if topic not in (None, found.topic):
        raise UsageError(f"{issue} is of the topic {found.topic}, not {topic}")
    if begin is None and end is None:
        return after_action(app.setup(), found, now)
    first = begin or found.opened_at - timedelta(days=1)
    return after_action(app.setup(), found, now, period=_span(first, end or now, now))


def _span(start: datetime, end: datetime, now: datetime) -> tuple[datetime, datetime]:
    """The span, which ends now at the latest. Raises UsageError when nothing is in it."""
    if start >= end:
        raise UsageError("the span is empty: it begins when it is over", hint="--since is earlier")
    if start >= now:
        raise UsageError("the span lies in the future", hint="--since is earlier")
    return start, min(end, now)


def _written(facts: ReportFacts, form: str) -> str:
    from socwatch.report import forms
    from socwatch.report.document import document

    if form == "json":
        return json.dumps(forms.as_json(facts), ensure_ascii=True, separators=(",", ":"))
    writers = {
        "html": document, "md": forms.as_markdown, "txt": forms.as_text, "csv": forms.as_csv,
    }  # fmt: skip
    return writers[form](facts)


def _save(frame: Frame, path: Path, words: str) -> None:
    """Writes the file for its owner only, and says where it is."""
    from socwatch.cli.staging import write_private

    try:
        write_private(path, words)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}", hint="name another with -o"
        ) from None
    if frame.wants_words:
        print(path)
