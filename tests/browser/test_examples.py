# SPDX-License-Identifier: MIT
"""Every page of the examples in a browser: a site without most kinds of content has no barriers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.layout import faults
from tests.conftest import REPOSITORY, build_site
from tests.shared import once
from tests.website.test_second_subject import EXAMPLES
from tests.website.test_site_html import AXE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

PHONE, DESKTOP = 320, 1280


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Path:
    """The folder of a built example."""
    config = REPOSITORY / "examples" / request.param / "mkdocs.yml"
    return once(f"example-{request.param}", lambda path: build_site(path, config))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_an_example_has_a_barrier_or_a_fault_of_layout(
    example: Path, serve: Callable[..., str], page: Page, axe_source: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    address = serve(example)
    found = []
    for path in sorted(example.rglob("index.html")):
        name = path.relative_to(example).as_posix()
        page.goto(address + name)
        page.evaluate(axe_source)
        found += [f"{name}: {barrier}" for barrier in page.evaluate(AXE)]
        found += [f"{name}: {fault}" for width in (PHONE, DESKTOP) for fault in faults(page, width)]
    assert found == []
