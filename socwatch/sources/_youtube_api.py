"""The requests to YouTube: searches, what videos and channels are, comments.

Invariants: a search is counted before it is made; of the videos that a search found, those that
are new are asked for in full; an answer without a list is an error. Facts:
https://developers.google.com/youtube/v3/docs/errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.sources._answers import Ask, Rejection, belated
from socwatch.sources._fields import count, instant, name, part, row, rows
from socwatch.sources._http import Session
from socwatch.sources._pages import mark
from socwatch.sources._search import Found, Known, Question, SearchState
from socwatch.sources._youtube_item import Fields, Item, channel_id, comments_of, video_id
from socwatch.sources._youtube_options import Options
from socwatch.sources._youtube_quota import Quota

_API = "https://www.googleapis.com/youtube/v3"
_RESULTS = 50
_THREADS = 100
_KEY = frozenset({
    "keyInvalid", "keyExpired", "API_KEY_INVALID", "API_KEY_SERVICE_BLOCKED", "SERVICE_DISABLED",
    "accessNotConfigured", "ipRefererBlocked", "authError", "unauthorized", "required",
})  # fmt: skip
_DAY_IS_OVER = frozenset({"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"})
_TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})


class CommentsDisabled(SourceMisconfigured):
    """The channel does not let people comment."""


class Api:
    """YouTube in one poll."""

    def __init__(
        self, session: Session, options: Options, state: SearchState, now: datetime
    ) -> None:
        self.quota = Quota(state.notes, most=options.searches_a_day, now=now)
        #: What went wrong with numbers and full texts; the videos themselves were read.
        self.trouble: SourceError | None = None
        self._session = session
        self._options = options
        self._state = state
        self._now = now

    async def try_key(self) -> None:
        """Asks for what is popular, which costs 1 of 10,000 units. Raises what the key lacks."""
        self._list(
            await self._get("/videos", {"part": "id", "chart": "mostPopular", "maxResults": "1"}),
            "videos",
        )

    async def search(self, question: Question) -> Found:
        """A page of videos, the newest first."""
        params = {
            "part": "snippet",
            "type": "video",
            "order": "date",
            "q": question.query,
            "maxResults": str(_RESULTS),
            "publishedAfter": _stamp(question.low),
            **({"publishedBefore": _stamp(question.high + 1)} if question.high else {}),
            **({"relevanceLanguage": self._options.language} if self._options.language else {}),
            **({"regionCode": self._options.region} if self._options.region else {}),
            **({"pageToken": question.then} if question.then else {}),
        }
        answer = await self._get("/search", params)
        known = self._state.queries.get(question.query, Known())
        items = await self._whole(self._list(answer, "videos"), known)
        then = name(answer, "nextPageToken", limit=2_000) or ""
        if question.high is None and _reaches(items, known):
            then = ""  # the rest of the overlap is not worth another search
        return Found(items=items, then=then)

    async def comments(self, channel: str, question: Question) -> Found:
        """A page of comments on a channel and its videos, the newest threads first."""
        params = {
            "part": "snippet,replies",
            "allThreadsRelatedToChannelId": channel,
            "order": "time",
            "maxResults": str(_THREADS),
            **({"pageToken": question.then} if question.then else {}),
        }
        answer = await self._get("/commentThreads", params)
        threads = self._list(answer, "comments")
        items = [one for thread in threads for one in comments_of(thread)]
        return Found(items=items, then=name(answer, "nextPageToken", limit=2_000) or "")

    async def _whole(self, found: Sequence[object], known: Known) -> list[Item]:
        """The results with what only other requests tell: whole texts, numbers, followers."""
        fresh = [one for one in found if (vid := video_id(one)) and mark(vid) not in known.seen]
        videos: Mapping[str, Fields] = {}
        channels: Mapping[str, Fields] = {}
        try:
            videos = await self._details("/videos", "snippet,statistics", map(video_id, fresh))
        except SourceError as error:
            self.trouble = self.trouble or error
        if self.trouble is None:
            channels = await self._channels(fresh)
        return [
            Item(
                found=one,
                details=videos.get(video_id(one) or "", {}),
                channel=channels.get(channel_id(one) or "", {}),
            )
            for one in found
        ]

    async def _channels(self, found: Sequence[object]) -> Mapping[str, Fields]:
        """Who published them. Followers that cannot be had are unknown, and that is no failure."""
        try:
            return await self._details("/channels", "statistics", map(channel_id, found))
        except SourceError:
            return {}

    async def _details(
        self, path: str, parts: str, ids: Iterable[str | None]
    ) -> Mapping[str, Fields]:
        wanted = list(dict.fromkeys(one for one in ids if one))
        if not wanted:
            return {}
        params = {"part": parts, "id": ",".join(wanted[:_RESULTS]), "maxResults": str(_RESULTS)}
        listed = self._list(await self._get(path, params), "details")
        return {f"{one.get('id')}": one for one in listed if isinstance(one, dict)}

    def _list(self, answer: Fields, what: str) -> list[object]:
        found = rows(answer, "items")
        if found is None:
            said = self._session.quote(part(answer, "error").get("message"))
            raise SourceBroken(f"YouTube sent no list of {what}{f': {said}' if said else ''}")
        return found

    async def _get(self, path: str, params: Mapping[str, str]) -> Fields:
        key = self._session.reveal(self._options.secret("token"), "a key of the YouTube Data API")
        searching = path == "/search"
        ask = Ask(
            url=self._options.address(_API + path),
            params=params,
            headers={"X-goog-api-key": key},
            explain=lambda rejection: self._explained(rejection, searching=searching),
        )
        answer = await self._session.get(ask)
        try:
            found = row(answer.json())
        except ValueError:
            raise SourceBroken("YouTube sent something else than an object") from None
        if "items" not in found and "error" in found:
            code = count(part(found, "error"), "code")
            if error := belated(ask, answer, code, self._now):
                raise error
        return found

    def _explained(self, rejection: Rejection, *, searching: bool) -> SourceError | None:
        """What YouTube's reasons mean."""
        error = part(rejection.json(), "error")
        listed = [*(rows(error, "errors") or ()), *(rows(error, "details") or ())]
        reasons = {f"{one.get('reason')}" for one in listed if isinstance(one, dict)}
        message = self._session.quote(error.get("message"))
        per_day = rejection.status == 429 and "per day" in message.lower()
        if reasons & _DAY_IS_OVER or per_day:
            return self._day_is_over(searching=searching)
        if reasons & _TOO_FAST:
            return SourceRefused("YouTube asks us to wait", retry_at=rejection.retry_at)
        if reasons & _KEY:
            return SourceUnauthorised(
                f"YouTube does not accept the key ({message or 'no reason'})",
                hint="look at the key, and at the APIs it may use, in the Google Cloud console",
            )
        if "commentsDisabled" in reasons:
            return CommentsDisabled("comments are switched off")
        if rejection.status in (400, 404) and message:
            return SourceMisconfigured(f"YouTube does not accept what we ask for: {message}")
        return None

    def _day_is_over(self, *, searching: bool) -> SourceRefused:
        if searching:
            return self.quota.exhausted()
        return SourceRefused(
            "the day's allowance of YouTube for other things than searches is used up",
            retry_at=self.quota.reset,
        )


def _reaches(items: Sequence[Item], known: Known) -> bool:
    """Whether a page goes back to what was read already."""
    times = [one.at.timestamp() for one in items if one.at]
    return bool(known.newest and times and min(times) <= known.newest)


def _stamp(seconds: int) -> str:
    at = instant(seconds)
    return "" if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"
