# `/data/<kind>.json`: the site's content as JSON, for other programs.

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.output.files import PromisedFile
from generator.prose import Prose
from generator.schema.common import Model
from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.references import References
    from generator.schema.kinds import Kind
    from generator.site import Site

_NOT_PUBLISHED = (
    "pages",
    "regions",
    "plain-language",
    "item-writing",
    "pemat",
    "required",
    "revisions",
    "words",
)


def render_data(site: Site) -> Iterator[PromisedFile[str]]:
    """One JSON file for each kind: all fields, with prose as plain text beside the ids of its sources."""
    for kind in KINDS:
        if kind.name not in _NOT_PUBLISHED and site.library.content.items.get(kind.name):
            address = f"data/{kind.name}.json"
            yield PromisedFile(address, kind.path, partial(_json, site, kind, address))


def _json(site: Site, kind: Kind, address: str) -> str:
    references = site.references(address, explain=False)
    items = [
        {"id": id_, **_address(site, kind, id_), **_plain(model, references)}
        for id_, model in site.library.content.items[kind.name].items()
    ]
    header = {
        "kind": kind.name,
        "license": "CC-BY-4.0",
        "region": site.settings.region,
        "version": site.settings.version,
        **({"url": site.settings.absolute(address)} if site.settings.site_url else {}),
    }
    return json.dumps({**header, "items": items}, ensure_ascii=False, indent=1) + "\n"


def _address(site: Site, kind: Kind, id_: str) -> dict[str, str]:
    entry = site.library.entries.get(f"{kind.name}/{id_}")
    return {"address": entry.address} if entry else {}


def _plain(value: Any, references: References) -> Any:
    """A model, or a value of one of its fields, as data that `json` can write."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, Prose):
        text = prose.to_text(value, references)
        return {"text": text, "sources": list(value.sources)} if value.sources else text
    if isinstance(value, Model):
        return {
            info.alias or name: _plain(field, references)
            for name, info in type(value).model_fields.items()
            if not _is_empty(field := getattr(value, name))
        }
    if isinstance(value, tuple):
        return [_plain(item, references) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, tuple | dict) and not value)
