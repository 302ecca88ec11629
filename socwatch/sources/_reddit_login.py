"""The login of an app that Reddit has approved.

Invariants: a token is kept until it runs out, so that a poll does not begin with a login; one
that Reddit rejects is renewed once. Facts:
https://github.com/reddit-archive/reddit/wiki/OAuth2 (application only).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime

from socwatch.errors import SourceBroken, SourceError, SourceUnauthorised
from socwatch.secrets import Secret
from socwatch.sources._answers import Ask, Rejection
from socwatch.sources._fields import count, name, row
from socwatch.sources._http import Session
from socwatch.sources._pages import mark

#: A token this close to its end is not used any more.
_SPARE_SECONDS = 120
#: What Reddit gives in the worst case, when it does not say.
_USUAL_SECONDS = 3_600


class Login:
    """The token of one poll; `notes` keep it from poll to poll."""

    def __init__(
        self, session: Session, notes: dict[str, str], *, url: str, agent: Mapping[str, str]
    ) -> None:
        self._session = session
        self._notes = notes
        self._url = url
        self._agent = agent

    async def token(self, client_id: str, secret: Secret | None, now: datetime) -> str:
        """The token that is kept, or a new one."""
        kept, until = self._notes.get("token", ""), self._notes.get("until", "")
        fresh = until.isdigit() and int(until) > now.timestamp() + _SPARE_SECONDS
        if kept and fresh and self._notes.get("login") == mark(client_id):
            self._session.hide(kept)
            return kept
        return await self.renewed(client_id, secret, now)

    async def renewed(self, client_id: str, secret: Secret | None, now: datetime) -> str:
        """A new token. Raises SourceUnauthorised when Reddit does not know the app."""
        value = self._session.reveal(secret, "the secret of an approved Reddit app")
        pair = b64encode(f"{client_id}:{value}".encode()).decode()
        self._session.hide(pair)
        ask = Ask(
            url=self._url,
            method="POST",
            form={"grant_type": "client_credentials"},
            headers={"Authorization": f"Basic {pair}", **self._agent},
            explain=_explained,
        )
        answer = row_of((await self._session.get(ask)).json())
        token = name(answer, "access_token", limit=4_000)
        if token is None and "error" in answer:
            said = self._session.quote(answer.get("error"))
            raise SourceUnauthorised(f"Reddit does not let the app in ({said or 'no reason'})")
        if token is None:
            raise SourceBroken("Reddit's login sent no token")
        self._session.hide(token)
        lasts = count(answer, "expires_in") or _USUAL_SECONDS
        self._notes.update(
            token=token, until=str(int(now.timestamp()) + lasts), login=mark(client_id)
        )
        return token


def row_of(value: object) -> Mapping[str, object]:
    """The answer as an object. Raises SourceBroken when it is none."""
    try:
        return row(value)
    except ValueError:
        raise SourceBroken("Reddit sent something else than an object") from None


def _explained(rejection: Rejection) -> SourceError | None:
    if rejection.status == 401:
        return SourceUnauthorised(
            "Reddit does not know this client_id with this secret",
            hint="see https://www.reddit.com/prefs/apps",
        )
    return None
