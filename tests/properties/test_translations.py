"""What each service is asked finds all that a query means, as far as the service knows words.

The searches that are sent are read again as the service reads them (its OR, its NOT, its
phrases), and looked for in texts. A service may know more than words (stems, whole articles); it
never knows less.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.match.query import explain_mention
from socwatch.match.syntax import QueryError, parse
from socwatch.model.mention import Mention, MentionKind
from socwatch.sources.registry import KINDS, sent

PLAIN = ["acme", "kettle", '"acme kettle"', "#acme", "@acme", "at&t", "toaster", '"caught fire"']
#: What no service can be told, always beside a word that it can.
RICH = [
    "kett*", "ke?tle", 'case:"ACME"', "lang:en", "title:acme", "acme NEAR/2 kettle", "/acme/",
    '"fire acme"~3', "followers:>5", "-kett*", "-title:acme", '-"acme fire"~2', "-(fire lang:en)",
]  # fmt: skip
PIECES = [
    "acme",
    "ACME",
    "kettle",
    "toaster",
    "#acme",
    "@acme",
    "at&t",
    "caught fire",
    "fire",
    "and",
]


def _as_it_is(search: str) -> str:
    return search


def _lemmy(search: str) -> str:
    """A part of the text, whatever it is."""
    return f"{search}*" if re.fullmatch(r"\w{3,}", search) else f'"{search}"'


def _hackernews(search: str) -> str:
    """The last word is a beginning."""
    return re.sub(r"(\w{3,})$", r"\1*", search)


READS: dict[str, Callable[[str], str]] = {
    "bluesky": _as_it_is,
    "discourse": lambda search: re.sub(r"(?<![\w\"#@&])(\w{3,})(?![\w\"&])", r"\1*", search),
    "gdelt": _as_it_is,
    "google_news": _as_it_is,
    "guardian": _as_it_is,
    "hackernews": _hackernews,
    "json": _as_it_is,
    "lemmy": _lemmy,
    "newsapi": _as_it_is,
    "reddit": _as_it_is,
    "stackexchange": _as_it_is,
    "x": lambda search: search.replace(" -is:retweet", ""),
    "youtube": lambda search: search.replace("|", " OR "),
}
#: Journalists write neither # nor @; what has them is no article.
PRESS = {"guardian", "newsapi"}
#: Kinds that are read whole, or read other things than what a query says (hashtags).
OTHERS = set(KINDS) - set(READS)


def said(text: str) -> Mention:
    """A post in English by somebody known, whose title is its beginning."""
    return Mention(
        origin="x", id="1", source="x", kind=MentionKind.POST, text=text, title=text[:20] or None,
        lang="en", fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


QUERIES = st.builds(
    lambda form, a, b, c: form.format(a=a, b=b, c=c),
    st.sampled_from(
        ["{a}", "{a} {b}", "{a} OR {b}", "({a} OR {b}) {c}", "{a} -{b}", "{a} OR ({b} {c})",
         "{a} -({b} OR {c})", "({a} {c}) OR ({b} {c})"]
    ),
    st.sampled_from(PLAIN),
    st.sampled_from(PLAIN),
    st.sampled_from(RICH),
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map(" ".join)


def test_every_kind_that_searches_is_looked_at() -> None:
    """A new kind has to say how its searches are read."""
    assert {kind for kind in OTHERS if sent(kind, parse("acme"))} == set()


def covers(kind: str, query: str, text: str) -> None:
    """One of the searches finds the text, if the query does."""
    try:
        parsed = parse(query)
    except QueryError:
        return
    if kind in PRESS:
        text = re.sub(r"[#@]", "", text)
    if not explain_mention(parsed, said(text)).matches:
        return
    searches = sent(kind, parsed)
    if not searches:
        return  # the source says that it cannot be asked
    # Services without hashtags and accounts find their words.
    readings = (said(text), said(re.sub(r"[#@](?=\w)", "", text)))
    asked = [parse(READS[kind](one)) for one in searches]
    assert any(explain_mention(one, as_read).matches for one in asked for as_read in readings)


@pytest.mark.parametrize("kind", sorted(READS))
@given(query=QUERIES, text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_what_is_sent_covers_what_is_meant(kind: str, query: str, text: str) -> None:
    """Whatever matches here is found by one of the searches there."""
    covers(kind, query, text)


@pytest.mark.soak
@pytest.mark.parametrize("kind", sorted(READS))
@given(query=QUERIES, text=TEXTS)
@settings(max_examples=3_000, deadline=None)
def test_three_thousand_queries_of_each_kind(kind: str, query: str, text: str) -> None:
    """The same, for as long as a night allows."""
    covers(kind, query, text)
