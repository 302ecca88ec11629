"""A login at Bluesky that lasts over many polls.

Invariants: the service counts logins, so a session is kept in the cursor and made longer before
a new one is begun; its tokens are in no error. Facts: the lexicons
com.atproto.server.createSession and refreshSession.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.secrets import Secret
from socwatch.sources._answers import Ask, Explain, Rejection
from socwatch.sources._fields import name, part, row
from socwatch.sources._http import Session

SERVICE = "https://bsky.social"
_CREATE = "/xrpc/com.atproto.server.createSession"
_REFRESH = "/xrpc/com.atproto.server.refreshSession"
#: A token that ends within this is renewed before it is used.
_SOON = timedelta(minutes=2)
_STALE = ("ExpiredToken", "InvalidToken")


def explained(session: Session, host: str) -> Explain:
    """What a refusal of Bluesky means; the statuses alone would mislead."""

    def explain(rejection: Rejection) -> SourceError | None:
        told = rejection.json()
        error, words = name(told, "error") or "", session.quote(told.get("message"))
        if error in _STALE:
            return SourceUnauthorised(f"{host} no longer accepts our session")
        if rejection.status in (400, 401) and error in _LOGIN_TROUBLE:
            return SourceUnauthorised(f"{host}: {_LOGIN_TROUBLE[error]}", hint=_MAKE_ONE)
        if rejection.status == 400:
            said = f": {words}" if words else ""
            return SourceMisconfigured(f"{host} does not understand what we ask for (400){said}")
        if rejection.status == 403 and not error:
            return SourceRefused(f"{host} refuses to answer us (403)", hint=_CLOSED)
        if error == "MethodNotImplemented":
            return SourceBroken(f"{host} has no search of its own and forwards none (501)")
        return None

    return explain


_MAKE_ONE = "make an app password in Bluesky's settings and give it as password_env"
_CLOSED = "it does so to addresses it does not trust; a source of kind jetstream needs no login"
_LOGIN_TROUBLE = {
    "AuthenticationRequired": "the identifier or the app password is wrong",
    "AuthFactorTokenRequired": "the account's own password will not do",
    "AuthMissing": "it wants a login",
    "AccountTakedown": "the account has been suspended",
    "AccountDeactivated": "the account has been deactivated",
}


class Login:
    """The session of one account. What has to last is in `notes`, which the cursor keeps."""

    def __init__(
        self, session: Session, notes: dict[str, str], *, identifier: str, base_url: str | None
    ) -> None:
        self._session = session
        self._notes = notes
        self._base_url = base_url
        self._service = base_url or SERVICE
        self._identifier = identifier
        self.is_new = False  #: whether this poll has got its tokens just now
        whose = f"{identifier} {self._service}"
        if notes.get("whose") != whose:
            notes.clear()
            notes["whose"] = whose
        for key in ("access", "refresh"):
            if notes.get(key):
                session.hide(notes[key])

    @property
    def host(self) -> str:
        """Scheme and host of the server that keeps the account, which answers our questions."""
        return self._base_url or self._notes.get("pds") or SERVICE

    async def bearer(self, password: Secret | None) -> dict[str, str]:
        """The headers that say who asks; logs in, or renews the session, where that is due.

        Raises SourceUnauthorised when the service does not accept the account.
        """
        if not self._notes.get("access"):
            await self._create(password)
        elif not self.is_new and _ends_soon(self._notes["access"], self._session.now):
            await self.renew(password)
        return {"Authorization": f"Bearer {self._notes['access']}"}

    async def renew(self, password: Secret | None) -> None:
        """Makes the session longer, or begins a new one when it has ended for good."""
        token = self._notes.get("refresh")
        if token:
            headers = {"Authorization": f"Bearer {token}"}
            try:
                self._keep(await self._post(_REFRESH, headers=headers))
            except SourceUnauthorised:
                self._notes.pop("refresh")
            else:
                return
        await self._create(password)

    async def _create(self, password: Secret | None) -> None:
        secret = self._session.reveal(password, "an app password")
        body = {"identifier": self._identifier, "password": secret}
        self._notes.pop("access", None)
        self._keep(await self._post(_CREATE, body=body))

    async def _post(
        self, path: str, *, headers: Mapping[str, str] | None = None, body: object = None
    ) -> Mapping[str, object]:
        url = self._service.rstrip("/") + path
        host = urlsplit(url).hostname or ""
        explain = explained(self._session, host)
        ask = Ask(url=url, method="POST", headers=headers or {}, body=body, explain=explain)
        try:
            return row((await self._session.get(ask)).json())
        except ValueError:
            raise SourceBroken(f"{host} answered a login with something else") from None

    def _keep(self, answer: Mapping[str, object]) -> None:
        found = {key: answer.get(f"{key}Jwt") for key in ("access", "refresh")}
        for key, token in found.items():
            if not isinstance(token, str) or not token.isprintable() or not token:
                raise SourceBroken("Bluesky answered a login without a session")
            self._session.hide(token)
            self._notes[key] = token
        self.is_new = True
        pds = _pds(answer)
        if pds is not None:
            self._notes["pds"] = pds


def _ends_soon(token: str, now: datetime) -> bool:
    """Whether the token says of itself that it ends; one that cannot be read may be good."""
    try:
        middle = token.split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        return bool(said["exp"] <= (now + _SOON).timestamp())
    except (ValueError, LookupError, TypeError, binascii.Error):
        return False


def _pds(answer: Mapping[str, object]) -> str | None:
    """The server that keeps the account, as its DID document says; None for an unsafe address."""
    services = part(answer, "didDoc").get("service")
    for one in services if isinstance(services, list) else []:
        if not isinstance(one, dict) or not str(one.get("id", "")).endswith("#atproto_pds"):
            continue
        endpoint = name(one, "serviceEndpoint") or ""
        parts = urlsplit(endpoint)
        if parts.scheme == "https" and parts.hostname and not parts.username:
            return f"https://{parts.netloc}"
    return None
