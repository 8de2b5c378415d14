# What all pages have in common: where they stand, the names their templates use.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generator.content import citations
from generator.content.addresses import SHOWN_AT, page_address_of
from generator.diagrams.scale import ScaleForm, pressure_scale_svg
from generator.diagrams.words import pressure_scale_alt
from generator.memo import once_per_object
from generator.website.navigation import menu_title, neighbours
from generator.website.pages.embed_code import iframe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.content.library import Library
    from generator.output.page import Place
    from generator.schema.sources import Sources
    from generator.schema.technique import Pressure
    from generator.site import Site


def shared_names(site: Site) -> dict[str, Any]:
    """What templates of pages use beside what every template has.

    Args:
        site: the site.
    """
    return {
        "bibliography": _bibliography(site.library.bibliography),
        "iframe": iframe,
        "help_page": page_address_of(site.library, "pages/warning-signs"),
        "neighbours_of": partial(neighbours, site.library),
        "pressure_scale": partial(_pressure_scale, site.translations.gettext),
        "title_of": partial(_title_of, site.library),
    }


@once_per_object
def _bibliography(sources: Sources) -> Mapping[str, str]:
    """Each source's reference as HTML; set once, since every renderer asks for all of them."""
    return citations.html(sources.references)


def _title_of(library: Library, target: str) -> str:
    """What a link to `target` says; a line of a list has no title, so its page's."""
    entry = library.resolve(target)
    page = SHOWN_AT.get(entry.kind, "") if entry.title == entry.id else ""
    return library.entries[page].title if page in library.entries else entry.title


def _pressure_scale(gettext: Callable[[str], str], pressure: Pressure, form: str) -> str:
    """The scale from 0 to 10 as SVG, `wide` or for a `phone`."""
    return pressure_scale_svg(
        pressure.lowest,
        pressure.highest,
        pressure.feels,
        gettext("Too much: say “softer”") if form == "wide" else gettext("Too much"),
        form=ScaleForm[form.upper()],
        alt=pressure_scale_alt(pressure.lowest, pressure.highest, pressure.feels, gettext),
    )


def crumbs(site: Site, folder: str = "") -> tuple[Place, ...]:
    """The way from home to a page in `folder`, without the page itself."""
    pages = site.library.pages
    way = [("index", ""), (f"{folder}/index", f"{folder}/")] if folder else [("index", "")]
    return tuple((menu_title(pages[path]), address) for path, address in way if path in pages)
