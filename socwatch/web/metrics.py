"""How socwatch does, for Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats/

Invariant: what is not known has no sample, instead of a 0 that looks like knowledge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from socwatch.app import App
from socwatch.engine.overview import Overview, overview
from socwatch.engine.snapshot import charted
from socwatch.model.mention import Outcome

#: Version 0.0.4 of the text format.
KIND = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[tuple[tuple[str, str], ...], float]


def metrics(app: App, now: datetime) -> str:
    """The page. Raises StoreBusy, StoreUnusable."""
    seen = overview(app, now)
    lines: list[str] = []
    for name, means, samples in (*_issues(app, seen), *_polls(seen), *_topics(app, now)):
        lines += [f"# HELP socwatch_{name} {means}", f"# TYPE socwatch_{name} gauge"]
        lines += [f"socwatch_{name}{_labels(labels)} {value:g}" for labels, value in samples]
    return "\n".join(lines) + "\n"


Family = tuple[str, str, list[Sample]]


def _issues(app: App, seen: Overview) -> Iterator[Family]:
    real = [one for one in seen.issues if not one.drill]
    states = ("open", "acknowledged", "snoozed")
    yield (
        "issues",
        "Issues that are not closed, without drills.",
        [
            (
                (("severity", level.name), ("state", state)),
                sum(one.severity == level.name and one.state.value == state for one in real),
            )
            for level in app.config.plan.severities
            for state in states
        ],
    )
    yield (
        "outbox_waiting",
        "Messages that are not sent yet.",
        [((), len(seen.waiting))],
    )
    yield (
        "outbox_refused",
        "Messages about open issues that nobody could be told by.",
        [((), len(seen.refused))],
    )


def _polls(seen: Overview) -> Iterator[Family]:
    for name, means, at in (
        ("tick_age_seconds", "Since the last tick.", seen.last_tick),
        ("good_poll_age_seconds", "Since the last poll that did its job.", seen.last_good),
    ):
        yield name, means, [] if at is None else [((), (seen.at - at).total_seconds())]
    known = [(name, state) for name, _, state in seen.sources if state is not None]
    yield (
        "source_up",
        "1 when the source's last poll was read, in part or in full.",
        [
            ((("source", name),), state.outcome in (Outcome.OK, Outcome.PARTIAL))
            for name, state in known
        ],
    )
    yield (
        "source_read_age_seconds",
        "Since the source was last read well.",
        [
            ((("source", name),), (seen.at - state.last_ok) / timedelta(seconds=1))
            for name, state in known
            if state.last_ok is not None
        ],
    )


def _topics(app: App, now: datetime) -> Iterator[Family]:
    hours = {one.name: charted(app, one.name, now)[1] for one in app.config.topics}
    for name, means, values in (
        ("mentions_last_hour", "Mentions in the last hour.", {k: v.mentions for k, v in hours.items()}),
        ("usual_low", "Lower end of the usual for that hour.", {k: v.low for k, v in hours.items()}),
        ("usual_high", "Upper end of the usual for that hour.", {k: v.high for k, v in hours.items()}),
    ):  # fmt: skip
        yield (
            name,
            means,
            [((("topic", topic),), value) for topic, value in values.items() if value is not None],
        )


def _labels(labels: Iterable[tuple[str, str]]) -> str:
    written = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels)
    return f"{{{written}}}" if written else ""


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
