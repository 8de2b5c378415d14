# `/data/<kind>.json`: the site's content as JSON, for other programs.

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.content.carriers import carriers
from generator.output.files import PromisedFile
from generator.prose import Prose
from generator.schema.common import Model
from generator.schema.kinds import KINDS
from generator.website.navigation import is_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.references import References
    from generator.schema.kinds import Kind
    from generator.site import Site

PLACES_FILE = "data/places.json"
"""Where each source, warning sign and caution is found, published if pages name only some of them."""
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
    if is_large(site.library):
        yield PromisedFile(PLACES_FILE, "pages/index.md", partial(_places, site))


def _every_place(site: Site) -> dict[str, dict[str, dict[str, list[str]]]]:
    """What pages show only the first places of: kind → id → `pages`, `sheets` and `questions`."""
    places: dict[str, dict[str, dict[str, list[str]]]] = {"sources": {}}
    for id_, entries in site.library.cited_at.items():
        places["sources"][id_] = {"pages": [entry.address for entry in entries]}
    for (kind, id_), found in carriers(site.library).items():
        places.setdefault(kind, {})[id_] = {
            "pages": [entry.address for entry in found.pages],
            "sheets": [entry.address for entry in found.sheets],
            "questions": list(found.questions),
        }
    return places


def _places(site: Site) -> str:
    header = {"kind": "places", "license": "CC-BY-4.0", "version": site.settings.version}
    return json.dumps({**header, **_every_place(site)}, ensure_ascii=False, indent=1) + "\n"


def _json(site: Site, kind: Kind, address: str) -> str:
    references = site.references(address, explain=False)
    items = [
        {"id": id_, **_address(site, kind, id_), **_plain(model, references)}
        for id_, model in site.library.content.items[kind.name].items()
    ]
    notice = site.say("site.notice")
    header = {
        "kind": kind.name,
        **({"notice": notice} if notice else {}),
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
