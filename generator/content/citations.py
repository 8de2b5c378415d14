# References in NLM form, set by citeproc-py with a small CSL style of our own.
#
# The style gives the words; where the work can be found (DOI, PubMed, address) is added here, since
# only HTML can link it.

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from generator.memo import once_for_each

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.schema.sources import Source

_STYLE = Path(__file__).parent / "nlm.csl"
_OURS = {"custom", "DOI", "PMID", "ISBN", "URL", "language"}
"""Fields that the style does not print."""

_PUBLISHED_BY = ("publisher", "container-title")


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(str(_STYLE), validate=False)


@once_for_each
def reference(source: Source) -> str:
    """The reference of one work as plain text, address included: the same wherever it is cited."""
    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([_csl(source)]), formatter.plain)
    bibliography.register(Citation([CitationItem(source.id)]))
    (text,) = bibliography.bibliography()
    return " ".join(filter(None, (_one_stop(str(text)), _identifier(source), _note(source))))


def html(sources: Iterable[Source]) -> dict[str, str]:
    """Source id → its reference as HTML for the inside of an element, with the identifier as a link.

    Args:
        sources: the works, in any order.
    """
    return {source.id: _linked(escape(reference(source), quote=False), source) for source in sources}


def address(source: Source) -> str | None:
    """Where the work can be read: its DOI, PubMed record or own page."""
    if source.DOI:
        return f"https://doi.org/{source.DOI}"
    if source.PMID:
        return f"https://pubmed.ncbi.nlm.nih.gov/{source.PMID}/"
    return source.URL


def _csl(source: Source) -> dict[str, Any]:
    """CSL data of a source; a body that publishes its own work is named once."""
    data: dict[str, Any] = source.model_dump(mode="json", by_alias=True, exclude=_OURS, exclude_none=True)
    authors = [name.literal for name in source.author]
    return {key: value for key, value in data.items() if not (key in _PUBLISHED_BY and value in authors)}


def _identifier(source: Source) -> str:
    if source.DOI:
        return f"doi: {source.DOI}"
    if source.PMID:
        return f"PubMed PMID: {source.PMID}"
    return f"Available from: {source.URL}" if source.URL else ""


def _note(source: Source) -> str:
    read_as = source.custom.read_as
    return f"[{read_as[0].upper()}{read_as[1:].rstrip('.')}.]" if read_as else ""


def _linked(text: str, source: Source) -> str:
    link = address(source)
    shown = escape(source.DOI or source.PMID or source.URL or "", quote=False)
    if not link or not shown:
        return text
    head, found, tail = text.rpartition(shown)
    return f'{head}<a href="{escape(link)}" rel="external">{shown}</a>{tail}' if found else text


def _one_stop(text: str) -> str:
    """A reference without a doubled stop after "et al." or a title that ends in "?"."""
    return text.replace("..", ".").replace("?.", "?").replace("–", "-").strip()
