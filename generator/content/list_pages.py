# The pages that show items which have no pages of their own, such as the glossary.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.schema.page import Show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.page import Page

KINDS_SHOWN = {
    Show.SYMPTOMS: ("symptoms",),
    Show.TECHNIQUES: ("techniques",),
    Show.COMPARE: ("techniques",),
    Show.MUSCLES: ("muscles",),
    Show.SELF_CARE: ("self-care",),
    Show.QUIZZES: ("quizzes",),
    Show.EMBEDS: ("quizzes",),
    Show.MIX: ("quizzes",),
    Show.HANDOUTS: ("leaflets",),
    Show.HANDOUT_MAKER: ("leaflets",),
    Show.WARNING_SIGNS: ("warning-signs",),
    Show.SIGNS: ("warning-signs",),
    Show.SESSION: ("session", "cautions"),
    Show.GLOSSARY: ("glossary",),
    Show.CLAIMS: ("claims",),
    Show.SOURCES: ("sources",),
}
"""What a page shows → the kinds that it needs content of, at least of one."""

SHOWN_BY = {
    kind: show
    for show in (
        Show.WARNING_SIGNS,
        Show.SESSION,
        Show.GLOSSARY,
        Show.CLAIMS,
        Show.SOURCES,
        Show.HANDOUTS,
    )
    for kind in KINDS_SHOWN[show]
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
