# The search index: which parts of the pages are in it.

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from generator.output.files import AnyFile, OutputFile
from generator.output.page import PageContent
from generator.website.search_index import promise_search
from tests.website.test_pages import site_with

GENERATED = """---
title: Bread
description: Flour and water.
section: techniques
search_words: [loaf, bun]
---

<div class="made">
<section><h2 id="rise"><svg><title>x</title></svg> It rises</h2>
<p>Warm &amp; wet, warm dough. 12</p></section>
<section><h2 id="get-help">Get help</h2><p>Everywhere.</p></section>
</div>
"""
AUTHORED = "---\ntitle: Salt\n---\n\n## Why salt? {#why}\n\nIt **tastes** [better](../x/).\n"


def page(path: str, text: str, source: str) -> OutputFile[PageContent]:
    _, front, body = text.split("---\n", 2)
    return OutputFile(path, PageContent(yaml.safe_load(front), body, ()), source)


@pytest.fixture(scope="module")
def index() -> Any:
    files: list[AnyFile] = [
        page("techniques/bread/index.md", GENERATED, "techniques/bread.yml"),
        page("salt.md", AUTHORED, "pages/salt.md"),
        OutputFile("assets/x.svg", "<svg/>", "x"),
    ]
    script = promise_search(site_with(), files).data.decode()
    assert script.startswith("var unknotIndex=")
    return json.loads(script.removeprefix("var unknotIndex=").removesuffix(";\n"))


def entry(index: Any, title: str) -> Any:
    (match,) = [entry for entry in index["entries"] if entry["t"] == title]
    return match


def test_a_generated_page_has_title_synonyms_and_sections(index: Any) -> None:
    bread = entry(index, "Bread")
    assert bread["u"] == "techniques/bread/"
    assert bread["s"] == "loaf,bun"
    assert index["groups"][bread["g"]] == "Techniques"
    assert bread["p"] == [["rise", "It rises", "warm wet dough"]]


def test_an_authored_page_has_the_sections_of_its_markdown(index: Any) -> None:
    salt = entry(index, "Salt")
    assert (salt["u"], index["groups"][salt["g"]]) == ("salt/", "More")
    assert salt["p"] == [["why", "Why salt?", "tastes better"]]


def test_glossary_terms_link_to_their_definitions(index: Any) -> None:
    for term in site_with().library.glossary.terms:
        result = entry(index, term.term)
        assert result["u"] == f"glossary/#{term.id}"
        assert result["s"] == ",".join(term.also)
        assert result["w"] < 1


def test_only_pages_cautions_and_terms_are_in_the_index(index: Any) -> None:
    terms = len(site_with().library.glossary.terms)
    assert len(index["entries"]) == 2 + terms + len(site_with().library.caution_list)


def test_a_page_that_repeats_others_is_found_by_its_title_only() -> None:
    front = GENERATED.replace("search_words:", "repeats: true\nsearch_words:")
    script = promise_search(site_with(), [page("bread/index.md", front, "pages/bread.md")]).data.decode()
    index = json.loads(script.removeprefix("var unknotIndex=").removesuffix(";\n"))
    bread = entry(index, "Bread")
    assert (bread["s"], bread["p"]) == ("loaf,bun", [])
