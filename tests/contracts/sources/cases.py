"""The kinds that speak HTTP, each with a server that answers as the service does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from socwatch.model.mention import Cursor, Mention, Outcome, Page
from socwatch.model.query import AnyOf, Literal, LiteralKind, Query, Topic
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._http import Http, Manners
from tests.support.http_server import Reply, Script, Seen

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
QUICK = Manners(deadline=20.0, retries=1, backoff=0.01, pace=0.0)


def topic(name: str, word: str = "acme") -> Topic:
    """A topic that looks for a word and for the hashtag of the same name."""
    parts = (
        Literal(kind=LiteralKind.WORD, text=word),
        Literal(kind=LiteralKind.TAG, text=word),
    )
    return Topic(name=name, query=Query(text=word, root=AnyOf(parts=parts)), owner="pr")


ACME = topic("acme")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One kind, its hand-written answers, and what must come of them."""

    kind: str
    first: frozenset[str]  #: ids in first.*
    later: frozenset[str]  #: ids that later.* has and first.* has not
    suffix: str
    script: Callable[[bytes], Script]
    options: Mapping[str, object] = field(default_factory=dict)
    web_page: Outcome = Outcome.BROKEN  #: what an HTML page means

    def body(self, name: str) -> bytes:
        """A hand-written answer."""
        return (HERE / self.kind / f"{name}.{self.suffix}").read_bytes()

    def answering(self, name: str) -> Script:
        """A service that has what the answer says."""
        return self.script(self.body(name))

    def source(self, base_url: str, *, manners: Manners = QUICK, **more: object) -> Source:
        """A source of this kind that reads a server on loopback."""
        raw = {"base_url": base_url, "allow_private": True, **self.options, **more}
        options = registry.options_of(self.kind).model_validate(raw)
        return registry.build("here", self.kind, options, http=Http(manners=manners))


def pages_of(
    source: Source, since: Cursor | None = None, topics: Sequence[Topic] = (ACME,)
) -> list[Page]:
    """All pages of one poll."""

    async def polled() -> list[Page]:
        return [page async for page in source.poll(topics, since, NOW)]

    return asyncio.run(polled())


def mentions_in(pages: Sequence[Page]) -> list[Mention]:
    """The mentions of all pages, in order."""
    return [mention for page in pages for mention in page.mentions]


def last_cursor(pages: Sequence[Page]) -> Cursor:
    """Where the next poll begins."""
    return [page.next for page in pages if page.next is not None][-1]


def _as_it_is(body: bytes) -> Script:
    return lambda _seen: Reply(body=body, headers={"Content-Type": "application/xml"})


def _hackernews(body: bytes) -> Script:
    nothing = json.dumps({"hits": [], "nbHits": 0, "nbPages": 0}).encode()

    def script(seen: Seen) -> Reply:
        assert seen.path.endswith("/api/v1/search_by_date")
        return Reply(body=body if seen.query["page"] == "0" else nothing)

    return script


def _mastodon(body: bytes) -> Script:
    statuses = json.loads(body)

    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/api/v2/instance"):
            return Reply(body=b'{"configuration": {}}')
        low, high = int(seen.query.get("min_id", 0)), int(seen.query.get("max_id", 10**30))
        shown = [one for one in statuses if low < int(one["id"]) < high]
        return Reply(body=json.dumps(shown).encode())

    return script


_SOCIAL = "https://kettle.social/users/ola/statuses/11764000000000000"

CASES = (
    Case(
        kind="rss",
        first=frozenset({"kw-1", "kw-2", "kw-3"}),
        later=frozenset({"kw-4", "kw-5"}),
        suffix="xml",
        script=_as_it_is,
        options={"url": "https://kettle.example/rss?token=s3cr3t"},
    ),
    Case(
        kind="google_news",
        first=frozenset({"CBMione", "CBMitwo", "CBMithree"}),
        later=frozenset({"CBMifour", "CBMifive"}),
        suffix="xml",
        script=_as_it_is,
        web_page=Outcome.REFUSED,
    ),
    Case(
        kind="hackernews",
        first=frozenset({"9007199254740993", "42000002", "42000003"}),
        later=frozenset({"42000004", "42000005"}),
        suffix="json",
        script=_hackernews,
    ),
    Case(
        kind="mastodon",
        first=frozenset({f"{_SOCIAL}{n}" for n in (1, 2, 3)}),
        later=frozenset({f"{_SOCIAL}{n}" for n in (4, 5)}),
        suffix="json",
        script=_mastodon,
        options={"server": "https://kettle.social"},
    ),
)
