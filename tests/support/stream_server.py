"""A small real websocket server on loopback that says what a script says."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve
from websockets.typing import Subprotocol
from websockets.utils import accept_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One request as it came in, for a stream or for a page."""

    path: str
    query: Mapping[str, tuple[str, ...]]
    headers: Mapping[str, str]

    @property
    def cursor(self) -> int:
        """Where the stream is asked to begin; -1 when that was left open."""
        return int(self.query.get("cursor", ("-1",))[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer instead of a stream."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] | None = None


#: What is said on a stream; it is closed when this returns.
Talk = Callable[[ServerConnection, Opening], None]
#: What is answered instead of a stream; None opens one.
Gate = Callable[[Opening], Refusal | None]


class StreamServer:
    """Talks as it is told; may be told otherwise at any time."""

    def __init__(self, talk: Talk, gate: Gate = lambda _: None) -> None:
        self.talk = talk
        self.gate = gate
        self.seen: list[Opening] = []
        self._server: Server = serve(
            self._speak,
            "127.0.0.1",
            0,
            compression=None,
            select_subprotocol=_common,
            process_request=self._admit,
            close_timeout=1,
        )
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.socket.getsockname()[1]}"

    @property
    def streams(self) -> list[Opening]:
        """The requests that were no look-ups of posts."""
        return [one for one in self.seen if "getPosts" not in one.path]

    def stop(self) -> None:
        """Frees the port."""
        self._server.shutdown()
        self._thread.join()

    def _admit(self, _connection: ServerConnection, request: Request) -> Response | None:
        opening = _opening(request)
        self.seen.append(opening)
        refusal = self.gate(opening)
        if refusal is None:
            return None
        headers = Headers({"Content-Length": str(len(refusal.body)), **(refusal.headers or {})})
        return Response(refusal.status, HTTPStatus(refusal.status).phrase, headers, refusal.body)

    def _speak(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        with contextlib.suppress(ConnectionClosed):
            self.talk(connection, _opening(connection.request))


def _opening(request: Request) -> Opening:
    parts = urlsplit(request.path)
    return Opening(
        path=parts.path,
        query={key: tuple(values) for key, values in parse_qs(parts.query).items()},
        headers={key.lower(): value for key, value in request.headers.raw_items()},
    )


def _common(_connection: ServerConnection, offered: object) -> Subprotocol | None:
    wanted = Subprotocol("xrpc.v1.json")
    return wanted if isinstance(offered, list | tuple) and wanted in offered else None


def stay(connection: ServerConnection, _opening: Opening | None = None) -> None:
    """Keeps the stream open, silently, until the client has had enough."""
    connection.recv()


@contextlib.contextmanager
def streaming(talk: Talk, gate: Gate = lambda _: None) -> Iterator[StreamServer]:
    """A running server for the length of a `with` block."""
    server = StreamServer(talk, gate)
    try:
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def deaf(*, upgrades: bool, says: Sequence[str] = ()) -> Iterator[str]:
    """The address of a server that takes connections and, after what it `says`, is silent."""
    listening = socket.create_server(("127.0.0.1", 0))
    taken: list[socket.socket] = []

    def take() -> None:
        with contextlib.suppress(OSError):
            while True:
                one, _ = listening.accept()
                taken.append(one)
                request = one.recv(65_536) if upgrades else b""
                if b"Sec-WebSocket-Key" in request:
                    one.sendall(_upgrade(request) + b"".join(map(_text, says)))

    thread = threading.Thread(target=take)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
        for one in taken:
            one.close()


def _text(words: str) -> bytes:
    payload = words.encode()
    return b"\x81\x7e" + len(payload).to_bytes(2, "big") + payload


def _upgrade(request: bytes) -> bytes:
    lines = request.decode().split("\r\n")
    key = next(line.split(": ")[1] for line in lines if line.startswith("Sec-WebSocket-Key"))
    return (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accept_key(key)}\r\n\r\n"
    ).encode()
