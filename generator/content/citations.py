# Formats references in NLM style, with citeproc-py and a small CSL style of our own.
#
# The style leaves out where a work can be found (DOI, PubMed, web address). That is added here, because
# HTML needs it as a link.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from generator.memo import once_per_object
from generator.prose.formats import day
from generator.prose.styled import MARKS, StyledText, plain_text, styled_html, styled_tree

if TYPE_CHECKING:
    from collections.abc import Callable

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


@dataclass(frozen=True)
class ReferenceWords:
    """The words of references that are those of no work. Names and titles stay as they were published."""

    language: str
    """The language of the words, in which dates are written; empty for the way of NLM, in English."""
    internet: str
    """Stands behind the title of a page of the web."""
    cited: str
    """When somebody has read a page, with the place `{date}`."""
    available: str
    """Where to find a page, with the place `{address}`."""
    editor: str
    """Stands behind the name of an editor."""
    editors: str
    """Stands behind the names of several editors."""


def reference_words(gettext: Callable[[str], str] = str, language: str = "") -> ReferenceWords:
    """The words of references, translated by `gettext` into a language."""
    _ = gettext
    return ReferenceWords(
        "" if language.partition("-")[0] == "en" else language,
        _("[Internet]"),
        _("[cited {date}]"),
        _("Available from: {address}"),
        _("editor"),
        _("editors"),
    )


_ENGLISH = reference_words()
_INTERNET, _CITED, _CITED_END, _EDITOR, _EDITORS = "\ue100\ue101\ue102\ue103\ue104"
"""Stand for words until the language is known; `nlm.csl` has the first three."""
_CITED_DATE = re.compile(f"{_CITED}[^{_CITED_END}]*{_CITED_END}")


def reference(source: Source, words: ReferenceWords = _ENGLISH) -> str:
    """The full reference of one work as plain text, with its identifier or address."""
    return plain_text(_in_words(source, words))


def reference_tree(source: Source, words: ReferenceWords = _ENGLISH) -> Tree:
    """The full reference of one work as a JSON tree, for sheets."""
    return styled_tree(_in_words(source, words))


def html(source: Source, words: ReferenceWords = _ENGLISH) -> str:
    """The full reference of one work as HTML phrasing content, with a link to the work."""
    return _english_html(source) if words == _ENGLISH else _html(source, words)


@once_per_object
def _english_html(source: Source) -> str:
    return _html(source, _ENGLISH)


def _html(source: Source, words: ReferenceWords) -> str:
    return _linked(styled_html(_in_words(source, words)), source)


def _in_words(source: Source, words: ReferenceWords) -> str:
    """The full reference of one work, with marks around what is styled."""
    text = _marked(source)
    for mark, word in ((_INTERNET, words.internet), (_EDITORS, words.editors), (_EDITOR, words.editor)):
        text = text.replace(mark, word)
    text = _CITED_DATE.sub(lambda _: words.cited.format(date=_cited_on(source, words.language)), text)
    return " ".join(filter(None, (text, _identifier(source, words), _note(source))))


def _cited_on(source: Source, language: str) -> str:
    if source.accessed is None:
        return ""
    date = source.accessed.date if language else None
    return day(date, language) if date else source.accessed.day


@once_per_object
def _marked(source: Source) -> str:
    """The reference without where to find the work, with marks for what is styled and for words."""
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
    return _single_stops(str(text))


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
        names.append({"literal": _EDITORS if len(names) > 1 else _EDITOR})
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


def _identifier(source: Source, words: ReferenceWords) -> str:
    if source.DOI:
        return f"doi: {source.DOI}"
    if source.PMID:
        return f"PubMed PMID: {source.PMID}"
    if source.PMCID:
        return f"PubMed Central PMCID: {source.PMCID}"
    return words.available.format(address=source.URL) if source.URL else ""


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
