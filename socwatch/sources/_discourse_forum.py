"""What a Discourse forum means when it does not answer.

Invariant: a wait that stands in the body is as good as one in the headers; the longer one holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from socwatch.errors import SourceError, SourceRefused, SourceUnauthorised
from socwatch.sources._answers import Ask, Rejection
from socwatch.sources._fields import amount, name, part
from socwatch.sources._http import Session
from socwatch.sources._limits import wait_of
from socwatch.sources._options import rebased

_MEMBERS_ONLY = ("not_logged_in", "invalid_access")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """A forum and how it is reached in this poll."""

    session: Session
    server: str
    base_url: str | None

    async def read(self, path: str, *, gap: float, **params: str) -> object:
        """The answer to a request."""
        url = rebased(self.server + path, self.base_url)
        ask = Ask(url=url, params=params, explain=self._explain, gap=gap)
        return (await self.session.get(ask)).json()

    def _explain(self, rejection: Rejection) -> SourceError | None:
        """What the forum says that its refusal means; None leaves it to the status."""
        body = rejection.json()
        why = name(body, "error_type")
        wait = amount(part(body, "extras"), "wait_seconds")
        if why == "rate_limit" or wait is not None:
            until = wait_of(wait or 0, rejection.now)
            if "retry-after" in rejection.headers:
                until = max(until, rejection.retry_at) if wait else rejection.retry_at
            return SourceRefused("the forum asks us to wait", retry_at=until)
        if why in _MEMBERS_ONLY:
            return SourceUnauthorised(f"{self.server} shows its posts to members only")
        return None
