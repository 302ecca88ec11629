"""The command that answers browsers: serve."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from socwatch.cli import ending
from socwatch.cli.frame import Frame, command, say
from socwatch.errors import UsageError

if TYPE_CHECKING:
    from socwatch.config.settings import WebTable
    from socwatch.web.gate import Wall


def add_to(app: typer.Typer) -> None:
    """Adds this command to the tree."""
    app.command("serve")(serve)


@command
def serve(
    frame: Frame,
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = None,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="The host may be reached from other computers.")
    ] = False,
    wall_address: Annotated[
        bool, typer.Option("--wall-address", help="Print the wall's address with its key, and end.")
    ] = False,
) -> None:
    """Pages for a browser: the links in calls, which acknowledge; the wall; /healthz for a monitor."""
    _needs("starlette", "uvicorn")
    with frame.app() as app:
        config, key = app.config, app.wall_key()
    web = config.web
    if wall_address:
        print(_address(web, key))
        return
    where = host or web.host
    _may_listen(where, web, allow_remote=allow_remote or web.allow_remote)
    from socwatch.web.desk import Desk
    from socwatch.web.server import serve_pages

    ending.leave_to_command()
    interrupted = serve_pages(
        Desk(config),
        host=where,
        port=web.port if port is None else port,
        names=_names(where, web),
        wall=_wall(where, web, key),
        ready=lambda at: say(f"socwatch: pages at {at} (Ctrl-C ends it)"),
    )
    if interrupted:
        raise KeyboardInterrupt


def _wall(host: str, web: WebTable, key: str) -> Wall:
    from socwatch.config.mail_tables import is_loopback
    from socwatch.web.gate import Wall

    if web.wall == "key":
        return Wall(shown=True, key=key, secure=(web.public_url or "").startswith("https:"))
    return Wall(shown=web.wall == "local" and is_loopback(host) and web.public_url is None)


def _address(web: WebTable, key: str) -> str:
    """Whoever has it sees the wall."""
    if web.wall != "key":
        raise UsageError(
            "the wall has no key", hint='write wall = "key" under [web], and start serve again'
        )
    root = web.public_url or f"http://{web.host}:{web.port}"
    return f"{root.rstrip('/')}/?key={key}"


def _needs(*packages: str) -> None:
    if any(find_spec(one) is None for one in packages):
        raise UsageError("serve needs the extra [serve]", hint="pip install 'socwatch[serve]'")


def _may_listen(host: str, web: WebTable, *, allow_remote: bool) -> None:
    from socwatch.config.mail_tables import is_loopback

    if is_loopback(host):
        return
    if not allow_remote:
        raise UsageError(
            f"{host} is reached from other computers",
            hint="--allow-remote if you mean it; better is a proxy with TLS before 127.0.0.1",
        )
    if web.public_url is None:
        raise UsageError(
            "nobody knows under which name the pages are reached",
            hint='write public_url = "https://…" in [web]',
        )


def _names(host: str, web: WebTable) -> tuple[str, ...]:
    """The names that a browser may call us by; the port is added where it is not the usual one."""
    public = () if web.public_url is None else (urlsplit(web.public_url).netloc,)
    return (*public, host, "localhost", "127.0.0.1", "[::1]")
