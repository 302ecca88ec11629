"""The kinds that speak HTTP, each with a server that answers as the service does."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from socwatch.model.mention import Cursor, Mention, Outcome, Page
from socwatch.model.query import AnyOf, Literal, LiteralKind, Query, Topic
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._http import Http, Manners
from tests.support.http_server import Script

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
#: What every case's token or password is; it must never be seen outside a request.
SECRET = "t0k3n-s3cr3t"
#: The environment variable that holds it, for `token_env`, `password_env` and the like.
SECRET_ENV = "SOCWATCH_CONTRACT_SECRET"
os.environ[SECRET_ENV] = SECRET
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
    forbidden: Outcome = Outcome.REFUSED  #: what a 403 means: UNAUTHORISED where we log in
    folder: str = ""  #: where the answers are, when it is not the kind's name
    name: str = ""  #: what the test is called, when a kind has several cases
    before: int = 0  #: requests before the first search of a poll: logins, looks at the instance
    unknown_times: bool = True  #: whether the service may leave an item's time out
    known_author: bool = False  #: whether the place where an item stands names its author
    tops_up: int = 1  #: requests that a first poll of `first` makes, those of `before` included
    spends: bool = False  #: whether a page says what a request will cost before it is made
    rotates: bool = False  #: whether a poll asks for one topic only, the others in later polls

    def __str__(self) -> str:
        return self.name or self.kind

    def body(self, name: str) -> bytes:
        """A hand-written answer."""
        return (HERE / (self.folder or self.kind) / f"{name}.{self.suffix}").read_bytes()

    def answering(self, name: str) -> Script:
        """A service that has what the answer says."""
        return self.script(self.body(name))

    def source(self, base_url: str, *, manners: Manners = QUICK, **more: object) -> Source:
        """A source of this kind that reads a server on loopback."""
        raw = {"base_url": base_url, "allow_private": True, **self.options, **more}
        options = registry.options_of(self.kind).model_validate(raw)
        return registry.build("here", self.kind, options, http=Http(manners=manners))


def all_cases() -> tuple[Case, ...]:
    """Those of every `case.py` in the folders beside this file, in alphabetical order."""
    folders = sorted(path.parent.name for path in HERE.glob("*/case.py"))
    modules = (import_module(f"tests.contracts.sources.{folder}.case") for folder in folders)
    return tuple(case for module in modules for case in module.CASES)


def pages_of(
    source: Source, since: Cursor | None = None, topics: Sequence[Topic] = (ACME,)
) -> list[Page]:
    """All pages of one poll."""

    async def polled() -> list[Page]:
        return [page async for page in source.poll(topics, since, NOW)]

    return asyncio.run(polled())


def the_only(case: Case, pages: Sequence[Page]) -> Page:
    """The last page; before it, nothing but notes of what requests cost, where they cost."""
    *before, last = pages
    assert all(case.spends and page.outcome is Outcome.OK and not page.mentions for page in before)
    return last


def mentions_in(pages: Sequence[Page]) -> list[Mention]:
    """The mentions of all pages, in order."""
    return [mention for page in pages for mention in page.mentions]


def last_cursor(pages: Sequence[Page]) -> Cursor:
    """Where the next poll begins."""
    return [page.next for page in pages if page.next is not None][-1]
