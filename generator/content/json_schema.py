# The JSON Schema of each kind, for completion and checking in editors.

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    from generator.schema.kinds import Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_files() -> dict[str, str]:
    """File name → content, for the folder `schemas/`."""
    return {f"{kind.name}.json": _schema_file(kind) for kind in KINDS}


def _schema_file(kind: Kind) -> str:
    schema = kind.model.model_json_schema(by_alias=True)
    schema = {"$schema": _DIALECT, **_without_injected(schema)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _without_injected(schema: dict[str, Any]) -> dict[str, Any]:
    """Without fields that come from a file's name, which `required` still lists."""
    required = [name for name in schema.get("required", []) if name in schema["properties"]]
    return {**schema, "required": required}
