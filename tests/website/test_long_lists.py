# SPDX-License-Identifier: MIT
"""Long lists: no page grows with the site, every item is in one part, and every place is led to."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest

from bench.multiply import multiply
from bench.pages import type_of
from generator.build import promise_files
from generator.content import bank, long_lists
from generator.content.library import Library
from generator.content.load import load
from generator.content.long_lists import CUT_LETTERS, LIST_PART
from generator.output.page import PageContent
from generator.settings.settings import Settings
from generator.site import Site
from generator.website import navigation, offline
from generator.website.data import PLACES_FILE, render_data
from generator.website.pages import frame
from generator.website.pages.render import render_pages
from generator.website.search_index import SEARCH_INDEX, index_files, index_of
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

CONTENT = REPOSITORY / "examples" / "neck-and-shoulder" / "content"
pytestmark = pytest.mark.builds
LIMIT = 4
FEW, MANY = 24, 60
"""Numbers of topics, both of which make long lists."""
GROWTH = 1.15
"""How much heavier the heaviest page of a type may be on the larger site."""
WAY, ROOM = 1500, 200
"""Characters of the links to the other parts of a list, of which a larger site has more; of all others."""
LOADED = re.compile(r".*\.(html|js)|assets/offline/.*")
"""Files that pages load, or that are pages of their own."""


class Rendered:
    """The pages of a site."""

    def __init__(self, site: Site) -> None:
        files = promise_files(site)
        self.files = [file for file in files if file.path.endswith(".md")]
        self.site = site
        self.pages = {
            file.path: content for file in self.files if isinstance(content := file.content, PageContent)
        }
        self.loaded = [file for file in files if LOADED.fullmatch(file.path) and file.path != SEARCH_INDEX]
        """What pages load, without the search index, which is in one file while it is only promised."""

    def at(self, address: str) -> HtmlElement:
        """The page at an address."""
        folder = address.partition("#")[0]
        paths = (f"{folder}index.md", f"{folder.rstrip('/')}.md")
        path = next(path for path in paths if path in self.pages)
        return lxml.html.fragment_fromstring(self.pages[path].body, create_parent="main")

    def places(self, address: str) -> set[str]:
        """The ids in a page."""
        return set(self.at(address).xpath("//@id"))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Rendered]]:
    """Number of topics → a site, both with lists that are cut when they are much shorter than usual."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_lists, "LIMIT", LIMIT)
        patch.setattr(bank, "_BUCKET", LIMIT)
        patch.setattr(offline, "_WHOLE", 0)
        patch.setattr(offline, "_LISTED", LIMIT)
        for module in (navigation, frame):
            patch.setattr(module, "MAX_LISTED", 2 * LIMIT)
        yield {topics: Rendered(site_of(topics, tmp_path_factory)) for topics in (FEW, MANY)}


def site_of(topics: int, folders: pytest.TempPathFactory) -> Site:
    folder = folders.mktemp("long") / "content"
    multiply(CONTENT, folder, topics)
    content, _ = load(folder)
    return Site(Library(content), Settings(site_name="House", version="4.5.6"))


