"""The pages as browsers meet them: a real server on loopback, over the database of a story."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from socwatch.app import load_config
from socwatch.web.desk import Desk
from socwatch.web.gate import Wall
from socwatch.web.pages import pages
from socwatch.web.server import bound


@contextlib.contextmanager
def browsable(config: Path, *, wall: Wall | bool = False) -> Iterator[str]:
    """Scheme, host and port of the running pages."""
    listening = bound("127.0.0.1", 0)
    port = listening.getsockname()[1]
    host = f"127.0.0.1:{port}"
    server = uvicorn.Server(
        uvicorn.Config(
            pages(Desk(load_config(config)), [host, "watch.acme.example"], wall=wall if isinstance(wall, Wall) else Wall(shown=wall)),
            lifespan="off", access_log=False, log_level="warning", server_header=False,
        )
    )  # fmt: skip
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://{host}"
    finally:
        server.should_exit = True
        thread.join()
