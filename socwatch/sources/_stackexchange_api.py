"""One request to Stack Exchange: its wrapper, its quota, its waits and its errors.

Invariant: the notes say until when nothing may be asked, and every request looks there first.
Facts: https://api.stackexchange.com/docs/wrapper and
https://api.stackexchange.com/docs/error-handling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.sources._answers import Ask, Rejection
from socwatch.sources._fields import count, instant, row, rows
from socwatch.sources._http import Session
from socwatch.sources._limits import LONGEST_WAIT, asked_wait
from socwatch.sources._search import Found, Question

_PER_PAGE = 100
#: Seconds between two searches; 30 a second are allowed.
_GAP = 0.2
_LONGEST_NOTE = timedelta(days=1)
_SECONDS = re.compile(r"(\d{1,7}) seconds?\b")
_KEY = re.compile(r"\bkey\b", re.IGNORECASE)
#: A token or key that is missing, invalid, denied or withdrawn.
_LOGIN = frozenset({401, 402, 403, 405, 406})
_DUPLICATE, _THROTTLED = 409, 502


def left_today(notes: Mapping[str, str], now: datetime) -> str:
    """What the last answer of this UTC day said of the quota, for people; "" when none did."""
    left, most = notes.get("left", ""), notes.get("most", "")
    if notes.get("day") != _day(now) or not left or not most:
        return ""
    return f"{left} of {most} requests left today"


@dataclass(slots=True, kw_only=True)
class Api:
    """The search of one site within one poll. `notes` are kept in the source's cursor."""

    session: Session
    url: str
    site: str
    key: str  #: "" without one
    notes: dict[str, str]
    now: datetime

    async def ask(self, question: Question) -> Found:
        """One page of what was posted; raises when the service does not want to be asked."""
        self._demand_open()
        page = int(question.then or "1")
        params = {
            "site": self.site,
            "q": question.query,
            "sort": "creation",
            "order": "desc",
            "filter": "withbody",
            "fromdate": str(question.low + 1),
            "pagesize": str(_PER_PAGE),
            "page": str(page),
        }
        if question.high is not None:
            params["todate"] = str(question.high)
        if self.key:
            params["key"] = self.key
        answer = await self.session.get(
            Ask(url=self.url, params=params, explain=self._explained, gap=_GAP)
        )
        found = answer.json()
        items = rows(found, "items")
        if items is None:
            wrapper = found if isinstance(found, dict) else {}
            error = self._error(wrapper, asked_wait(answer.headers, self.now))
            raise error or SourceBroken("Stack Exchange sent an answer without a list of posts")
        self._note(row(found))
        more = row(found).get("has_more") is True
        return Found(items=items, then=str(page + 1) if more else "")

    def _demand_open(self) -> None:
        until = self._closed_until()
        # What was used up without a key says nothing of the quota that a key has.
        if until <= self.now or self.notes.get("with") != self._with:
            return
        because = self.notes.get("because") or "Stack Exchange asked us to wait"
        raise SourceRefused(because, retry_at=min(until, self.now + LONGEST_WAIT))

    def _note(self, wrapper: Mapping[str, object]) -> None:
        left, most = count(wrapper, "quota_remaining"), count(wrapper, "quota_max")
        if left is not None and most is not None:
            self.notes.update(left=str(left), most=str(most), day=_day(self.now))
        if left == 0:
            self._close(_midnight(self.now), self._used_up(most))
        backoff = count(wrapper, "backoff")
        if backoff:
            self._close(self._after(backoff), f"Stack Exchange asked us to wait {backoff} seconds")

    def _close(self, until: datetime, because: str) -> None:
        """Nothing is asked before then: by this poll, by other sources, by the next program."""
        if until > self._closed_until():
            seconds = str(int(until.timestamp()))
            self.notes.update({"until": seconds, "because": because, "with": self._with})
        self.session.close(self.url, until)

    def _after(self, seconds: int) -> datetime:
        return self.now + min(timedelta(seconds=min(seconds, 10**7)), _LONGEST_NOTE)

    def _closed_until(self) -> datetime:
        until = instant(count(self.notes, "until")) or self.now
        # A note of a clock that was ahead binds nobody.
        return until if until <= self.now + _LONGEST_NOTE else self.now

    @property
    def _with(self) -> str:
        return "a key" if self.key else "no key"

    def _used_up(self, most: int | None) -> str:
        hint = "" if self.key else "; a free key gives 10,000"
        return f"the day's {most or ''} requests to Stack Exchange are used up{hint}"

    def _explained(self, rejection: Rejection) -> SourceError | None:
        return self._error(rejection.json(), rejection.retry_at)

    def _error(self, wrapper: Mapping[str, object], usual: datetime) -> SourceError | None:
        """What the service's own error means; `usual` is when to come back if it does not say."""
        code = count(wrapper, "error_id")
        if code is None:
            return None
        said = self.session.quote(wrapper.get("error_message"))
        if code in (_THROTTLED, _DUPLICATE) or wrapper.get("error_name") == "throttle_violation":
            return self._throttled(said, count(wrapper, "backoff"), usual)
        if code in _LOGIN or (self.key and _KEY.search(said)):
            return SourceUnauthorised(f"Stack Exchange rejects our key: {said}")
        if code >= 500:
            return SourceBroken(f"Stack Exchange answered with an error ({code}): {said}")
        return SourceMisconfigured(
            f"Stack Exchange does not know what we ask for: {said}", hint="check `site`"
        )

    def _throttled(self, said: str, backoff: int | None, usual: datetime) -> SourceRefused:
        found = _SECONDS.search(said)
        seconds = int(found[1]) if found is not None else backoff
        until = self._after(seconds) if seconds else usual
        because = f"Stack Exchange wants no more requests for now: {said}".rstrip(": ")
        if found is not None:
            because = f"Stack Exchange wants no more requests until {until:%d %b %H:%M} UTC"
        if until - self.now > LONGEST_WAIT:
            self.notes.update(left="0", day=_day(self.now))
        self._close(until, because)
        return SourceRefused(because, retry_at=min(until, self.now + LONGEST_WAIT))


def _day(now: datetime) -> str:
    return f"{now.astimezone(UTC):%Y-%m-%d}"


def _midnight(now: datetime) -> datetime:
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=1)
