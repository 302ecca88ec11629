"""The full-text search of a Mastodon server, for those who have a login there.

Invariants: each alternative of a query is asked on its own, newest first; days are asked for with
room on both sides, because they are those of the account's time zone; a token that may not search
is told apart from a search without hits. Facts:
https://docs.joinmastodon.org/methods/search/#v2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from socwatch.errors import SourceBroken, SourceError, SourceUnauthorised
from socwatch.match.translate import alternatives
from socwatch.model.query import Literal, LiteralKind, Query
from socwatch.sources._answers import Ask, Rejection
from socwatch.sources._boolean import quoted
from socwatch.sources._fields import identity_or_none, instant, rows
from socwatch.sources._http import Session
from socwatch.sources._search import Found, Question

_PER_PAGE = 40
_ROOM = timedelta(days=2)
#: A word that the search would read as more than a word: `from:acme`, `+acme`.
_ODD = re.compile(r"[^\w]")
_LOGIN = (401, 403, 422)


def searches(query: Query) -> tuple[str, ...]:
    """One search for each alternative, but for lone hashtags: their timelines have them all."""
    found = (_written(one) for one in alternatives(query) if not _is_hashtag(one))
    return tuple({text.casefold(): text for text in found if text}.values())


def _is_hashtag(one: tuple[Literal, ...]) -> bool:
    return len(one) == 1 and one[0].kind is LiteralKind.TAG


def _written(one: tuple[Literal, ...]) -> str:
    """Without the beginnings of words, which it does not know, unless there is nothing else."""
    whole = [literal for literal in one if literal.kind is not LiteralKind.PREFIX]
    return " ".join(_term(literal) for literal in whole or one)


def _term(literal: Literal) -> str:
    match literal.kind:
        case LiteralKind.TAG:
            return f"#{literal.text}"
        case LiteralKind.HANDLE:
            return f"@{literal.text}"
        case LiteralKind.WORD if _ODD.search(literal.text):
            return f'"{quoted(literal).strip(chr(34))}"'
        case _:
            return quoted(literal)


@dataclass(slots=True)
class FullText:
    """The search within one poll."""

    session: Session
    url: str
    headers: Mapping[str, str]
    found: bool = False  #: whether anything came

    async def ask(self, question: Question) -> Found:
        """One page of posts."""
        offset = int(question.then or "0")
        statuses = await self._statuses(_bounded(question), offset)
        self.found = self.found or bool(statuses)
        more = len(statuses) >= _PER_PAGE
        return Found(items=statuses, then=str(offset + _PER_PAGE) if more else "")

    async def demand_login(self, query: str) -> None:
        """Raises SourceUnauthorised for a token of an app without an account.

        To such a token every search is empty, but a second page is refused.
        """
        await self._statuses(query, _PER_PAGE)

    async def _statuses(self, query: str, offset: int) -> list[object]:
        params = {"q": query, "type": "statuses", "limit": str(_PER_PAGE)}
        if offset:
            params["offset"] = str(offset)
        ask = Ask(url=self.url, params=params, headers=self.headers, explain=self._explained)
        statuses = rows((await self.session.get(ask)).json(), "statuses")
        if statuses is None:
            raise SourceBroken("the Mastodon server sent an answer without a list of posts")
        return statuses

    def _explained(self, said: Rejection) -> SourceError | None:
        if said.status not in _LOGIN:
            return None
        because = self.session.quote(said.json().get("error"))
        return SourceUnauthorised(
            f"the server does not let this token search ({said.status})"
            + (f": {because}" if because else ""),
            hint="the token of an account is needed, with the permission read:search",
        )


def id_of(status: object) -> str | None:
    """The post's number on this server."""
    return identity_or_none(status, "id") if isinstance(status, dict) else None


def at_of(status: object) -> datetime | None:
    """When it was posted."""
    return instant(status.get("created_at")) if isinstance(status, dict) else None


def _bounded(question: Question) -> str:
    low = datetime.fromtimestamp(question.low, UTC) - _ROOM
    bounded = f"{question.query} after:{low:%Y-%m-%d}"
    if question.high is not None:
        high = datetime.fromtimestamp(question.high, UTC) + _ROOM
        bounded += f" before:{high:%Y-%m-%d}"
    return bounded
