# The generator contains nothing of its first subject: another content folder makes a site of its own. The
# examples do, and everything of theirs says that it is an example.

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import lxml.html
import pypdfium2  # type: ignore[import-untyped]
import pytest
import yaml

from generator.content.library import Library
from generator.content.load import load
from generator.hosts.built_site import link_check
from tests.conftest import REPOSITORY, SITE_URL, build_site
from tests.safety.outputs import pages, texts
from tests.shared import once
from tests.website.test_anything_missing import gaps

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

pytestmark = pytest.mark.builds

EXAMPLES = ("neck-and-shoulder", "desk-stretches")
FORMS = 4
"""A4 and Letter, in normal and in large print."""


@dataclass(frozen=True)
class Example:
    """An example and its built website."""

    content: Path
    site: Path


def content_of(name: str) -> Path:
    return REPOSITORY / "examples" / name / "content"


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Example:
    name: str = request.param
    config = REPOSITORY / "examples" / name / "mkdocs.yml"
    return Example(content_of(name), once(f"example-{name}", lambda path: build_site(path, config)))


def titles(content: Path) -> set[str]:
    """The titles of a content folder's topics, and the terms of its glossary."""
    library = Library(load(content)[0])
    topics = (library.techniques, library.symptoms, library.muscles, library.self_care, library.quizzes)
    names = {topic.title for kind in topics for topic in kind.values()}
    return names | {term.term for term in library.glossary.terms}


def test_every_topic_has_a_page_and_every_sheet_all_forms(example: Example) -> None:
    library = Library(load(example.content)[0])
    for entry in library.entries.values():
        assert (example.site / entry.address.partition("#")[0] / "index.html").is_file(), entry.key
    for id_ in library.leaflets:
        assert len(list((example.site / "handouts" / id_).glob("*.pdf"))) == FORMS, id_


def test_no_link_is_broken(example: Example) -> None:
    assert [str(problem) for problem in link_check.check(example.site, SITE_URL)] == []


def test_no_page_has_an_empty_heading_list_or_table(example: Example) -> None:
    paths = sorted(example.site.rglob("index.html"))
    bodies = {path: page_of(path).xpath("(//article | //main)[last()]")[0] for path in paths}
    assert [f"{path}: {gap}" for path, body in bodies.items() for gap in gaps(body)] == []


def page_of(path: Path) -> HtmlElement:
    return lxml.html.fromstring(path.read_bytes())


def test_every_page_and_embed_says_that_it_is_an_example(example: Example) -> None:
    notice = notice_of(example.content)
    silent = [path for path in example.site.rglob("*.html") if notice not in page_of(path).text_content()]
    assert silent == []


def test_every_page_has_the_notice_in_its_text_too_where_another_theme_shows_it(example: Example) -> None:
    paths = example.site.rglob("index.html")
    lines = {path: page_of(path).xpath("string((//*[@class='review'])[1])") for path in paths}
    notice = notice_of(example.content)
    assert lines
    assert [path for path, line in lines.items() if notice not in line] == []


def test_every_sheet_says_that_it_is_an_example_on_each_page(example: Example) -> None:
    notice = notice_of(example.content).removesuffix(".")
    sheets = sorted(example.site.rglob("*.pdf"))
    assert sheets
    for path in sheets:
        for page in pypdfium2.PdfDocument(path):
            text = " ".join(page.get_textpage().get_text_range().split())
            assert notice in text, path


def test_every_package_and_data_file_says_that_it_is_an_example(example: Example) -> None:
    notice = notice_of(example.content)
    packages = [
        path
        for path in (example.site / "quizzes").glob("*/*.*")
        if path.suffix not in {".html", ".js"} and "oembed" not in path.name
    ]
    assert len({path.suffix for path in packages}) > 4
    assert [path.name for path in packages if not says(path, notice)] == []
    data = list((example.site / "data").glob("*.json"))
    assert data
    assert [path for path in data if json.loads(path.read_text("utf-8")).get("notice") != notice] == []


def says(path: Path, notice: str) -> bool:
    """Whether a downloaded file has a notice in what people see of it."""
    name, data = path.name, path.read_bytes()
    seen = (*texts(name, data), *pages(name, data))
    return any(notice in " ".join(text.split()) for _place, text in seen)


def notice_of(content: Path) -> str:
    return str(yaml.safe_load((content / "words.yml").read_text("utf-8"))["site"]["notice"])


def test_no_title_or_term_of_the_first_subject_appears(example: Example) -> None:
    words = " ".join(path.read_text("utf-8") for path in sorted(example.content.rglob("*.*")))
    foreign = {name for name in titles(REPOSITORY / "content") if name.casefold() not in words.casefold()}
    assert len(foreign) > len(titles(example.content))
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(foreign)))})(?![\w-])", re.IGNORECASE
    )
    leaked = {
        (path.relative_to(example.site).as_posix(), name)
        for path in example.site.rglob("*.html")
        for name in pattern.findall(html.unescape(path.read_text("utf-8")))
    }
    assert leaked == set()
