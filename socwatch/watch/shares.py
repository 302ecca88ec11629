"""Share of voice: how much of what is said of a topic and its competitors is about the topic.

Invariant: a share of which a part could not be read is not known, and what is beside it says of
which; a mention of two of them counts for both.
"""

from __future__ import annotations

from collections.abc import Sequence

from socwatch.model.query import Topic
from socwatch.report.facts import ShareFacts, ShareLine, TopicFacts
from socwatch.watch.sample import Sample


def shares(
    topics: Sequence[Topic], facts: Sequence[TopicFacts], sample: Sample | None
) -> tuple[ShareFacts, ...]:
    """Of each topic that names competitors; `facts` hold them too. Without a sample, no stories."""
    by_name = {one.topic: one for one in facts}
    told = None if sample is None else _stories(sample)
    found = []
    for topic in topics:
        names = (topic.name, *(one for one in topic.competitors if one in by_name))
        if len(names) > 1 and topic.name in by_name:
            lines = tuple(
                ShareLine(
                    topic=name,
                    mentions=by_name[name].mentions,
                    expected=by_name[name].expected,
                    stories=None if told is None else len(told.get(name, ())),
                )
                for name in names
            )
            found.append(ShareFacts(topic=topic.name, lines=lines))
    return tuple(found)


def _stories(sample: Sample) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in sample.said:
        for match in one.matches:
            found.setdefault(match.topic, set()).add(one.reading.story or one.mention.key)
    return found
