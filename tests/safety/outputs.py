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
import pypdfium2  # type: ignore[import-untyped]

from tests.safety.marks import READ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PACKAGES = {".zip", ".imscc", ".apkg"}
_PAGES = {".html", ".md"}
_TYPED = {"search_words"}
"""Fields with words that people type into the search."""
_MARK = b"data-action="
_PARSER = lxml.etree.XMLParser(resolve_entities=False, huge_tree=True)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ASSIGNED = re.compile(r'\A(?:\(window\.\w+ \|\|= \{\}\)\["[^"]+"\]|(?:var|const) \w+) ?= ?')
_MARKUP = re.compile(r"<[^>]+>")


def pages(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Each page and each piece of HTML with marks in a file: where it is, and its HTML."""
    suffix = PurePosixPath(path).suffix
    if suffix in _PAGES:
        yield path, _FRONT_MATTER.sub("", data.decode())
    elif path.endswith(("/sheet.js", "/shared.js")):
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
            yield from ((f"{path} {place}", text) for place, text in texts(name, inner))
    elif path.endswith("search-index.js"):
        yield from ((path, text) for text in _search_texts(_json(data.decode())))
    elif suffix in _READERS and not path.endswith(("/sheet.js", "/shared.js")):
        yield from ((path, text) for text in _READERS[suffix](data))


def _data_texts(data: bytes) -> Iterator[str]:
    yield from map(_plain, _texts(_json(data.decode())))


def _front_matter(data: bytes) -> Iterator[str]:
    yield (_FRONT_MATTER.match(data.decode()) or [""])[0]


def _unmarked(data: bytes) -> Iterator[str]:
    if _MARK not in data:
        yield _plain(data.decode())


def _elements(data: bytes) -> Iterator[str]:
    for element in lxml.etree.fromstring(data, _PARSER).iter():
        read = [str(value) for name, value in element.attrib.items() if name in READ]
        yield from map(_plain, (element.text or "", element.tail or "", *read))


def _plain_text(data: bytes) -> Iterator[str]:
    yield _plain(data.decode())


def pdf_text(data: bytes) -> str:
    """The text of a PDF, in reading order."""
    document = pypdfium2.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_range() for page in document).replace("\ufffe", "")


def _pdf_texts(data: bytes) -> Iterator[str]:
    yield pdf_text(data)


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".js": _data_texts,
    ".json": _data_texts,
    ".md": _front_matter,
    ".html": _unmarked,
    ".xml": _elements,
    ".svg": _elements,
    ".txt": _plain_text,
    ".pdf": _pdf_texts,
}
"""Suffix → the texts of such a file."""


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a package; of a package for Anki, its notes as JSON."""
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
        connection.close()
    return json.dumps([field for (fields,) in rows for field in fields.split("\x1f")]).encode()


def _json(text: str) -> Any:
    """The data of a file of JSON, or of a script that assigns JSON; None if it is a program."""
    start = _ASSIGNED.match(text)
    try:
        return json.loads(text[start.end() :].strip().removesuffix(";") if start else text)
    except ValueError:
        return None


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


def _search_texts(index: Any) -> Iterator[str]:
    """What a search shows, without the words that people may type."""
    for entry in index["entries"]:
        yield from (entry["t"], entry["d"], *(heading for _, heading, _ in entry["p"]))
    for tier in index["help"]["tiers"]:
        yield from (tier["t"], tier["a"])


def _plain(text: str) -> str:
    """A text without markup. What learning platforms escape twice is read twice."""
    for _ in range(2):
        text = _MARKUP.sub(" ", unescape(text))
    return text
