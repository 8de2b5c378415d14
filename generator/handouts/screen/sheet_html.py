# Converts the JSON of a sheet into pieces of HTML: inline text here, everything else with
# `templates/sheet.html`.

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from generator.content.references import relative
from generator.handouts.sheet.parts import ITEM_FIELDS
from generator.handouts.sheet.practice import practice_words
from generator.prose.languages import language_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handouts.sheet.parts import Item, Part, Section
    from generator.handouts.sheet.sheet import Sheet
    from generator.prose import Tree
    from generator.site import Site


class SheetHtml:
    """Converts sheets into pieces of HTML. One object serves all sheets of a site."""

    def __init__(self, site: Site, logo: str, here: str = "") -> None:
        """Load the templates.

        Args:
            site: The site that the sheets belong to.
            logo: Link to the clinic's logo; empty if there is none.
            here: Address of the page that shows the sheets, relative to the site's root.
        """
        words = practice_words(site.translations.gettext)
        self._named = site.with_marked_names
        self._macros: Any = site.templates.get_template("handouts/sheet.html").make_module({"words": words})
        self._mark = Markup(' <span class="practice">({})</span>').format(words["practice"])
        clinic = site.settings.clinic
        self._clinic = clinic.lines if clinic else []
        self._logo = logo
        self._here = here

    def sheet(self, sheet: Sheet, id_: str, pages: int) -> dict[str, Any]:
        """Convert a sheet.

        Args:
            sheet: The sheet as JSON; see `sheet.sheet`.
            id_: The leaflet's id, which makes the ids in its drawings unique.
            pages: The page target.

        Returns:
            `title`, `pages`, the HTML of `head`, `ending` and `foot`, and a list of `sections`.
        """
        prefixes, web = prefixes_of(id_), sheet["web"]
        return {
            "title": sheet["title"],
            "pages": pages,
            "head": self._named(self._macros.head(sheet, self._clinic, self._logo)),
            "sections": [
                self.section(section, prefixes)
                for section in sheet["sections"]
                if section.get("form") != "large"
            ],
            "ending": self._named(
                self._macros.ending(sheet, web and {**web, "qr": _inline_svg(web["qr"], prefixes)})
            ),
            "foot": self._named(self._macros.foot(sheet)),
        }

    def section(self, section: Section, prefixes: Iterator[str]) -> dict[str, Any]:
        """Convert a section.

        Args:
            section: The section as JSON; see `sheet.with_shape`.
            prefixes: Prefixes for the ids in its drawings; see `prefixes_of`.

        Returns:
            The `html` of the section, and the keys that decide where it may go: `block`, `shape`, `look`.
        """
        layout = {name: section[name] for name in ("block", "shape", "look")}
        converted = {**section, "parts": [self._part(part, prefixes) for part in section["parts"]]}
        return {**layout, "html": self._named(self._macros.section(converted))}

    def _part(self, part: Part, prefixes: Iterator[str]) -> Part:
        """A part whose texts and drawing are converted into HTML."""
        changed: dict[str, Any] = {
            name: [self._item(item, prefixes) for item in part[name]]
            for name in ITEM_FIELDS
            if name in part
        }
        changed |= {name: _html(part[name]) for name in ("stem", "words") if name in part}
        if "svg" in part:
            changed["svg"] = _inline_svg(part["svg"], prefixes)
        if part["part"] == "exercises":
            changed["rows"] = [self._exercise(row, prefixes) for row in part["rows"]]
        return {**part, **changed, **self._written(part, prefixes)}

    def _exercise(self, row: Part, prefixes: Iterator[str]) -> Part:
        """A row of the table of exercises."""
        facts = [{**fact, "text": self._item(fact["text"], prefixes)} for fact in row["facts"]]
        return {**row, "facts": facts, "svg": row["svg"] and _inline_svg(row["svg"], prefixes)}

    def _written(self, part: Part, prefixes: Iterator[str]) -> Part:
        """What only parts of `page_parts.py` have: cells, other parts inside, and pictures from files."""
        changed: dict[str, Any] = {}
        if "cells" in part:
            changed["cells"] = [[self._item(item, prefixes) for item in row] for row in part["cells"]]
        if "inside" in part:
            changed["inside"] = self._inside(part["inside"], prefixes)
        if part["part"] == "definitions":
            changed["entries"] = [
                {
                    "terms": [self._item(term, prefixes) for term in entry["terms"]],
                    "meanings": [self._inside(one, prefixes) for one in entry["meanings"]],
                }
                for entry in part["entries"]
            ]
        if "address" in part:
            changed["address"] = relative(self._here, part["address"])
        return changed

    def _inside(self, parts: list[Part], prefixes: Iterator[str]) -> Markup:
        """Parts inside another."""
        return Markup().join(self._macros.part(self._part(one, prefixes)) for one in parts)

    def _item(self, item: Item, prefixes: Iterator[str]) -> Markup:
        text = _html(item["text"])
        if tier := item.get("tier"):
            text = Markup('<span class="tier {}">{}</span>').format(tier, text)
        text += self._inside(item.get("below", []), prefixes)
        return text + self._mark if item["practice"] else text


def prefixes_of(id_: str) -> Iterator[str]:
    """Endless prefixes for the ids in a leaflet's drawings, so that ids are unique on the page.

    Args:
        id_: Id of the leaflet.
    """
    return (f"{id_}-{number}-" for number in count())


def _html(tree: Tree) -> Markup:
    return Markup("".join(map(_node, tree)))  # noqa: S704 - each node is escaped


_ELEMENTS = {"strong": "strong", "emphasis": "em", "subscript": "sub", "superscript": "sup"}
"""Kind of a node → its HTML element."""


def _node(node: dict[str, Any]) -> str:  # noqa: PLR0911 - a case each
    match node:
        case {"link": inside, "url": url}:
            return f'<a href="{escape(url)}">{_html(inside)}</a>'
        case {"link": inside}:
            return _html(inside)
        case {"text": text}:
            return escape(text)
        case {"cite": numbers}:
            return f"<sup>{','.join(map(str, numbers))}</sup>" if numbers else ""
        case {"foreign": inside, "language": language}:
            return f"<span {language_marks(language)}>{_html(inside)}</span>"
        case {"marked": inside, **marks}:
            return _marked(_html(inside), **marks)
    return _styled(*next(iter(node.items())))


def _styled(kind: str, inside: Any) -> str:
    if kind in _ELEMENTS:
        return f"<{_ELEMENTS[kind]}>{_html(inside)}</{_ELEMENTS[kind]}>"
    return f"<code>{escape(inside)}</code>" if kind == "code" else "<br>"


def _marked(words: Markup, *, tier: str = "", **marks: str) -> str:
    """Words that belong to a warning sign; what to do about an urgent one looks as urgent as its tier."""
    names = " ".join(f'data-{mark}="{escape(name)}"' for mark, name in marks.items())
    return f'<b class="act {tier}" {names}>{words}</b>' if tier else f"<span {names}>{words}</span>"


def _inline_svg(svg: str, prefixes: Iterator[str]) -> Markup:
    """One of our SVG files for use within HTML: with a `viewBox`, and with unique ids."""
    if "viewBox" not in svg:
        svg = _SIZE.sub(r'viewBox="0 0 \1 \2"', svg, count=1)
    prefix = next(prefixes)
    for start in (' id="', 'href="#', "url(#"):
        svg = svg.replace(start, start + prefix)
    return Markup(svg)  # noqa: S704 - we drew it


_SIZE = re.compile(r'\bwidth="(\d+)" height="(\d+)"')
