"""The config in force as plain values, and the JSON Schema of what may be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from pydantic import BaseModel

from socwatch.config.describe import described
from socwatch.config.plain import table
from socwatch.config.result import Config
from socwatch.config.settings import Settings
from socwatch.config.values import DAYS


def effective(config: Config) -> dict[str, Any]:
    """Every value in force, defaults included, under the config's own keys; secrets are ***."""
    whole = table(config)
    for ours in ("path", "folder", "warnings"):
        del whole[ours]
    whole["sources"] = [
        {"name": one.name, "kind": one.kind, **table(one.options)} for one in config.sources
    ]
    for digest in whole["digests"]:
        digest["days"] = [DAYS[day] for day in sorted(digest["days"])]
    _as_written(whole["plan"], config)
    return {"version": 1, **whole}


def _as_written(plan: dict[str, Any], config: Config) -> None:
    """Takes out what the plan's nouns have beside what is written in the config."""
    del plan["timezone"], plan["engagements"]  # a table of its own
    plan["rotas"] = [table(rota, {}) for rota in config.plan.rotas]
    for level in plan["severities"]:
        del level["rank"]
    for silence in plan["silences"]:
        del silence["by"]


def json_schema(
    kinds: Callable[[], Sequence[str]], options_of: Callable[[str], type[BaseModel]]
) -> dict[str, Any]:
    """The JSON Schema of a config file, with one variant of a source for each kind."""
    schema = described(Settings)
    definitions = schema.setdefault("$defs", {})
    base = definitions.pop("SourceTable")
    for kind in kinds():
        variant = described(options_of(kind), prefix=f"source.{kind}.")
        definitions.update(variant.pop("$defs", {}))
        definitions[f"source.{kind}"] = _variant(base, kind, variant)
    variants = [{"$ref": f"#/$defs/source.{kind}"} for kind in kinds()]
    schema["properties"]["sources"]["items"] = {"oneOf": variants}
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "socwatch config"
    return schema


def _variant(base: Mapping[str, Any], kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    named = deepcopy(base["properties"])
    named["kind"] = {**named["kind"], "const": kind}
    return {
        "type": "object",
        "title": f"source of kind {kind}",
        "description": options.get("description", ""),
        "properties": {**named, **options.get("properties", {})},
        "required": ["name", "kind", *options.get("required", [])],
        "additionalProperties": False,
    }
