"""What the watch screen reads and does: snapshots, dossiers, acts, and taking them back.

Invariants: everything here runs in one thread, so that a store that is held up never holds up the
screen; every act says in a sentence what changed; what can be undone is undone in reverse order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from socwatch.engine import acting, labelling
from socwatch.engine.snapshot import Snapshot, StoryLine, snapshot, stories_of_the_day
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.issue import CloseReason, Issue, IssueState
from socwatch.model.label import Sort, Verdict
from socwatch.tui.dossier import Dossier, dossier
from socwatch.tui.sifting import Sifting

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.watch.setup import Setup

#: Stories are looked for anew after so long; how things stand, at every change.
_STORIES_EVERY = timedelta(minutes=1)
#: Without any change in the store, what depends on the time of day is looked at anew.
_ANYWAY = timedelta(minutes=1)
#: So many mentions are sifted by a filter, the latest.
SIFTED = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Undo:
    """How the last act is taken back. `why_not`: why it cannot be."""

    back: Callable[[Setup, datetime], str] | None = None
    why_not: str = ""


class Desk:
    """One person's place in front of the store."""

    def __init__(self, app: App, *, me: str | None = None) -> None:
        """`me` is the contact id of who sits here; None: whoever acts is asked first."""
        self.app = app
        self.me = me
        self._undo: list[_Undo] = []
        self._topic: str | None = None
        self._version: tuple[int, int] | None = None
        self._looked_at: datetime | None = None
        self._stories: tuple[datetime, tuple[tuple[StoryLine, ...], bool]] | None = None

    @cached_property
    def _setup(self) -> Setup:
        return self.app.setup(sources=())

    def close(self) -> None:
        """Lets go of the store."""
        self.app.__exit__(None, None, None)

    # What there is to see.

    def look(self, *, anyway: bool = False) -> Snapshot | None:
        """The picture of now; None when it is what was seen last."""
        now, version = self.app.clock.now(), self.app.store.version()
        old = self._looked_at is None or now - self._looked_at >= _ANYWAY
        if version == self._version and not (old or anyway):
            return None
        self._looked_at = now
        if self._stories is None or now - self._stories[0] >= _STORIES_EVERY:
            self._stories = now, stories_of_the_day(self.app, now)
        seen = snapshot(self.app, now, topic=self.topic, stories=self._stories[1])
        self._version = self.app.store.version()
        return seen

    def now(self) -> datetime:
        """The present instant."""
        return self.app.clock.now()

    @property
    def topic(self) -> str:
        """Whose chart is shown: the one that was chosen, else the riskiest of the config."""
        topics = self.app.config.topics
        return self._topic or max(topics, key=lambda one: one.risk).name

    def next_topic(self) -> str:
        """Shows the chart of the next topic, and says which."""
        names = [one.name for one in self.app.config.topics]
        self._topic = names[(names.index(self.topic) + 1) % len(names)]
        return self._topic

    def people(self) -> tuple[tuple[str, str], ...]:
        """The contacts of the plan: id and name."""
        return tuple((one.id, one.name) for one in self.app.config.plan.contacts)

    def dossier(self, name: str) -> Dossier:
        """Everything about an issue. Raises NothingMatched."""
        return dossier(self.app, name)

    def sifted(self, words: str) -> tuple[Gathered, ...]:
        """The latest mentions that a filter lets through; raises UsageError for an odd one."""
        sifting = Sifting.parse(words)
        store = self.app.store
        only: Collection[str] | None = None
        if sifting.issue is not None:
            only = set(store.ledger.issue(sifting.issue).mentions)
        found = store.mentions.newest(topic=sifting.topic, source=sifting.source, limit=SIFTED)
        kept = (one for one in found if only is None or one.mention.key in only)
        return tuple(one for one in kept if sifting.lets_through(one))

    def digest(self) -> str:
        """Today's digest as it would be now, in text."""
        from socwatch.report.digest import as_text
        from socwatch.watch.facts import digest_facts

        now = self.app.clock.now()
        start = now - timedelta(days=1)
        zone = self.app.config.timezone
        return as_text(digest_facts(self._setup, "daily", start, now, now, timezone=zone))

    # What a person does.

    def acknowledge(self, issue: str) -> str:
        """Takes the issue."""
        who, now = self._who(), self.now()
        return self._act(
            issue, lambda: acting.acknowledge(self._setup, issue, who, now, via="watch")
        )

    def snooze(self, issue: str, length: timedelta) -> str:
        """Stops the calls for so long."""
        who, now = self._who(), self.now()
        return self._act(issue, lambda: acting.snooze(self._setup, issue, who, now + length, now))

    def hand_over(self, issue: str, to: str) -> str:
        """Gives the issue to somebody else."""
        who, now = self._who(), self.now()
        return self._act(issue, lambda: acting.hand_over(self._setup, issue, who, to, now))

    def close_issue(self, issue: str, reason: CloseReason) -> str:
        """Ends the issue."""
        who, now = self._who(), self.now()
        return self._act(issue, lambda: acting.close(self._setup, issue, who, reason, now))

    def note(self, issue: str, text: str) -> str:
        """A line for the timeline."""
        if not text.strip():
            raise UsageError("an empty note says nothing")
        who, now = self._who(), self.now()
        stays = _Undo(why_not="A note stays in the timeline; add another one.")
        return self._act(issue, lambda: acting.note(self._setup, issue, who, text, now), undo=stays)

    def tick_step(self, issue: str, number: int) -> str:
        """A step of the playbook is done; or not after all, when it was ticked already."""
        task = self._setup.store.ledger.issue(issue).tasks[number - 1]
        does = (acting.step_done, acting.step_undone)
        do, back = does if task.done_at is None else reversed(does)
        who = self._who()
        undo = _Undo(back=lambda setup, now: back(setup, issue, number, who, now))
        now = self.now()
        return self._act(issue, lambda: do(self._setup, issue, number, who, now), undo=undo)

    def label(self, mention: str, verdict: Verdict, topic: str | None) -> str:
        """Says of a mention what it is."""
        key = labelling.mentioned(self._setup, mention).mention.key
        before = [
            one
            for one in self._setup.store.labels.of(key)
            if one.sort is verdict.sort and topic in (None, one.topic)
        ]
        said = labelling.Said(verdict=verdict, by=self._who(), topic=topic)
        given, says = labelling.label(self._setup, key, said, now=self.now())
        old = next((one.verdict for one in before if one.topic == given.topic), None)
        self._undo.append(self._unlabel(key, given.topic, verdict.sort, old))
        return says

    def undo(self) -> str:
        """Takes the last act of this screen back. Raises NothingMatched when there is none."""
        if not self._undo:
            raise NothingMatched("nothing was done at this screen yet that could be undone")
        last = self._undo.pop()
        if last.back is None:
            return last.why_not
        return without_undo(last.back(self._setup, self.now()))

    def _who(self) -> str:
        assert self.me is not None, "whoever acts is asked first"
        return self.me

    def _act(self, name: str, do: Callable[[], str], *, undo: _Undo | None = None) -> str:
        """Does it, and remembers how it is taken back, when it changed anything."""
        ledger = self._setup.store.ledger
        issue, entry = ledger.issue(name), ledger.last_entry()
        says = do()
        if ledger.last_entry() != entry:
            self._undo.append(undo or self._as_before(issue))
        return without_undo(says)

    def _as_before(self, issue: Issue) -> _Undo:
        """An issue had somebody, so it goes back to them; else it wants an owner again."""
        who = self._who()
        if issue.state is IssueState.CLOSED:
            return _Undo(why_not=f"{issue.id} was closed before; that stays.")
        owner = issue.owner
        if issue.state is IssueState.ACKNOWLEDGED and owner is not None:
            return _Undo(back=lambda setup, now: _given_back(setup, issue.id, who, owner, now))
        return _Undo(back=lambda setup, now: acting.reopen(setup, issue.id, who, now))

    def _unlabel(self, key: str, topic: str, sort: Sort, old: Verdict | None) -> _Undo:
        who = self._who()
        if old is None:
            return _Undo(
                back=lambda setup, _: labelling.remove(setup, key, topic=topic, sort=sort)[2]
            )
        said = labelling.Said(verdict=old, by=who, topic=topic)
        return _Undo(back=lambda setup, now: labelling.label(setup, key, said, now=now)[1])


def without_undo(says: str) -> str:
    """The sentence without how it is undone on the command line: here a key does that."""
    return says.partition(" Undo: ")[0]


def _given_back(setup: Setup, issue: str, by: str, to: str, now: datetime) -> str:
    """The issue is its owner's again, whatever was done to it since."""
    if setup.store.ledger.issue(issue).state is IssueState.CLOSED:
        acting.reopen(setup, issue, by, now)
    if by == to:
        return acting.acknowledge(setup, issue, by, now, via="watch")
    return acting.hand_over(setup, issue, by, to, now)
