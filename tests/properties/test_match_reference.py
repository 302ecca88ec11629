"""The matcher against a slow one that looks for each term by itself, letter by letter."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.match.query import compile_topics
from socwatch.match.syntax import parse
from socwatch.model.mention import Mention, MentionKind
from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Not, Topic

TERMS = ["acme", "acme*", "#acme", "@acme", '"acme kettle"', "kettle", "kett*", "at&t", "c++", "at"]
PIECES = ["acme", "ACME", "Acme's", "acmeville", "#acme", "@acme", "@acme@x.y", "kettle", "Kettles",
          "at&t", "c++", "c+++", "at", "&", "-", ". ", " ", "  ", "#", "@", "/", "_", "5"]  # fmt: skip

FORMS = {
    LiteralKind.WORD: r"(?<!\w){0}(?!\w)",
    LiteralKind.PREFIX: r"(?<!\w){0}",
    LiteralKind.TAG: r"(?<![\w/&])#{0}(?!\w)",
    LiteralKind.HANDLE: r"(?<![\w/&])@{0}(?!\w)",
    LiteralKind.PHRASE: r"(?<!\w){0}(?!\w)",
}


def occurs(literal: Literal, text: str) -> bool:
    words = [re.escape(word) for word in literal.text.lower().split()]
    pattern = FORMS[literal.kind].format(r"\W{1,3}".join(words))
    if literal.text.endswith("+"):
        pattern = pattern.replace(r"(?!\w)", r"(?!\+)")
    return re.search(pattern, " ".join(text.lower().split())) is not None


def means(node: Node, text: str) -> bool:
    match node:
        case Literal():
            return occurs(node, text)
        case Not(part=part):
            return not means(part, text)
        case AllOf(parts=parts):
            return all(means(part, text) for part in parts)
        case AnyOf(parts=parts):
            return any(means(part, text) for part in parts)


QUERIES = st.lists(st.sampled_from(TERMS), min_size=1, max_size=4).flatmap(
    lambda terms: st.sampled_from(
        [" ".join(terms), " OR ".join(terms), f"acme OR ({' -'.join(terms)})",
         f"{terms[0]} -({' OR '.join(terms[1:]) or 'nothing'})"]
    )
)  # fmt: skip


@given(st.lists(QUERIES, min_size=1, max_size=4), st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=400)
def test_the_quick_matcher_agrees_with_the_slow_one(queries: list[str], pieces: list[str]) -> None:
    """One pass over all terms of all topics finds what looking for each would find."""
    topics = [
        Topic(name=f"t{place}", query=parse(query), owner="pr")
        for place, query in enumerate(queries)
    ]
    text = "".join(pieces)
    said = Mention(
        origin="x", id="1", source="x", kind=MentionKind.POST, text=text,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip

    found = [match.topic for match in compile_topics(topics).matches(said)]

    assert found == [topic.name for topic in topics if means(topic.query.root, text)]
