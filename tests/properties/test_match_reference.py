"""The matcher against a slow one that looks for each term by itself, letter by letter."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socwatch.match.query import compile_topics
from socwatch.match.syntax import parse
from socwatch.match.translate import alternatives, plain
from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.model.query import (
    AllOf,
    AnyOf,
    Field,
    Literal,
    LiteralKind,
    Near,
    Node,
    Not,
    Titled,
    Topic,
)

TERMS = [
    "acme", "acme*", "#acme", "@acme", '"acme kettle"', "kettle", "kett*", "at&t", "c++", "at",
    "ke?tle", "acm*s", 'case:"ACME"', "!kettle", "title:acme", 'title:"acme kettle"',
    "acme NEAR/1 kettle", "acme NEAR/0f kettle", '"kettle at acme"~1', "(at OR acme) NEAR/2 kett*",
    "lang:en", "followers:>10", "rating:<3", "is:reply", "author:@jo", "/acme ?kettle/", "/k.t+le/",
]  # fmt: skip
PIECES = [
    "acme", "ACME", "Acme's", "acmeville", "#acme", "@acme", "@acme@x.y", "kettle", "Kettles",
    "at&t", "c++", "c+++", "at", "&", "-", ". ", " ", "  ", "#", "@", "/", "_", "5", "#AcmeKettle",
    "\u00e1cme", "ac\u200bme", "\u0430cme",
]  # fmt: skip

FORMS = {
    LiteralKind.WORD: r"(?<!\w){0}(?!\w)",
    LiteralKind.PREFIX: r"(?<!\w){0}\w*",
    LiteralKind.PATTERN: r"(?<!\w){0}(?!\w)",
    LiteralKind.TAG: r"(?<![\w/&])#{0}(?!\w)",
    LiteralKind.HANDLE: r"(?<![\w/&])@{0}(?!\w)",
    LiteralKind.PHRASE: r"(?<!\w){0}(?!\w)",
    LiteralKind.CASED: r"(?<!\w){0}(?!\w)",
}


def plainly(text: str) -> str:
    """Lower case, one blank, no accents, nothing invisible."""
    bare = text.replace("\u00e1", "a").replace("\u00c1", "a").replace("\u200b", "")
    return " ".join(bare.lower().split())


def pattern(literal: Literal) -> re.Pattern[str]:
    """The literal as one regular expression over plain text."""
    words = [re.escape(word) for word in literal.text.lower().split()]
    written = FORMS[literal.kind].format(r"\W{1,3}".join(words))
    written = written.replace(r"\*", r"\w*").replace(r"\?", r"\w")
    if literal.text.endswith("+"):
        written = written.replace(r"(?!\w)", r"(?!\+)")
    return re.compile(written)


def places(literal: Literal, text: str) -> list[tuple[int, int]]:
    """Everywhere the literal begins in plain text, overlapping ones too."""
    found = (pattern(literal).match(text, start) for start in range(len(text) + 1))
    return [match.span() for match in found if match]


def words_between(text: str, start: int, end: int) -> int:
    return len(re.findall(r"[a-z0-9_]+|[^\W\x00-\x7f]+|[^\w\s\x00-\x7f]", text[start:end]))


def disguised(raw: str) -> str:
    """Hashtags of several words and words with Cyrillic letters among Latin ones, spelt out."""
    tags = re.findall(r"#(\w+)", raw)
    found = [humps(tag) for tag in tags]
    capitals = [tag for tag in tags if humps(tag) and re.search("[A-Z]{2}[a-z]", tag)]
    found += [" ".join(re.findall(r"[A-Z]+|[a-z]+|\d+|[^\W\d_a-zA-Z]+", tag)) for tag in capitals]
    found += [word.replace("\u0430", "a") for word in re.findall(r"\w+", raw) if "\u0430" in word]
    return " | ".join(one for one in found if one)


def humps(tag: str) -> str:
    """The words of a hashtag, letter by letter; "" when capitals and _ part none."""
    words, before, parted = "", "", False
    for place, letter in enumerate(tag):
        after = tag[place + 1 : place + 2]
        rises = letter.isupper() and (before.islower() or before.isdigit())
        falls = letter.isupper() and before.isupper() and after.isascii() and after.islower()
        if letter == "_":
            words += " "
            parted = parted or (before.isalnum() and after.isalnum())
        else:
            other = before.isdigit() != letter.isdigit() or before.isascii() != letter.isascii()
            words += f" {letter}" if rises or falls or (before.isalnum() and other) else letter
            parted = parted or rises or falls
        before = letter
    return words if parted else ""


def near(node: Near, text: str) -> bool:
    sides = [[spot for one in side for spot in places(one, text)] for side in node.sides]
    for spots in product(*sides):
        if any(a[1] > b[0] for a, b in zip(sorted(spots), sorted(spots)[1:], strict=False)):
            continue
        if node.ordered and list(spots) != sorted(spots):
            continue
        inside = words_between(text, min(spots)[0], max(spots)[1])
        own = sum(words_between(text, *spot) for spot in spots)
        if inside - own <= node.within:
            return True
    return False


def says(field: Field, said: Mention) -> bool:
    """What the mention's field says."""
    followers = said.author.followers if said.author else None
    return {
        "lang": said.lang == field.text,
        "followers": followers is not None and followers > 10,
        "rating": said.rating is not None and said.rating < 3,
        "is": said.kind is MentionKind.REPLY,
        "author": said.author is not None,
    }[field.name]


