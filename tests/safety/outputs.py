# Takes published files apart: what readers see of pages, sheets, packages, the search index and PDFs.

from __future__ import annotations

import io
import json
import re
import sqlite3
import tempfile
import zipfile
from html import unescape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import lxml.etree
import lxml.html
import pypdfium2  # type: ignore[import-untyped]

from tests.safety.marks import is_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PACKAGES = {".zip", ".imscc", ".apkg"}
_PAGES = {".html", ".md"}
_WORDS = re.compile(r"assets/search/.*/[lnt]\d+\.js$")
"""Those parts of a search index that are only looked up, not shown."""
_TYPED = {"search_words"}
"""Fields with words that people type into the search."""
_MARK = b"data-action="
_PARSER = lxml.etree.XMLParser(resolve_entities=False, huge_tree=True)
_HTML_IN_SCRIPT = re.compile(r"/(sheet|shared|mix/(rows|embed)/[^/]+)\.js$")
"""Scripts with pieces of pages: sheets for the screen, and the topics of the question bank."""
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ASSIGNED = re.compile(r'\A(?:\(window\.\w+ \|\|= \{\}\)\["[^"]+"\]|(?:var |const |\w+\.parts\.)\w+) ?= ?')
_LITERAL = re.compile(r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`""")
_REMARK = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_MARKUP = re.compile(r"<[^>]+>")


def pages(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Each page and each piece of HTML with marks in a file: where it is, and its HTML."""
    suffix = PurePosixPath(path).suffix
    if suffix in _PAGES:
        yield path, _FRONT_MATTER.sub("", data.decode())
    elif _HTML_IN_SCRIPT.search(path):
        for number, html in enumerate(_texts(_json(data.decode()))):
            if "<" in html:
                yield f"{path} {number}", html
    elif suffix in _PACKAGES:
        for name, inner in _members(data):
            if PurePosixPath(name).suffix in _PAGES and _MARK in inner:
                yield f"{path} {name}", inner.decode()


def texts(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Each text without marks that readers may see in a file: where it is, and the text."""
    suffix = PurePosixPath(path).suffix
    if suffix in _PACKAGES:
        for name, inner in _members(data):
            for place, text in texts(name, inner):
                yield f"{path} {place}", text
    elif suffix in _READERS and not _HTML_IN_SCRIPT.search(path) and not _WORDS.search(path):
        reader = _of_search if path.endswith("search-index.js") else _READERS[suffix]
        yield from ((path, text) for text in reader(data))


def _of_data(data: bytes) -> Iterator[str]:
    return map(_plain, _texts(_json(data.decode())))


def _of_search(data: bytes) -> Iterator[str]:
    """What a search shows, without the words that people may type."""
    index = _json(data.decode())
    for entry in index.get("entries", ()):  # an index in parts has them in other files
        yield from (entry["t"], entry["d"], *(heading for _, heading, _ in entry["p"]))
    for tier in index["help"]["tiers"]:
        yield from (tier["t"], tier["a"])


def _of_markdown(data: bytes) -> Iterator[str]:
    """The front matter; the rest is read as a page."""
    if matter := _FRONT_MATTER.match(data.decode()):
        yield _plain(matter[0])


def _of_html(data: bytes) -> Iterator[str]:
    """Data for search engines; the rest is read as a page."""
    for script in lxml.html.fromstring(data).xpath("//script[@type='application/ld+json']"):
        yield from map(_plain, _texts(json.loads(script.text)))


def _of_xml(data: bytes) -> Iterator[str]:
    for element in lxml.etree.fromstring(data, _PARSER).iter():
        read = [str(value) for name, value in element.attrib.items() if is_read(str(name))]
        yield from map(_plain, (element.text or "", element.tail or "", *read))


def _of_text(data: bytes) -> Iterator[str]:
    yield _plain(data.decode())


def _of_css(data: bytes) -> Iterator[str]:
    return _literals(data.decode())


def _of_pdf(data: bytes) -> Iterator[str]:
    yield pdf_text(data)


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".js": _of_data,
    ".json": _of_data,
    ".md": _of_markdown,
    ".html": _of_html,
    ".xml": _of_xml,
    ".svg": _of_xml,
    ".txt": _of_text,
    ".css": _of_css,
    ".pdf": _of_pdf,
}
"""End of a file's name → what reads the texts in it."""
_NOT_READ = {".png", ".woff2", ".woff", ".gz", ".conf", ".htaccess", ""}


def is_known(path: str) -> bool:
    """Whether a file is read, or has nothing for readers."""
    return PurePosixPath(path).suffix in {*_READERS, *_PACKAGES, *_NOT_READ}


def pdf_text(data: bytes) -> str:
    """The text of a PDF, in reading order."""
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in document).replace("\ufffe", "")
    return _TO_A_PAGE.sub(" ", text)


_TO_A_PAGE = re.compile(r"(?:\. ?){3,}\d+")
"""The dots and the number of a page in a list of contents: page 111 is no number to call."""


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a package; of a package for Anki, its notes, decks and templates as JSON."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith("/"):
                continue
            yield (
                ("notes.json", _notes(package.read(name)))
                if name.startswith("collection.anki2")
                else (name, package.read(name))
            )


def _notes(database: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "collection"
        file.write_bytes(database)
        connection = sqlite3.connect(file)
        rows = connection.execute("SELECT flds FROM notes").fetchall()
        decks = connection.execute("SELECT decks, models FROM col").fetchone()
        connection.close()
    fields = [field for (fields,) in rows for field in fields.split("\x1f")]
    return json.dumps([fields, *map(json.loads, decks)]).encode()


def parsed(data: bytes) -> Any:
    """The data of a file of JSON, or of a script that assigns JSON."""
    return _json(data.decode())


def _json(text: str) -> Any:
    """The data of a file of JSON, or of a script that assigns JSON; of a program, its texts."""
    start = _ASSIGNED.match(text)
    try:
        return json.loads(text[start.end() :].strip().removesuffix(";") if start else text)
    except ValueError:
        return list(_literals(text))


def _literals(program: str) -> Iterator[str]:
    """The texts in a script or a style sheet."""
    for match in _LITERAL.finditer(_REMARK.sub("", program)):
        yield match[0][1:-1]


def _texts(value: object) -> Iterator[str]:
    """All texts in parsed JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner) if name not in _TYPED else ()
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _plain(text: str) -> str:
    """A text without markup. What learning platforms escape twice is read twice."""
    for _ in range(2):
        text = _MARKUP.sub(" ", unescape(text))
    return text
