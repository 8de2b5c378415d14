# SPDX-License-Identifier: MIT
"""A finished page is used again until something that it shows of the menu has changed."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import jinja2
import pytest
from mkdocs.config.base import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation

from generator.hosts.mkdocs.html_pages import HtmlPage
from generator.hosts.mkdocs.noted_menu import parts_read, with_noted_sections, with_notes
from generator.memo import recorded
from generator.output.page import PageContent
from tests.hosts.test_builds import build, project
from tests.store.edits import retitle

if TYPE_CHECKING:
    from mkdocs.utils.templates import TemplateContext

    from generator.output.files import AnyFile

TECHNIQUE = Path("content", "techniques", "slow-glide.yml")

RENDERED = """
import runpy, sys
from generator.hosts.mkdocs import parallel_templates
render_page = parallel_templates.render_page
def noted(page, *others):
    print("rendered", page.url)
    return render_page(page, *others)
parallel_templates.render_page = noted
sys.argv = ["mkdocs", *sys.argv[1:]]
runpy.run_module("mkdocs", run_name="__main__")
"""
"""Runs MkDocs and prints the address of each page that is put into its template."""

SECTION = "config.extra.unknot.sections[0]"
WHOLE, ALL_PAGES = [""], ["*"]
SHOWN = {
    "{{ page.title }} {{ page.url }} {{ page.meta }} {{ page.content }} {{ page.toc | list }}": [],
    "{{ config.site_name }} {{ config['site_url'] }} {{ config.extra.unknot.language }}": [],
    "{{ 'site_name' in config }} {% if page %}{{ page.active }}{% endif %}": [],
    f"{{{{ {SECTION}.title }}}} {{{{ {SECTION}['id'] }}}} {{{{ {SECTION}.get('url') }}}}": [],
    f"{{{{ {SECTION}.pages }}}}": ["symptoms"],
    f"{{{{ {SECTION}['pages'] | length }}}}": ["symptoms"],
    f"{{{{ {SECTION}.get('pages') }}}}": ["symptoms"],
    f"{{{{ {SECTION}.values() | list }}}}": ["symptoms"],
    f"{{{{ {SECTION} | tojson }}}}": ["symptoms"],
    f"{{{{ dict({SECTION}, k=1).pages }}}}": ["symptoms"],
    f"{{{{ {SECTION}.copy().pages }}}}": ["symptoms"],
    f"{{{{ {SECTION} | items | list }}}}": ["symptoms"],
    f"{{{{ {SECTION} }}}}": ["symptoms"],
    "{{ config.extra }}": ["symptoms", "techniques"],
    "{% for section in config.extra.unknot.sections %}{{ section.pages }}{% endfor %}": [
        "symptoms",
        "techniques",
    ],
    "{% for item in nav %}{{ item.title }}{% endfor %}": WHOLE,
    "{{ nav.items | length }}": WHOLE,
    "{{ nav | length }}": WHOLE,
    "{% if nav %}{% endif %}": WHOLE,
    "{{ nav }}": WHOLE,
    "{{ page.next_page.title }}": WHOLE,
    "{{ page.previous_page.title }}": WHOLE,
    "{{ page.ancestors | length }}": WHOLE,
    "{{ page.parent.title }}": WHOLE,
    "{{ page.is_homepage }}": WHOLE,
    "{{ config.nav }}": WHOLE,
    "{{ config['nav'] | tojson }}": WHOLE,
    "{{ config.keys() | list }} {{ config | length }} {{ config is mapping }}": [],
    "{{ 'search' in config.plugins }} {{ 'rss' in config['plugins'] }}": [],
    "{{ config.plugins.search }}": ["", "*"],
    "{% for name in config.plugins %}{{ name }}{% endfor %}": ["", "*"],
    "{{ config.get('nav') }}": WHOLE,
    "{{ nav.homepage.title }} {{ nav.homepage.url }}": WHOLE,
    "{{ nav.homepage.meta.description }}": ["", "*"],
    "{{ page.next_page.content }}": ["", "*"],
    "{{ page.next_page.toc | list }}": ["", "*"],
    "{% for file in pages %}{{ file.page.title }}{% endfor %}": ALL_PAGES,
    "{{ pages[0].url }}": ALL_PAGES,
}
"""Piece of a template → the names of the parts of the menu that it shows."""


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The variables that a template gets for a page in a menu of three."""
    folder = tmp_path_factory.mktemp("menu")
    docs = folder / "docs"
    docs.mkdir()
    nav = [{"Start": "index.md"}, {"Symptoms": [{"One": "one.md"}, {"Two": "two.md"}]}]
    settings = folder / "mkdocs.yml"
    settings.write_text("site_name: Site", "utf-8")
    config = load_config(str(settings), docs_dir=str(docs), nav=nav)
    for name in ("index", "one", "two"):
        (docs / f"{name}.md").write_text(name, "utf-8")
    files = get_files(config)
    for file, title in zip(files.documentation_pages(), ("Start", "One", "Two"), strict=True):
        source = SimpleNamespace(content=PageContent({}, title, ()), digest=title)
        HtmlPage(cast("AnyFile", source), title, file, config)
    menu = get_navigation(files, config)
    sections = [
        {"id": id_, "title": id_, "url": f"{id_}/", "pages": [{"title": "One", "url": "one/"}]}
        for id_ in ("symptoms", "techniques")
    ]
    config.extra["unknot"] = with_noted_sections({"language": "en-GB", "sections": sections})
    pages = [*files.documentation_pages()]
    return {"nav": menu, "pages": pages, "config": config, "page": pages[1].page}


