"""The keys of the kinds, and the registry that knows them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from socwatch.errors import SourceMisconfigured
from socwatch.model.query import AnyOf, Literal, LiteralKind, Query
from socwatch.sources import registry
from socwatch.sources._http import Http
from socwatch.sources._options import duration, rebased

#: What a kind cannot do without.
NEEDED: dict[str, dict[str, object]] = {
    "bluesky": {"identifier": "press.acme.example"},
    "discourse": {"server": "https://forum.example"},
    "facebook": {"page_id": "60001"},
    "instagram": {"user_id": "17841400000000001"},
    "trustpilot": {"business_unit_id": "5a7b0c1d2e3f405162738495"},
    "appstore": {"app_id": "1200000001"},
    "file": {"path": "drop.jsonl"},
    "imap": {"host": "imap.acme.example", "user": "press"},
    "json": {
        "url": "https://board.example/notices.json",
        "fields": {"id": "number", "text": "html"},
    },
    "page": {"url": "https://acme.example/statement"},
    "rss": {"url": "https://news.example/rss"},
    "x": {"monthly_budget_usd": 25},
    "telegram": {"channel": "acmenews"},
}


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("2h", timedelta(hours=2)),
        ("1d", timedelta(days=1)),
        ("4w", timedelta(weeks=4)),
    ],
)
def test_durations(text: str, length: timedelta) -> None:
    """A length of time is a number and a unit."""
    assert duration(text) == length


@pytest.mark.parametrize("text", ["", "5", "m", "0m", "-5m", "5 min", "1.5h", "99999999w", 5, None])
def test_what_is_no_duration(text: object) -> None:
    """Anything else is refused, with the forms that are understood."""
    with pytest.raises(ValueError, match="15m"):
        duration(text)


@pytest.mark.parametrize(
    ("address", "base_url", "expected"),
    [
        ("https://a.example/x?y=1", None, "https://a.example/x?y=1"),
        ("https://a.example/x?y=1", "http://127.0.0.1:80", "http://127.0.0.1:80/x?y=1"),
        ("https://a.example/x", "http://b.example/mirror/", "http://b.example/mirror/x"),
    ],
)
def test_base_url_stands_for_scheme_and_host(
    address: str, base_url: str | None, expected: str
) -> None:
    """The service's path and query are appended to it."""
    assert rebased(address, base_url) == expected


@pytest.mark.parametrize("kind", registry.kinds())
def test_every_kind_is_complete(kind: str) -> None:
    """Each has options with a schema, a source that carries its names, and an interval."""
    options = registry.options_of(kind).model_validate(NEEDED.get(kind, {}))
    source = registry.build("mine", kind, options, http=Http())
    assert (source.name, source.kind) == ("mine", kind)
    assert source.every >= timedelta(seconds=1)
    assert "every" in registry.options_of(kind).model_json_schema()["properties"]


@pytest.mark.parametrize("kind", registry.kinds())
def test_an_unknown_key_is_an_error(kind: str) -> None:
    """A slip of the pen does not go unnoticed."""
    with pytest.raises(ValidationError, match="evry"):
        registry.options_of(kind).model_validate({**NEEDED.get(kind, {}), "evry": "5m"})


def test_a_kind_has_a_polite_floor() -> None:
    """A shorter interval is not an error; the service is spared all the same."""
    options = registry.options_of("rss").model_validate({**NEEDED["rss"], "every": "10s"})
    assert registry.build("mine", "rss", options, http=Http()).every == timedelta(minutes=5)


@pytest.mark.parametrize(
    "url",
    ["", "news.example", "ftp://news.example/", "file:///etc/passwd", "http://", "https://u:p@h/"],
)
def test_what_is_no_feed_address(url: str) -> None:
    """Only the web can be asked, and passwords do not belong into an address."""
    with pytest.raises(ValidationError):
        registry.options_of("rss").model_validate({"url": url})


def test_a_relative_path_counts_from_the_config(tmp_path: Path) -> None:
    """The folder of the config file is given by who reads it."""
    options = registry.options_of("file").model_validate(
        {"path": "in/drop.jsonl"}, context={"folder": tmp_path}
    )
    assert options.model_dump()["path"] == tmp_path / "in" / "drop.jsonl"


def test_mastodon_keys_are_forgiving() -> None:
    """A bare host and hashtags with or without # are what people write."""
    options = registry.options_of("mastodon").model_validate(
        {"server": "kettle.social", "hashtags": ["#Acme", "recall_2026"]}
    )
    assert options.model_dump()["server"] == "https://kettle.social"
    assert options.model_dump()["hashtags"] == ("acme", "recall_2026")


def test_an_unknown_kind_names_the_nearest() -> None:
    """The hint is what was probably meant."""
    with pytest.raises(SourceMisconfigured) as caught:
        registry.options_of("hackernew")
    assert "hackernews" in caught.value.hint


def test_says_what_a_service_is_asked() -> None:
    """For `query explain`: the searches as they go over the wire."""
    parts = (
        Literal(kind=LiteralKind.PHRASE, text="acme kettle"),
        Literal(kind=LiteralKind.TAG, text="Acme"),
    )
    query = Query(text="", root=AnyOf(parts=parts))
    assert registry.sent("hackernews", query) == ('"acme kettle"', "Acme")
    assert registry.sent("mastodon", query) == ("acme",)
    assert registry.sent("google_news", query) == ('("acme kettle" OR Acme)',)
    assert registry.sent("rss", query) == ()
