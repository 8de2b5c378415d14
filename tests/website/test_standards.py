# SPDX-License-Identifier: MIT
"""What browsers, hosts and search engines read: redirects, headers, robots.txt, linked data."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import lxml.html
import pytest
import yaml

from generator.build import promise_files
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.output.files import AnyFile, OutputFile, collisions, published_path
from generator.settings.settings import Settings
from generator.site import Site
from generator.website.host_headers import render_host_headers
from generator.website.security_policy import CONTENT_POLICY
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.content.load import Content
    from generator.output.files import AnyFile

pytestmark = pytest.mark.builds

CONTENT = REPOSITORY / "tests" / "neck-and-shoulder" / "content"
ADDRESS = "https://unknot.example/back/"
PRESS = ("techniques", "still-press")


@cache
def content() -> Content:
    """The second subject."""
    found, problems = load(CONTENT)
    assert problems == []
    return found


def rendered(changed: tuple[str, str] = PRESS, site_url: str = ADDRESS, **fields: object) -> list[AnyFile]:
    """What is published after fields of one content file changed."""
    kind, id_ = changed
    models = dict(content().items[kind])
    models[id_] = models[id_].model_copy(update=fields)
    library = Library(localise(replace(content(), items={**content().items, kind: models}), "uk"))
    settings = Settings(site_name="House", site_url=site_url, version="4.5.6")
    return promise_files(Site(library, settings))


def text(files: Iterable[AnyFile], path: str) -> str:
    return next(file.data.decode() for file in files if file.path == path)


def graph(files: Iterable[AnyFile], path: str) -> list[Any]:
    """The linked data of a page."""
    front = yaml.safe_load(text(files, path).split("\n---\n", 1)[0])
    found: list[Any] = front["linked_data"]["@graph"]
    return found


# --- redirects


@pytest.mark.parametrize(
    ("changed", "old", "new"),
    [
        (PRESS, "techniques/old-press/", "techniques/still-press/"),
        (("pages", "techniques/compare"), "compare/all.five/", "techniques/compare/"),
        (("glossary", "glossary"), "words/", "glossary/"),
        (("cautions", "cautions"), "who/should/ask/", "before-a-massage/"),
    ],
)
def test_an_old_address_leads_to_the_new_one(changed: tuple[str, str], old: str, new: str) -> None:
    page = lxml.html.document_fromstring(text(rendered(changed, was=(old,)), f"{old}index.html"))
    link = page.xpath("//a/@href")[0]
    assert ADDRESS + new == urljoin(ADDRESS + old, link)
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={link}"]
    assert page.xpath("//link[@rel='canonical']/@href") == [ADDRESS + new]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_an_old_quiz_stays_embedded() -> None:
    files = rendered(("quizzes", "slow-glide"), was=("quizzes/old/",))
    page = lxml.html.document_fromstring(text(files, "quizzes/old/embed/index.html"))
    assert page.xpath("//a/@href") == ["../../slow-glide/embed/"]
    rules = [rule.split("\n")[0] for rule in text(files, "_headers").split("\n\n")[1:]]
    assert any(matches(rule, "/back/quizzes/old/") for rule in rules)
    assert not any(matches(rule, "/back/quizzes/old/embed/") for rule in rules)


@pytest.mark.parametrize("old", ["techniques/slow-glide/", "glossary/", "quizzes/slow-glide/embed/"])
def test_an_old_address_that_is_in_use_is_a_problem(old: str) -> None:
    assert collisions(rendered(), "content") == []
    found = collisions(rendered(was=(old,)), "content")
    assert len(found) == 1
    assert f"would be published as {old}index.html" in str(found[0])
    assert "content/techniques/still-press.yml" in str(found[0])


# --- hosts


def matches(pattern: str, path: str) -> bool:
    """Whether a rule of `_headers` holds for a path, as Netlify reads it.

    `:page` is one step, `*` all that follows. Cloudflare minds the slash at the end.
    """
    steps = ["[^/]+" if step.startswith(":") else re.escape(step) for step in pattern.strip("/").split("/")]
    return (
        re.fullmatch("/".join(steps).replace(r"/\*", "(/.*)?").replace(r"\*", ".*"), path.strip("/"))
        is not None
    )


def test_a_thousand_quizzes_need_no_more_rules() -> None:
    """Cloudflare Pages reads the first hundred."""
    many = [
        OutputFile(f"quizzes/q{number}/{page}index.html", "", "")
        for number in range(1000)
        for page in ("", "embed/")
    ]
    site = Site(Library(localise(content(), "uk")), Settings(site_name="House", version="1"))
    said = next(file.data.decode() for file in render_host_headers(site, many) if file.path == "_headers")
    assert said.count("X-Frame-Options") == 2


def test_every_page_but_the_embeds_refuses_frames() -> None:
    """A rule for each page or its folder, none for an embed page; no rule sets a header of another."""
    files = rendered()
    first, *rules = text(files, "_headers").split("\n\n")
    assert first.startswith("/back/*\n  Content-Security-Policy: default-src 'none';")
    refused = {rule.split("\n")[0] for rule in rules}
    assert {line for rule in rules for line in rule.split("\n")[1:] if line} == {"  X-Frame-Options: DENY"}
    pages = [path for file in files if (path := published_path(file.path)).endswith("/index.html")]
    assert any(page.endswith("/embed/index.html") for page in pages)
    for page in pages:
        address = f"/back/{page.removesuffix('index.html')}"
        for asked in (address, f"{address}index.html"):
            covered = [rule for rule in refused if matches(rule, asked)]
            assert bool(covered) != address.endswith("/embed/"), asked
            assert len(covered) < 2, "a header that two rules set is joined"


@pytest.mark.parametrize("path", [".htaccess", "nginx-headers.conf", "_headers"])
def test_each_host_is_told_the_same(path: str) -> None:
    said = text(rendered(), path)
    for word in (CONTENT_POLICY, "nosniff", "no-referrer", "max-age=31536000", "X-Frame-Options", "DENY"):
        assert word in said


def test_robots_may_read_all_and_are_told_of_the_map_where_it_has_an_address() -> None:
    assert text(rendered(), "robots.txt").splitlines() == [
        "User-agent: *",
        "Allow: /",
        f"Sitemap: {ADDRESS}sitemap.xml",
    ]
    assert "Sitemap" not in text(rendered(site_url=""), "robots.txt")


# --- search engines


def test_a_page_says_what_it_is_about_and_what_it_cites() -> None:
    page, way = graph(rendered(), "techniques/still-press/index.md")
    assert page["@type"] == "MedicalWebPage"
    assert page["@id"] == f"{ADDRESS}techniques/still-press/"
    assert page["about"] == {"@type": "MedicalTherapy", "name": page["name"]}
    assert page["citation"]
    assert all(one["name"] for one in page["citation"])
    steps = [(step["position"], step["item"]) for step in way["itemListElement"]]
    assert steps == [(1, ADDRESS), (2, f"{ADDRESS}techniques/"), (3, page["@id"])]


def test_a_page_is_reviewed_only_when_a_clinician_is_named_for_all_of_it() -> None:
    path = "techniques/still-press/index.md"
    signs = content().items["warning-signs"]["warning-signs"]
    assert "lastReviewed" not in graph(rendered(), path)[0]
    assert "lastReviewed" not in graph(rendered(reviewer="A name, a profession"), path)[0]
    checked = replace(
        content(),
        items={
            **content().items,
            "warning-signs": {"warning-signs": signs.model_copy(update={"reviewer": "A name"})},
            "techniques": {
                id_: model.model_copy(update={"reviewer": "A name"})
                for id_, model in content().items["techniques"].items()
            },
        },
    )
    settings = Settings(site_name="House", version="4.5.6")
    page = graph(promise_files(Site(Library(localise(checked, "uk")), settings)), path)[0]
    assert page["lastReviewed"] == "2026-11-23"
    assert page["reviewedBy"] == {"@type": "Person", "name": "A name"}


def test_a_site_without_an_address_names_none() -> None:
    """Relative addresses in JSON-LD resolve against the page."""
    page, way = graph(rendered(site_url=""), "techniques/still-press/index.md")
    assert page["@id"] == "./"
    assert [step["item"] for step in way["itemListElement"]] == ["../../", "../", "./"]


def test_a_page_about_the_site_is_not_medical() -> None:
    assert graph(rendered(), "about.md")[0]["@type"] == "WebPage"
