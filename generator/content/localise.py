# Localises content for a region: leaves out statements for other regions only, and applies its spelling.

from __future__ import annotations

import operator
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from generator.content.fields import walked, with_fields
from generator.memo import latest_per_object, once_per_object
from generator.prose import Prose, map_text
from generator.prose.phrases import Phrases
from generator.schema.common import Model, Statement
from generator.schema.csl import CslModel
from generator.schema.words import WordGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.content.load import Content
    from generator.schema.region import Region

SPELT_BY_REGION = frozenset(
    {
        "accepted",
        "also",
        "also_called",
        "alt",
        "badge",
        "body",
        "certainty",
        "chip",
        "claims",
        "deep_label",
        "feels",
        "found",
        "heading",
        "lead",
        "menu",
        "plain_name",
        "read_as",
        "short_line",
        "subtitle",
        "surface_label",
        "term",
        "title",
    }
)
"""Fields of plain text (not prose) whose words readers see. All others are ids, numbers and paths."""

_FOUND_IN_BOTH = "search_words"
"""The field whose words find a page in either spelling: nobody should miss a warning sign by a letter."""

AS_PUBLISHED = ("sources", "regions")
"""Kinds that may use words of one region. In the bibliography, only what we say of works is respelt."""
_AS_WRITTEN = "regions"
"""The kind whose spelling is never changed."""

_NOT_SPELT = re.compile(r"(\]\[[^\]]*\]|\[@[^\]]*\]|\{[^}]*\}|`[^`]*`|\]\([^)]*\)|<[^>]*>)")
"""Parts of Markdown that are ids, code or addresses, whose spelling must not change."""


def localise(content: Content, region_id: str) -> Content:
    """Localise all content for a region. Models in which nothing changes stay the same objects.

    Raises:
        KeyError: there is no region with the id `region_id`.
    """
    region = cast("Region", content.items["regions"][region_id])
    items = {
        kind: {
            id_: localised(model, region, as_published=kind == _AS_WRITTEN) for id_, model in models.items()
        }
        for kind, models in content.items.items()
    }
    return replace(content, items=items)


def localised(model: Model, region: Region, *, as_published: bool = False) -> Model:
    """A model as a region's readers see it: the same object if nothing changes.

    Args:
        model: a content file, or a part of one.
        region: the region.
        as_published: whether it keeps its spelling.
    """
    spell = None if as_published else _respeller_of(region)
    if not spell and not walked(model).differs_by_region:
        return model

    def change() -> Model | None:
        changed = _changed(model, region.id, spell)
        return None if changed is model else changed

    return latest_per_object(model, f"{__name__} {region.id}", region.spelling, change) or model


@once_per_object
def _respeller_of(region: Region) -> Callable[[str], str] | None:
    return respeller(region.spelling)


def respeller(spelling: Mapping[str, str]) -> Callable[[str], str] | None:
    """Make a function that changes the spelling of words in a text and keeps initial capitals.

    Args:
        spelling: word → its other spelling, both in lower case.

    Returns:
        The function, or None if `spelling` is empty.
    """
    if not spelling:
        return None
    phrases = Phrases(spelling)

    def respell(match: re.Match[str]) -> str:
        word = spelling[match[0].lower()]
        return word.capitalize() if match[0][0].isupper() else word

    return lambda text: phrases.replace(text, respell)


def _changed(value: Any, region: str, spell: Callable[[str], str] | None, field: str = "") -> Any:
    if isinstance(value, Model):
        return with_fields(
            value,
            lambda name, old: _changed(old, region, _spell_in(value, name, spell), _field_in(value, name)),
        )
    if isinstance(value, tuple):
        items = tuple(_changed(item, region, spell, field) for item in value if _is_true_in(item, region))
        if spell and field == _FOUND_IN_BOTH:
            items = tuple(dict.fromkeys((*value, *map(spell, value))))
        return value if len(items) == len(value) and all(map(operator.is_, items, value)) else items
    if spell and isinstance(value, Prose):
        return map_text(value, spell)
    if spell and type(value) is str and field in SPELT_BY_REGION:
        parts = _NOT_SPELT.split(value)
        text = "".join(part if index % 2 else spell(part) for index, part in enumerate(parts))
        return value if text == value else text
    return value


def _spell_in(model: Model, field: str, spell: Callable[[str], str] | None) -> Callable[[str], str] | None:
    """How to spell a field of a model: data of CSL stay as the work was published."""
    return None if isinstance(model, CslModel) and field != "custom" else spell


def _field_in(model: Model, field: str) -> str:
    """The name of a field. Readers see all words of the subject, so these count as titles."""
    return "title" if isinstance(model, WordGroup) else field


def _is_true_in(item: Any, region: str) -> bool:
    """Whether an item is no statement, or a statement that is true in the region."""
    return not (isinstance(item, Statement) and item.regions) or region in item.regions
