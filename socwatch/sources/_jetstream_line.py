"""A websocket to a checked address, and what its ends mean.

Invariants: the connection goes to an address that was checked after the name was resolved, never
through a proxy; a frame is never larger than the cap; every end of the line is a SourceError.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.http11 import Response
from websockets.typing import Subprotocol

from socwatch.errors import SourceBroken, SourceError, SourceMisconfigured, SourceRefused
from socwatch.sources._address import reachable
from socwatch.sources._answers import Ask, Rejection, refusal
from socwatch.sources._http import Session
from socwatch.sources._jetstream_wire import Dialect, Ended, Finished, Misplaced, Mute

logging.getLogger("websockets").setLevel(logging.WARNING)

_LARGEST_FRAME = 4 * 1024 * 1024
_PONG = 5.0
_CLOSE = 1.0
#: Close codes with which a server asks for patience: policy, "try again later".
_WAIT = (1008, 1013)
#: Close codes of a server that has done what it was there for: normal, and none given.
_DONE = (1000, 1005)


class Line:
    """An open stream."""

    def __init__(self, connection: ClientConnection, session: Session, host: str) -> None:
        self._connection = connection
        self._session = session
        self._host = host

    async def frame(self, patience: float) -> bytes | None:
        """The next frame; None when the stream says nothing for so many seconds.

        Raises Ended, or SourceRefused when the server asks us to come back later.
        """
        try:
            async with asyncio.timeout(patience):
                return await self._connection.recv(decode=False)
        except TimeoutError:
            return None
        except ConnectionClosed as closed:
            raise self._end(closed) from closed

    async def demand_alive(self) -> None:
        """Raises Mute when a silent server does not answer a ping either."""
        try:
            async with asyncio.timeout(min(_PONG, self._session.http.manners.connect)):
                await (await self._connection.ping())
        except TimeoutError:
            raise Mute(f"{self._host} says nothing and does not answer") from None
        except ConnectionClosed as closed:
            raise self._end(closed) from closed

    def _end(self, closed: ConnectionClosed) -> SourceError:
        frame = closed.rcvd
        code = frame.code if frame is not None else None
        words = self._session.quote(frame.reason) if frame is not None else ""
        said = f": {words}" if words else ""
        if code in _WAIT:
            return SourceRefused(f"{self._host} asks us to come back later ({code}){said}")
        if code is None:
            return Ended(f"the connection to {self._host} was lost")
        ending = Finished if code in _DONE else Ended
        return ending(f"{self._host} ended the stream ({code}){said}")


@contextlib.asynccontextmanager
async def opened(
    session: Session, dialect: Dialect, address: str, *, allow_private: bool
) -> AsyncIterator[Line]:
    """A stream, closed in every case.

    Raises SourceError when there is none; Misplaced when the server does not know our place.
    """
    host = urlsplit(address).netloc
    connection = await _connected(session, dialect, address, allow_private=allow_private)
    try:
        yield Line(connection, session, host)
    finally:
        await connection.close()


async def _connected(
    session: Session, dialect: Dialect, address: str, *, allow_private: bool
) -> ClientConnection:
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "wss"
    port = parts.port or (443 if secure else 80)
    try:
        async with asyncio.timeout(session.http.manners.connect):
            places = await reachable(host, port, allow_private=allow_private)
    except (httpx.ConnectError, TimeoutError):
        raise SourceBroken(f"{host} could not be reached: no network, or no such name") from None
    failure: OSError | None = None
    for place in places:
        try:
            return await _try(session, dialect, address, (place, port))
        except OSError as error:
            failure = error
    raise _unreachable(parts.netloc, failure) from failure


async def _try(
    session: Session, dialect: Dialect, address: str, where: tuple[str, int]
) -> ClientConnection:
    host = urlsplit(address).netloc
    manners = session.http.manners
    secure = httpx.create_ssl_context() if address.startswith("wss:") else None
    offered = [Subprotocol(dialect.subprotocol)] if dialect.subprotocol else None
    try:
        return await connect(
            address,
            subprotocols=offered,
            compression=None,
            user_agent_header=session.http.user_agent,
            proxy=None,
            open_timeout=min(manners.connect, manners.deadline),
            close_timeout=_CLOSE,
            max_size=_LARGEST_FRAME,
            ssl=secure,
            host=where[0],
            port=where[1],
        )
    except InvalidStatus as error:
        raise _rejected(session, address, error.response) from error
    except (WebSocketException, ValueError) as error:
        raise SourceBroken(f"{host} does not answer as a stream does") from error


def _rejected(session: Session, address: str, response: Response) -> SourceError:
    """What it means that the server answered, but did not open a stream."""
    host, status = urlsplit(address).netloc, response.status_code
    headers = {name.lower(): value for name, value in response.headers.raw_items()}
    body = bytes(response.body or b"")
    told = Rejection(status=status, headers=headers, body=body, now=session.now).json()
    words = session.quote(told.get("message"))
    if status == 400 and told.get("error") == "CursorTooOld":
        return Misplaced(f"{host} no longer has what comes after our place in its stream")
    if status == 400 and words:
        return SourceMisconfigured(f"{host} does not understand what we ask for (400): {words}")
    if 200 <= status < 400:
        return SourceBroken(f"{host} sent a page where a stream was due ({status})")
    found = refusal(Ask(url=f"http://{host}"), status, headers, session.now)
    if found is None or (status >= 500 and isinstance(found, SourceBroken)):
        return Ended(f"{host} answered with an error ({status})")
    return found


def _unreachable(host: str, error: OSError | None) -> SourceError:
    if isinstance(error, TimeoutError):
        return Ended(f"{host} did not open the stream in time")
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return SourceBroken(f"the certificate of {host} cannot be trusted")
    return Ended(f"{host} could not be reached")
