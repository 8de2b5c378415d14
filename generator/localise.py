# A content set as one region sees it: statements that hold elsewhere only are left out.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.schema.common import Model, Statement

if TYPE_CHECKING:
    from generator.load import Content


def localise(content: Content, region: str) -> Content:
    """The same content without statements of other regions.

    Args:
        content: everything.
        region: the id of the region to keep.
    """
    items = {
        kind: {id_: _keep(model, region) for id_, model in models.items()}
        for kind, models in content.items.items()
    }
    return replace(content, items=items)


def _keep(value: Any, region: str) -> Any:
    if isinstance(value, Model):
        changed = {
            name: new
            for name in type(value).model_fields
            if (new := _keep(old := getattr(value, name), region)) is not old
        }
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        kept = tuple(_keep(item, region) for item in value if _holds(item, region))
        same = len(kept) == len(value) and all(a is b for a, b in zip(kept, value, strict=True))
        return value if same else kept
    return value


def _holds(item: Any, region: str) -> bool:
    return not (isinstance(item, Statement) and item.regions) or region in item.regions
