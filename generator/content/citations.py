# Formats references in NLM style, with citeproc-py and a small CSL style of our own.
#
# The style leaves out where a work can be found (DOI, PubMed, web address). That is added here, because
# HTML needs it as a link.

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from generator.memo import once_per_object
from generator.prose.styled import MARKS, StyledText, plain_text, styled_html, styled_tree

if TYPE_CHECKING:
    from citeproc import CitationStylesStyle

    from generator.prose import Tree
    from generator.schema.csl import Name
    from generator.schema.sources import Source

_STYLE = Path(__file__).parent / "nlm.csl"
_TEXTS = ("title", "container_title", "publisher", "volume", "issue", "page", "number", "edition")
"""Fields with text that the CSL style prints."""

_PUBLISHER_FIELDS = ("publisher", "container_title")

_RANKS = {"II": "2nd", "III": "3rd", "IV": "4th"}
"""How Citing Medicine (chapter 1, author rules) writes what follows a name."""


@cache
def _style() -> CitationStylesStyle:
    from citeproc import CitationStylesStyle  # noqa: PLC0415 - most builds format no new reference

    return CitationStylesStyle(str(_STYLE), validate=False)


def reference(source: Source) -> str:
    """The full reference of one work as plain text, with its identifier or address."""
    return plain_text(_marked(source))


def reference_tree(source: Source) -> Tree:
    """The full reference of one work as a JSON tree, for sheets."""
    return styled_tree(_marked(source))


@once_per_object
def _marked(source: Source) -> str:
    """The full reference of one work, with marks around what is styled."""
    from citeproc import (  # noqa: PLC0415 - as above
        Citation,
        CitationItem,
        CitationStylesBibliography,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415 - as above

    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([_csl(source)]), formatter.plain)
    bibliography.register(Citation([CitationItem(source.id)]))
    (text,) = bibliography.bibliography()
    return " ".join(filter(None, (_single_stops(str(text)), _identifier(source), _note(source))))


@once_per_object
def html(source: Source) -> str:
    """The full reference of one work as HTML phrasing content, with a link to the work."""
    return _linked(styled_html(_marked(source)), source)


def address(source: Source) -> str | None:
    """The web address of a work: of its DOI, its record in PubMed or PubMed Central, or its own page.

    None if it has none.
    """
    if source.DOI:
        return f"https://doi.org/{quote(source.DOI, safe='/:;()')}"
    if source.PMID:
        return f"https://pubmed.ncbi.nlm.nih.gov/{source.PMID}/"
    if source.PMCID:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{source.PMCID}/"
    return source.URL


def _csl(source: Source) -> dict[str, Any]:
    """The CSL data of a source, without a publisher or website that is also an author."""
    data: dict[str, Any] = {"id": source.id, "type": source.type}
    authors = {name.literal for name in source.author}
    for field in _TEXTS:
        text = getattr(source, field)
        if text and not (field in _PUBLISHER_FIELDS and text in authors):
            data[field.replace("_", "-")] = text.marked if isinstance(text, StyledText) else text
    names = [_csl_name(name) for name in source.author or source.editor]
    if names and not source.author:
        names.append({"literal": "editors" if len(names) > 1 else "editor"})
    data["author"] = names
    if source.issued:
        data["issued"] = {"literal": source.issued.years}
    if source.accessed and source.URL and address(source) == source.URL:
        data["accessed"] = {"literal": source.accessed.day}
    return data


def _csl_name(name: Name) -> dict[str, str]:
    """A name for the CSL style. Particles stay before the family name: van der Berg J."""
    if name.literal:
        return {"literal": name.literal}
    suffix = (name.suffix or "").rstrip(".")
    parts = {"family": name.last, "given": name.given, "suffix": _RANKS.get(suffix, suffix)}
    return {part: text for part, text in parts.items() if text}


def _identifier(source: Source) -> str:
    if source.DOI:
        return f"doi: {source.DOI}"
    if source.PMID:
        return f"PubMed PMID: {source.PMID}"
    if source.PMCID:
        return f"PubMed Central PMCID: {source.PMCID}"
    return f"Available from: {source.URL}" if source.URL else ""


def _note(source: Source) -> str:
    read_as = source.custom.read_as
    return f"[{read_as[0].upper()}{read_as[1:].rstrip('.')}.]" if read_as else ""


def _linked(text: str, source: Source) -> str:
    link = address(source)
    label = escape(source.DOI or source.PMID or source.PMCID or source.URL or "", quote=False)
    if not link or not label:
        return text
    before, match, after = text.rpartition(label)
    return f'{before}<a href="{escape(link)}" rel="external">{label}</a>{after}' if match else text


_DOUBLED_STOP = re.compile(rf"([.?!][{MARKS}]*)\.")


def _single_stops(text: str) -> str:
    """Remove the doubled full stop after "et al." and after a title that ends in a mark of its own."""
    return _DOUBLED_STOP.sub(r"\1", text).replace("–", "-").strip()
