# Sheets for `/handouts/make/`: the same JSON that Typst prints, as HTML that a browser lays out and prints.
#
# Each leaflet is a classic script of its own, loaded when it is chosen: a page opened from disk may load
# scripts, and nothing else. A script holds sections, one by one, so that a set shows some of them once.

from __future__ import annotations

import json
import re
from dataclasses import asdict
from itertools import count
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.handouts import parts
from generator.handouts.blocks import MAKERS
from generator.handouts.context import NoSheet, context
from generator.handouts.documents import document
from generator.handouts.forms import FORMS
from generator.handouts.sheet import placed
from generator.output import OutputFile
from generator.pages.handout_list import maker_address
from generator.schema.leaflet import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handouts.parts import Section
    from generator.handouts.sheet import Sheet
    from generator.references import References
    from generator.schema.leaflet import Leaflet
    from generator.site import Site

_SOURCE = "../mkdocs.yml"


def render_screen_sheets(site: Site) -> Iterator[OutputFile]:
    """What the page that makes handouts loads; nothing if the site has no such page.

    Args:
        site: the site.
    """
    here = maker_address(site.library)
    if not here:
        return
    yield from _logo(site)
    leaflets = [leaflet for leaflet in site.library.leaflets.values() if not leaflet.chapters]
    yield _script(f"{here}shared.js", "shared", _shared(site, here, leaflets), _SOURCE)

    def script(leaflet: Leaflet) -> list[OutputFile]:
        return [_sheet(site, here, leaflet)]

    yield from site.each(script, leaflets, lambda leaflet: [_path(leaflet)])


def _sheet(site: Site, here: str, leaflet: Leaflet) -> OutputFile:
    """The script of one leaflet."""
    source = f"leaflets/{leaflet.file}.yml"
    try:
        sheet = document(site, leaflet).data["sheets"][0]
    except NoSheet:  # `render_handouts` tells it, and stops a build
        return OutputFile(_path(leaflet), "", source)
    return _script(
        _path(leaflet), leaflet.id, _Html(site, here, leaflet.id).sheet(sheet, leaflet.pages), source
    )


def _path(leaflet: Leaflet) -> str:
    return f"handouts/{leaflet.id}/sheet.js"


def _script(path: str, id_: str, data: dict[str, Any], source: str) -> OutputFile:
    """A script that leaves its data where `maker.js` finds it."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return OutputFile(path, f"(window.unknotSheets ||= {{}})[{json.dumps(id_)}] = {text};\n", source)


def _logo(site: Site) -> Iterator[OutputFile]:
    clinic = site.settings.clinic
    if clinic and clinic.logo:
        yield OutputFile(_logo_path(site), clinic.logo.data, _SOURCE)


def _logo_path(site: Site) -> str:
    clinic = site.settings.clinic
    return f"assets/clinic/logo.{clinic.logo.suffix}" if clinic and clinic.logo else ""


def _shared(site: Site, here: str, leaflets: list[Leaflet]) -> dict[str, Any]:
    """What all sheets share: paper and type, colours, and the sections that a set has once."""
    _ = site.translations.gettext
    html = _Html(site, here, "shared")
    names = parts.section("", parts.blanks(_("Your name"), _("Therapist"), _("Date")))
    for_you = parts.section(_("For you"), parts.bullets([{"text": [], "custom": False}]), look="card")
    emergency = MAKERS[Block.EMERGENCY](context(site, leaflets[0])) if leaflets else []
    return {
        "forms": [asdict(form) for form in FORMS],
        "language": site.region.language,
        "colours": site.settings.colours._asdict(),
        "names": html.section(placed(Block.NAMES, names[0])),
        "for_you": html.section(placed(Block.NOTES, for_you[0])),
        "emergency": [html.section(placed(Block.EMERGENCY, one)) for one in emergency],
    }


class _Html:
    """JSON of sheets → pieces of HTML."""

    def __init__(self, site: Site, here: str, id_: str) -> None:
        """Render for a page.

        Args:
            site: the site.
            here: the page's address.
            id_: the leaflet's, in front of the ids of its drawings.
        """
        self._site = site
        self._references: References = site.references(here, explain=False)
        self._prefixes = (f"{id_}-{number}-" for number in count())
        _ = site.translations.gettext
        self._words = {"custom": _("custom"), "unless-numbered": _("custom, unless numbered")}

    def sheet(self, sheet: Sheet, pages: int) -> dict[str, Any]:
        """A sheet in pieces.

        Args:
            sheet: see `sheet.sheet`.
            pages: how many pages it is meant to have.
        """
        clinic = self._site.settings.clinic
        lines = clinic.lines if clinic else []
        return {
            "title": sheet["title"],
            "pages": pages,
            "head": self._render("head", sheet=sheet, clinic=lines, logo=_logo_path(self._site)),
            "sections": [self.section(section) for section in sheet["sections"]],
            "ending": self._render(
                "ending", sheet=sheet, web=sheet["web"] and self._drawn(sheet["web"], "qr")
            ),
            "foot": self._render("foot", sheet=sheet),
        }

    def section(self, section: Section) -> dict[str, Any]:
        """A section, and what decides where it may stand."""
        told = {name: section[name] for name in ("block", "shape", "look")}
        drawn = {**section, "parts": [self._drawn(part, "svg") for part in section["parts"]]}
        return {**told, "html": self._render("section", section=drawn)}

    def _render(self, template: str, **names: Any) -> str:
        path = f"handouts/{template}.html"
        return self._site.render(path, self._references, words=self._words, **names).strip()

    def _drawn(self, one: dict[str, Any], name: str) -> dict[str, Any]:
        """Something with an SVG of ours in it, whose ids no other drawing on the page has."""
        if name not in one:
            return one
        svg = one[name] if "viewBox" in one[name] else _SIZE.sub(r'viewBox="0 0 \1 \2"', one[name], count=1)
        return {**one, name: Markup(_ID.sub(rf"\g<0>{next(self._prefixes)}", svg))}  # noqa: S704 - we drew it


_SIZE = re.compile(r'\bwidth="(\d+)" height="(\d+)"')
_ID = re.compile(r'\bid="|href="#|url\(#')
