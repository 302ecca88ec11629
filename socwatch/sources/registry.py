"""The kinds of sources: one line for each.

Invariant: a kind's module is imported when the kind is used and not before, so that a config with
two kinds pays for two. Other packages add kinds through the entry-point group
"socwatch.sources", each naming a class of the same shape; they cannot replace a built-in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from pydantic import BaseModel

from socwatch.errors import SourceMisconfigured
from socwatch.match.translate import plain
from socwatch.model.query import Query
from socwatch.ports import Source

if TYPE_CHECKING:
    from socwatch.sources._http import Http  # httpx costs as much as all the rest of a command

KINDS = {
    "appstore": "socwatch.sources.appstore:AppStore",
    "bluesky": "socwatch.sources.bluesky:Bluesky",
    "discourse": "socwatch.sources.discourse:Discourse",
    "facebook": "socwatch.sources.facebook:Facebook",
    "file": "socwatch.sources.file:FileSource",
    "gdelt": "socwatch.sources.gdelt:Gdelt",
    "google_news": "socwatch.sources.google_news:GoogleNews",
    "guardian": "socwatch.sources.guardian:Guardian",
    "hackernews": "socwatch.sources.hackernews:HackerNews",
    "imap": "socwatch.sources.imap:Imap",
    "instagram": "socwatch.sources.instagram:Instagram",
    "jetstream": "socwatch.sources.jetstream:Jetstream",
    "json": "socwatch.sources.json_endpoint:JsonEndpoint",
    "lemmy": "socwatch.sources.lemmy:Lemmy",
    "mastodon": "socwatch.sources.mastodon:Mastodon",
    "newsapi": "socwatch.sources.newsapi:NewsApi",
    "page": "socwatch.sources.page:WatchedPage",
    "reddit": "socwatch.sources.reddit:Reddit",
    "rss": "socwatch.sources.rss:Rss",
    "stackexchange": "socwatch.sources.stackexchange:StackExchange",
    "telegram": "socwatch.sources.telegram:Telegram",
    "trustpilot": "socwatch.sources.trustpilot:Trustpilot",
    "x": "socwatch.sources.x:X",
    "youtube": "socwatch.sources.youtube:YouTube",
}


class SourceClass(Protocol):
    """What a kind's class offers beside being a Source."""

    OPTIONS: ClassVar[type[BaseModel]]

    def __call__(self, name: str, options: BaseModel, http: Http) -> Source:
        """A source of this kind under the config's name."""

    def sent(self, query: Query) -> tuple[str, ...]:
        """What the service is asked for this query; empty for a kind that reads everything."""


def kinds() -> tuple[str, ...]:
    """The names that `kind` may have in the config, in alphabetical order."""
    return tuple(sorted({*KINDS, *_others()}))


def options_of(kind: str) -> type[BaseModel]:
    """The model that checks the keys of this kind. SourceMisconfigured when there is no such."""
    return _class_of(kind).OPTIONS


def build(name: str, kind: str, options: BaseModel, *, http: Http) -> Source:
    """A source ready to be polled; `options` is an instance of `options_of(kind)`."""
    return _class_of(kind)(name, options, http)


def sent(kind: str, query: Query) -> tuple[str, ...]:
    """What a service of this kind is asked for a query, as it goes over the wire.

    What the service cannot say is widened first: fields, NEAR, exact letters, expressions.
    """
    found = plain(query).query
    return _class_of(kind).sent(found) if found else ()


@cache
def _class_of(kind: str) -> SourceClass:
    dotted = KINDS.get(kind)
    if dotted is not None:
        module, _, name = dotted.partition(":")
        return cast("SourceClass", getattr(import_module(module), name))
    other = _others().get(kind)
    if other is None:
        near = get_close_matches(kind, kinds(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(kinds())}"
        raise SourceMisconfigured(f"there is no kind of source called {kind}", hint=hint)
    return cast("SourceClass", other.load())


@cache
def _others() -> Mapping[str, EntryPoint]:
    found = entry_points(group="socwatch.sources")
    return {entry.name: entry for entry in found if entry.name not in KINDS}
