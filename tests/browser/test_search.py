# The search index: what of the pages goes into it.

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from generator.output.files import AnyFile, OutputFile
from generator.output.page import PageContent
from generator.website.search_index import render_search
from tests.website.test_pages import site_with

MADE = """---
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
WRITTEN = "---\ntitle: Salt\n---\n\n## Why salt? {#why}\n\nIt **tastes** [better](../x/).\n"


def page(path: str, text: str, source: str) -> OutputFile[PageContent]:
    _, front, body = text.split("---\n", 2)
    return OutputFile(path, PageContent(yaml.safe_load(front), body, ()), source)


@pytest.fixture(scope="module")
def index() -> Any:
    files: list[AnyFile] = [
        page("techniques/bread/index.md", MADE, "techniques/bread.yml"),
        page("salt.md", WRITTEN, "pages/salt.md"),
        OutputFile("assets/x.svg", "<svg/>", "x"),
    ]
    script = render_search(site_with(), files).data.decode()
    assert script.startswith("var unknotIndex=")
    return json.loads(script.removeprefix("var unknotIndex=").removesuffix(";\n"))


def entry(index: Any, title: str) -> Any:
    (found,) = [entry for entry in index["entries"] if entry["t"] == title]
    return found


def test_a_made_page_is_found_by_title_synonyms_and_parts(index: Any) -> None:
    bread = entry(index, "Bread")
    assert bread["u"] == "techniques/bread/"
    assert bread["s"] == "loaf bun"
    assert index["groups"][bread["g"]] == "Techniques"
    assert bread["p"] == [["rise", "It rises", "warm wet dough"]]


def test_a_written_page_is_found_by_its_markdown(index: Any) -> None:
    salt = entry(index, "Salt")
    assert (salt["u"], index["groups"][salt["g"]]) == ("salt/", "More")
    assert salt["p"] == [["why", "Why salt?", "tastes better"]]


def test_glossary_terms_lead_to_their_explanation(index: Any) -> None:
    for term in site_with().library.glossary.terms:
        found = entry(index, term.term)
        assert found["u"] == f"glossary/#{term.id}"
        assert found["s"] == " ".join(term.also)


def test_only_pages_are_in_it(index: Any) -> None:
    terms = len(site_with().library.glossary.terms)
    assert len(index["entries"]) == 2 + terms
