"""What people said of stories, applied to what was found.

Invariant: what was found is never changed; without acts, or with all of them undone, every mention
tells the story it was stored with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from socwatch.model.reading import Reading
from socwatch.model.story import StoryAct, StoryActKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """The acts that hold, ready to be applied."""

    joined: Mapping[str, str] = field(default_factory=dict)  #: story and the one it counts as
    moved: Mapping[str, tuple[str, str]] = field(default_factory=dict)  #: key: wording, story
    split: Mapping[str, str] = field(default_factory=dict)  #: wording that was split off: story

    def __bool__(self) -> bool:
        return bool(self.joined or self.moved)

    def name(self, story: str) -> str:
        """The story that this one counts as."""
        return self.joined.get(story, story)

    def parts(self, story: str) -> tuple[str, ...]:
        """This story and those that count as part of it, as mentions were stored with them."""
        return (story, *(part for part, whole in self.joined.items() if whole == story))

    def moved_to(self, story: str) -> tuple[str, ...]:
        """Keys of the mentions that a split gave to this story."""
        return tuple(key for key, (_, name) in self.moved.items() if self.name(name) == story)

    def applied(self, key: str, reading: Reading) -> Reading:
        """The reading of the mention with this key, as people corrected it."""
        wording, story = self.moved.get(key, (reading.wording, reading.story))
        story = self.name(story)
        if story == reading.story and wording == reading.wording:
            return reading
        return replace(reading, wording=wording, story=story)


def corrections_of(acts: Iterable[StoryAct]) -> Corrections:
    """The acts in their order, folded into one. One that was undone joins again what it split."""
    joined: dict[str, str] = {}
    moved: dict[str, tuple[str, str]] = {}
    split: dict[str, str] = {}
    for act in acts:
        if act.kind is StoryActKind.MERGE and act.holds:
            _join(joined, act.story, act.target)
        elif act.kind is StoryActKind.SPLIT and act.holds:
            moved.update({key: (wording, act.target) for key, wording in act.mentions})
            split.update({wording: act.target for _, wording in act.mentions})
        elif act.kind is StoryActKind.SPLIT:
            _join(joined, act.target, act.story)  # what came in between was stored with its name
    return Corrections(joined=joined, moved=moved, split=split)


def _join(joined: dict[str, str], story: str, target: str) -> None:
    target = joined.get(target, target)
    for part, whole in joined.items():
        if whole == story:
            joined[part] = target
    joined[story] = target
    joined.pop(target, None)
