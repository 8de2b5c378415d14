# The JSON of a sheet as pieces of HTML: the text in it here, the rest in `templates/handouts/sheet.html`.

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from generator.handouts.sheet.parts import ITEM_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handouts.sheet.parts import Item, Part, Section
    from generator.handouts.sheet.sheet import Sheet
    from generator.prose import Tree
    from generator.site import Site


class SheetHtml:
    """JSON of sheets → pieces of HTML. Made once for all sheets of a site."""

    def __init__(self, site: Site, logo: str) -> None:
        """Get the templates ready.

        Args:
            site: the site.
            logo: the link to the clinic's picture; empty where there is none.
        """
        _ = site.translations.gettext
        words = {"custom": _("custom"), "unless-numbered": _("custom, unless numbered")}
        self._macros: Any = site.templates.get_template("handouts/sheet.html").make_module({"words": words})
        self._mark = Markup(' <span class="custom">({})</span>').format(words["custom"])
        clinic = site.settings.clinic
        self._clinic = clinic.lines if clinic else []
        self._logo = logo

    def sheet(self, sheet: Sheet, id_: str, pages: int) -> dict[str, Any]:
        """A sheet in pieces.

        Args:
            sheet: see `sheet.sheet`.
            id_: the leaflet's, in front of the ids of its drawings.
            pages: how many pages it is meant to have.
        """
        prefixes, web = prefixes_of(id_), sheet["web"]
        return {
            "title": sheet["title"],
            "pages": pages,
            "head": str(self._macros.head(sheet, self._clinic, self._logo)),
            "sections": [self.section(section, prefixes) for section in sheet["sections"]],
            "ending": str(self._macros.ending(sheet, web and {**web, "qr": _drawn(web["qr"], prefixes)})),
            "foot": str(self._macros.foot(sheet)),
        }

    def section(self, section: Section, prefixes: Iterator[str]) -> dict[str, Any]:
        """A section, and what decides where it may stand.

        Args:
            section: see `sheet.placed`.
            prefixes: see `prefixes_of`.
        """
        told = {name: section[name] for name in ("block", "shape", "look")}
        written = {**section, "parts": [self._part(part, prefixes) for part in section["parts"]]}
        return {**told, "html": str(self._macros.section(written))}

    def _part(self, part: Part, prefixes: Iterator[str]) -> Part:
        """A part whose drawing and texts are HTML."""
        changed: dict[str, Any] = {
            name: [self._item(item) for item in part[name]] for name in ITEM_FIELDS if name in part
        }
        if "stem" in part:
            changed["stem"] = _html(part["stem"])
        if "svg" in part:
            changed["svg"] = _drawn(part["svg"], prefixes)
        return {**part, **changed}

    def _item(self, item: Item) -> Markup:
        text = _html(item["text"])
        return text + self._mark if item["custom"] else text


def prefixes_of(id_: str) -> Iterator[str]:
    """What stands in front of the ids in each drawing of a leaflet, so that no other on the page has them.

    Args:
        id_: the leaflet's.
    """
    return (f"{id_}-{number}-" for number in count())


def _html(tree: Tree) -> Markup:
    return Markup("".join(map(_node, tree)))  # noqa: S704 - each node is escaped


def _node(node: dict[str, Any]) -> str:
    match node:
        case {"url": url, "text": text}:
            return f'<a href="{escape(url)}">{escape(text)}</a>'
        case {"text": text}:
            return escape(text)
        case {"strong": inside}:
            return f"<strong>{_html(inside)}</strong>"
        case {"emphasis": inside}:
            return f"<em>{_html(inside)}</em>"
        case {"link": inside}:
            return _html(inside)
    numbers = ",".join(map(str, node["cite"]))
    return f"<sup>{numbers}</sup>" if numbers else ""


def _drawn(svg: str, prefixes: Iterator[str]) -> Markup:
    """An SVG of ours with its box, and with ids of its own."""
    if "viewBox" not in svg:
        svg = _SIZE.sub(r'viewBox="0 0 \1 \2"', svg, count=1)
    prefix = next(prefixes)
    for before in (' id="', 'href="#', "url(#"):
        svg = svg.replace(before, before + prefix)
    return Markup(svg)  # noqa: S704 - we drew it


_SIZE = re.compile(r'\bwidth="(\d+)" height="(\d+)"')
