"""Runs the pages until a signal ends it.

Invariant: no request line is logged: the address of a link is a key.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator, Sequence

import uvicorn

from socwatch.errors import UsageError
from socwatch.web.desk import Desk
from socwatch.web.gate import Wall
from socwatch.web.pages import pages


class _Server(uvicorn.Server):
    """Uvicorn, whose signals are ours."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Takes none for itself."""
        yield


def serve_pages(
    desk: Desk, *, host: str, port: int, names: Sequence[str], wall: Wall,
    ready: Callable[[str], None],
) -> bool:  # fmt: skip
    """Answers until SIGTERM or Ctrl-C; whether it was Ctrl-C. Raises UsageError."""
    listening = bound(host, port)
    actual = listening.getsockname()[1]
    hosts = [name for one in names for name in (one, f"{one}:{actual}")]
    config = uvicorn.Config(
        pages(desk, hosts, wall=wall),
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="off",
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        limit_concurrency=64,
        h11_max_incomplete_event_size=16_384,
    )
    ready(f"http://{'[' + host + ']' if ':' in host else host}:{actual}")
    return asyncio.run(_serve(_Server(config), listening))


async def _serve(server: _Server, listening: socket.socket) -> bool:
    loop = asyncio.get_running_loop()
    interrupted = False

    def end(number: int) -> None:
        nonlocal interrupted
        interrupted = interrupted or number == signal.SIGINT
        server.force_exit = server.should_exit  # the second one ends it at once
        server.should_exit = True

    for sort in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sort, end, sort)
    await server.serve([listening])
    return interrupted


def bound(host: str, port: int) -> socket.socket:
    """A socket that is bound to this address. Raises UsageError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host.strip("[]"), port))
    except OSError as error:
        made.close()
        raise UsageError(
            f"cannot listen on {host}, port {port}: {error.strerror}",
            hint="choose another --port, or end what uses it",
        ) from None
    return made
