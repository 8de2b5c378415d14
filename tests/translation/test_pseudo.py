# SPDX-License-Identifier: MIT
"""A site in a pseudo-language, in which each message has marks: what has none was not translated.

The texts of works, of file formats and of the language's own rules stay; see `leftovers.py`.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from generator.build import open_site
from generator.content.library import Library
from generator.content.load import load
from generator.handouts.sheet.context import Reader
from generator.handouts.sheet.documents import document
from generator.settings.settings import Settings
from generator.translation.content_messages import content_messages
from generator.translation.faults import differences, slips
from generator.translation.interface_messages import interface_messages
from generator.translation.language import read_language
from tests.conftest import REPOSITORY, SITE_URL, build_site
from tests.shared import once
from tests.translation.leftovers import Leftovers, works_of
from tests.translation.pseudo import END, START, pseudo, said, translate

DAY = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
TAG = "eo"
SMALL = REPOSITORY / "examples" / "neck-and-shoulder" / "content"
RICH_PAGE = """---
title: All that Markdown can say
checked: 2026-11-23
review_by: 2027-11-23
lead: A page with a body.
---
## A heading {#own-id}

A paragraph with **strong** words, `code`, a [link][pages/about] and a
[web address](https://example.org/).[@posadzki-2013]

- one item that goes on
  in the next line
- another item

| Word | Meaning |
| --- | --- |
| `a` | the first letter |

Term
:   What it means.
"""
"""A page whose body has all that blocks of Markdown are made of."""


def project(folder: Path, content: Path = SMALL, tag: str = TAG) -> Path:
    """Make a site in English and in the pseudo-language of a content folder. Returns its `mkdocs.yml`."""
    folder.mkdir()
    shutil.copytree(content, folder / "content")
    (folder / "overrides").symlink_to(REPOSITORY / "overrides")
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(settings.replace("- unknot:", f"- unknot:\n      languages: [en, {tag}]"), "utf-8")
    return config


def build(site: Path, content: Path = SMALL, *, page: str = "", tag: str = TAG) -> None:
    """Build a content folder, with one more page, into the folder `site`, in both languages."""
    config = project(site.with_name(f"{site.name}-source"), content, tag)
    if page:
        (config.parent / "content/pages/rich.md").write_text(page, "utf-8")
    translate(config.parent, tag, DAY)
    build_site(site, config, sheets=False)


def small_site() -> Path:
    """The small content set in the pseudo-language, without sheets, made once for all tests."""
    return once("pseudo-site", lambda path: build(path, page=RICH_PAGE)) / TAG


def leftovers(site: Path, content: Path, tag: str = TAG) -> list[str]:
    """What is left to translate in a built site."""
    found = Leftovers(tag, works_of(Library(load(content)[0])))
    return [
        fault
        for path in sorted(site.rglob("*"))
        if path.is_file()
        for fault in found.in_file(f"/{path.relative_to(site).as_posix()}", path.read_bytes())
    ]


@pytest.mark.builds
def test_no_word_is_left_and_no_sentence_is_put_together_from_pieces() -> None:
    assert leftovers(small_site(), SMALL) == []


@pytest.mark.builds
def test_each_page_names_its_language() -> None:
    pages = [*small_site().rglob("*.html")]
    assert len(pages) > 30
    for page in pages:
        assert f'<html lang="{TAG}"' in page.read_text("utf-8"), page


REAL = REPOSITORY / "content"


def real_site() -> Path:
    """The real content in the pseudo-language, without sheets, made once for all tests."""
    return once("pseudo-site-of-all", lambda path: build(path, REAL)) / TAG


@pytest.mark.builds
def test_no_page_says_that_something_is_not_translated() -> None:
    for page in small_site().rglob("*.html"):
        assert 'class="untranslated"' not in page.read_text("utf-8"), page


@pytest.mark.slow
def test_the_same_of_the_real_content() -> None:
    assert leftovers(real_site(), REAL) == []


@pytest.mark.slow
def test_no_word_is_left_on_sheets() -> None:
    """Of all leaflets, the data that Typst prints."""
    folder = project(Path(os.environ["UNKNOT_TESTS_SHARED"], "pseudo-sheets"), REAL).parent
    translate(folder, TAG, DAY)
    settings = Settings(site_name="«»", site_url=SITE_URL, version="1")
    site, _ = open_site(folder / "content", settings, DAY.date(), language=read_language(folder, TAG))
    found = Leftovers(TAG, works_of(site.library))
    reader = Reader("«»", "«»")
    left = {
        leaflet.id: [*found.in_data(document(site, leaflet, reader=reader).data)]
        for leaflet in site.library.leaflets.values()
    }
    assert len(left) > 30
    assert {id_: texts for id_, texts in left.items() if texts} == {}


RIGHT_TO_LEFT = "he"


@pytest.mark.slow
def test_no_word_is_left_in_a_site_written_from_right_to_left() -> None:
    site = once("pseudo-site-he", lambda path: build(path, page=RICH_PAGE, tag=RIGHT_TO_LEFT))
    assert leftovers(site / RIGHT_TO_LEFT, SMALL, RIGHT_TO_LEFT) == []


def test_the_pseudo_language_keeps_what_a_translation_keeps() -> None:
    """Placeholders, links, citations, numbers, tags, and markup."""
    content, _ = load(SMALL)
    for message in (*interface_messages(), *content_messages(content)):
        words = said(message, message.text)
        found = [
            *differences(message.text, words, has_markup=message.has_markup),
            *slips(message.text, words),
        ]
        assert found == [], message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call {emergency_number} now. [@one; @two]", "«Çááĺĺ {emergency_number} ñóóŵ. [@one; @two]»"),
        ("%(num)s page", "«%(num)s ṗááĝéé»"),
        ("See [a page][pages/one].", "«Šéééé [áá ṗááĝéé][pages/one].»"),
    ],
)
def test_examples_of_the_pseudo_language(text: str, expected: str) -> None:
    assert pseudo(text) == expected


def _found(html: str) -> list[str]:
    page = f'<html lang="{TAG}"><body>{html}</body></html>'
    return [*Leftovers(TAG, ["A Study of Things", "Smith"]).in_file("/index.html", page.encode())]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Hello</p>",
        f'<p title="Hello">{START}{END}</p>',
        '<img alt="A picture">',
        '<button aria-label="Close"></button>',
        f"<p>{START}Çááĺĺ{END} 111.</p>",
        f"<p>{START}Çááĺĺ{END}.</p>",
        f"<p>{START}Šéééé{END} <a>{START}Ñééçķ{END}</a>.</p>",
        f'<img alt="{START}Ñééçķ{END}: {START}šóóñ{END}">',
        '<div data-words=\'{"one": "Hello there"}\'></div>',
        '<script type="application/ld+json">{"name": "Hello there"}</script>',
    ],
)
def test_what_is_not_translated_is_found(html: str) -> None:
    assert _found(html)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{START}Ñééçķ{END} · {START}šóóñ{END}</p>",
        f"<p>{START}Ñééçķ{END}, {START}šóóñ{END} kaj {START}ñóóŵ{END}</p>",
        '<p lang="en">Hello</p>',
        "<code>Hello</code>",
        "<p>Smith J. A Study of Things. doi: 10.1000/abc</p>",
        '<p data-type="single-choice"></p>',
        "<p>novembro 2026</p>",
    ],
)
def test_names_works_ids_and_other_languages_stay(html: str) -> None:
    assert _found(html) == []
