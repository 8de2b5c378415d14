# Pointers to rules on paper, where nobody can follow a link: they name the sheet with the signs of all
# rules.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.schema.page import Show

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.content.library import Library
    from generator.handouts.sheet.parts import Item
    from generator.prose import Tree
    from generator.schema.leaflet import Leaflet


def naming_sheets(
    items: list[Item], library: Library, leaflet: Leaflet, gettext: Callable[[str], str]
) -> list[Item]:
    """The items, in which a pointer to a rule names the sheet with the signs of all rules.

    The pointer keeps the name of the rule on that sheet itself, and if there is no such sheet.
    """
    pages = [page for page in library.pages.values() if page.show is Show.WARNING_SIGNS]
    leaflets = [library.leaflet_of.get(f"pages/{page.path}") for page in pages]
    title = next((one.title for one in leaflets if one and one.id != leaflet.id), None)
    if title is None:
        return items
    sheet = gettext("the sheet “%(title)s”") % {"title": title}
    return [{**item, "text": [_naming(node, sheet) for node in item["text"]]} for item in items]


def _naming(node: dict[str, object], sheet: str) -> dict[str, object]:
    inner = node.get("marked")
    if "rule" not in node or not isinstance(inner, list):
        return node
    return {**node, "marked": [_in_place_of_link(one, sheet) for one in inner]}


def _in_place_of_link(node: dict[str, object], sheet: str) -> dict[str, object]:
    words: Tree = [{"text": sheet}]
    return {"link": words} if "link" in node and "to" not in node else node
