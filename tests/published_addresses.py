# The addresses that a built website promises to keep, and those that were published before.
#
# A printed code, a bookmark, another website's frame and a course in a learning platform go on asking
# for the address that they were given. So `published-addresses.txt` lists every page, every #place in a
# page and every file that others may link to, and a test fails when one of them is no longer there.

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html

from generator.content.long_lists import LIST_PART

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pytest

_PLACES = ("details", "div", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section", "tr")
"""Elements whose id is a place in the text. Others with an id are controls, their hints, or drawings."""

_FOR_SCRIPTS = frozenset({"maker", "search-results"})
"""Boxes that scripts fill."""

_NOTE = "source-"
_LOADED = re.compile(r'<h2[^>]* id=\\"(question-[a-z0-9-]+)\\"')
"""The id of a question's heading, in a script."""
"""A page numbers its notes in the order of its text, so the id of a note does not last."""

_QUESTION = "question-"
"""A question keeps its place in its own quiz. A quiz that draws from others may draw another one."""

_OURS = frozenset({".css", ".js", ".woff2"})
"""What only our own pages load."""

_FOR_HOSTS = frozenset({".htaccess", "404.html", "_headers", "nginx-headers.conf", "sitemap.xml.gz"})
"""What only the computer that serves the website reads."""

HEADER = """\
# Every address that this website has published: pages, places in pages, files.
# None of them may be lost. `make test` compares this list with the website; CONTRIBUTING.md says more.
"""


@dataclass(frozen=True)
class Addresses:
    """What a built website answers to."""

    found: frozenset[str]
    """Pages (`/about/`), places (`/about/#contact`) and files (`/data/techniques.json`)."""
    redirected: frozenset[str]
    """The pages among them that lead on to another page."""
    led_to: frozenset[str] = frozenset()
    """Places in a long list that are in one of its parts now: the page of the list leads on to them."""

    def lost(self, published: Iterable[str]) -> list[str]:
        """The published addresses that are gone; a place in a page that redirects is not."""
        return sorted(
            address
            for address in set(published) - self.found - self.led_to
            if not ("#" in address and address.partition("#")[0] in self.redirected)
        )


def addresses_of(root: Path) -> Addresses:
    """Every address of the website built into the folder `root` that others may rely on."""
    found, redirected, led_to = set(), set(), set()
    drawn = _drawn_quizzes(root)
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        address = "/" + path.relative_to(root).as_posix()
        if path.name in _FOR_HOSTS or (path.suffix in _OURS and address != "/sw.js"):
            continue
        if path.suffix != ".html":
            found.add(address)
            continue
        address = address.removesuffix("index.html")
        page = html.document_fromstring(path.read_bytes() or b"<html>")
        places = set(_places(page, _QUESTION if address.startswith(drawn) else _NOTE))
        places = {*places, *_loaded_places(page, path)}
        found |= {address, *(f"{address}#{place}" for place in places)}
        list_, is_part, _ = address.partition(f"/{LIST_PART}")
        led_to |= {f"{list_}/#{place}" for place in places} if is_part else set()
        if page.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']"):
            redirected.add(address)
    return Addresses(frozenset(found), frozenset(redirected), frozenset(led_to))


def _places(page: html.HtmlElement, passing: str) -> Iterator[str]:
    """The ids of places in the text, without those that begin like something that may change its place."""
    for element in page.iter(*_PLACES):
        id_ = element.get("id")
        if not id_ or id_ in _FOR_SCRIPTS or id_.startswith((_NOTE, passing)):
            continue
        if next(element.iterancestors("svg"), None) is None:
            yield id_


def _loaded_places(page: html.HtmlElement, path: Path) -> Iterator[str]:
    """The places of an embed page that loads the questions which its address names."""
    if page.xpath("//*[@data-quiz][@data-bank]"):
        for script in sorted(path.parent.glob("*.js")):
            yield from _LOADED.findall(script.read_text(encoding="utf-8"))


def _drawn_quizzes(root: Path) -> tuple[str, ...]:
    """The pages of quizzes that draw their questions from other quizzes."""
    data = root / "data" / "quizzes.json"
    quizzes = json.loads(data.read_text("utf-8"))["items"] if data.exists() else []
    return tuple("/" + quiz["address"] for quiz in quizzes if "draw" in quiz)


def read(file: Path) -> list[str]:
    """The published addresses, in the order of the file."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return [line for line in lines if not line.startswith("#")]


def record(file: Path, addresses: Addresses) -> None:
    """Add to the file what is new. Nothing leaves it here: that takes an edit by hand, seen in the diff."""
    lines = sorted({*read(file), *addresses.found})
    file.write_text(HEADER + "".join(f"{line}\n" for line in lines), "utf-8")


# --- the pytest plugin ------------------------------------------------------------------------------

NEW = "new addresses"
"""The property of a test that says how many addresses are not in the list yet."""

UPDATE = ".venv/bin/python -m pytest -k published_address --update-addresses"
"""The command that adds them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-addresses", action="store_true", help="add new addresses to the published ones"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports("passed"):
        if count := dict(report.user_properties).get(NEW):
            terminalreporter.section("published addresses")
            terminalreporter.line(f"{count} addresses are new. Before you publish them: {UPDATE}")
