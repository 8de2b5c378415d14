# The pages that show items which have no pages of their own, such as the glossary.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.schema.page import Show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.page import Page

SHOWN_BY = {
    "warning-signs": Show.WARNING_SIGNS,
    "cautions": Show.SESSION,
    "session": Show.SESSION,
    "glossary": Show.GLOSSARY,
    "claims": Show.CLAIMS,
    "sources": Show.SOURCES,
    "leaflets": Show.HANDOUTS,
}
"""Kind whose items have no pages of their own → what the page that shows them has as `show`."""


def list_pages(pages: Mapping[str, Page]) -> dict[str, str]:
    """Kind → the page that shows its items, as `pages/id`. A missing page has the kind as its id."""
    by_show: dict[Show | None, str] = {}
    for path, page in pages.items():
        by_show.setdefault(page.show, page_id(path))
    return {kind: f"pages/{by_show.get(show, kind)}" for kind, show in SHOWN_BY.items()}


def page_id(path: str) -> str:
    """The id of a hand-written page: its path without `/index`."""
    return path.removesuffix("/index")
