# SPDX-License-Identifier: MIT
"""Redirects, HTTP headers, robots.txt and linked data: what browsers, hosts and search engines read."""

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
from generator.output.files import OutputFile, collisions, published_path
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

CONTENT = REPOSITORY / "examples" / "neck-and-shoulder" / "content"
ADDRESS = "https://unknot.example/back/"
PRESS = ("techniques", "still-press")


@cache
def content() -> Content:
    """The content of the second subject."""
    loaded, problems = load(CONTENT)
    assert problems == []
    return loaded


def rendered(changed: tuple[str, str] = PRESS, site_url: str = ADDRESS, **fields: object) -> list[AnyFile]:
    """The files of the site after changing fields of one content file."""
    kind, id_ = changed
    models = dict(content().items[kind])
    models[id_] = models[id_].model_copy(update=fields)
    library = Library(localise(replace(content(), items={**content().items, kind: models}), "uk"))
    settings = Settings(site_name="House", site_url=site_url, version="4.5.6")
    return promise_files(Site(library, settings))


def text(files: Iterable[AnyFile], path: str) -> str:
    return next(file.data.decode() for file in files if file.path == path)


def graph(files: Iterable[AnyFile], path: str) -> list[Any]:
    """The linked data of a page, without its context."""
    front = yaml.safe_load(text(files, path).split("\n---\n", 1)[0])
    nodes: list[Any] = front["linked_data"]["@graph"]
    return nodes


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
def test_an_old_address_redirects_to_the_new_one(changed: tuple[str, str], old: str, new: str) -> None:
    page = lxml.html.document_fromstring(text(rendered(changed, was=(old,)), f"{old}index.html"))
    link = page.xpath("//a/@href")[0]
    assert ADDRESS + new == urljoin(ADDRESS + old, link)
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={link}"]
    assert page.xpath("//link[@rel='canonical']/@href") == [ADDRESS + new]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//meta[@name='unknot-page']/@content") == [old]


def test_a_renamed_quiz_can_still_be_framed_at_its_old_address() -> None:
    files = rendered(("quizzes", "slow-glide"), was=("quizzes/old/",))
    page = lxml.html.document_fromstring(text(files, "quizzes/old/embed/index.html"))
    assert page.xpath("//a/@href") == ["../../slow-glide/embed/"]
    rules = [rule.split("\n")[0] for rule in text(files, "_headers").split("\n\n")[1:]]
    assert any(matches(rule, "/back/quizzes/old/") for rule in rules)
    assert not any(matches(rule, "/back/quizzes/old/embed/") for rule in rules)


@pytest.mark.parametrize("old", ["techniques/slow-glide/", "glossary/", "quizzes/slow-glide/embed/"])
def test_an_old_address_that_another_page_has_is_a_problem(old: str) -> None:
    assert collisions(rendered(), "content") == []
    (problem,) = collisions(rendered(was=(old,)), "content")
    assert f"would be published as {old}index.html" in str(problem)
    assert "content/techniques/still-press.yml" in str(problem)


# --- hosts


def matches(pattern: str, path: str) -> bool:
    """Whether a rule of `_headers` applies to a path on Netlify.

    `:page` matches one segment, `*` the rest. Unlike Cloudflare, Netlify ignores a final slash.
    """
    segments = [
        "[^/]+" if part.startswith(":") else re.escape(part) for part in pattern.strip("/").split("/")
    ]
    expression = "/".join(segments).replace(r"/\*", "(/.*)?").replace(r"\*", ".*")
    return re.fullmatch(expression, path.strip("/")) is not None


def test_a_thousand_quizzes_need_only_two_rules() -> None:
    """Cloudflare Pages reads only the first hundred rules."""
    many = [
        OutputFile(f"quizzes/q{number}/{page}index.html", "", "")
        for number in range(1000)
        for page in ("", "embed/")
    ]
    site = Site(Library(localise(content(), "uk")), Settings(site_name="House", version="1"))
    headers = next(
        file.data.decode() for file in render_host_headers(site, many) if file.path == "_headers"
    )
    assert headers.count("X-Frame-Options") == 2


def test_only_embed_pages_may_be_framed() -> None:
    """One rule applies to each other page: hosts join the values of a header that two rules set."""
    files = rendered()
    first, *rules = text(files, "_headers").split("\n\n")
    assert first.startswith("/back/*\n  Content-Security-Policy: default-src 'none';")
    patterns = {rule.split("\n")[0] for rule in rules}
    assert {line for rule in rules for line in rule.split("\n")[1:] if line} == {"  X-Frame-Options: DENY"}
    pages = [name for file in files if (name := published_path(file.path)).endswith("/index.html")]
    assert any(page.endswith("/embed/index.html") for page in pages)
    for page in pages:
        address = f"/back/{page.removesuffix('index.html')}"
        for path in (address, f"{address}index.html"):
            covered = [rule for rule in patterns if matches(rule, path)]
            assert bool(covered) != address.endswith("/embed/"), path
            assert len(covered) < 2, path


