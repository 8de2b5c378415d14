# A content set as one region sees it: statements that hold elsewhere only are left out, and words are
# spelt as they are there.

from __future__ import annotations

import operator
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from generator.memo import once_for_each, while_known
from generator.prose import Prose, map_text
from generator.prose.phrases import Phrases
from generator.schema.common import Model, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.content.load import Content
    from generator.schema.region import Region

SPELT_BY_REGION = frozenset(
    {
        "accepted",
        "also",
        "also_called",
        "badge",
        "body",
        "chip",
        "claims",
        "feels",
        "lead",
        "menu",
        "plain_name",
        "short_line",
        "subtitle",
        "term",
        "title",
    }
)
"""Fields of plain text, not prose, whose words readers see. All others are ids, numbers and paths."""

AS_PUBLISHED = ("sources", "regions")
"""Kinds whose words are never respelt."""

_NAMES = re.compile(r"(\]\[[^\]]*\]|\[@[^\]]*\]|\{[^}]*\}|`[^`]*`|\]\([^)]*\)|<[^>]*>)")
"""Parts of a page's Markdown that are ids, code and addresses."""


def localise(content: Content, region: str) -> Content:
    """The same content as the region's readers get it.

    Args:
        content: everything.
        region: the id of the region; it must be there.
    """
    here = cast("Region", content.items["regions"][region])
    spell = _respeller_of(here)
    items = {
        kind: {id_: _as_seen(model, here, _unless_published(kind, spell)) for id_, model in models.items()}
        for kind, models in content.items.items()
    }
    return replace(content, items=items)


def _as_seen(model: Model, here: Region, spell: Callable[[str], str] | None) -> Model:
    """What a region sees of a file: the file itself if that is all of it."""

    def change() -> Model | None:
        seen = _keep(model, here.id, spell)
        return None if seen is model else seen

    return while_known(model, f"{__name__} {here.id}", here.spelling, change) or model


def _unless_published(kind: str, spell: Callable[[str], str] | None) -> Callable[[str], str] | None:
    return None if kind in AS_PUBLISHED else spell


@once_for_each
def _respeller_of(region: Region) -> Callable[[str], str] | None:
    return respeller(region.spelling)


def respeller(spelling: Mapping[str, str]) -> Callable[[str], str] | None:
    """A function that spells words as `spelling` says, keeping a capital; None if it says nothing.

    Args:
        spelling: word → word, in lower case.
    """
    if not spelling:
        return None
    phrases = Phrases(spelling)

    def one(match: re.Match[str]) -> str:
        word = spelling[match[0].lower()]
        return word.capitalize() if match[0][0].isupper() else word

    return lambda text: phrases.replace(text, one)


def _keep(value: Any, region: str, spell: Callable[[str], str] | None, field: str = "") -> Any:
    if isinstance(value, Model):
        changed = {
            name: new
            for name in type(value).model_fields
            if (new := _keep(old := getattr(value, name), region, spell, name)) is not old
        }
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        kept = tuple(_keep(item, region, spell, field) for item in value if _holds(item, region))
        return value if len(kept) == len(value) and all(map(operator.is_, kept, value)) else kept
    if spell and isinstance(value, Prose):
        return map_text(value, spell)
    if spell and type(value) is str and field in SPELT_BY_REGION:
        parts = _NAMES.split(value)
        spelt = "".join(part if index % 2 else spell(part) for index, part in enumerate(parts))
        return value if spelt == value else spelt
    return value


def _holds(item: Any, region: str) -> bool:
    return not (isinstance(item, Statement) and item.regions) or region in item.regions
