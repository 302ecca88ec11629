"""Pages to read: one mention, one source, the keys."""

from __future__ import annotations

from datetime import datetime

from rich.text import Text

from socwatch.model.gathered import Gathered
from socwatch.model.watching import SourceState
from socwatch.report import glance, words
from socwatch.report.safe import isolated, link, plain
from socwatch.tui.status import word

#: Keys with what they do, by where they work.
KEYS = (
    ("An issue", (
        ("Enter", "details: why, what people say, what to do, what happened"),
        ("a", "acknowledge: you have it, and nobody else is called"),
        ("s", "snooze: no calls for a while, then they go on"),
        ("g", "give it to somebody else, who must acknowledge"),
        ("c", "close it, with a reason"),
        ("w", "close it as a false alarm (wrong)"),
        ("n", "note: a line for its timeline"),
        ("1 to 9", "in the details: tick a step of the playbook off"),
        ("h", "in the details: copy the holding statement"),
    )),
    ("A mention", (
        ("Enter", "all of it, and why it was read as it was"),
        ("o", "open it in the browser"),
        ("l", "label it: noise, negative, neutral, positive"),
    )),
    ("The screen", (
        ("Tab", "from table to table; ↑↓ within one"),
        ("/", "filter the mentions: source:mastodon neg recall, issue:I-42, by:name"),
        ("f", "follow the latest mentions, or hold the list"),
        ("t", "the chart of the next topic"),
        ("d", "the digest as it would be now"),
        ("u", "undo what was done here last"),
        ("Ctrl-T", "light or dark"),
        ("Ctrl-P", "every command by name; issues and stories by their words"),
        ("q", "quit"),
    )),
)  # fmt: skip


def keys() -> Text:
    """The help page."""
    said = Text()
    for head, several in KEYS:
        said.append(f"{head}\n", style="bold")
        for key, does in several:
            said.append(f"  {key:<8}", style="bold")
            said.append(f"{does}\n")
        said.append("\n")
    said.append("socwatch never posts anything for you: people decide and answer.")
    return said


def mention(one: Gathered, timezone: str) -> Text:
    """A mention in full, with what was understood and why."""
    it, reading = one.mention, one.reading
    said = Text()
    if it.title:
        said.append(f"{isolated(plain(it.title))}\n\n", style="bold")
    said.append(f"{isolated(plain(it.text))}\n\n")
    for head, value in _about(one, timezone):
        said.append(f"{head:<10}", style="bold")
        said.append(f"{value}\n")
    if reading.because:
        said.append("\nThese words decided its tone:\n", style="bold")
        for term, weight in reading.because[:12]:
            said.append(f"  {weight:+.2f}  {plain(term)}\n")
    return said


def _about(one: Gathered, timezone: str) -> list[tuple[str, str]]:
    it, reading = one.mention, one.reading
    who = it.author
    name = " ".join(part for part in (who.name, who.handle) if part) if who else ""
    tone = (
        reading.tone.value
        if reading.score is None
        else f"{reading.tone.value} ({reading.score:+.2f})"
    )
    why = reading.unscored_because if reading.score is None else ""
    found = link(it.url)
    where = "no address that can be opened" if found is None else found.url
    warned = "" if found is None or not found.warning else f"  ({found.warning})"
    risks = ", ".join(
        f"{words.spoken(one.category)} (“{plain(one.term)}”)" for one in reading.harms
    )
    return [
        ("By", plain(name) or "somebody"),
        ("When", words.moment(it.counts_at, timezone)),
        ("Source", plain(", ".join(it.sources or (it.source,)))),
        ("Language", reading.language or "unknown"),
        ("Tone", f"{tone} {plain(why)}".rstrip()),
        ("Risk", risks or "none found"),
        ("Topic", ", ".join(match.topic for match in one.matches)),
        ("Address", f"{where}{warned}"),
    ]


def source(name: str, state: SourceState | None, now: datetime, timezone: str) -> Text:
    """How a source is doing."""
    if state is None:
        return Text("It has not been asked yet.")
    read = (
        "never"
        if state.last_ok is None
        else f"{glance.span(now - state.last_ok)} ago, {words.moment(state.last_ok, timezone)}"
    )
    said = Text()
    for head, value in (
        ("State", word(state)),
        ("Last read", read),
        ("Why", plain(state.why) or "all is well"),
        ("To try it", f"socwatch sources test {name}"),
    ):
        said.append(f"{head:<10}", style="bold")
        said.append(f"{value}\n")
    return said
