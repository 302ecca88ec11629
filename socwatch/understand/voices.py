"""Who speaks: voices, how many posts they wrote, and who was early.

Invariants: a mention without an author is a voice of its own; two accounts are one voice only
where the config declares it; one lucky post makes nobody an early voice. Followers play no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from socwatch.model.mention import Mention
from socwatch.model.person import Person, account, names_of

#: Posts that are added to everybody's own, at the usual rate: a rate from few posts stays near it.
PRIOR = 4
#: Real issues that somebody preceded before they are called an early voice.
FEWEST_EARLY = 2
#: And so many times as often as others do.
_CLEARLY = 2.0


class Voices:
    """Tells whose voice a mention is, given the people that the config declares."""

    def __init__(self, people: Sequence[Person] = ()) -> None:
        self._of: dict[tuple[str, str], str] = {}
        self._names = {person.id: person.name for person in people}
        self._tags = {person.id: person.tags for person in people}
        for person in people:
            for one in person.accounts:
                origin, sign, handle = one.partition(":@")
                named = (origin, account(handle)) if sign else ("", account(one))
                self._of[named] = person.id

    def of(self, mention: Mention) -> str:
        """The voice: a declared person, else the account, else this mention alone."""
        if self._of:
            for name in names_of(mention.author):
                found = self._of.get((mention.origin, name)) or self._of.get(("", name))
                if found is not None:
                    return f"people/{found}"
        return mention.voice

    def name(self, mention: Mention) -> str:
        """How the voice is called in front of people; "" when nobody knows."""
        voice = self.of(mention)
        if voice.startswith("people/"):
            return self._names[voice.removeprefix("people/")]
        author = mention.author
        return (author.handle or author.name or "") if author else ""

    def tags(self, voice: str) -> tuple[str, ...]:
        """What the config calls the person; nothing for anybody else."""
        return self._tags.get(voice.removeprefix("people/"), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Who spoke in a number of mentions."""

    mentions: int = 0
    voices: int = 0
    unnamed: int = 0  # mentions without an author, each counted as a voice
    busiest: str = ""  # the voice with most mentions; "" when none has more than one
    busiest_mentions: int = 0
    new: int | None = None  # voices that were not heard before; None: nobody can tell yet

    @property
    def busiest_share(self) -> float | None:
        """The busiest voice's share of the mentions; None when there are none."""
        return self.busiest_mentions / self.mentions if self.mentions else None


def heard(
    mentions: Iterable[Mention], voices: Voices, *, before: Collection[str] | None = None
) -> Heard:
    """Who spoke. `before`: the voices heard earlier, or None when no earlier time was watched."""
    counted: Counter[str] = Counter()
    unnamed: set[str] = set()
    for one in mentions:
        voice = voices.of(one)
        counted[voice] += 1
        if voice == one.key:
            unnamed.add(voice)
    busiest, most = next(iter(counted.most_common(1)), ("", 0))
    named = [voice for voice in counted if voice not in unnamed]
    return Heard(
        mentions=counted.total(),
        voices=len(counted),
        unnamed=len(unnamed),
        busiest=busiest if most > 1 else "",
        busiest_mentions=most,
        new=None if before is None else sum(voice not in before for voice in named),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Early:
    """That posts of a voice came before real issues."""

    issues: tuple[str, ...]  # the earliest first
    posts: int  # texts of theirs that were seen
    rate: float  # of their posts that preceded an issue, shrunk towards the usual one
    usual: float  # the same of everybody

    @property
    def is_early(self) -> bool:
        """Whether it is more than luck."""
        return len(self.issues) >= FEWEST_EARLY and self.rate >= _CLEARLY * self.usual


def early(before: Mapping[str, Collection[str]], posts: Mapping[str, int]) -> dict[str, Early]:
    """How early each voice was, by voice.

    `before` has for each real issue, in order, the voices that spoke of it before it was opened;
    `posts` the number of texts that each voice is known to have written. Somebody who writes all
    day precedes everything: it is the share of their posts that counts. It is shrunk as a binomial
    rate with a beta prior (PRIOR posts at the usual rate; Efron and Morris, 1975).
    """
    preceded: dict[str, list[str]] = {}
    for issue, voices in before.items():
        for voice in voices:
            preceded.setdefault(voice, []).append(issue)
    everybody = sum(max(posts.get(voice, 0), len(hit)) for voice, hit in preceded.items())
    everybody += sum(number for voice, number in posts.items() if voice not in preceded)
    hits = sum(map(len, preceded.values()))
    usual = hits / everybody if everybody else 0.0
    return {
        voice: _early(issues, max(posts.get(voice, 0), len(issues)), usual)
        for voice, issues in preceded.items()
    }


def _early(issues: Sequence[str], posts: int, usual: float) -> Early:
    rate = (len(issues) + PRIOR * usual) / (posts + PRIOR)
    return Early(issues=tuple(issues), posts=posts, rate=rate, usual=usual)
