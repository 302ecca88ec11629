"""A small HTTP server on loopback that answers, or does not, as it is told."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class WebhookServer(ThreadingHTTPServer):
    """Listens while it is entered; keeps every request that came whole."""

    daemon_threads = True

    def __init__(self, status: int = 204, *, location: str = "", trickle: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.status = status
        self.location = location
        self.trickle = trickle
        self.closing = threading.Event()
        self.requests: list[tuple[str, dict[str, str], bytes]] = []  # path, headers, body

    def __enter__(self) -> WebhookServer:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()

    def url(self, host: str = "127.0.0.1") -> str:
        """Where it listens, with a path that is a secret."""
        return f"http://{host}:{self.server_port}/hooks/s3cr3t?token=t0ken"


class _Answer(BaseHTTPRequestHandler):
    server: WebhookServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append((self.path, headers, body))
        if self.server.trickle:
            self._trickle()
            return
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST  # noqa: N815 (the standard library's name)

    def _trickle(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.server.closing.wait(0.05):
            try:
                self.wfile.write(b"x")
            except OSError:
                return

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""
