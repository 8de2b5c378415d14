# Finds what the pseudo-language has not reached: words of the source, and sentences made of pieces.

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import lxml.html
from babel.core import Locale

from tests.safety.marks import is_read
from tests.safety.outputs import pages, parsed, texts
from tests.translation.pseudo import END, START

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from generator.content.library import Library

_WORD = re.compile(r"[A-Za-z]{2,}")
_ADDRESS = re.compile(r"\w+://[^\s<>\"]+|\b[\w.-]+\.(?:example|org|com)\b[\w./#-]*")
_FILE = re.compile(r"\s*(?:[a-z-]+/)*[a-z0-9-]+\.(?:yml|md)\b")
"""A line of a report on a content file begins with its name."""
_LICENCE = " CC BY 4.0."
_NO_WORDS = re.compile(
    r"""
      \b10\.\d{4,}/\S+ | \b(?:doi|PubMed\ PMID|PMCID):             # what names a work
    | \b(?:d[ae]\ )?[A-Z]{1,5}(?=[,.]) | \bet\ al\.                            # initials of its authors
    | \{\{?[\w-]+\}?\} | \$\w+\$?(?:/top)?                          # places that are filled in
    | \bCC\ BY\ 4\.0
    | \{(?:TRUE|FALSE)\# | \[(?:html|(?:id|tag):[\w-]+\ *)\] | ::[\w-]+\ *::
    | =%\d+%[^\#]*\#  # of GIFT
    """,
    re.VERBOSE,
)
_ID = re.compile(r"[a-z0-9_./][a-z0-9_$.:/#?=|*{}-]*(?: [a-z0-9-]+)*")
"""Ids, and lists of them; the names of files and addresses in the site."""
_HIDDEN = {"style", "code", "pre", "script", "kbd", "samp"}
_OWN_ATTRIBUTES = {"alt", "title", "placeholder", "label", "summary", "content"}
_DATA_OF_CODE = {
    "data-action",
    "data-sign",
    "data-dose",
    "data-line",
    "data-accepted",
    "data-filter",
    "data-languages",
}
_BLOCKS = {
    *("address", "article", "aside", "body", "button", "caption", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "header", "label"),
    *("legend", "li", "main", "nav", "ol", "option", "p", "section", "select", "span", "summary", "svg"),
    *("table", "tbody", "td", "text", "th", "thead", "tr", "ul"),
}

FORMAT_WORDS = frozenset(
    [
        # of packages, as their standards want them
        *("ADL SCORM", "1.2", "2004 4th Edition", "IMS Content", "IMS Common Cartridge", "QTI Package"),
        *(
            "QTIv2.1 Package",
            "Examination",
            "Percentage",
            "Yes",
            "VERTICAL",
            "ALL",
            "SHOW",
            "ABSOLUTE_POSITION",
        ),
        # of Anki's note type, which are the same in all languages, so that packages go together
        *("About", "Answer", "Card", "Choices", "Default", "Question", "Reason", "Sources"),
        *("Unknot question 1", "Liberation Sans", "CC-BY-4.0"),
    ]
)
"""Words of file formats, which programs look for."""
_PROGRAM_WORDS = frozenset({"use strict", "not all", "no page could be saved", "quiz-shape quiz-shape"})
"""What scripts say to browsers and to those who write scripts."""
_LINKED_DATA = {"@type", "@context", "audienceType", "eduQuestionType", "learningResourceType"}
"""Fields of JSON-LD with words that search engines look for."""
_NOT_FOR_READERS = (".css", ".gz", "OFL.txt", "robots.txt", "sitemap.xml")
_CODE = ("@", ".", "\\")
"""How a style sheet or LaTeX inside another file begins."""
_GIFT = "-gift.txt"
"""The end of the names of files in which marks are escaped."""
_TYPED_ANSWER = re.compile(f"{START}[ -~]*{END}")
"""An answer that learners type, for programs that compare letters without their accents."""
_SHEETS = ("/sheet.js", "/shared.js")


