"""One page has one spelling, two pages have two."""

from __future__ import annotations

import pytest

from socwatch.understand.address import canonical, page_of

ARTICLE = "https://news.example/2026/11/kettle-burns-flat"


@pytest.mark.parametrize(
    "same",
    [
        ARTICLE,
        "http://www.news.example/2026/11/kettle-burns-flat/",
        "https://m.news.example:443/2026/11/kettle-burns-flat#comments",
        f"{ARTICLE}?utm_source=x&fbclid=1&at_medium=rss",
        f"{ARTICLE}/index.html",
        f"{ARTICLE}/amp",
        f"{ARTICLE}.amp.html",
        f"{ARTICLE}?amp=1",
        "https://news.example/2026/11/kettle%2Dburns-fl%61t",
        "https://www.google.com/url?sa=t&q=https%3A%2F%2Fnews.example%2F2026%2F11%2Fkettle-burns-flat&usg=x",
        "https://www.google.co.uk/amp/s/news.example/2026/11/kettle-burns-flat",
        "https://news-example.cdn.ampproject.org/c/s/news.example/2026/11/kettle-burns-flat",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fnews.example%2F2026%2F11%2Fkettle-burns-flat",
    ],
)
def test_one_page(same: str) -> None:
    """Hosts for phones, tracking, detours and escapes make no other page."""
    assert canonical(same) == "news.example/2026/11/kettle-burns-flat"


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://youtu.be/aB3-_xyz123?si=t", "youtube.com/watch?v=aB3-_xyz123"),
        ("https://m.youtube.com/watch?t=3&v=aB3-_xyz123", "youtube.com/watch?v=aB3-_xyz123"),
        ("https://www.youtube.com/shorts/aB3-_xyz123", "youtube.com/watch?v=aB3-_xyz123"),
        ("https://mobile.twitter.com/dana/status/12345/photo/1", "x.com/i/status/12345"),
        ("https://x.com/i/web/status/12345?s=20", "x.com/i/status/12345"),
        ("https://old.reddit.com/r/acme/comments/ab12/my_kettle/", "reddit.com/comments/ab12"),
        ("https://redd.it/ab12", "reddit.com/comments/ab12"),
        ("https://www.reddit.com/r/acme/comments/ab12/t/xy9/", "reddit.com/comments/ab12/xy9"),
        ("https://en.m.wikipedia.org/wiki/Kettle_(disambiguation)",
         "en.wikipedia.org/wiki/Kettle_(disambiguation)"),
        ("https://a.example/p?b=2&a=1", "a.example/p?a=1&b=2"),
        ("https://a.example/caf\u00e9", "a.example/caf%C3%A9"),
        ("https://b\u00fccher.example/x", "xn--bcher-kva.example/x"),
    ],
)  # fmt: skip
def test_known_forms(address: str, known: str) -> None:
    """Videos, posts and threads have one form each."""
    assert canonical(address) == known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/?p=1", "https://a.example/?p=2"),
        ("https://a.example/?123", "https://a.example/?456"),
        ("https://a.example/a%2Fb", "https://a.example/a/b"),
        ("https://a.example/x", "https://a.example:8080/x"),
        ("https://a.example/X", "https://a.example/x"),
        ("https://a.example/#!/one", "https://a.example/#!/two"),
        ("https://t.co/aB1", "https://t.co/aB2"),
        ("https://www.reddit.com/r/a/comments/ab12/t/x1/",
         "https://www.reddit.com/r/a/comments/ab12/t/x2/"),
        ("https://x.com/dana/status/1", "https://x.com/dana/status/2"),
        ("https://m.com/x", "https://com/x"),
    ],
)  # fmt: skip
def test_two_pages(one: str, other: str) -> None:
    """What might tell two items apart is never left away."""
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "broken", [None, "", "no address", "ftp://a.example/x", "http://", "http://[bad", "https://a:99999/x"]
)  # fmt: skip
def test_no_address(broken: str | None) -> None:
    """None, and no error."""
    assert canonical(broken) is None


@pytest.mark.parametrize(
    ("address", "is_page"),
    [
        (ARTICLE, True),
        ("https://youtu.be/aB3-_xyz123", True),
        ("https://bit.ly/3xYz", True),
        ("https://acme.example/", False),
        ("https://acme.example/support", False),
        ("https://apps.apple.com/gb/app/acme/id123456789", False),
        ("https://uk.trustpilot.com/review/acme-kettles-and-more.example", False),
    ],
)
def test_pages_that_tell_one_thing(address: str, is_page: bool) -> None:
    """Articles and posts do; homepages, help pages and shops do not."""
    assert (page_of(address) is not None) is is_page