@pytest.mark.parametrize("path", [".htaccess", "nginx-headers.conf", "_headers"])
def test_every_host_gets_the_same_headers(path: str) -> None:
    configuration = text(rendered(), path)
    for word in (CONTENT_POLICY, "nosniff", "no-referrer", "max-age=31536000", "X-Frame-Options", "DENY"):
        assert word in configuration


def test_hosts_are_told_not_to_serve_the_files_that_are_for_hosts() -> None:
    files = rendered()
    names = {
        file.path
        for file in render_host_headers(
            Site(Library(localise(content(), "uk")), Settings(site_name="House", version="1")), []
        )
    } - {"robots.txt"}
    assert len(names) == 3
    nginx, apache = text(files, "nginx-headers.conf"), text(files, ".htaccess")
    assert set(re.findall(r"location = /back/(\S+) \{ return 404; \}", nginx)) == names
    [pattern] = re.findall(r'RedirectMatch 404 "(.*)"', apache)
    assert [name for name in names if not re.search(pattern, f"/back/{name}")] == []
    pages = [published_path(file.path) for file in files if file.path not in names]
    assert [path for path in pages if re.search(pattern, f"/back/{path}")] == []


def test_robots_may_read_everything_and_the_site_map_is_named_if_there_is_an_address() -> None:
    assert text(rendered(), "robots.txt").splitlines() == [
        "User-agent: *",
        "Allow: /",
        f"Sitemap: {ADDRESS}sitemap.xml",
    ]
    assert "Sitemap" not in text(rendered(site_url=""), "robots.txt")


# --- search engines


def test_linked_data_has_the_subject_and_the_citations() -> None:
    page, crumbs = graph(rendered(), "techniques/still-press/index.md")
    assert page["@type"] == "MedicalWebPage"
    assert page["@id"] == f"{ADDRESS}techniques/still-press/"
    assert page["about"] == {"@type": "MedicalTherapy", "name": page["name"]}
    assert page["citation"]
    assert all(one["name"] for one in page["citation"])
    steps = [(step["position"], step["item"]) for step in crumbs["itemListElement"]]
    assert steps == [(1, ADDRESS), (2, f"{ADDRESS}techniques/"), (3, page["@id"])]


PARTS_OF_A_TECHNIQUE = (
    *("techniques", "warning-signs", "cautions", "regions"),
    *("muscles", "symptoms", "body-map", "glossary"),
)
"""Kinds of the files whose words are on the page of a technique."""


def reviewed(kinds: Iterable[str]) -> Content:
    """The content with a reviewer in every file of some kinds."""
    items = {
        kind: {id_: model.model_copy(update={"reviewer": "A name"}) for id_, model in models.items()}
        for kind, models in content().items.items()
        if kind in kinds
    }
    return replace(content(), items={**content().items, **items})


def technique_with_reviewed(kinds: Iterable[str]) -> dict[str, Any]:
    """The linked data of a technique's page if the files of some kinds have a reviewer."""
    library = Library(localise(reviewed(kinds), "uk"))
    files = promise_files(Site(library, Settings(site_name="House", version="4.5.6")))
    page: dict[str, Any] = graph(files, "techniques/still-press/index.md")[0]
    return page


def test_linked_data_names_a_reviewer_if_every_part_was_reviewed() -> None:
    page = technique_with_reviewed(PARTS_OF_A_TECHNIQUE)
    assert page["lastReviewed"] == "2026-11-23"
    assert page["reviewedBy"] == {"@type": "Person", "name": "A name"}


@pytest.mark.parametrize("unchecked", PARTS_OF_A_TECHNIQUE)
def test_linked_data_names_no_reviewer_if_one_part_was_not_reviewed(unchecked: str) -> None:
    page = technique_with_reviewed({*PARTS_OF_A_TECHNIQUE} - {unchecked})
    assert not {"lastReviewed", "reviewedBy"} & page.keys()


def test_a_site_without_an_address_has_relative_addresses_in_linked_data() -> None:
    """They resolve against the page's own address."""
    page, crumbs = graph(rendered(site_url=""), "techniques/still-press/index.md")
    assert page["@id"] == "./"
    assert [step["item"] for step in crumbs["itemListElement"]] == ["../../", "../", "./"]


def test_a_page_about_the_site_is_no_medical_page() -> None:
    assert graph(rendered(), "about.md")[0]["@type"] == "WebPage"