_OF_WORKS = ("title", "container_title", "publisher", "number", "page", "DOI")


def works_of(library: Library) -> tuple[str, ...]:
    """The names and titles of the works that a site cites, longest first; nobody translates them."""
    known: set[str] = set()
    for work in library.sources.values():
        names = [*work.author, *work.editor]
        known.update(text for name in names for _, text in name if isinstance(text, str))
        known.update(str(text) for field in _OF_WORKS if (text := getattr(work, field)))
    return tuple(
        sorted((one for one in known if len(one) > 1 and not one.isdigit()), key=len, reverse=True)
    )


class Leftovers:
    """Looks through files of a site in the pseudo-language."""

    def __init__(self, tag: str, names: Iterable[str]) -> None:
        """Remember what is not translated.

        Args:
            tag: the language as which the site is built.
            names: names and titles, longest first.
        """
        self._tag = tag
        locale = Locale.parse(tag)
        own = (
            *locale.months["format"]["wide"].values(),
            locale.get_display_name(locale),
            tag,
            *_names_of_english(locale),
        )
        between = [one.format("", "") for one in locale.list_patterns["standard"].values()]
        words = {word for text in (*map(str, own), *between) for word in re.findall(r"\w+", text)}
        self._works = _any_of(names)
        self._words = _any_of(words, re.IGNORECASE)
        self._between = re.compile(f"{END}(?:{'|'.join(map(re.escape, between))}){START}")

    def in_file(self, path: str, data: bytes) -> Iterator[str]:
        """Each text in a file with words that are not translated, or that is put together from pieces."""
        if path.endswith(_NOT_FOR_READERS):
            return
        for place, html in pages(path, data):
            page = lxml.html.fromstring(html)
            start = self._tag if not place.endswith(".html") or " " in place else "no language"
            faults = self._in_page(page, page.get("lang") or start)
            is_sheet = path.endswith(_SHEETS)
            yield from (f"{place}: {one}" for one in faults if not (is_sheet and _PIECES in one))
        for place, text in self._texts(path, data):
            if self._is_left(text):
                yield f"{place}: not translated: {_even(text)}"

    def in_data(self, data: object) -> Iterator[str]:
        """Each text in data that is not translated."""
        for text in _strings(data):
            if not text.lstrip().startswith("<svg") and self._is_left(text):
                yield _even(text)

    def _texts(self, path: str, data: bytes) -> Iterator[tuple[str, str]]:
        suffix = PurePosixPath(path).suffix
        if suffix == ".html":
            for script in lxml.html.fromstring(data.decode()).xpath(
                "//script[@type='application/ld+json']"
            ):
                yield from ((path, text) for text in _strings(json.loads(script.text)))
            return
        is_data = suffix == ".js" and isinstance(parsed(data), dict)
        for place, text in texts(path, data):
            program = place.endswith(".js") and not is_data
            if (
                text.strip() in FORMAT_WORDS
                or _TYPED_ANSWER.fullmatch(text)
                or place.endswith(".css")
                or text.lstrip().startswith(_CODE)
            ):
                continue
            if program and (text in _PROGRAM_WORDS or not _SENTENCE.fullmatch(text)):
                continue
            yield place, re.sub(r"\\(.)", r"\1", text) if place.endswith(_GIFT) else text

    def _is_left(self, text: str, *, ids: bool = True) -> bool:
        plain = text
        for known in (_ADDRESS, _FILE, self._works, self._words, _NO_WORDS):
            plain = known.sub(" ", plain)
        is_id = _ID.fullmatch(text.strip()) and (ids or re.search("[./]", text))
        return bool(_WORD.search(plain)) and not is_id

    def _in_page(self, page: HtmlElement, language: str) -> Iterator[str]:
        for element, spoken in _with_languages(page, language):
            if element.tag in _HIDDEN or spoken != self._tag or _in_coverage(element):
                continue
            for text in (element.text, *(one.tail for one in element)):
                if text and self._is_left(text, ids=False):
                    yield f"not translated: {_even(text)}"
            for name, value in element.attrib.items():
                yield from self._in_attribute(element, str(name), str(value))
            if element.tag in _BLOCKS:
                yield from (f"{_PIECES}: {fault}" for fault in self._from_pieces(_run(element)))

    def _in_attribute(self, element: HtmlElement, name: str, value: str) -> Iterator[str]:
        if name in _DATA_OF_CODE or not (is_read(name) or name in _OWN_ATTRIBUTES):
            return
        if element.tag == "meta" and not _is_description(element):
            return
        values = _strings(json.loads(value)) if name == "data-words" else (value,)
        for text in values:
            if self._is_left(text):
                yield f"{name}: not translated: {_even(text)}"
            yield from (f"{name}: {_PIECES}: {fault}" for fault in self._from_pieces(text))

    def _from_pieces(self, text: str) -> Iterator[str]:
        """What a text has outside the marks of messages that belongs to a sentence with what is inside."""
        for line in text.replace(_LICENCE, "").split(_APART):
            if _FILE.match(line) or self._works.search(line):
                continue
            depth, outside = 0, []
            for piece in re.split(f"([{START}{END}])", self._between.sub(END + START, line)):
                depth += (piece == START) - (piece == END)
                if depth <= 0 or (piece == START and depth == 1):
                    outside.append(piece)
            if _PIECE.search("".join(outside)):
                yield _even(line)


