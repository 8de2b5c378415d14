# SPDX-License-Identifier: MIT
"""Sites made of a starter by the wheel: each type of page in a browser, each sheet on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from generator.shipped import starters
from tests import shared
from tests.installed import installed
from tests.website.test_site_html import DESKTOP, PHONE, open_as

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Request

pytestmark = pytest.mark.builds

URL = "https://clinic.example/back/"
CLINIC = """\
      clinic:
        name: The Long Name of a Clinic for Physiotherapy, Rehabilitation and Well-Being
        colour: "#5b2a6f"
"""
"""Indented as the settings of our plugin are, whose last lines these are."""


def build(folder: Path, starter: str) -> None:
    folder.mkdir()
    unknot = installed()
    made = unknot.run("init", "my site", "--from", starter, "--contact", "a@clinic.example", cwd=folder)
    assert made.returncode == 0, made.stderr
    site = folder / "my site"
    with (site / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(CLINIC)
    for command in (("check", "--publish"), ("build",)):
        result = unknot.run(*command, cwd=site, SITE_URL=URL)
        assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(
    params=[pytest.param(name, marks=() if name == "starter" else pytest.mark.slow) for name in starters()]
)
def website(request: pytest.FixtureRequest) -> Path:
    """The website that the wheel makes of a starter for a clinic; that of the larger one takes a while."""
    name = request.param
    return shared.once(f"starter {name}", lambda folder: build(folder, name)) / "my site" / "site"


def one_of_each_type(website: Path) -> list[str]:
    """Pages that stand beside each other and have the same depth below are of one type, so two will do."""
    by_type: dict[str, list[str]] = {}
    for path in sorted(website.rglob("*.html")):
        name = path.relative_to(website).as_posix()
        section, _, rest = name.partition("/")
        parts = rest.count("/")
        topic = f"{section}/*{'/*' * parts}" if section in SECTIONS and parts else name
        by_type.setdefault(topic, []).append(name)
    return [name for names in by_type.values() for name in (names[0], *names[-1:]) if name]


SECTIONS = ("handouts", "muscles", "quizzes", "self-care", "symptoms", "techniques")


def _failed(request: Request) -> list[str]:
    """The address of a request that has failed, unless the browser gave it up to open the next page."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_each_type_of_page_opens_in_a_browser(
    website: Path, serve: Callable[..., str], page: Page, window: tuple[int, int]
) -> None:
    address = serve(website, prefix="/back/")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: faults.extend(_failed(request)))
    page.on(
        "request", lambda request: None if request.url.startswith(address) else faults.append(request.url)
    )
    names = sorted({*one_of_each_type(website)})
    assert len(names) > 20
    for name in names:
        open_as(page, f"{address}{name}", ("light", window))
        assert page.locator("h1").first.inner_text().strip(), name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{name} scrolls sideways"
        )
        assert not faults, (name, faults)


def test_every_sheet_is_printed_and_can_be_read(website: Path) -> None:
    sheets = sorted(website.rglob("*.pdf"))
    pages = {path.parent.name for path in website.glob("handouts/*/index.html")} - {"make"}
    assert {path.parent.name for path in sheets} >= pages
    assert len(sheets) >= 4 * len(pages)
    for sheet in sheets:
        reader = PdfReader(sheet)
        text = squeezed(" ".join(page.extract_text() for page in reader.pages))
        assert reader.metadata
        assert reader.metadata.title
        assert squeezed(reader.metadata.title.partition(" – ")[0]) in text, sheet
        assert squeezed("Not yet checked by a clinician") in text, sheet
        assert squeezed("clinic.example/back/") in text, sheet
        assert squeezed("The Long Name of a Clinic") in text, sheet


def squeezed(text: str) -> str:
    """Letters and digits only, since lines break anywhere."""
    return re.sub(r"[\W_]+", "", text).casefold()
