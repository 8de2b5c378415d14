# Which pages PEMAT rates: those that teach readers, in English.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.prose.languages import is_english
from generator.schema.page import Page, Show

if TYPE_CHECKING:
    from generator.content.library import Library

_RATED = ("techniques", "symptoms", "self-care", "pages")
"""Kinds with pages that teach readers."""
MORE_PARTS = {Show.SESSION: ("session", "cautions"), Show.WARNING_SIGNS: ("warning-signs",)}
"""Which single files a page shows in addition to its own text."""


def rated_ids(library: Library) -> dict[str, list[str]]:
    """Kind → the ids of its pages that teach readers, in the site's order; none if not in English."""
    if not _in_english(library):
        return {}
    return {
        kind: [id_ for id_ in library.content.items[kind] if is_rated(library, kind, id_)]
        for kind in _RATED
    }


def is_rated(library: Library, kind: str, id_: str) -> bool:
    """Whether a content file has a page that teaches readers, in English."""
    if kind not in _RATED or not _in_english(library):
        return False
    model = library.content.items[kind][id_]
    return not isinstance(model, Page) or _teaches(library, model)


def _in_english(library: Library) -> bool:
    """Whether pages can be rated: most items look for words, and know only those of English."""
    return all(is_english(region.language) for region in library.regions.values())


def _teaches(library: Library, page: Page) -> bool:
    """Whether a page is patient education, not a list of links, a policy or a page for professionals."""
    professional = f"pages/{page.path}.md" in library.plain_language.professional
    return page.show in MORE_PARTS or (bool(page.in_short) and not professional)
