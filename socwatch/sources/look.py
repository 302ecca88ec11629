"""One look at a page of ours: is it up, and does it show what it must?

Invariant: whatever a server does, the answer is a sentence, and comes within the deadline of every
request; nothing is sent but the request.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from socwatch.errors import SourceError
from socwatch.sources._answers import Ask, Expect
from socwatch.sources._http import Http
from socwatch.sources._visible import is_in, seen_in


async def fault_of(
    http: Http, url: str, shows: str | None, now: datetime, *, allow_private: bool
) -> str:
    """Why the page is not up, in a few words; "" when people see it, with the words it must show."""
    ask = Ask(url=url, headers={"Accept": Expect.PAGE.value}, expect=Expect.ANY)
    try:
        async with http.session(now=now, allow_private=allow_private, kind="page") as session:
            answer = await session.get(ask)
        seen = await asyncio.to_thread(seen_in, answer, None)
    except SourceError as error:
        return error.message
    if shows is not None and not is_in(seen, shows):
        return f'it does not show "{shows}"'
    return "" if seen.strip() else "it is empty"
