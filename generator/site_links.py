# Every link inside a built website: does it lead to something that is there?
#
# MkDocs checks the links of Markdown only. This reads the finished files instead, so it sees raw HTML,
# theme templates, embed pages, style sheets, manifests and data as a browser does. Three rules:
#
#     site-link   an address inside the site must name a file of it, an #anchor an id of that page
#     same-id     an id stands once in a page (HTML Living Standard, 3.2.6)
#     other-host  a page may link to another host, and loads nothing from one
#
# `python -m generator.site_links build/site --base https://example.org/sub/`

from __future__ import annotations

import difflib
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

import click
from lxml import etree, html

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESSES = frozenset({"action", "cite", "data", "formaction", "href", "poster", "src", "xlink:href"})
_ADDRESS_LISTS = frozenset({"imagesrcset", "srcset"})
_ARIA = ("activedescendant", "controls", "describedby", "details", "errormessage", "labelledby", "owns")
_ID_LISTS = frozenset({"for", "form", "headers", "list"} | {f"aria-{name}" for name in _ARIA})
"""Attributes that name ids of the same page."""

_LOADED = frozenset({"data", "imagesrcset", "poster", "src", "srcset"})
_LOADED_RELS = frozenset({"icon", "manifest", "modulepreload", "preconnect", "preload", "stylesheet"})
"""Attributes, and `rel` values of `<link>`, that make a browser ask for the address."""

