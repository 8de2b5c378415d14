# SPDX-License-Identifier: MIT
"""What browsers, hosts and search engines read: redirects, headers, robots.txt, linked data."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
import yaml

from generator.build import build, render_text
from generator.library import Library
from generator.load import Content, load
from generator.localise import localise
from generator.output import OutputFile, collisions
from generator.policy import CONTENT_POLICY
from generator.problems import ContentError
from generator.settings import Settings
from generator.site import Site
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

CONTENT = REPOSITORY / "tests" / "neck-and-shoulder" / "content"
ADDRESS = "https://unknot.example/back/"


@cache
def content() -> Content:
    """The second subject."""
    found, problems = load(CONTENT)
    assert problems == []
    return found


def published(site_url: str = ADDRESS, **changed: dict[str, Any]) -> dict[str, OutputFile]:
    """What is published, by path, after fields of some content changed: `kind__id={field: value}`."""
    items = {kind: dict(models) for kind, models in content().items.items()}
    for name, fields in changed.items():
        kind, id_ = name.split("__")
        items[kind][id_] = items[kind][id_].model_copy(update=fields)
    library = Library(localise(replace(content(), items=items), "uk"))
    settings = Settings(site_name="House", site_url=site_url, version="4.5.6")
    return {file.path: file for file in render_text(Site(library, settings), [])}


def graph(file: OutputFile) -> list[Any]:
    """The linked data of a page."""
    found: list[Any] = front_matter(file)["linked_data"]["@graph"]
    return found


def front_matter(file: OutputFile) -> Any:
    return yaml.safe_load(file.data.decode().split("\n---\n", 1)[0])


# --- redirects


@pytest.mark.parametrize(
    ("changed", "old", "new"),
    [
        ("techniques__still-press", "techniques/old-press/", "techniques/still-press/"),
        ("pages__techniques/compare", "compare/all.five/", "techniques/compare/"),
        ("glossary__glossary", "words/", "glossary/"),
        ("cautions__cautions", "who/should/ask/", "before-a-massage/"),
    ],
)
def test_an_old_address_leads_to_the_new_one(changed: str, old: str, new: str) -> None:
    page = lxml.html.document_fromstring(published(**{changed: {"was": (old,)}})[f"{old}index.html"].data)
    up = "../" * old.count("/")
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={up}{new}"]
    assert page.xpath("//a/@href") == [up + new]
    assert page.xpath("//link[@rel='canonical']/@href") == [ADDRESS + new]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_an_old_quiz_stays_embedded() -> None:
    files = published(**{"quizzes__slow-glide": {"was": ("quizzes/old/",)}})
    page = lxml.html.document_fromstring(files["quizzes/old/embed/index.html"].data)
    assert page.xpath("//a/@href") == ["../../slow-glide/embed/"]
    headers = files["_headers"].data.decode()
    assert "/back/quizzes/old/\n" in headers
    assert "/back/quizzes/old/embed" not in headers


@pytest.mark.parametrize("old", ["techniques/slow-glide/", "glossary/", "quizzes/slow-glide/embed/"])
def test_an_old_address_that_is_in_use_is_a_problem(old: str) -> None:
    files = published(**{"techniques__still-press": {"was": (old,)}})
    assert len(collisions(files.values(), "content")) == 0, "files are listed by path"
