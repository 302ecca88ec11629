"""What `config show` and `config schema` print."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr

from socwatch.config.plain import plain
from socwatch.config.result import Config
from socwatch.config.show import effective, json_schema

Load = Callable[..., Config]
Kinds = dict[str, type[BaseModel]]


def test_the_effective_config_uses_the_configs_own_keys(loaded: Load, right: str) -> None:
    """Defaults are filled in, durations and times are written as in the file."""
    text = right.replace('id = "dana"', 'id = "dana"\nquiet_hours = { from = 22:00, to = 07:00 }')
    digest = '[[digests]]\nname = "d"\nat = 06:30\ndays = "sat-mon"\nto = ["dana"]\n'
    whole = effective(loaded(text + digest))
    assert json.loads(json.dumps(whole)) == whole
    assert whole["detection"] == {"tick": "15m", "sensitivity": "balanced"}
    assert whole["topics"][0]["query"] == "acme"
    assert whole["sources"][0] == {
        "name": "press",
        "kind": "rss",
        "url": "https://news.example/rss",
        "every": "5m",
    }
    assert whole["plan"]["contacts"][0]["quiet_hours"] == {"from": "22:00", "to": "07:00"}
    assert whole["plan"]["rotas"][0]["start"] == "2026-01-05"
    assert whole["mail"]["from"] == "socwatch <socwatch@acme.example>"
    assert whole["digests"][0]["days"] == ["mon", "sat", "sun"]


def test_secrets_are_shown_as_stars(loaded: Load, right: str) -> None:
    """Neither the secret nor where it is kept is printed."""
    smtp = 'smtp = { host = "h.example", user = "u", password_command = ["pass", "smtp-entry"] }'
    channel = '[[channels]]\nname = "push"\nkind = "webhook"\nurl_env = "PUSH_URL"\n'
    config = loaded(
        'database = "postgresql://bob:hunter2@db.example/soc"\n'
        + right.replace('mbox = "mail.mbox"', smtp)
        + channel
    )
    whole = effective(config)
    assert whole["mail"]["smtp"]["password"] == "***"
    assert whole["channels"][0]["url"] == "***"
    assert whole["database"] == "postgresql://bob:***@db.example/soc"
    for hidden in ("smtp-entry", "PUSH_URL", "hunter2"):
        assert hidden not in json.dumps(whole)
        assert hidden == "hunter2" or hidden not in repr(config).replace("env: PUSH_URL", "")


class Odd(BaseModel):
    """Options that carry secrets in the ways options may."""

    token: str = "t0ken"
    hidden: SecretStr = SecretStr("t0ken")
    url: str = "https://u:t0ken@feed.example/rss?q=acme&feed=t0ken&api_key=t0ken#t"
    fields: dict[str, str] = {"id": "id", "password": "t0ken"}


def test_secrets_inside_a_sources_options_are_hidden() -> None:
    """Userinfo, parameters that look like keys and fields that are secrets are starred."""
    shown = plain(Odd())
    assert "t0ken" not in json.dumps(shown)
    assert shown["url"] == "https://u:***@feed.example/rss?q=acme&feed=***&api_key=***#t"
    assert shown["fields"] == {"id": "id", "password": "***"}


def references(value: Any) -> Iterator[str]:
    """Every $ref inside a schema."""
    if isinstance(value, dict):
        yield from ([value["$ref"]] if "$ref" in value else [])
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from references(inner)


def test_the_schema_has_one_variant_of_a_source_per_kind(kinds: Kinds) -> None:
    """An editor can complete the keys of exactly the kind that is written."""
    schema = json_schema(lambda: tuple(kinds), kinds.__getitem__)
    variants = schema["properties"]["sources"]["items"]["oneOf"]
    assert variants == [{"$ref": "#/$defs/source.rss"}, {"$ref": "#/$defs/source.file"}]
    rss = schema["$defs"]["source.rss"]
    assert set(rss["properties"]) == {"name", "kind", "url", "every"}
    assert rss["properties"]["kind"]["const"] == "rss"
    assert rss["required"] == ["name", "kind", "url"]
    assert rss["additionalProperties"] is False
    assert rss["properties"]["every"]["default"] == "5m"


def test_every_reference_in_the_schema_leads_somewhere(kinds: Kinds) -> None:
    """The schema is complete in itself and is JSON."""
    schema = json_schema(lambda: tuple(kinds), kinds.__getitem__)
    text = json.dumps(schema)
    names = {reference.removeprefix("#/$defs/") for reference in references(schema)}
    assert names <= set(schema["$defs"])
    assert "PT15M" not in text


@pytest.mark.parametrize("table", ["TopicTable", "ContactTable", "SmtpTable", "DetectionTable"])
def test_the_schema_explains_every_key(table: str, kinds: Kinds) -> None:
    """An editor shows what a key means."""
    keys = json_schema(lambda: tuple(kinds), kinds.__getitem__)["$defs"][table]["properties"]
    assert [key for key, part in keys.items() if not part.get("description")] == []
