# Sheets for `/handouts/make/`: the JSON that Typst prints, as HTML that the browser lays out and prints.
#
# Each leaflet is a classic script, loaded when the reader chooses it: a page opened from disk may load
# scripts but not data files. A script holds the sections separately, so that a set of several leaflets
# shows sections that they share only once.

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.checks.picture_files import picture_at
from generator.content import doses
from generator.content.files_beside import beside_leaflets
from generator.content.references import relative
from generator.handouts.printing.forms import FORMS
from generator.handouts.screen.sheet_html import SheetHtml, prefixes_of
from generator.handouts.sheet import parts
from generator.handouts.sheet.blocks import MAKERS, phone_label
from generator.handouts.sheet.context import NoSheet, context
from generator.handouts.sheet.documents import document
from generator.handouts.sheet.own_sections import PUBLISHED
from generator.handouts.sheet.sheet import with_shape
from generator.output.files import AnyFile, OutputFile, PromisedFile, made_anew
from generator.schema.leaflet import Block
from generator.website.choices import SHEETS, FormChoice, names_of, render_choices
from generator.website.clinic_mark import logo_path
from generator.website.pages.handout_list import maker_address, sheets_to_choose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.output.files import AnyFile
    from generator.schema.leaflet import Leaflet
    from generator.site import Site

_SOURCE = "../mkdocs.yml"
"""The source named for files that are made from the site's settings."""


def render_screen_sheets(site: Site) -> Iterator[AnyFile]:
    """The files that the page for making handouts loads; none if the site has no such page."""
    here = maker_address(site.library)
    if not here:
        return
    logo = logo_path(site.settings)
    html = SheetHtml(site, logo and relative(here, logo), here)
    leaflets = sheets_to_choose(site.library)
    yield from _shared_file(site, html, here, leaflets)
    yield from render_choices(
        site, SHEETS, lambda: (_choice(site, leaflet) for leaflet in leaflets), _SOURCE
    )
    yield from _pictures(site, leaflets)
    for leaflet in leaflets:
        render = partial(_sheet, site, html, leaflet)
        yield PromisedFile(
            f"handouts/{leaflet.id}/sheet.js", site.library.content.name("leaflets", leaflet.file), render
        )


def _choice(site: Site, leaflet: Leaflet) -> FormChoice:
    return FormChoice(leaflet.id, leaflet.title, leaflet.subtitle, names_of(site.library, leaflet.topic))


def _sheet(site: Site, html: SheetHtml, leaflet: Leaflet) -> str:
    """The script of one leaflet; empty if no sheet can be made of it."""
    try:
        sheet = document(site, leaflet).data["sheets"][0]
    except NoSheet:  # `render_handouts` reports it, which stops a build
        return ""
    return _script(leaflet.id, html.sheet(sheet, leaflet.id, leaflet.pages))


def _pictures(site: Site, leaflets: list[Leaflet]) -> Iterator[AnyFile]:
    """The pictures that leaflets name. Those of pages are published with the pages."""
    blocks = (block for leaflet in leaflets for block in leaflet.own_blocks)
    for file in sorted({block.picture.file for block in blocks if block.picture}):
        path = beside_leaflets(file)
        yield PromisedFile(f"{PUBLISHED}{file}", path, partial(_picture, site, path))


def _picture(site: Site, path: str) -> bytes:
    return picture_at(site.library, path).data


def _script(id_: str, data: dict[str, Any]) -> str:
    """A script that puts its data where `maker.js` reads it."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return f"(window.unknotSheets ||= {{}})[{json.dumps(id_)}] = {text};\n"


@made_anew
def _shared_file(
    site: Site, html: SheetHtml, here: str, leaflets: list[Leaflet]
) -> Iterator[OutputFile[str]]:
    yield OutputFile(f"{here}shared.js", _script("shared", _shared(site, html, leaflets)), _SOURCE)


def _shared(site: Site, html: SheetHtml, leaflets: list[Leaflet]) -> dict[str, Any]:
    """The data that all sheets share: forms, colours, and the sections that a set shows only once."""
    _, prefixes = site.translations.gettext, prefixes_of("shared")
    blanks = parts.blanks(_("Your name"), site.say("people.provider"), _("Date"), *phone_label(site))
    names = parts.section("", blanks)
    for_you = parts.section(_("For you"), parts.bullets([parts.empty_item()]), look="card")
    emergency = MAKERS[Block.EMERGENCY](context(site, leaflets[0])) if leaflets else []
    return {
        "forms": [asdict(form) for form in FORMS],
        "language": site.region.language,
        "colours": site.settings.colours._asdict(),
        "names": html.section(with_shape(Block.NAMES, names[0]), prefixes),
        "for_you": html.section(with_shape(Block.NOTES, for_you[0]), prefixes),
        "doses": _doses(site),
        "emergency": [html.section(with_shape(Block.EMERGENCY, box), prefixes) for box in emergency],
    }


def _doses(site: Site) -> dict[str, Any]:
    """The words with which a script says a dose that was changed for one reader."""
    _, translations = site.translations.gettext, site.translations
    patterns = doses.patterns(translations)
    return {
        "order": list(patterns),
        "patterns": patterns,
        "labels": doses.labels(translations),
        "units": doses.units(translations),
        "agreed": doses.agreed(translations),
        "range": _("Write a whole number from {lowest} to {highest}."),
    }
