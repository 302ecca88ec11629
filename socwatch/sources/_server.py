"""The address of a server of the user's choice, as people write it.

Invariant: it is a full web address without a slash at its end, whatever was written.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from socwatch.sources._options import web_address


def server_address(value: str) -> str:
    """The server's address; a bare host name means https. ValueError when it is none."""
    return web_address(value if "://" in value else f"https://{value.strip()}").rstrip("/")


Server = Annotated[str, AfterValidator(server_address)]
