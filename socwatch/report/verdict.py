"""The verdict of a digest: one sentence about the period, and what else must not be overlooked.

Invariant: nothing said, nothing unusual, nothing known and nothing read are four different things.
"""

from __future__ import annotations

from socwatch.model.issue import IssueState
from socwatch.report import sections, truth, words
from socwatch.report.facts import DigestFacts, IssueFacts, TopicFacts
from socwatch.report.safe import plain, shortened

#: A negative share this far above the usual one is worth a word in the verdict.
TONE_LIFT = 0.15


def verdict(facts: DigestFacts) -> str:
    """The sentences that stand first: how it was, and what is open or unknown."""
    return " ".join([in_short(facts) + ".", *besides(facts)])


def besides(facts: DigestFacts) -> tuple[str, ...]:
    """What is open, in hand or was not read, a sentence each."""
    said = []
    nobody = waiting(facts)
    owned = len(sections.still_open(facts)) - len(nobody)
    if nobody:
        said.append(f"{levels(nobody)} open, and nobody has it.")
    if owned:
        said.append(f"{words.several(owned, 'issue')} in hand.")
    unread = [words.titled(plain(one.topic)) for one in facts.topics if one.mentions is None]
    if unread:
        said.append(f"Nothing could be read about {shortened(', '.join(unread), 60)}.")
    blind = sorted({plain(span.source) for span in facts.blind})
    if blind:
        said.append(f"Not always read: {shortened(', '.join(blind), 60)}.")
    return tuple(said)


def waiting(facts: DigestFacts) -> list[IssueFacts]:
    """The open issues that nobody has."""
    return [one for one in sections.still_open(facts) if one.state is IssueState.OPEN]


def in_short(facts: DigestFacts) -> str:
    """How the period was, without a full stop."""
    if not facts.topics:
        return "No topic is watched"
    if all(one.mentions is None for one in facts.topics):
        return "Not known: no source could be read"
    found = unusual(facts)
    if found:
        others = [words.titled(plain(one.topic)) for one in found[1:]]
        also = f"; unusual too: {shortened(', '.join(others), 80)}" if others else ""
        return _finding(found[0], facts) + also
    counted = sum(one.mentions or 0 for one in facts.topics)
    total = words.several(counted, "mention")
    if any(one.high is None for one in facts.topics if one.mentions is not None):
        return f"{total}; what is usual is not known yet"
    if len(facts.topics) == 1:
        return f"{_calm(facts.topics[0])}: {total} (usual {sections.usual(facts.topics[0])})"
    fewer = [words.titled(plain(one.topic)) for one in facts.topics if one.below]
    less = f"; fewer than usual: {shortened(', '.join(fewer), 80)}" if fewer else ""
    return f"Nothing unusual: {total} of {len(facts.topics)} topics{less}"


def unusual(facts: DigestFacts) -> list[TopicFacts]:
    """Those with more mentions or a darker tone than usual, the most unusual first."""
    found = [one for one in facts.topics if one.above or _darker(one)]
    return sorted(found, key=sections.lift, reverse=True)


def _calm(one: TopicFacts) -> str:
    return "Fewer than usual" if one.below else "Nothing unusual"


def _finding(one: TopicFacts, facts: DigestFacts) -> str:
    name = f"{words.titled(plain(one.topic))} " if len(facts.topics) > 1 else ""
    said = []
    if one.above:
        count = words.several(one.mentions or 0, "mention")
        said.append(f"{name}above usual: {count} (usual {sections.usual(one)})")
    if _darker(one):
        right = truth.beside(one.accuracy)
        tone = words.negative(one.negative, one.scored, one.usual_negative, right)
        said.append(f"{name}more negative than usual: {tone.replace(' negative', '', 1)}")
    line = "; ".join(said)
    return line[:1].upper() + line[1:]


def _darker(one: TopicFacts) -> bool:
    if one.scored < words.TOO_FEW or one.usual_negative is None:
        return False
    return one.negative / one.scored > one.usual_negative + TONE_LIFT


def levels(issues: list[IssueFacts]) -> str:
    """How many of each severity: `1 RED, 2 AMBER`."""
    names = dict.fromkeys(one.severity for one in issues)
    return ", ".join(
        f"{sum(one.severity == name for one in issues)} {name.upper()}" for name in names
    )
