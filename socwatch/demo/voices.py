"""Who says it, and what the service tells about it: a count it does not give is left out."""

from __future__ import annotations

import random
from datetime import datetime

from socwatch.demo.wording import Post

_FIRST = (
    *("ada", "ben", "caro", "dimi", "ela", "femi", "gus", "hana", "ines", "jo", "kofi", "lena"),
    *("milo", "nour", "olga", "pia", "quin", "rosa", "sam", "tariq", "uma", "vera", "will", "yan"),
)
_SECOND = (
    *("brews", "reads", "bikes", "writes", "knits", "codes", "bakes", "north", "hill", "river"),
    *("moss", "cloud", "paper", "lamp", "stone", "garden", "radio", "quay", "violet", "marsh"),
)
_OUTLETS = ("Tea & Table", "The Kitchen Post", "Household Weekly", "Northern Echoes", "Home Bench")
_HANDLES = len(_FIRST) * len(_SECOND) * 3

Line = dict[str, object]


class Voices:
    """Gives posts their ids, authors, addresses and counts."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._numbers: dict[str, int] = {}
        self._followers: dict[str, int] = {}

    def mention(self, post: Post) -> Line:
        """The post as a scenario's mention."""
        number = self._numbers[post.source] = self._numbers.get(post.source, 0) + 1
        author = post.author or self._author(post)
        line: Line = {"id": f"{post.source}-{number}", "source": post.source, "text": post.text}
        line |= {"author": author, "url": _address(post.source, author, number)}
        return line | self._counts(post, author)

    def _author(self, post: Post) -> str:
        if post.source == "press":
            return _OUTLETS[int(self._rng.random() * len(_OUTLETS))]
        place = int(_HANDLES * self._rng.random() ** 1.5)  # some talk more than others
        first, rest = place % len(_FIRST), place // len(_FIRST)
        name = f"{_FIRST[first]}_{_SECOND[rest % len(_SECOND)]}{rest // len(_SECOND) or ''}"
        return f"@{name}" if post.source == "mastodon" else name

    def _counts(self, post: Post, author: str) -> Line:
        if post.source == "mastodon":
            if author not in self._followers:
                self._followers[author] = self._few(900)
            return {
                "lang": post.language,
                "likes": 0 if post.is_repost else self._few(5),
                "reposts": 0 if post.is_repost else self._few(2),
                "replies": self._few(1),
                "followers": self._followers[author],
            }
        if post.source == "hackernews":
            return {"likes": 1 + self._few(6), "replies": self._few(3)}
        return {"replies": self._few(4)} if post.source == "forum" else {}

    def _few(self, scale: int) -> int:
        """Mostly small, now and then large: a Pareto-like count."""
        return int(scale * 0.2 / (0.02 + self._rng.random()))


def _address(source: str, author: str, number: int) -> str:
    match source:
        case "mastodon":
            return f"https://social.example/{author}/{number}"
        case "press":
            return f"https://news.example/household/{number}"
        case "hackernews":
            return f"https://hn.example/item?id={number}"
        case _:
            return f"https://forum.example/t/{number}"


def stamped(at: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
