# What all types of pages share: variables for their templates, and breadcrumb trails.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generator.content import citations
from generator.content.addresses import page_address_of
from generator.diagrams.scale import ScaleForm, pressure_scale_svg
from generator.diagrams.words import pressure_scale_alt
from generator.prose.languages import direction
from generator.website.drawing_files import drawing_path
from generator.website.navigation import MAX_LISTED, is_large, menu_title, neighbours
from generator.website.pages.embed_code import iframe

if TYPE_CHECKING:
    from generator.content.citations import ReferenceWords
    from generator.content.library import Library
    from generator.output.page import Place
    from generator.schema.sources import Source
    from generator.schema.technique import Pressure
    from generator.site import Site


def page_variables(site: Site) -> dict[str, Any]:
    """Variables that the templates of all pages use, besides the globals of `Site.templates`."""
    is_turned = direction(site.region.language) == "rtl"
    return {
        "reference": partial(_left_to_right if is_turned else citations.html, words=site.reference_words),
        "iframe": iframe,
        "help_page": _page_of(site.library, "warning-signs"),
        "cautions_page": _page_of(site.library, "cautions"),
        "session_page": _page_of(site.library, "session"),
        "neighbours_of": partial(neighbours, site.library),
        "pressure_scale": partial(_pressure_scale, site),
        "drawing_path": drawing_path,
        "title_of": partial(_title_of, site.library),
        "most": MAX_LISTED,
        "most_places": MAX_LISTED if is_large(site.library) else None,
    }


def _left_to_right(source: Source, words: ReferenceWords) -> str:
    """A reference as HTML on a page from right to left. Works are cited in Latin letters."""
    return f'<bdi class="work" dir="ltr">{citations.html(source, words)}</bdi>'


def _page_of(library: Library, kind: str) -> str:
    """The address of the page that shows a kind with a single file; empty if there is no such file."""
    return page_address_of(library, library.list_pages[kind]) if library.has(kind) else ""


def _title_of(library: Library, target: str) -> str:
    """The text of a link to `target`. For an item of a list, which has no title, the title of its page."""
    entry = library.resolve(target)
    page = library.list_pages.get(entry.kind, "") if entry.title == entry.id else ""
    return library.entries[page].title if page in library.entries else entry.title


def _pressure_scale(site: Site, pressure: Pressure, form: str) -> str:
    """The pressure scale as SVG; `form` is `wide` or `phone`."""
    gettext = site.translations.gettext
    return pressure_scale_svg(
        pressure.lowest,
        pressure.highest,
        pressure.feels,
        site.say("scale.too_much") if form == "wide" else gettext("Too much"),
        form=ScaleForm[form.upper()],
        alt=pressure_scale_alt(pressure.lowest, pressure.highest, pressure.feels, gettext),
        turned=direction(site.region.language) == "rtl",
    )


def crumbs(site: Site, folder: str = "") -> tuple[Place, ...]:
    """The breadcrumb trail of a page in `folder`, from the home page to the page above it."""
    pages = site.library.pages
    trail = [("index", ""), (f"{folder}/index", f"{folder}/")] if folder else [("index", "")]
    return tuple((menu_title(pages[path]), address) for path, address in trail if path in pages)
