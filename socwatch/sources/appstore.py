"""Reviews of one app in Apple's App Store, country by country, newest first; no login.

Invariants: reading goes back to what an earlier poll knew; a feed without reviews is believed only
when the store knows the app and never showed reviews of it; one country that fails hides no other.
Facts: the answers themselves, for Apple documents them nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, ClassVar, Literal

import msgspec
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from socwatch.errors import SourceBroken, SourceError, SourceMisconfigured
from socwatch.model.mention import Cursor, Outcome, Page
from socwatch.model.query import Topic
from socwatch.sources._appstore_reviews import mention_of
from socwatch.sources._appstore_store import APPLE, Known, Store
from socwatch.sources._http import Session
from socwatch.sources._options import Duration, HttpOptions
from socwatch.sources._pages import Pages, cursor_of, gathered, state_of
from socwatch.sources._service import Service

_FIRST_LOOK = timedelta(days=30)
_APP = re.compile(r"(?:.*/)?(?:id)?(\d{3,15})(?:[/?#].*)?")


def _app_id(value: object) -> object:
    """The number, also where it is written as a number, as id123 or as the app's address."""
    found = _APP.fullmatch(str(value).strip()) if isinstance(value, (str, int)) else None
    if found is None or isinstance(value, bool):
        raise ValueError("write the number in the app's address, after /id")
    return found[1]


def _country(value: str) -> str:
    code = value.strip().lower()
    if not re.fullmatch(r"[a-z]{2}", code):
        raise ValueError('a country is a code of two letters, such as "gb" or "de"')
    return code


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


_AppId = Annotated[
    str, BeforeValidator(_app_id), WithJsonSchema({"type": ["string", "integer"], "minLength": 3})
]
_Country = Annotated[str, AfterValidator(_country)]
_Countries = Annotated[
    tuple[_Country, ...],
    BeforeValidator(_several),
    Field(strict=False, min_length=1),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]


class Options(HttpOptions):
    """Which app, in which countries' stores."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=30)

    every: Duration = timedelta(minutes=30)
    """How often the source is asked."""

    app_id: _AppId
    """The number in the app's address: 1234567890 of apps.apple.com/gb/app/acme/id1234567890."""

    country: _Countries = ("us",)
    """The store's country, or a list of them: "gb" or ["gb", "ie", "de"]."""

    match: Literal["all", "query"] = "all"
    """"all": every review belongs to the topics; "query": the topics' queries decide."""


class _State(msgspec.Struct):
    v: int = 1
    app: str = ""
    stores: dict[str, Known] = {}


class AppStore(Service[Options]):
    """The reviews of one app."""

    kind = "appstore"
    OPTIONS = Options

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads the reviews that no earlier poll had; on the first poll, those of 30 days."""
        state = self._state(since)
        failure: SourceError | None = None
        unfinished: list[str] = []
        for country in self._options.country:
            known = state.stores.get(country, Known())
            store = Store(
                session=session,
                base_url=self._options.address(APPLE),
                app=self._options.app_id,
                country=country,
                known=known,
            )
            read = partial(
                mention_of,
                source=self.name,
                page_of_app=f"https://apps.apple.com/{country}/app/id{self._options.app_id}",
                found_by=self._found_by(topics),
                now=now,
            )
            try:
                async for entries in store.pages(now - _FIRST_LOOK):
                    yield gathered(entries, read, known=store.knew).page(then=None)
            except (SourceBroken, SourceMisconfigured) as error:
                failure = failure or error
                continue
            state.stores[country] = store.known_now()
            yield Page(next=cursor_of(state))
            if store.unfinished:
                unfinished.append(country.upper())
        if failure is not None:
            raise failure
        if unfinished:
            yield Page(outcome=Outcome.PARTIAL, because=_missing(unfinished))

    def _state(self, since: Cursor | None) -> _State:
        """What the cursor says of this app in these countries."""
        state, app = state_of(since, _State), self._options.app_id
        if state.app != app:
            return _State(app=app)
        wanted = self._options.country
        return _State(
            app=app, stores={key: state.stores[key] for key in wanted if key in state.stores}
        )

    def _found_by(self, topics: Sequence[Topic]) -> tuple[str, ...]:
        if self._options.match == "query":
            return ()
        return tuple(topic.name for topic in topics if topic.reads(self.name))


def _missing(countries: Sequence[str]) -> str:
    where = ", ".join(countries)
    return (
        f"there were more than the 500 reviews that the App Store shows ({where}); some are missing"
    )
