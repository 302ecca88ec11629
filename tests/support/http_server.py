"""A small real HTTP server on loopback that answers from a script and remembers who asked."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One request as it came in. Header names are in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server says, and how badly it behaves while saying it."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False  #: promises the whole body, sends half of it and hangs up
    drip: float = 0.0  #: seconds between two bytes of the body
    delay: float = 0.0  #: seconds of silence before the first byte


Script = Callable[[Seen], Reply]


class LoopbackServer:
    """Answers as `script` says; may be told to answer otherwise at any time."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.seen: list[Seen] = []
        self.stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        """Begins to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Ends every connection and frees the port."""
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    owner: LoopbackServer
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    timeout = 5
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""

    def _answer(self) -> None:
        owner = self.server.owner
        parts = urlsplit(self.path)
        length = int(self.headers.get("content-length", 0))
        seen = Seen(
            method=self.command,
            path=parts.path,
            query={key: values[-1] for key, values in parse_qs(parts.query).items()},
            headers={key.lower(): value for key, value in self.headers.items()},
            body=self.rfile.read(length),
        )
        owner.seen.append(seen)
        self._send(owner.script(seen), owner.stopping)

    def _send(self, reply: Reply, stopping: threading.Event) -> None:
        stopping.wait(reply.delay)
        self.send_response(reply.status)
        headers = {"Content-Length": str(len(reply.body)), **reply.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.status == 304:
            return
        body = reply.body[: len(reply.body) // 2] if reply.cut else reply.body
        self._write(body, reply.drip, stopping)
        self.close_connection = reply.cut

    def _write(self, body: bytes, drip: float, stopping: threading.Event) -> None:
        if not drip:
            self.wfile.write(body)
            return
        for byte in body:
            if stopping.wait(drip):
                return
            self.wfile.write(bytes([byte]))


@contextlib.contextmanager
def serving(script: Script) -> Iterator[LoopbackServer]:
    """A running server for the length of a `with` block."""
    server = LoopbackServer(script)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def always(reply: Reply) -> Script:
    """The same answer to everybody."""
    return lambda _seen: reply


def in_turn(replies: Sequence[Reply]) -> Script:
    """One answer after the other; the last one for ever."""
    left = list(replies)
    return lambda _seen: left.pop(0) if len(left) > 1 else left[0]


def wait_for(condition: Callable[[], bool], *, seconds: float = 5.0) -> bool:
    """Whether the condition came true in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()
