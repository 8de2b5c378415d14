# SPDX-License-Identifier: MIT
"""Builds in several languages give the same bytes each time; a site in one has nothing of the others."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import build_site
from tests.translation.pseudo import translate
from tests.translation.test_pseudo import DAY, TAG, project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds

ANOTHER = "ar"


def files(site: Path) -> dict[str, bytes]:
    """Path → bytes of all files of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def in_three_languages(folder: Path) -> Path:
    """A site in English and in two pseudo-languages, of which one runs from right to left: its settings."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    config = project(folder)
    text = config.read_text("utf-8")
    config.write_text(text.replace(f"[en, {TAG}]", f"[en, {TAG}, {ANOTHER}]"), "utf-8")
    for tag in (TAG, ANOTHER):
        translate(folder, tag, DAY)
    return config


def test_two_builds_in_three_languages_have_the_same_bytes(tmp_path: Path) -> None:
    sites = []
    for place, hash_seed, zone in (("one", "1", "UTC"), ("a longer/two", "2", "Pacific/Kiritimati")):
        site = tmp_path / f"site-{hash_seed}"
        config = in_three_languages(tmp_path / place)
        build_site(site, config, sheets=False, PYTHONHASHSEED=hash_seed, TZ=zone, UNKNOT_CACHE="")
        sites.append(files(site))
    one, two = sites
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    assert {f"{tag}/index.html" for tag in (TAG, ANOTHER)} <= one.keys()


def test_translations_change_nothing_without_the_setting(tmp_path: Path) -> None:
    """Not a byte, and no page speaks of other languages."""
    with_folder, without = (in_three_languages(tmp_path / name) for name in ("with", "without"))
    shutil.rmtree(without.parent / "translations")
    for config in (with_folder, without):
        text = config.read_text("utf-8")
        config.write_text(text.replace(f"      languages: [en, {TAG}, {ANOTHER}]\n", ""), "utf-8")
        build_site(config.parent / "site", config, sheets=False, UNKNOT_CACHE="")
    made, plain = files(with_folder.parent / "site"), files(without.parent / "site")
    assert made == plain
    pages = [path for path in plain if path.endswith(".html")]
    assert [path for path in pages if b"hreflang" in plain[path] or b"language-menu" in plain[path]] == []