def grown(few: dict[str, int], many: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Type of file → the size of its heaviest file on both sites, if that grows with the site.

    Args:
        few: path → size, on the smaller site.
        many: the same on the larger one.
    """
    before, after = heaviest(few), heaviest(many)
    sizes = {type_: (before.get(type_) or before[whole_list(type_)], size) for type_, size in after.items()}
    return {
        type_: (less, more)
        for type_, (less, more) in sizes.items()
        if more > GROWTH * less + (WAY if type_.endswith(LIST_PART) else ROOM)
    }


def heaviest(sizes: dict[str, int]) -> dict[str, int]:
    by_type: dict[str, int] = {}
    for path, size in sizes.items():
        by_type[type_of(path)] = max(by_type.get(type_of(path), 0), size)
    return by_type


def whole_list(part: str) -> str:
    """The page of a list of which the smaller site has no parts."""
    return f"{part.removesuffix(LIST_PART)}index.md"


def test_no_page_grows_with_the_site(sites: dict[int, Rendered]) -> None:
    few, many = ({path: len(page.text) for path, page in sites[size].pages.items()} for size in (FEW, MANY))
    assert grown(few, many) == {}


def test_nothing_that_a_page_loads_grows_with_the_site(sites: dict[int, Rendered]) -> None:
    """Forms load names and questions, frames questions, offline copies lists, searches an index."""
    few, many = (
        {
            **{file.path: len(file.data) for file in sites[size].loaded},
            **{path: len(text) for path, text in index_files(index_of_site(sites[size]), 0).items()},
        }
        for size in (FEW, MANY)
    )
    types = {type_of(path) for path in many}
    assert {
        "assets/offline/*.json",
        "assets/quiz-names.js",
        "assets/search-index.js",
        "assets/search/*.js",
        "assets/sheet-names.js",
        "handouts/*/sheet.js",
        "quizzes/*/embed/index.html",
        "quizzes/mix/embed/*.js",
        "quizzes/mix/embed/index.html",
        "quizzes/mix/ids/*.js",
        "quizzes/mix/rows/*.js",
        "sw.js",
    } <= types
    assert grown(few, many) == {}


def index_of_site(site: Rendered) -> dict[str, Any]:
    return index_of(site.site, site.files)


@pytest.mark.parametrize(
    "page", ["techniques/", "techniques/compare/", "symptoms/", "muscles/", "self-care/", "quizzes/"]
)
def test_each_topic_is_in_one_part(sites: dict[int, Rendered], page: str) -> None:
    kind = page.split("/", maxsplit=1)[0]
    parts = [path for path in sites[MANY].pages if path.startswith(f"{page}{LIST_PART}")]
    linked = [
        link
        for path in parts
        for link in re.findall(rf'href="[./]*(?:{kind}/)?([a-z0-9-]+)/"', sites[MANY].pages[path].body)
        if link in sites[MANY].site.library.of_kind(kind)
    ]
    assert len(parts) > 2
    assert sorted(linked) == sorted(sites[MANY].site.library.of_kind(kind))


@pytest.mark.parametrize(
    ("page", "kind", "start"),
    [("evidence/plain-words/", "symptoms", "why-symptoms-"), ("for-educators/", "quizzes", "embed-")],
)
def test_every_place_is_led_to(sites: dict[int, Rendered], page: str, kind: str, start: str) -> None:
    """From the page of the list, by the rule in `long-list.js`."""
    site = sites[MANY]
    places = [start + id_ for id_ in site.site.library.of_kind(kind)]
    assert len(places) > LIMIT
    for one in places:
        address = page
        while one not in site.places(address):
            (link,) = [
                link
                for link in site.at(address).xpath("//*[@class='list-parts']//a[not(@aria-current)]")
                if leads_to(one, link)
            ]
            address = joined(address, link.get("href"))


def leads_to(place: str, link: HtmlElement) -> bool:
    stem, first, last = (link.get(f"data-{name}") for name in ("stem", "from", "to"))
    text = place.ljust(len(stem) + 1, "-")
    at = CUT_LETTERS.index(text[len(stem)])
    return text.startswith(stem) and CUT_LETTERS.index(first) <= at <= CUT_LETTERS.index(last)


def joined(address: str, link: str) -> str:
    """The address that a relative link leads to."""
    folders = address.rstrip("/").split("/")
    while link.startswith("../"):
        link = link.removeprefix("../")
        folders.pop()
    return "/".join([*folders, link])


def test_a_part_says_where_one_is(sites: dict[int, Rendered]) -> None:
    parts = {
        path: page for path, page in sites[MANY].pages.items() if path.startswith(f"symptoms/{LIST_PART}")
    }
    leaves = [path for path, page in parts.items() if 'class="cards' in page.body]
    titles = [parts[path].meta["title"] for path in leaves]
    assert len({*titles}) == len(titles) > 2
    whole = sites[MANY].pages["symptoms/index.md"].meta["title"]
    assert all(title.startswith(whole) and title != whole for title in titles)
    for page in parts.values():
        assert page.meta["crumbs"][1]["url"] == "symptoms/"
        assert 'id="get-help"' in page.body


def test_parts_lead_to_each_other(sites: dict[int, Rendered]) -> None:
    leaves = {
        path
        for path, page in sites[MANY].pages.items()
        if f"symptoms/{LIST_PART}" in path and '<ul class="cards' in page.body
    }
    first = next(path for path in leaves if 'class="card previous"' not in sites[MANY].pages[path].body)
    address, seen = first.removesuffix("index.md"), []
    while True:
        seen.append(address + "index.md")
        following = (
            sites[MANY].at(address).xpath("//nav[@class='pager']//a[contains(@class, 'next')]/@href")
        )
        if not following:
            break
        address = joined(address, following[0])
    assert {*seen} == {path for path in leaves if path.startswith(f"symptoms/{LIST_PART}")}


def test_parts_are_not_found_beside_their_items(sites: dict[int, Rendered]) -> None:
    index = index_of_site(sites[MANY])
    parts = [entry["u"] for entry in index["entries"] if f"/{LIST_PART}" in entry["u"]]
    assert all(address.startswith("evidence/sources/") for address in parts)


def test_all_places_are_in_a_file_if_a_page_names_some(sites: dict[int, Rendered]) -> None:
    files = {file.path: file for file in render_data(sites[MANY].site)}
    places = json.loads(files[PLACES_FILE].data)
    library = sites[MANY].site.library
    most = max(library.cited_at, key=lambda id_: len(library.cited_at[id_]))
    assert len(places["sources"][most]["pages"]) == len(library.cited_at[most]) > 2 * LIMIT
    assert any(PLACES_FILE in page.body for path, page in sites[MANY].pages.items() if "/sources" in path)


def test_a_site_of_usual_size_has_no_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_lists, "LIMIT", 150)
    content, _ = load(CONTENT)
    site = Site(Library(content), Settings(site_name="House", version="4.5.6"))
    assert not [file.path for file in render_pages(site) if LIST_PART in file.path]
    assert PLACES_FILE not in [file.path for file in render_data(site)]
