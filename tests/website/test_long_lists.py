# SPDX-License-Identifier: MIT
"""Long lists: no page grows with the site, every item is in one part, and every place is led to."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import lxml.html
import pytest

from bench.multiply import multiply
from generator.content import long_lists
from generator.content.library import Library
from generator.content.load import load
from generator.content.long_lists import CUT_LETTERS, LIST_PART
from generator.handouts.handout_pages import render_handout_pages
from generator.handouts.offers import Offers
from generator.output.page import PageContent
from generator.quizzes.exports.registry import FORMATS
from generator.settings.settings import Settings
from generator.site import Site
from generator.website import navigation
from generator.website.data import PLACES_FILE, render_data
from generator.website.pages import frame
from generator.website.pages.render import render_pages
from generator.website.search_index import index_of
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

CONTENT = REPOSITORY / "examples" / "neck-and-shoulder" / "content"
pytestmark = pytest.mark.builds
LIMIT = 4
FEW, MANY = 24, 60
"""Numbers of topics, both of which make long lists."""
GROWTH = 1.3
"""How much heavier the heaviest page of a type may be on the larger site."""
WAY = 1500
"""Characters of the links to the other parts of a list, of which a larger site has more."""
STILL_GROW = {"quizzes/mix.md", "handouts/make.md"}
"""Forms that name all that one can choose."""


class Rendered:
    """The pages of a site."""

    def __init__(self, site: Site) -> None:
        offers = Offers([])
        self.files = [*render_pages(site, FORMATS, offers), *render_handout_pages(site, offers)]
        self.site = site
        self.pages = {
            file.path: content for file in self.files if isinstance(content := file.content, PageContent)
        }

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
        for module in (navigation, frame):
            patch.setattr(module, "MAX_LISTED", 2 * LIMIT)
        yield {topics: Rendered(site_of(topics, tmp_path_factory)) for topics in (FEW, MANY)}


def site_of(topics: int, folders: pytest.TempPathFactory) -> Site:
    folder = folders.mktemp("long") / "content"
    multiply(CONTENT, folder, topics)
    content, _ = load(folder)
    return Site(Library(content), Settings(site_name="House", version="4.5.6"))


def type_of(path: str) -> str:
    """The path of a page, the same for all pages of its type."""
    path = re.sub(rf"/{LIST_PART}.*", f"/{LIST_PART}", path)
    return re.sub(rf"^([a-z-]+)/(?!{LIST_PART})[^/]+/index.md$", r"\1/*", path)


def test_no_page_grows_with_the_site(sites: dict[int, Rendered]) -> None:
    heaviest: dict[int, dict[str, int]] = {FEW: {}, MANY: {}}
    for topics, sizes in heaviest.items():
        for path, page in sites[topics].pages.items():
            sizes[type_of(path)] = max(sizes.get(type_of(path), 0), len(page.text))
    before = {
        type_: heaviest[FEW].get(type_) or heaviest[FEW][f"{type_.removesuffix(LIST_PART)}index.md"]
        for type_ in heaviest[MANY]
    }
    grown = {
        type_: (before[type_], size)
        for type_, size in heaviest[MANY].items()
        if size > GROWTH * before[type_] + WAY and type_ not in STILL_GROW
    }
    assert grown == {}


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
    index = index_of(sites[MANY].site, sites[MANY].files)
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
