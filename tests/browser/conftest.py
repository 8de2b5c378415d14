# Fixtures of tests of reading offline: a browser that keeps copies, and a site that a test may change.

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page in a browser context with service workers, which the `page` fixture switches off."""
    context = browser.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def copy(built_site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may change, without downloads, which are most of its bytes."""
    downloads = shutil.ignore_patterns("*.pdf", "*.zip", "*.imscc", "*.apkg")
    return shutil.copytree(built_site, tmp_path / "site", ignore=downloads)
