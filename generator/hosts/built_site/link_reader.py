# Reads a built website: its files, the ids in its pages, and every address.
#
# Addresses are read from attributes of HTML and SVG, from style sheets, web app manifests and our data, and
# from the files in packages and HTML inside other files; and the site's own full address is found wherever
# it occurs.

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, urlsplit

from lxml import etree

from generator.output.walk import files_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    Attributes: TypeAlias = Sequence[tuple[str, str]]

_ADDRESSES = frozenset({"action", "cite", "data", "formaction", "href", "poster", "src", "xlink:href"})
_ADDRESS_LISTS = frozenset({"imagesrcset", "srcset"})
_ARIA = ("activedescendant", "controls", "describedby", "details", "errormessage", "labelledby", "owns")
_ID_LISTS = frozenset({"for", "form", "headers", "list"} | {f"aria-{name}" for name in _ARIA})
"""Attributes with ids of the same page."""

_WITH_ADDRESS = _ADDRESSES | _ADDRESS_LISTS | _ID_LISTS | {"usemap", "content"}
"""Attributes that are read; in all others, only `url(...)`."""

_LOADED = frozenset({"data", "imagesrcset", "poster", "src", "srcset"})
_LOADED_RELS = frozenset({"icon", "manifest", "modulepreload", "preconnect", "preload", "stylesheet"})
"""Attributes, and `rel` values of `<link>`, whose address a browser loads by itself."""

