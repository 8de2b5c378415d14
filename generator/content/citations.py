# Formats references in NLM style, with citeproc-py and a small CSL style of our own.
#
# The style leaves out where a work can be found (DOI, PubMed, web address). That is added here, because
# HTML needs it as a link.

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

from generator.memo import once_per_object

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.schema.sources import Source

_STYLE = Path(__file__).parent / "nlm.csl"
_NOT_IN_STYLE = {"custom", "DOI", "PMID", "ISBN", "URL", "language"}
"""Fields that are not passed to the CSL style."""

_PUBLISHER_FIELDS = ("publisher", "container-title")


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(str(_STYLE), validate=False)


@once_per_object
def reference(source: Source) -> str:
    """The full reference of one work as plain text, with its identifier or address."""
    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([_csl(source)]), formatter.plain)
    bibliography.register(Citation([CitationItem(source.id)]))
    (text,) = bibliography.bibliography()
    return " ".join(filter(None, (_single_stops(str(text)), _identifier(source), _note(source))))


def html(sources: Iterable[Source]) -> dict[str, str]:
    """Format references as HTML phrasing content, each with a link to the work.

    Returns:
        Source id → reference.
    """
    return {source.id: _linked(escape(reference(source), quote=False), source) for source in sources}


def address(source: Source) -> str | None:
    """The web address of a work: of its DOI, its PubMed record or its own page; None if it has none."""
    if source.DOI:
        return f"https://doi.org/{source.DOI}"
    if source.PMID:
        return f"https://pubmed.ncbi.nlm.nih.gov/{source.PMID}/"
    return source.URL


def _csl(source: Source) -> dict[str, Any]:
    """The CSL data of a source, without a publisher or website that is also an author."""
    data: dict[str, Any] = source.model_dump(
        mode="json", by_alias=True, exclude=_NOT_IN_STYLE, exclude_none=True
    )
    authors = [name.literal for name in source.author]
    return {
        key: value for key, value in data.items() if not (key in _PUBLISHER_FIELDS and value in authors)
    }


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
    label = escape(source.DOI or source.PMID or source.URL or "", quote=False)
    if not link or not label:
        return text
    before, match, after = text.rpartition(label)
    return f'{before}<a href="{escape(link)}" rel="external">{label}</a>{after}' if match else text


def _single_stops(text: str) -> str:
    """Remove the doubled full stop after "et al." and after a title that ends in "?"."""
    return text.replace("..", ".").replace("?.", "?").replace("–", "-").strip()
