# Exports the JSON Schema of each kind of content, which editors use for completion and validation.

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.schema.docstrings import WithDocstrings
from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    from generator.schema.kinds import Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_files() -> dict[str, str]:
    """Export all schemas: file name in `schemas/` → JSON text."""
    return {f"{kind.name}.json": _schema_file(kind) for kind in KINDS}


def _schema_file(kind: Kind) -> str:
    schema = kind.model.model_json_schema(by_alias=True, schema_generator=WithDocstrings)
    schema = {"$schema": _DIALECT, **_without_empty_texts(_without_injected(schema))}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _without_injected(schema: dict[str, Any]) -> dict[str, Any]:
    """Remove from `required` the fields that come from the file's name, which the schema does not show."""
    required = [name for name in schema.get("required", []) if name in schema["properties"]]
    return {**schema, "required": required}


def _without_empty_texts(schema: Any) -> Any:
    """Refuse an empty text in every field for text, as the loader does (`lost_text.py`)."""
    if isinstance(schema, list):
        return [_without_empty_texts(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: _without_empty_texts(value) for name, value in schema.items()}
    if schema.get("type") == "string" and not {"const", "enum", "format", "pattern"} & schema.keys():
        schema.setdefault("minLength", 1)
    return schema