_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s][^)]*?))\s*\)|@import\s+["']([^"']+)""")
_REFRESH = re.compile(r"^\s*\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)
_MANIFEST_KEYS = frozenset({"scope", "src", "start_url", "url"})
FULL = "full address"
"""The value of `BuiltLink.where` for the site's own full address, wherever it occurs."""

TEXT = frozenset({".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".webmanifest", ".xml"})
"""Endings of files that are read."""
PACKAGES = frozenset({".apkg", ".imscc", ".zip"})
"""ZIP archives."""
_DATABASE = ".anki2"
"""A file of a package whose texts can be read as they are."""

_INSIDE = re.compile(
    r"""<[a-z][^<>]*?\s(?:action|cite|data|formaction|href|poster|src|xlink:href)\s*=\s*"""
    r"""\\*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>\\]+))""",
    re.IGNORECASE,
)
"""An address in HTML that is written inside another file. In JSON and scripts, quotes have a backslash."""
_JSON_ADDRESS = re.compile(
    r'"(?=[@ahisu])(?:@id|address|href|image|sameAs|src|url)" *: *"([^"]*)"', re.IGNORECASE
)


class BuiltLink(NamedTuple):
    """One address in a file, as it is written there."""

    file: str
    """The file, relative to the site's folder."""
    line: int
    """Line, counted from 1."""
    where: str
    """Element and attribute, or the kind of text, that contains the address, such as `a.href`."""
    url: str
    """The address."""
    loads: bool = False
    """Whether a browser loads the address by itself."""

    @property
    def parts(self) -> SplitResult:
        """The parts of the address; an invalid address counts as a path, which leads to nothing."""
        return _parts(self.url)

    @property
    def inside(self) -> bool:
        """Whether the address is inside the site; the site's full addresses have `where` set to `FULL`."""
        return self.where == FULL or not (self.parts.scheme or self.parts.netloc)


@lru_cache(maxsize=4096)  # most pages have the same links in their menu
def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url.strip())
    except ValueError:
        return SplitResult("", "", url, "", "")


@dataclass(frozen=True)
class BuiltSite:
    """The files, ids and links of a built website."""

    root: Path
    """The website's folder."""
    files: frozenset[str]
    """Paths of all files, relative to the folder, with forward slashes."""
    ids: dict[str, Counter[str]] = field(default_factory=dict)
    """Page → how often each id occurs in it."""
    links: list[BuiltLink] = field(default_factory=list)
    """All addresses in all files."""
    inside: list[BuiltLink] = field(default_factory=list)
    """Addresses in HTML and data inside other files, such as a quiz in XML."""
    packages: list[BuiltSite] = field(default_factory=list)
    """The ZIP archives, each as a website of its own."""

    def text(self, file: str) -> str:
        """The text of a file."""
        if self.root.is_dir():
            return (self.root / file).read_text("utf-8")
        with zipfile.ZipFile(self.root) as package:
            return package.read(file).decode(errors="ignore")


def read(root: Path, base: str = "") -> BuiltSite:
    """Read a website.

    Args:
        root: its folder.
        base: the address where it will be published, if known.
    """
    files = files_below(root)
    site = BuiltSite(root, frozenset(files))
    for file in files:
        path = root / file
        if path.suffix in TEXT:
            read_file(site, file, path.read_text("utf-8"), base)
        elif path.suffix in PACKAGES:
            site.packages.append(read_package(path, path.read_bytes()))
    return site


def read_package(path: Path, data: bytes) -> BuiltSite:
    """Read a ZIP archive as a website of its own."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        site = BuiltSite(path, frozenset(package.namelist()))
        for name in package.namelist():
            if Path(name).suffix in {*TEXT, _DATABASE}:
                read_file(site, name, package.read(name).decode(errors="ignore"), "")
    return site


def own_address(root: Path) -> str:
    """The canonical address of the home page in the folder `root`; empty if it has none."""
    home = root / "index.html"
    page = _parsed(home.read_bytes() if home.is_file() else b"", etree.HTMLParser())
    return next(iter(page.xpath("//link[@rel='canonical']/@href")), "")


def read_file(site: BuiltSite, file: str, text: str, base: str) -> None:
    """Add the ids and links of a file to a website."""
    suffix = Path(file).suffix
    if suffix in {".html", ".svg"}:
        _read_page(site, file, text)
    elif suffix == ".css":
        site.links.extend(_css_links(file, text, 1))
    elif suffix == ".webmanifest":
        site.links.extend(_manifest_links(file, json.loads(text)))
    elif suffix == ".json":
        site.links.extend(_data_links(file, text))
    site.inside.extend(_inside(file, text, is_page=suffix in {".html", ".svg"}))
    if urlsplit(base).netloc:
        site.links.extend(_own_addresses(file, text, base))


def _read_page(site: BuiltSite, file: str, text: str) -> None:
    page = _parsed(text.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    ids: list[str] = []
    for element in page.iter(etree.Element):
        attributes = element.items()
        ids += filter(None, _names(element, attributes))
        if element.tag == "style" or any(map(_may_have_address, attributes)):
            site.links.extend(_element_links(file, element, attributes))
    site.ids[file] = Counter(ids)


def _parsed(page: bytes, parser: etree.HTMLParser) -> etree._Element:
    """The elements of a page, which has at least one."""
    parsed = etree.fromstring(page or b"<html>", parser)
    return etree.Element("html") if parsed is None else parsed


def _names(element: etree._Element, attributes: Attributes) -> set[str]:
    """The names by which an #anchor can refer to the element."""
    return {value for name, value in attributes if name == "id" or (name == "name" and element.tag == "a")}


def _may_have_address(attribute: tuple[str, str]) -> bool:
    name, value = attribute
    return name in _WITH_ADDRESS or "url(" in value


def _element_links(file: str, element: etree._Element, attributes: Attributes) -> Iterator[BuiltLink]:
    tag, line = str(element.tag), element.sourceline or 1
    rel = set(element.get("rel", "").lower().split()) if tag == "link" else set()
    for name, value in attributes:
        where = f"{tag}.{name}"
        loads = name in _LOADED or bool(rel & _LOADED_RELS)
        if name in _ADDRESSES:
            yield BuiltLink(file, line, where, value, loads)
        elif name in _ADDRESS_LISTS:
            yield from (BuiltLink(file, line, where, url, loads) for url in _srcset(value))
        elif name in _ID_LISTS:
            yield from (BuiltLink(file, line, where, f"#{id_}") for id_ in value.split())
        elif name == "usemap":
            yield BuiltLink(file, line, where, value)
        elif "url(" in value:
            yield from _css_links(file, value, line, where)
        elif tag == "meta" and name == "content" and (refresh := _REFRESH.match(value)):
            yield BuiltLink(file, line, "meta.refresh", refresh[1])
    if tag == "style":
        yield from _css_links(file, element.text or "", line)


def _srcset(value: str) -> list[str]:
    return [candidate.split()[0] for candidate in re.split(r",\s", value) if candidate.strip()]


def _css_links(file: str, text: str, first_line: int, where: str = "css") -> Iterator[BuiltLink]:
    for line, match in _with_lines(_CSS_URL.finditer(text), first_line):
        url = next(filter(None, match.groups()), "")
        if where != "css" or not url.startswith("#"):  # in a style sheet, `#id` refers to any page
            yield BuiltLink(file, line, where, url, loads=True)


def _manifest_links(file: str, data: object) -> Iterator[BuiltLink]:
    """Addresses in a web app manifest (https://www.w3.org/TR/appmanifest/)."""
    if isinstance(data, list):
        for item in data:
            yield from _manifest_links(file, item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in _MANIFEST_KEYS and isinstance(value, str):
                yield BuiltLink(file, 1, key, value)
            else:
                yield from _manifest_links(file, value)


def _data_links(file: str, text: str) -> Iterator[BuiltLink]:
    """Addresses in our data: the value of `"address"` is a path from the site's root."""
    for line, match in _with_lines(re.finditer(r'"address": *"([^"]*)"', text)):
        yield BuiltLink(file, line, "address", "../" * file.count("/") + match[1])


def _inside(file: str, text: str, *, is_page: bool) -> Iterator[BuiltLink]:
    """Addresses in JSON data and, unless the file is a page itself, in HTML; it may be escaped."""
    texts = () if is_page else sorted({text, unescape(text)})
    found = [(_INSIDE.finditer(one), "HTML") for one in texts]
    found += [(_JSON_ADDRESS.finditer(text), "data")]
    for matches, where in found:
        for line, match in _with_lines(matches):
            yield BuiltLink(file, line, where, next(filter(None, match.groups()), "").rstrip("\\"))


def _own_addresses(file: str, text: str, base: str) -> Iterator[BuiltLink]:
    """The site's own full address wherever it occurs: sitemap, data, metadata, code to copy."""
    matches = re.finditer(re.escape(base.rstrip("/")) + r"""(?:[/?#][^\s"'<>()\\`]*|\b)""", text)
    for line, match in _with_lines(matches):
        url = unescape(match[0]).split('"')[0].split("<")[0].rstrip(".,;:!?")
        yield BuiltLink(file, line, FULL, url)


def _with_lines(matches: Iterator[re.Match[str]], line: int = 1) -> Iterator[tuple[int, re.Match[str]]]:
    """Matches in one text, each with its line.

    Args:
        matches: in order.
        line: that of the text's beginning.
    """
    end = 0
    for match in matches:
        line += match.string.count("\n", end, match.start())
        end = match.start()
        yield line, match