def _names_of_english(locale: Locale) -> tuple[str, str]:
    return "English", Locale("en").get_language_name(locale) or ""


def _any_of(texts: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern of whole words."""
    either = "|".join(re.escape(one) for one in texts if one.strip())
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)", flags)


_PIECES = "from pieces"
_SENTENCE = re.compile(r"[A-Z]?[a-z’']+(?:[ ,]+[A-Za-z’']+)+[.:!?]?")


def _is_description(meta: HtmlElement) -> bool:
    name = meta.get("name") or meta.get("property") or ""
    return name == "description" or name.startswith(("og:title", "og:desc", "og:image:alt"))


_COVERAGE = "coverage"
"""The class of the table of what files have, whose cells have the names and numbers of them."""
_NEVER_SHOWN = "md-skip"
"""The class of a link of Material's, for which we have one of our own."""


def _in_coverage(element: HtmlElement) -> bool:
    return element.tag == "td" and any(
        one.get("class") == _COVERAGE for one in element.iterancestors("table")
    )


def _with_languages(element: HtmlElement, language: str) -> Iterator[tuple[HtmlElement, str]]:
    """Each element, with the language that it is in."""
    if not isinstance(element.tag, str) or element.get("class") == _NEVER_SHOWN:
        return
    spoken = element.get("lang") or language
    yield element, spoken
    for inner in element:
        yield from _with_languages(inner, spoken)


_APART = "\ue000"
"""Replaces each block inside another in its text."""
_ASIDE = "visually-hidden"
"""The class of words for screen readers, which say what the words before them are about."""


def _run(element: HtmlElement) -> str:
    """The text of an element up to the first block in it; what follows blocks is apart."""
    parts = [element.text or ""]
    for inner in element:
        if isinstance(inner.tag, str) and inner.tag not in _HIDDEN:
            is_block = inner.tag in _BLOCKS - {"span"} or _ASIDE in (inner.get("class") or "")
            is_block = is_block or inner.get("lang") is not None
            parts.append(_APART if is_block else _run(inner))
        parts.append(inner.tail or "")
    return "".join(parts)


_PIECE = re.compile(rf"{END}\s*(?:[.,;:!?]+|\()|{END}\s+[\w(]|[^\W\d_]\s*{START}")


def _strings(value: object) -> Iterator[str]:
    """All texts in JSON, without those for search engines alone."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner) if name not in _LINKED_DATA else ()
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _even(text: str) -> str:
    return " ".join(text.split())[:200]