@pytest.mark.parametrize("piece", SHOWN)
def test_a_template_notes_what_it_shows_of_the_menu(context: dict[str, Any], piece: str) -> None:
    template = jinja2.Environment(autoescape=True).from_string(piece)
    with context["page"].held(), recorded() as reads:
        shown = template.render(with_notes(cast("TemplateContext", context)))
    assert parts_read(reads) == SHOWN[piece]
    assert shown == template.render(context)


@pytest.mark.builds
def test_a_title_has_no_page_put_into_its_template_that_does_not_show_it(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    store = {"UNKNOT_CACHE": str(tmp_path / "store"), "UNKNOT_CORES": "1"}
    first = build(folder, "-c", RENDERED, **store)
    assert first.returncode == 0, first.stderr
    retitle(folder / TECHNIQUE, "Long glide")
    again = build(folder, "-c", RENDERED, **store)
    assert again.returncode == 0, again.stderr
    rendered = set(re.findall(r"^rendered (.*)$", again.stdout, re.MULTILINE))
    assert {"techniques/", "techniques/slow-glide/", "techniques/still-press/"} <= rendered
    assert not {"privacy/", "about/", "warning-signs/", "muscles/"} & rendered
    page = (folder / "site" / "techniques" / "still-press" / "index.html").read_text("utf-8")
    assert "Long glide" in page
    assert "Slow glide" not in page


@pytest.mark.builds
def test_a_theme_that_shows_the_menu_is_never_old(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    footer = folder / "overrides" / "partials" / "unknot" / "footer.html"
    listed = "{% for one in nav.pages if one.url == 'techniques/slow-glide/' %}{{ one.title }}{% endfor %}"
    footer.write_text(f"{footer.read_text('utf-8')}<p>Listed: {listed}</p>", "utf-8")
    for title in ("Slow glide", "Long glide", "Slow glide"):
        retitle(folder / TECHNIQUE, title)
        built = build(folder, UNKNOT_CACHE=str(tmp_path / "store"))
        assert built.returncode == 0, built.stderr
        page = (folder / "site" / "privacy" / "index.html").read_text("utf-8")
        assert re.findall("<p>Listed: (.*?)</p>", page) == [title]
