# SPDX-License-Identifier: MIT
"""A site that nobody uses any more is garbage: nothing that is kept for the process holds its content."""

from __future__ import annotations

import datetime as dt
import gc
import weakref

import pytest

from generator.build import open_site, promise_files
from generator.settings.settings import Settings
from tests.conftest import REPOSITORY

CONTENT = REPOSITORY / "examples" / "neck-and-shoulder" / "content"


@pytest.mark.builds
def test_a_site_is_garbage_when_its_files_are() -> None:
    settings = Settings(site_name="Example", site_url="https://unknot.example/", version="0")
    site, _ = open_site(CONTENT, settings, dt.date(2026, 12, 1))
    library = weakref.ref(site.library)
    files = promise_files(site)
    assert all(file.data for file in files if file.path.endswith(".md"))
    del site, files
    gc.collect()
    assert library() is None
