"""JSON Schema of a model whose keys are explained by the texts below them in the source.

pydantic can read these texts itself, but then does so at every start of the program; here it is
done when somebody asks for the schema.
"""

from __future__ import annotations

import ast
import inspect
import sys
from datetime import time, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from socwatch.config.plain import plain
from socwatch.config.words import models_of

#: Defaults that can be written as one value.
_PLAIN = (str, int, float, bool, time, timedelta)


def described(model: type[BaseModel], *, prefix: str = "") -> dict[str, Any]:
    """The model's JSON Schema with descriptions; `prefix` keeps the names of its parts apart."""
    template = f"#/$defs/{prefix}{{model}}"
    schema = model.model_json_schema(by_alias=True, ref_template=template)
    parts = schema.pop("$defs", {})
    models = {one.__name__: one for one in _with_inner(model)}
    _describe(schema, model)
    for name, part in parts.items():
        if name in models:
            _describe(part, models[name])
    if parts:
        schema["$defs"] = {prefix + name: part for name, part in parts.items()}
    return schema


def explanations(model: type[BaseModel]) -> dict[str, str]:
    """What each key of the model means, by the key as it is written in the config."""
    texts: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        texts.update(_texts_in(parent.__module__).get(parent.__name__, {}))
    fields = model.model_fields.items()
    return {field.alias or name: texts[name] for name, field in fields if name in texts}


def _describe(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Adds what each key means and its default, as it is written in the config."""
    texts = explanations(model)
    for name, field in model.model_fields.items():
        key = field.alias or name
        part = schema.get("properties", {}).get(key, {})
        part.pop("default", None)
        part.pop("title", None)
        if key in texts:
            part["description"] = texts[key]
        if not field.is_required() and isinstance(field.default, _PLAIN):
            part["default"] = plain(field.default)


def _with_inner(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The model and every model inside it."""
    found, waiting = [model], [model]
    while waiting:
        for field in waiting.pop().model_fields.values():
            fresh = [one for one in models_of(field.annotation) if one not in found]
            found.extend(fresh)
            waiting.extend(fresh)
    return found


@cache
def _texts_in(module: str) -> dict[str, dict[str, str]]:
    """By class and attribute: the text that stands below the attribute."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError, KeyError):  # no source at hand: the schema has no explanations
        return {}
    return {node.name: _texts_below(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _texts_below(node: ast.ClassDef) -> dict[str, str]:
    texts = {}
    for attribute, below in pairwise(node.body):
        match attribute, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=text)):
                texts[name] = inspect.cleandoc(str(text))
    return texts
