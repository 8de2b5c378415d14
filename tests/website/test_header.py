# SPDX-License-Identifier: MIT
"""The header of each page: a site without sections has no empty menu."""

from __future__ import annotations

from types import SimpleNamespace

import jinja2
import lxml.html
import pytest

from tests.conftest import REPOSITORY

SECTION = SimpleNamespace(id="techniques", url="techniques/", title="Techniques")
PAGE = SimpleNamespace(id="", url="about/", title="About")


def header(sections: list[SimpleNamespace]) -> lxml.html.HtmlElement:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(REPOSITORY / "overrides"), autoescape=True
    )
    environment.filters["url"] = str
    unknot = SimpleNamespace(words={}, sections=sections, more=[PAGE], strip="", help="", notice="")
    config = SimpleNamespace(extra=SimpleNamespace(unknot=unknot), site_name="Example")
    page = SimpleNamespace(url="", meta={})
    template = environment.get_template("partials/unknot/header.html")
    return lxml.html.fromstring(template.render(config=config, page=page, base_url="."))


@pytest.mark.parametrize(("sections", "lists"), [([SECTION], 3), ([], 1)])
def test_no_menu_is_empty(sections: list[SimpleNamespace], lists: int) -> None:
    found = header(sections).xpath("//nav//ul")
    assert len(found) == lists
    assert all(one.xpath("./li") for one in found)
