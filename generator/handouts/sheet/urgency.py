# How urgent the help is that a text names, so that an emergency is printed in red wherever it is named, and
# help today in amber.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.memo import once_per_object
from generator.prose import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.content.library import Library
    from generator.handouts.sheet.parts import Item
    from generator.prose import Prose
    from generator.schema.warning_signs import WarningSigns

URGENT_TIERS = ("emergency", "urgent")
"""Ids of the tiers whose help is marked in a text, the most urgent first."""


def with_urgency(items: list[Item], library: Library) -> list[Item]:
    """Mark in each item the words that say what to do, and the item itself, with the tier of that help.

    Returns:
        Items in which a node with an `action` has its `tier`; an item with such nodes has the most urgent
        one as its own `tier`.
    """
    tiers = _tiers(library.warning_signs)
    return [_marked(item, tiers) for item in items]


def _marked(item: Item, tiers: Mapping[str, str]) -> Item:
    text = [_with_tier(node, tiers) for node in item["text"]]
    found = {tier for node in text for tier in _tiers_in(node)}
    own = next((tier for tier in URGENT_TIERS if tier in found), None)
    return {**item, "text": text, **({"tier": own} if own else {})}


def _with_tier(node: dict[str, Any], tiers: Mapping[str, str]) -> dict[str, Any]:
    changed = {
        name: [_with_tier(inner, tiers) for inner in value] if _is_tree(name, value) else value
        for name, value in node.items()
    }
    tier = tiers.get(str(node.get("action")))
    return {**changed, "tier": tier} if tier in URGENT_TIERS else changed


def _is_tree(name: str, value: object) -> bool:
    return isinstance(value, list) and name != "cite"


def _tiers_in(node: dict[str, Any]) -> Iterator[str]:
    if "tier" in node:
        yield str(node["tier"])
    for name, value in node.items():
        if _is_tree(name, value):
            for inner in value:
                yield from _tiers_in(inner)


@once_per_object
def _tiers(signs: WarningSigns) -> Mapping[str, str]:
    """What names an action (a tier, a sign, a word of the region) → the id of its tier."""
    emergency = signs.tiers[0].id
    tiers = dict.fromkeys((*_words(signs.strip), *_words(signs.call_only)), emergency)
    for tier in signs.tiers:
        named = (tier.id, *_words(tier.action), *(sign.id for sign in tier.signs))
        tiers |= dict.fromkeys(named, tier.id)
    return tiers


def _words(prose: Prose) -> Iterator[str]:
    return (node.name for node in prose.references if isinstance(node, Word))
