"""From the topics' queries to what a service is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from socwatch.errors import SourceMisconfigured
from socwatch.match.translate import plain
from socwatch.model.query import AllOf, AnyOf, Literal, Node, Not, Query, Topic


def asked_for(
    source: str,
    topics: Sequence[Topic],
    sent: Callable[[Query], Iterable[str]],
    always: Iterable[str] = (),
) -> dict[str, tuple[str, ...]]:
    """Each thing to ask for, once, with the names of the topics that it is asked for.

    `always` is asked for whatever the topics say. Raises SourceMisconfigured when there is
    nothing to ask.
    """
    wanted: dict[str, tuple[str, ...]] = dict.fromkeys(always, ())
    for topic in topics:
        if not topic.reads(source):
            continue
        query = plain(topic.query).query
        for one in sent(query) if query else ():
            wanted[one] = (*wanted.get(one, ()), topic.name)
    if not wanted:
        raise SourceMisconfigured("no topic has words that this service can be asked for")
    return wanted


def positive(node: Node) -> Iterator[Literal]:
    """The literals that may make a text match, without those that are excluded."""
    match node:
        case Literal():
            yield node
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from positive(part)
        case Not():
            return