def occurs(literal: Literal, said: Mention) -> bool:
    """Whether the literal is in the mention, looked for without any hurry."""
    raw = f"{said.title or ''}\n{said.text}"
    texts = [plainly(said.title or ""), plainly(said.text)]
    match literal:
        case Titled(part=part):
            return bool(places(part, texts[0]))
        case Near():
            return any(near(literal, text) for text in texts)
        case Field():
            return says(literal, said)
        case Literal(kind=LiteralKind.REGEX):
            return bool(re.search(literal.text, raw, re.IGNORECASE | re.ASCII))
    if literal.kind is LiteralKind.CASED:
        exact = re.search(rf"(?<!\w){re.escape(literal.text)}(?!\w)", raw)
        return bool(exact) and any(places(literal, text) for text in texts)
    return any(places(literal, text) for text in (*texts, plainly(disguised(raw))))


def means(node: Node, said: Mention) -> bool:
    match node:
        case Literal():
            return occurs(node, said)
        case Not(part=part):
            return not means(part, said)
        case AllOf(parts=parts):
            return all(means(part, said) for part in parts)
        case AnyOf(parts=parts):
            return any(means(part, said) for part in parts)


QUERIES = st.lists(st.sampled_from(TERMS), min_size=1, max_size=4).flatmap(
    lambda terms: st.sampled_from(
        [" ".join(terms), " OR ".join(terms), f"acme OR ({' '.join(terms)})",
         f"acme OR kettle -({' OR '.join(terms)})", f"{terms[0]} OR (at -({terms[-1]}))"]
    )
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    """A mention with some of the fields that queries ask for."""
    followers = draw(st.sampled_from([None, 5, 50]))
    return Mention(
        origin="x",
        id="1",
        source="x",
        kind=draw(st.sampled_from([MentionKind.POST, MentionKind.REPLY])),
        title=draw(st.none() | TEXTS) or None,
        text=draw(TEXTS),
        lang=draw(st.sampled_from([None, "en", "de"])),
        rating=draw(st.sampled_from([None, 1.0, 4.0])),
        author=draw(st.sampled_from([None, Author(handle="@jo", followers=followers)])),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def agrees(queries: list[str], said: Mention) -> None:
    """Each topic is found by the matcher exactly when the slow one finds it."""
    topics = [
        Topic(name=f"t{place}", query=parse(query), owner="pr")
        for place, query in enumerate(queries)
    ]
    found = [match.topic for match in compile_topics(topics).matches(said)]
    assert found == [topic.name for topic in topics if means(topic.query.root, said)]


def covers(query: str, said: Mention) -> None:
    """What is asked of a service finds all that the query means, but for what is in disguise."""
    parsed = parse(query)
    if not means(parsed.root, said) or disguised(f"{said.title} {said.text}"):
        return
    wider = plain(parsed).query
    assert wider is None or means(wider.root, said)
    assert any(all(means(term, said) for term in one) for one in alternatives(parsed))


@given(st.lists(QUERIES, min_size=1, max_size=4), mentions())
@settings(max_examples=300, deadline=None)
def test_the_quick_matcher_agrees_with_the_slow_one(queries: list[str], said: Mention) -> None:
    """One pass over all terms of all topics finds what looking for each would find."""
    agrees(queries, said)


@given(QUERIES, mentions())
@settings(max_examples=300, deadline=None)
def test_what_is_asked_covers_what_is_meant(query: str, said: Mention) -> None:
    """Whatever a query holds, its translation only ever widens."""
    covers(query, said)


@pytest.mark.soak
@given(st.lists(QUERIES, min_size=1, max_size=4), mentions())
@settings(max_examples=6_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_six_thousand_cases(queries: list[str], said: Mention) -> None:
    """The same, for as long as a night allows."""
    agrees(queries, said)
    covers(queries[0], said)