_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s][^)]*?))\s*\)|@import\s+["']([^"']+)""")
_REFRESH = re.compile(r"^\s*\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)
_MANIFEST_KEYS = frozenset({"scope", "src", "start_url", "url"})
_TEXT = frozenset({".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".webmanifest", ".xml"})


@dataclass(frozen=True)
class Link:
    """One address, as it is written in a file."""

    file: str
    """The file, below the site's folder."""
    line: int
    """Counted from 1."""
    where: str
    """What holds it, such as `a.href`."""
    url: str
    """The address."""
    loads: bool = False
    """Whether a browser asks for it without being told to."""


@dataclass(frozen=True)
class Site:
    """What a built website holds."""

    root: Path
    """Its folder."""
    files: frozenset[str]
    """Every file, below the folder, with forward slashes."""
    ids: dict[str, Counter[str]] = field(default_factory=dict)
    """How often each id occurs in each page."""
    links: list[Link] = field(default_factory=list)
    """Every address."""


def check(root: Path, base: str = "") -> list[Problem]:
    """What is wrong with the links of the website in `root`.

    Args:
        root: the folder of the built website.
        base: where it will stand: an address (`https://example.org/sub/`), a path (`/sub/`) or nothing.
    """
    return problems(read(root, base), base)


# --- reading ---------------------------------------------------------------------------------------


def read(root: Path, base: str = "") -> Site:
    """Every file, id and link of the website in `root`."""
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    site = Site(root, frozenset(path.relative_to(root).as_posix() for path in paths))
    for path in paths:
        if path.suffix in _TEXT:
            _read_file(site, path.relative_to(root).as_posix(), path.read_text("utf-8"), base)
    return site


def _read_file(site: Site, file: str, text: str, base: str) -> None:
    suffix = Path(file).suffix
    if suffix in {".html", ".svg"}:
        _read_page(site, file, text)
    elif suffix == ".css":
        site.links.extend(_css_links(file, text, 1))
    elif suffix == ".webmanifest":
        site.links.extend(_manifest_links(file, json.loads(text)))
    if urlsplit(base).netloc:
        site.links.extend(_own_addresses(file, text, base))


def _read_page(site: Site, file: str, text: str) -> None:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    page = html.document_fromstring(text.encode() or b"<html>", parser=parser)
    site.ids[file] = Counter()
    for element in page.iter(etree.Element):
        site.ids[file].update(filter(None, _names(element)))
        site.links.extend(_element_links(file, element))


def _names(element: etree._Element) -> set[str | None]:
    """What an #anchor can find the element by."""
    return {element.get("id"), element.get("name") if element.tag == "a" else None}


def _element_links(file: str, element: etree._Element) -> Iterator[Link]:
    tag, line = str(element.tag), element.sourceline or 1
    rel = set(element.get("rel", "").lower().split()) if tag == "link" else set()
    for name, value in element.items():
        where = f"{tag}.{name}"
        loads = name in _LOADED or bool(rel & _LOADED_RELS)
        if name in _ADDRESSES:
            yield Link(file, line, where, value, loads)
        elif name in _ADDRESS_LISTS:
            yield from (Link(file, line, where, url, loads) for url in _srcset(value))
        elif name in _ID_LISTS:
            yield from (Link(file, line, where, f"#{id_}") for id_ in value.split())
        elif name == "usemap":
            yield Link(file, line, where, value)
        elif "url(" in value:
            yield from _css_links(file, value, line, where)
        elif tag == "meta" and name == "content" and (refresh := _REFRESH.match(value)):
            yield Link(file, line, "meta.refresh", refresh[1])
    if tag == "style":
        yield from _css_links(file, element.text or "", line)


def _srcset(value: str) -> list[str]:
    return [candidate.split()[0] for candidate in re.split(r",\s", value) if candidate.strip()]


def _css_links(file: str, text: str, first_line: int, where: str = "css") -> Iterator[Link]:
    for match in _CSS_URL.finditer(text):
        line = first_line + text.count("\n", 0, match.start())
        url = next(filter(None, match.groups()), "")
        if where != "css" or not url.startswith("#"):  # in a style sheet `#id` means any page
            yield Link(file, line, where, url, loads=True)


def _manifest_links(file: str, data: object) -> Iterator[Link]:
    """Addresses in a web app manifest (https://www.w3.org/TR/appmanifest/)."""
    if isinstance(data, list):
        for item in data:
            yield from _manifest_links(file, item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in _MANIFEST_KEYS and isinstance(value, str):
                yield Link(file, 1, key, value)
            else:
                yield from _manifest_links(file, value)


def _own_addresses(file: str, text: str, base: str) -> Iterator[Link]:
    """The site's own full address wherever it is written: sitemap, data, metadata, code to copy."""
    for match in re.finditer(re.escape(base.rstrip("/")) + r"""(?:[/?#][^\s"'<>()\\`]*|\b)""", text):
        line = 1 + text.count("\n", 0, match.start())
        url = unescape(match[0]).split('"')[0].split("<")[0].rstrip(".,;:!?")
        yield Link(file, line, "address", url)


# --- judging ---------------------------------------------------------------------------------------


def problems(site: Site, base: str = "") -> list[Problem]:
    """What is wrong with the ids and links of `site`."""
    judged = ((link, _wrong(site, link, base)) for link in site.links)
    broken = [_problem(site, link, *wrong) for link, wrong in judged if wrong]
    return sorted({*broken, *_same_ids(site)})


def _wrong(site: Site, link: Link, base: str) -> tuple[str, str] | None:
    """A message and the rule, if the link is wrong."""
    if not link.url.strip() and not link.where.endswith("action"):
        return "the address is empty", "site-link"
    url = _split(link.url)
    if _inside(link):
        return _missing(site, link, url, urlsplit(base).path)
    if link.loads and url.scheme in {"", "http", "https"} and url.netloc != urlsplit(base).netloc:
        return f"loads '{link.url}' from another host; keep a copy in the site", "other-host"
    return None


def _inside(link: Link) -> bool:
    """Whether a link stays in the site; full addresses of the site are links of their own."""
    url = _split(link.url)
    return link.where == "address" or not (url.scheme or url.netloc)


def _split(url: str) -> SplitResult:
    """The parts of an address; one that cannot be read counts as a path, which leads to nothing."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        return SplitResult("", "", url, "", "")


def _missing(site: Site, link: Link, url: SplitResult, base: str) -> tuple[str, str] | None:
    """A message and the rule, if there is nothing at an address or no such place in what is there."""
    target = _resolve(link.file, unquote(url.path), base)
    if target is None:
        return f"'{link.url}' leads out of the site", "site-link"
    if f"{target}/index.html" in site.files:
        return f"'{link.url}' names a folder; write '{url.path}/'", "site-link"
    if target not in site.files:
        hint = _did_you_mean(target, site.files)
        return f"'{link.url}' leads to nothing: there is no {target}{hint}", "site-link"
    anchor = unquote(url.fragment)
    if target not in site.ids or _found(anchor, site.ids[target]):
        return None
    hint = _did_you_mean(anchor, site.ids[target])
    return f"'{link.url}' leads to no place: {target} has no id '{anchor}'{hint}", "site-link"


def _resolve(file: str, path: str, base: str) -> str | None:
    """The file that `path` means when written in `file`; None outside the site (RFC 3986, 5.2.4)."""
    if not path:
        return file
    folder = file.split("/")[:-1]
    if path.startswith("/"):
        root = f"/{base.strip('/')}/".replace("//", "/")
        if not f"{path}/".startswith(root):
            return None
        folder, path = [], path[len(root) :]
    steps = path.split("/")
    for step in steps if steps[-1] in {".", ".."} else steps[:-1]:
        if step == ".." and not folder:
            return None
        if step == "..":
            folder.pop()
        elif step != ".":
            folder.append(step)
    name = "index.html" if steps[-1] in {"", ".", ".."} else steps[-1]
    return "/".join([*folder, name])


def _found(anchor: str, ids: Counter[str]) -> bool:
    """Whether a page has the place; every page has its top, and `:~:` searches for text."""
    return anchor in {"", "top"} or anchor.startswith(":~:") or anchor in ids


def _did_you_mean(wanted: str, known: frozenset[str] | Counter[str]) -> str:
    close = difflib.get_close_matches(wanted, sorted(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def _same_ids(site: Site) -> Iterator[Problem]:
    for file, ids in site.ids.items():
        for id_, count in ids.items():
            if count > 1:
                link = Link(file, 1, "id", id_)
                yield _problem(site, link, f"'{id_}' stands {count} times; an id stands once", "same-id")


def _problem(site: Site, link: Link, message: str, rule: str) -> Problem:
    """A problem at the place of `link`; only now is the column looked up."""
    path = site.root / link.file
    lines = path.read_text("utf-8").splitlines() or [""]
    line = min(link.line, len(lines))
    column = lines[line - 1].find(link.url.removeprefix("#")) + 1
    return Problem(path.as_posix(), line, max(column, 1), link.where, message, rule)


@click.command()
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--base", default="", help="Where the site will stand: https://example.org/sub/ or /sub/.")
def main(root: Path, base: str) -> None:
    """Check every link inside the built website in ROOT."""
    site = read(root, base)
    wrong = problems(site, base)
    for problem in wrong:
        print(problem, file=sys.stderr)
    inside = [link for link in site.links if _inside(link)]
    hosts = {_split(link.url).netloc for link in site.links} - {"", urlsplit(base).netloc}
    print(f"Links checked: {len(inside)}, pages: {len(site.ids)}, problems: {len(wrong)};", end=" ")
    print(f"other hosts linked to: {len(hosts)}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
