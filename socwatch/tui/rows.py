"""The rows of the watch screen's tables, as text that nothing in a mention can format.

Invariant: severity, name, what, next step and who are there at every width; what falls away first
is what the details view shows.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from socwatch.model.gathered import Gathered
from socwatch.model.issue import Issue, IssueState
from socwatch.model.reading import Tone
from socwatch.model.watching import SourceState
from socwatch.report import glance, words
from socwatch.report.safe import isolated, plain, shortened
from socwatch.tui.grid import Columns
from socwatch.tui.palette import Palette, badge
from socwatch.tui.status import countdown, is_trouble, word

if TYPE_CHECKING:
    from socwatch.engine.overview import Overview
    from socwatch.engine.snapshot import StoryLine

#: Heads and widths of the issues' columns; `None`: what is left. These are there at every width …
ESSENTIAL = (("Sev", 7), ("Issue", 6), ("Story", None), ("Next in", 11), ("Who", 16))
NARROW = (("Sev", 5), ("Issue", 5), ("Story", None), ("Next in", 8), ("Who", 10))
#: … and these where there is room, the most telling first, as long as the story has this much.
_FURTHER = (("Seen / usual", 19), ("Neg", 6), ("Age", 6), ("State", 12))
_ROOM_FOR_A_STORY = 26
_ORDER = ("Sev", "Issue", "Story", "Age", "Seen / usual", "Neg", "State", "Next in", "Who")
_FRAME = 4  # of the table, left and right
_SPARKS = " ▁▂▃▄▅▆▇█"
#: So many characters of a mention are drawn in a row, however wide the screen is.
_LONGEST = 400


def columns(width: int) -> Columns:
    """The issues' columns on a screen that is so wide."""
    if width < 80:
        return NARROW
    chosen = list(ESSENTIAL)
    left = width - _FRAME - sum(wide + 2 for _, wide in ESSENTIAL if wide is not None)
    for head, wide in _FURTHER:
        left -= wide + 2
        if left < _ROOM_FOR_A_STORY:
            break
        chosen.append((head, wide))
    return tuple(sorted(chosen, key=lambda one: _ORDER.index(one[0])))


def cut(words_: str) -> Text:
    """Text that ends with an ellipsis where its column does."""
    return Text(words_, no_wrap=True, overflow="ellipsis")


def age(length: timedelta) -> str:
    """An age in five characters: `38m`, `2h10`, `3d`."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes}m"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours}h{minutes:02}"
    return f"{hours // 24}d"


def share(part: int, whole: int) -> str:
    """A share; of a few, the numbers themselves; of none, that nobody can tell."""
    if not whole:
        return "n/a"
    return f"{part}/{whole}" if whole < words.TOO_FEW else words.percent(part / whole)


def issue(
    seen: Overview, one: Issue, now: datetime, ordered: tuple[str, ...], heads: Columns
) -> list[Text]:
    """The cells of an issue under these heads."""
    name = one.severity.upper()
    severity = Text(
        f" {name:<5} "[:7] if heads != NARROW else name[:5], style=badge(one.severity, ordered)
    )
    title = plain(one.title)
    signal = one.signal
    waits, who = following(seen, one, now)
    cells = {
        "Sev": severity,
        "Issue": Text(one.id, style="bold"),
        "Story": cut(f"DRILL {title}" if one.drill else title),
        "Age": Text(age(now - one.opened_at)),
        "Seen / usual": Text(f"{signal.observed} / {_usual(one)} in {age(signal.window)}"),
        "Neg": Text(share(signal.negative, signal.scored)),
        "State": Text(one.state.value),
        "Next in": cut(waits),
        "Who": cut(plain(who)),
    }
    return [cells[head] for head, _ in heads]


def _usual(one: Issue) -> str:
    return words.span_of(one.signal.low, one.signal.high)


def following(seen: Overview, one: Issue, now: datetime) -> tuple[str, str]:
    """When the next step comes, and who is told; or what keeps it, and who has it."""
    told = seen.following.get(one.id)
    if told is not None:
        return countdown(told[1] - now), told[0]
    owner = seen.names.get(one.owner or "", one.owner or "nobody")
    if one.id in seen.muted:
        return f"{seen.muted[one.id]} first", owner
    if one.state is IssueState.SNOOZED and one.snoozed_until is not None:
        return f"after {countdown(one.snoozed_until - now)}", owner
    if one.state is IssueState.ACKNOWLEDGED:
        return "has it", owner
    return ("digest", "nobody called") if not one.ladder.steps else ("all told", owner)


def mention(one: Gathered, timezone: str, colours: Palette) -> list[Text]:
    """Time, tone, text and source of a mention."""
    score = one.reading.score
    said = " — ".join(part for part in (one.mention.title, one.mention.text) if part)
    style = {Tone.NEGATIVE: colours.bad, Tone.POSITIVE: colours.good}.get(one.reading.tone, "")
    at = words.local(one.mention.counts_at, timezone)
    return [
        Text(f"{at:%H:%M}"),
        Text(" n/a" if score is None else f"{score:+.2f}", style=style or colours.faint),
        cut(isolated(shortened(said, _LONGEST))),
        Text(shortened(one.mention.source, 14)),
    ]


def story(one: StoryLine, colours: Palette) -> list[Text]:
    """Title, mentions, negative share and the last 24 hours of a story."""
    return [
        cut(isolated(shortened(one.title, 120))),
        Text(words.count(one.mentions)),
        Text(share(one.negative, one.scored)),
        Text(sparks(one.hours), style=colours.bar),
    ]


def sparks(numbers: tuple[int, ...]) -> str:
    """Bars of a line's height, two hours each."""
    pairs = [sum(numbers[at : at + 2]) for at in range(0, len(numbers), 2)]
    top = max(*pairs, 1)
    return "".join(_SPARKS[min(8, -(-one * 8 // top))] for one in pairs)


def source(name: str, state: SourceState | None, now: datetime, colours: Palette) -> list[Text]:
    """Name, state and last reading of a source, and why it is as it is."""
    read = "never" if state is None or state.last_ok is None else age(now - state.last_ok)
    style = colours.bad if is_trouble(state) else ""
    why = "" if state is None else shortened(state.why, 120)
    return [Text(plain(name)), Text(word(state), style=style), Text(read), cut(why)]


def clock(at: datetime, timezone: str) -> str:
    """The time of day where the config says."""
    return f"{words.local(at, timezone):%H:%M:%S}"


def reasons(one: Issue, zone: str) -> str:
    """Why an issue is one, in a line."""
    signal = one.signal
    unread = f" Not read meanwhile: {', '.join(signal.unread)}." if signal.unread else ""
    said = plain(f"{signal.because or one.because}{unread}")
    return f"{one.id}, {glance.clock(one.opened_at, zone)}: {said}"
