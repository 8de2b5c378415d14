# What all pages have in common: where they stand, the names their templates use.

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from generator import citations
from generator.diagrams.scale import ScaleForm, pressure_scale_svg
from generator.diagrams.words import pressure_scale_alt
from generator.library import SHOWN_AT, page_address_of
from generator.navigation import menu_title

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.library import Entry, Library
    from generator.page_file import Place
    from generator.schema.sources import Source
    from generator.schema.technique import Pressure
    from generator.site import Site


def shared_names(site: Site) -> dict[str, Any]:
    """What templates of pages use beside what every template has.

    Args:
        site: the site.
    """
    return {
        "bibliography": _bibliography(site.library.bibliography.references),
        "help_page": page_address_of(site.library, "pages/warning-signs"),
        "neighbours_of": partial(_neighbours_of, site.library),
        "pressure_scale": partial(_pressure_scale, site.translations.gettext),
        "title_of": partial(_title_of, site.library),
    }


@lru_cache(maxsize=2)
def _bibliography(sources: tuple[Source, ...]) -> Mapping[str, str]:
    """Each source's reference as HTML; set once, since every renderer asks for all of them."""
    return citations.html(sources)


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


def _neighbours_of(library: Library, key: str) -> tuple[Entry | None, Entry | None]:
    """The entries before and after `key` among those of its kind; None at the ends."""
    kind = key.partition("/")[0]
    entries = [entry for entry in library.entries.values() if entry.kind == kind]
    at = [entry.key for entry in entries].index(key)
    return entries[at - 1] if at else None, entries[at + 1] if at + 1 < len(entries) else None
