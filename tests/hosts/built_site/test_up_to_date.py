# SPDX-License-Identifier: MIT
"""Whether the site is up to date, so that `make site` need not build: never if the site could differ."""

from __future__ import annotations

import datetime as dt
import shutil
import types
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.hosts.built_site import up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable

SITE, RECORD = Path("site"), Path("build/site.stamp")


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project whose site has just been built."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    for name in ("content/a.yml", "overrides/main.html", "site/index.html", ".venv/x", "build/site/y"):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    Path("mkdocs.yml").write_text("site_url: !ENV [SITE_URL, '']\n")
    assert not up_to_date.begin(SITE, RECORD)
    up_to_date.end(SITE, RECORD)
    assert up_to_date.begin(SITE, RECORD)


CHANGES: dict[str, Callable[[], object]] = {
    "content": lambda: Path("content/a.yml").write_text("content/b.yml"),
    "a new file": lambda: Path("content/new.yml").write_text(""),
    "a file gone": lambda: Path("content/a.yml").unlink(),
    "a renamed file": lambda: Path("content/a.yml").rename("content/b.yml"),
    "a template": lambda: Path("overrides/main.html").write_text("{{ x }}"),
    "settings": lambda: Path("mkdocs.yml").write_text("site_url: !ENV [SITE_URL, 'x']\n"),
    "the site": lambda: Path("site/index.html").write_text("by hand"),
    "the site gone": lambda: shutil.rmtree("site"),
    "the record gone": RECORD.unlink,
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_the_site_is_not_up_to_date(name: str) -> None:
    CHANGES[name]()
    assert not up_to_date.begin(SITE, RECORD)
    assert not up_to_date.begin(SITE, RECORD), "a build that did not end does not count"


def test_files_that_no_build_reads_do_not_count() -> None:
    Path(".venv/x").write_text("other")
    Path("build/site/y").write_text("other")
    assert up_to_date.begin(SITE, RECORD)


def test_the_environment_variable_site_url_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://unknot.example/")
    assert not up_to_date.begin(SITE, RECORD)


def test_the_date_counts_because_reviews_become_overdue(monkeypatch: pytest.MonkeyPatch) -> None:
    class LaterDate(dt.date):
        @classmethod
        def today(cls) -> LaterDate:
            return cls(2100, 1, 1)

    monkeypatch.setattr(up_to_date, "dt", types.SimpleNamespace(date=LaterDate))
    assert not up_to_date.begin(SITE, RECORD)


def test_after_an_edit_during_the_build_the_site_is_not_up_to_date() -> None:
    Path("content/a.yml").write_text("one")
    assert not up_to_date.begin(SITE, RECORD)
    Path("content/a.yml").write_text("two")
    up_to_date.end(SITE, RECORD)
    assert not up_to_date.begin(SITE, RECORD)


@pytest.mark.parametrize(
    "line", ["docs_dir: ../elsewhere", 'logo: "/elsewhere/logo.svg"', "logo: ~/logo.svg"]
)
def test_a_site_with_files_outside_the_folder_is_never_up_to_date(line: str) -> None:
    Path("mkdocs.yml").write_text(f"{line}\n")
    assert not up_to_date.begin(SITE, RECORD)
    up_to_date.end(SITE, RECORD)
    assert not up_to_date.begin(SITE, RECORD)


def test_an_empty_record_as_a_full_disk_leaves_it_means_that_the_site_is_built() -> None:
    RECORD.write_text("")
    up_to_date.end(SITE, RECORD)
    RECORD.write_text("")
    assert not up_to_date.begin(SITE, RECORD)
    up_to_date.end(SITE, RECORD)
    assert up_to_date.begin(SITE, RECORD)
