# The hash of some content's words, which tells whether they are still the same.
#
# It covers what readers of a region see or are told: text with its region words and spelling, what is right
# and wrong, the works that are cited. It does not cover how the content file is laid out, its comments and
# quotation marks, markup, the targets of links, or who checked it and when.

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING, Any

from generator.content.localise import localised
from generator.content.reading import plain_text
from generator.prose import Prose
from generator.schema.common import Model, Reviewed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.content.library import Library
    from generator.schema.region import Region
    from generator.schema.sources import Source

_NOT_WORDS = frozenset({*Reviewed.model_fields, "order", "waive"})
"""Fields that readers do not see: dates and names of reviews, former addresses, orders, waived warnings."""


def wording(library: Library, region: Region, *parts: Model | Prose | str) -> str:
    """Hash the words of some content.

    Args:
        library: all content, in which citations are looked up.
        region: the region whose readers see the words.
        parts: content files or parts of them, and texts.

    Returns:
        128 bits of SHA-256, in hexadecimal digits.
    """
    text = plain_text(library, region)
    shown = [localised(part, region) if isinstance(part, Model) else part for part in parts]
    words = [_words(part, text) for part in shown]
    cited = dict.fromkeys(id_ for part in shown for prose in _prose(part) for id_ in prose.sources)
    works = [_work(library.sources[id_], text) for id_ in cited if id_ in library.sources]
    data = json.dumps([words, works], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode()).hexdigest()[:32]


def cited_works(library: Library, region: Region, *ids: str) -> str:
    """What is printed of cited works, as one text to be hashed with others."""
    text = plain_text(library, region)
    works = [_work(library.sources[id_], text) for id_ in ids if id_ in library.sources]
    return json.dumps(works, ensure_ascii=True, sort_keys=True)


def _words(value: Any, text: Callable[[Prose], str]) -> Any:
    """A value as data for JSON. Without fields that have their default, a new field changes no hash."""
    if isinstance(value, Prose):
        return [_normal(text(value)), *value.sources]
    if isinstance(value, Model):
        fields = {
            name: getattr(value, name)
            for name, info in type(value).model_fields.items()
            if name not in _NOT_WORDS
            and getattr(value, name) != info.get_default(call_default_factory=True)
        }
        return {name: _words(field, text) for name, field in fields.items()}
    if isinstance(value, dict):
        return {str(key): _words(item, text) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_words(item, text) for item in value]
    return value if isinstance(value, bool | int | float) else _normal(str(value))


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _work(source: Source, text: Callable[[Prose], str]) -> Any:
    """What is printed of a cited work: not our own notes on it, except which edition of it was read."""
    printed = {**_words(source, text), "read_as": source.custom.read_as}
    del printed["custom"]
    return printed


def _prose(value: Any) -> Iterator[Prose]:
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _prose(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _prose(item)
