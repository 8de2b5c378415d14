# SPDX-License-Identifier: MIT
"""The folder of `unknot write` becomes the same site in MkDocs, ProperDocs and Zensical, with our theme."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import lxml.etree
import lxml.html
import pytest
from PIL import Image

from tests.hosts.test_builds import build, project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.builds

ADDRESSES = ("", "https://unknot.example/back")
WRITTEN_BY_AN_AUTHOR = """
## A heading of two words

See [the list](glossary.md#survey), [this](#a-heading-of-two-words) and ![a dot](drawings/dot.png).

```json
{"a": "<b>", "c": 1}
```
"""
OF_MATERIAL = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""Folders of the host's own theme, from which our pages load nothing."""
OF_ONE_HOST = frozenset({"sitemap.xml.gz", "search.json"})
"""Files that MkDocs or Zensical adds, and that our pages do not load."""
NOT_SHOWN = ("md-toggle", "md-overlay", "md-skip", "md-dialog")
"""Elements of Material's page template that our style sheet hides."""
LINKS = ("href", "src", "data-index", "data-root", "data-worker")


@dataclass(frozen=True)
class Sites:
    """One written folder, built by each host."""

    mkdocs: Path
    other: Path


@dataclass(frozen=True)
class Seen:
    """What readers, their browsers and search engines get from a page."""

    title: str
    text: list[str]
    links: list[tuple[str, str, str]]
    """Element, attribute and full address: links, scripts, style sheets, pictures."""
    ids: list[str]
    metadata: list[tuple[str, str]]
    linked_data: list[Any]


@pytest.fixture(scope="module", params=ADDRESSES, ids=["no address", "a sub-folder"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder by `unknot write`, with `site-mkdocs/` by MkDocs and Material alone."""
    folder = project(tmp_path_factory.mktemp("project"))
    about = folder / "content" / "pages" / "about.md"
    about.write_text(about.read_text("utf-8") + WRITTEN_BY_AN_AUTHOR, encoding="utf-8")
    (about.parent / "drawings").mkdir()
    Image.new("L", (4, 4)).save(about.parent / "drawings" / "dot.png")
    run(folder, request.param, "-c", "from generator.hosts.cli import main; main()", "write", "out/docs")
    run(folder / "out", request.param, "-m", "mkdocs", "build", "--strict", "--site-dir", "site-mkdocs")
    built = build(folder, SITE_URL=request.param)
    assert built.returncode == 0, built.stderr
    return folder / "out"


@pytest.fixture(scope="module", params=["properdocs", "zensical"])
def sites(request: pytest.FixtureRequest, written: Path) -> Sites:
    target = written / "site"
    if target.exists():
        target.rename(written / "site-of-the-host-before")
    command = ("build", "--strict", "--config-file", "mkdocs.yml")
    output = run(written, "", "-m", request.param, *command)
    assert "warning" not in output.lower(), output
    return Sites(written / "site-mkdocs", target)


def run(folder: Path, address: str, *command: str) -> str:
    """Run Python with the site's address; what it printed. `make test` installs a host that is missing."""
    result = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout}{result.stderr}"
    return result.stdout + result.stderr


def seen(site: Path, path: str) -> Seen:
    document = lxml.html.document_fromstring((site / path).read_text("utf-8"))
    base = urljoin("https://host.example/back/", path.removesuffix("index.html"))
    for hidden in [element for element in document.iter("*") if element.get("class") in NOT_SHOWN]:
        hidden.drop_tree()
    data = [json.loads(script.text) for script in document.xpath("//script[@type='application/ld+json']")]
    return Seen(
        document.findtext("head/title") or "",
        "".join(texts(document.body)).split(),
        [
            (str(element.tag), name, urljoin(base, value))
            for element in document.iter("*")
            for name in LINKS
            if (value := element.get(name)) is not None
        ],
        [element.get("id") for element in document.iter("*") if element.get("id")],
        [
            (meta.get("name") or meta.get("property") or "", meta.get("content") or "")
            for meta in document.iter("meta")
        ],
        data,
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("index.html", ""),
        ("404.html", "404.html"),
        ("techniques/compare/index.html", "techniques/compare/"),
    ],
)
def test_the_service_worker_finds_the_name_of_a_page(sites: Sites, path: str, name: str) -> None:
    """It reads it from the text of the file, where nothing may be escaped."""
    worker = (sites.other / "sw.js").read_text("utf-8")
    pattern = re.search(r"/(<meta name=[^/]*unknot-page.*?)/\.exec", worker)
    assert pattern
    found = re.search(pattern[1], (sites.other / path).read_text("utf-8"))
    assert found
    assert found[1] == name


def texts(element: lxml.html.HtmlElement) -> Iterator[str]:
    """The text in an element, without scripts and styles."""
    if element.tag not in {"script", "style"} and isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from texts(child)
            yield child.tail or ""


def published(site: Path) -> set[str]:
    """The published files that our pages are or may load."""
    paths = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return {path for path in paths - OF_ONE_HOST if not path.startswith(OF_MATERIAL)}


def test_the_same_files_are_published(sites: Sites) -> None:
    ours, theirs = published(sites.mkdocs), published(sites.other)
    if not (sites.mkdocs / "sitemap.xml").exists():  # MkDocs writes no empty file, Zensical does
        theirs -= {"sitemap.xml"}
    assert theirs == ours
    assert "drawings/dot.png" in ours


def test_readers_see_the_same_on_every_page(sites: Sites) -> None:
    pages = sorted(path for path in published(sites.mkdocs) if path.endswith(".html"))
    assert {"index.html", "404.html", "about/index.html", "warning-signs/index.html"} <= set(pages)
    for path in pages:
        ours, theirs = seen(sites.mkdocs, path), seen(sites.other, path)
        assert ours.title, path
        for part in vars(ours):
            assert getattr(theirs, part) == getattr(ours, part), f"{part} of {path}"


def test_other_files_have_the_same_bytes(sites: Sites) -> None:
    paths = sorted(published(sites.mkdocs) - {"sitemap.xml"})
    others = [path for path in paths if not path.endswith(".html")]
    different = [path for path in others if not same_bytes(sites, path)]
    assert others
    assert different == []


def same_bytes(sites: Sites, path: str) -> bool:
    return (sites.mkdocs / path).read_bytes() == (sites.other / path).read_bytes()


def test_search_engines_are_told_the_same_addresses(sites: Sites) -> None:
    ours = sites.mkdocs / "sitemap.xml"
    theirs = sites.other / "sitemap.xml"
    if ours.exists():
        assert addresses(theirs) == addresses(ours) != []
    else:
        assert not theirs.exists() or not theirs.read_text("utf-8").strip()


def addresses(sitemap: Path) -> list[str]:
    found = lxml.etree.parse(sitemap).findall(".//{*}loc")
    return sorted(element.text or "" for element in found)


def test_our_plugin_publishes_the_same_pages(written: Path) -> None:
    """With the plugin, too, the page that an author's Markdown leads to and its picture are there."""
    site, plain = written.parent / "site", written / "site-mkdocs"
    assert published(site) == published(plain)
    for path in ("about/index.html", "404.html", "glossary/index.html"):
        assert seen(site, path) == seen(plain, path)
