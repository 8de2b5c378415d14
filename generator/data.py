# `/data/<kind>.json`: the same facts, for programs.

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.output import OutputFile
from generator.prose import Prose
from generator.schema import KINDS
from generator.schema.common import Model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.references import References
    from generator.schema import Kind
    from generator.site import Site

_NOT_PUBLISHED = ("pages", "regions", "plain-language", "item-writing", "pemat")


def render_data(site: Site) -> Iterator[OutputFile]:
    """One JSON file a kind: every field, prose as plain text with its sources beside it."""

    def file(kind: Kind) -> list[OutputFile]:
        return [OutputFile(f"data/{kind.name}.json", _file(site, kind), kind.path)]

    published = [kind for kind in KINDS if kind.name not in _NOT_PUBLISHED]
    yield from site.each(file, published, lambda kind: [f"data/{kind.name}.json"])


def _file(site: Site, kind: Kind) -> str:
    address = f"data/{kind.name}.json"
    references = site.references(address, explain=False)
    items = [
        {"id": id_, **_address(site, kind, id_), **_plain(model, references)}
        for id_, model in site.library.content.items[kind.name].items()
    ]
    about = {
        "kind": kind.name,
        "license": "CC-BY-4.0",
        "region": site.settings.region,
        "version": site.settings.version,
        **({"url": site.settings.absolute(address)} if site.settings.site_url else {}),
    }
    return _indented({**about, "items": items}) + "\n"


def _address(site: Site, kind: Kind, id_: str) -> dict[str, str]:
    entry = site.library.entries.get(f"{kind.name}/{id_}")
    return {"address": entry.address} if entry else {}


def _plain(value: Any, references: References) -> Any:
    """A model as JSON-ready data."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, Prose):
        text = prose.to_text(value, references)
        return {"text": text, "sources": list(value.sources)} if value.sources else text
    if isinstance(value, Model):
        fields = [(shown, getattr(value, name)) for name, shown in _names(type(value))]
        return {shown: _plain(found, references) for shown, found in fields if not _is_empty(found)}
    if isinstance(value, tuple):
        return [_plain(item, references) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@cache
def _names(model: type[Model]) -> list[tuple[str, str]]:
    """Each field's name in Python and in a file."""
    return [(name, info.alias or name) for name, info in model.model_fields.items()]


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, tuple | dict) and not value)


_leaf = json.JSONEncoder(ensure_ascii=False).encode


def _indented(value: Any, line: str = "\n") -> str:
    """JSON with a line for each value, one space further in at each level: `json` does it far slower.

    Args:
        value: JSON-ready data.
        line: what ends a line, with the spaces before the next.
    """
    inner = f"{line} "
    if isinstance(value, dict) and value:
        fields = (f"{_leaf(name)}: {_indented(found, inner)}" for name, found in value.items())
        return f"{{{inner}{f',{inner}'.join(fields)}{line}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join(_indented(item, inner) for item in value)}{line}]"
    return _leaf(value)
