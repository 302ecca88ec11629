"""A mention as one JSON object."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources.jsonl import mention_from_json, row_from_line

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def read(**row: object) -> Mention:
    """The mention of a row that has an id and a text besides."""
    return mention_from_json(
        {"id": "m1", "text": "Acme", **row}, source="drop", origin="drop", fetched_at=NOW
    )


def test_takes_every_field() -> None:
    """A full row becomes a full mention."""
    author = {"id": "7", "handle": "@a", "name": "A", "followers": 12}
    mention = read(
        title="T",
        url="https://a.example/1",
        lang="en",
        published_at="2026-11-22T03:24:00+01:00",
        author=author,
        likes=-3,
        reposts=0,
        replies=1,
        quotes=2,
        views=9007199254740993,
        rating=4.5,
        kind="review",
        in_reply_to="m0",
        source="press",
    )
    assert mention == Mention(
        origin="drop",
        id="m1",
        source="drop",
        kind=MentionKind.REVIEW,
        text="Acme",
        fetched_at=NOW,
        published_at=datetime(2026, 11, 22, 2, 24, tzinfo=UTC),
        url="https://a.example/1",
        title="T",
        lang="en",
        author=Author(id="7", handle="@a", name="A", followers=12),
        likes=-3,
        reposts=0,
        replies=1,
        quotes=2,
        views=9007199254740993,
        rating=4.5,
        in_reply_to="m0",
    )


def test_unknown_is_none() -> None:
    """The shortest row leaves everything else open."""
    mention = read(likes=None, author=None)
    assert (mention.likes, mention.author, mention.published_at) == (None, None, None)
    assert mention.kind is MentionKind.POST


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ({"author": "@a"}, Author(handle="@a")),
        ({"author": "@a", "followers": 12}, Author(handle="@a", followers=12)),
        ({"author": {"handle": "@a"}, "followers": 0}, Author(handle="@a", followers=0)),
        (
            {"author": {"handle": "@a", "followers": 5}, "followers": 7},
            Author(handle="@a", followers=5),
        ),
        ({"followers": 3}, Author(followers=3)),
        ({"author": ""}, None),
    ],
)
def test_authors(fields: dict[str, object], author: Author | None) -> None:
    """A handle alone or an object, with the followers in it or beside it."""
    assert read(**fields).author == author


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22T02:24:00Z", datetime(2026, 11, 22, 2, 24, tzinfo=UTC)),
        ("2026-11-22T02:24:00", datetime(2026, 11, 22, 2, 24, tzinfo=UTC)),
        ("2026-11-21T22:24:00-04:00", datetime(2026, 11, 22, 2, 24, tzinfo=UTC)),
        ("22.11.2026", None),
        ("0001-01-01T00:00:00+14:00", None),
        (None, None),
        (17, None),
    ],
)
def test_publish_times(text: object, expected: datetime | None) -> None:
    """Offsets are applied, no zone means UTC, and junk is no time."""
    assert read(published_at=text).published_at == expected


def test_numbers_as_ids_keep_every_digit() -> None:
    """Ids are text, also those that a float could not hold."""
    assert read(id=2**63 + 1).id == "9223372036854775809"


def test_hostile_text_is_cleaned() -> None:
    """No control character and no lone surrogate comes through; `<` in plain words does."""
    mention = read(text="a < b \x1b[31m \ud800", url="javascript:alert(1)")
    assert mention.text.startswith("a < b")
    assert not any(bad in mention.text for bad in "\x1b\ud800")
    assert mention.url is None


@pytest.mark.parametrize(
    ("value", "likes", "views"),
    [
        (2**63 - 1, 2**63 - 1, 2**63 - 1),
        (2**63, None, None),
        (2**70, None, None),
        (-(2**63), None, None),
        (-3, -3, None),
        (12.0, 12, 12),
        (1e300, None, None),
        (1.5, None, None),
        (float("nan"), None, None),
        (float("inf"), None, None),
        ("12", 12, 12),
        (" -3 ", -3, None),
        ("--3", None, None),
        (str(2**63), None, None),
        ("9" * 5_000, None, None),
        ("many", None, None),
        (True, None, None),
        ([], None, None),
    ],
    ids=lambda value: str(value)[:20],
)
def test_no_number_loses_a_mention(value: object, likes: int | None, views: int | None) -> None:
    """What can be stored is taken, anything else is unknown, in every count."""
    author = {"handle": "@a", "followers": value}
    mention = read(
        likes=value, reposts=value, replies=value, quotes=value, views=value, author=author
    )
    assert mention.likes == likes
    assert (mention.reposts, mention.replies, mention.quotes, mention.views) == (views,) * 4
    assert mention.author == Author(handle="@a", followers=views)
    assert type(mention.likes) in (int, type(None))


@pytest.mark.parametrize(
    ("value", "rating"),
    [(4, 4.0), ("4.5", 4.5), (float("nan"), None), ("inf", None), (10**400, None), ("good", None)],
    ids=lambda value: str(value)[:20],
)
def test_ratings(value: object, rating: float | None) -> None:
    """A rating is a finite number or unknown."""
    assert read(rating=value).rating == rating


@pytest.mark.parametrize("number", [b"NaN", b"-Infinity", b"1e999", b"9" * 5_000])
def test_a_number_beyond_all_bounds_spoils_no_line(number: bytes) -> None:
    """What JSON or Python cannot hold as a number is unknown; the rest of the line is read."""
    row = row_from_line(b'{"likes": ' + number + b', "views": 7}')
    mention = read(**row)
    assert (mention.likes, mention.views) == (None, 7)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": None}, "no id"),
        ({"id": "  "}, "no id"),
        ({"text": None}, "neither text nor title"),
        ({"text": 7}, "text is not text"),
        ({"kind": "rant"}, "kind is none of post"),
        ({"author": ["@a"]}, "author is neither"),
    ],
)
def test_a_wrong_row_is_named(fields: dict[str, object], reason: str) -> None:
    """The reason is one that people understand."""
    with pytest.raises(ValueError, match=reason):
        read(**fields)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "not JSON"),
        (b"{'id': 1}", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[1]", "not an object"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_a_wrong_line_is_named(line: bytes, reason: str) -> None:
    """Whatever stands on a line, the program lives and says what is wrong."""
    with pytest.raises(ValueError, match=reason):
        row_from_line(line)
