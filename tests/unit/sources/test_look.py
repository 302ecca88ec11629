"""One look at a page of ours ends in a sentence, whatever the server does."""

from __future__ import annotations

import asyncio

import pytest

from socwatch.sources._http import Http
from socwatch.sources.look import fault_of
from tests.contracts.sources.cases import NOW, QUICK
from tests.support.http_server import Reply, always, serving

PAGE = b"<html><body><p>We are looking into reports about our kettle.</p></body></html>"


def look(reply: Reply, shows: str | None = None, *, allow_private: bool = True) -> str:
    """What there is to say against a page that is answered so."""
    with serving(always(reply)) as server:
        http = Http(manners=QUICK)
        url = f"{server.url}/statement"
        return asyncio.run(fault_of(http, url, shows, NOW, allow_private=allow_private))


def test_a_page_that_is_up() -> None:
    """There is nothing to say against it, and it may show what it must."""
    assert look(Reply(body=PAGE)) == ""
    assert look(Reply(body=PAGE), "looking into  reports") == ""


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(status=404), "404"),
        (Reply(status=503), "503"),
        (Reply(body=PAGE, cut=True), "127.0.0.1"),
        (Reply(body=b"<html><body><script>x</script></body></html>"), ""),
    ],
)
def test_a_page_that_is_not_up(reply: Reply, says: str) -> None:
    """The reason is in the sentence."""
    fault = look(reply)
    assert fault
    assert says in fault


def test_a_page_that_shows_something_else() -> None:
    """The words that are missing are named."""
    assert look(Reply(body=PAGE), "recalled") == 'it does not show "recalled"'


def test_a_private_address_is_not_looked_at() -> None:
    """Unless the plan allows it."""
    assert "127.0.0.1" in look(Reply(body=PAGE), allow_private=False)
