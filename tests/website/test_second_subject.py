# The generator contains nothing of its first subject: another content folder makes a site of its own.

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.hosts.built_site import link_check
from tests.conftest import REPOSITORY, SITE_URL, build_site

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds

OTHER = REPOSITORY / "examples" / "neck-and-shoulder"


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("second") / "site"
    build_site(site, OTHER / "mkdocs.yml")
    return site


def titles(content: Path) -> set[str]:
    """The titles of a content folder's topics, and the terms of its glossary."""
    library = Library(load(content)[0])
    topics = (library.techniques, library.symptoms, library.muscles, library.self_care, library.quizzes)
    names = {topic.title for kind in topics for topic in kind.values()}
    return names | {term.term for term in library.glossary.terms}


def test_every_topic_has_a_page(other_site: Path) -> None:
    content = load(OTHER / "content")[0]
    for kind, folder in (
        ("leaflets", "handouts"),
        *((k, k) for k in ("techniques", "symptoms", "quizzes")),
    ):
        for id_ in content.items[kind]:
            assert (other_site / folder / id_ / "index.html").is_file()


def test_no_link_is_broken(other_site: Path) -> None:
    assert [str(problem) for problem in link_check.check(other_site, SITE_URL)] == []


def test_no_title_or_term_of_the_first_subject_appears(other_site: Path) -> None:
    words = " ".join(path.read_text("utf-8") for path in sorted(OTHER.rglob("content/**/*.*")))
    foreign = {name for name in titles(REPOSITORY / "content") if name.casefold() not in words.casefold()}
    assert len(foreign) > len(titles(OTHER / "content"))
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(foreign)))})(?![\w-])", re.IGNORECASE
    )
    leaked = {
        (path.relative_to(other_site).as_posix(), name)
        for path in other_site.rglob("*.html")
        for name in pattern.findall(html.unescape(path.read_text("utf-8")))
    }
    assert leaked == set()
