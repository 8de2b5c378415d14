# SPDX-License-Identifier: MIT
"""Whether the site is up to date, so that `make site` need not build: never if the site could differ."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import generator
from generator.hosts import clock
from generator.hosts.built_site import up_to_date
from generator.output.walk import statuses_below

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
    end()
    assert up_to_date.begin(SITE, RECORD)


def end() -> None:
    up_to_date.end(RECORD, up_to_date.fingerprint(statuses_below(SITE)))


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


@pytest.mark.parametrize("name", ["one", "two"])
def test_links_in_a_circle_are_followed_once(name: str) -> None:
    """Two links to the folder that they are in could be followed in 2 ** 40 ways."""
    for link in ("one", "two"):
        Path("content", link).symlink_to(".")
    up_to_date.begin(SITE, RECORD)
    end()
    assert up_to_date.begin(SITE, RECORD)
    Path("content", name).unlink()
    Path("content", name).symlink_to("..")
    assert not up_to_date.begin(SITE, RECORD), "a link leads elsewhere"


@pytest.mark.parametrize("changed", ["generator", "theme"])
def test_a_generator_elsewhere_counts(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wheel of the same version may be another one."""
    package = tmp_path.with_name(f"{tmp_path.name}-packages") / "generator"
    for name in ("__init__.py", "theme/main.html"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("")
    monkeypatch.setattr(generator, "__file__", str(package / "__init__.py"))
    monkeypatch.setattr(up_to_date, "shipped", lambda name: package / name)
    up_to_date.begin(SITE, RECORD)
    end()
    assert up_to_date.begin(SITE, RECORD)
    (package / ("__init__.py" if changed == "generator" else "theme/main.html")).write_text("x")
    assert not up_to_date.begin(SITE, RECORD)


def test_files_that_no_build_reads_do_not_count() -> None:
    Path(".venv/x").write_text("other")
    Path("build/site/y").write_text("other")
    assert up_to_date.begin(SITE, RECORD)


def test_the_environment_variable_site_url_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://unknot.example/")
    assert not up_to_date.begin(SITE, RECORD)


def test_the_day_does_not_count_because_nothing_published_depends_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2100, 1, 1))
    assert up_to_date.begin(SITE, RECORD)


def test_after_an_edit_during_the_build_the_site_is_not_up_to_date() -> None:
    Path("content/a.yml").write_text("one")
    assert not up_to_date.begin(SITE, RECORD)
    Path("content/a.yml").write_text("two")
    end()
    assert not up_to_date.begin(SITE, RECORD)


@pytest.mark.parametrize(
    "line", ["docs_dir: ../elsewhere", 'logo: "/elsewhere/logo.svg"', "logo: ~/logo.svg"]
)
def test_a_site_with_files_outside_the_folder_is_never_up_to_date(line: str) -> None:
    Path("mkdocs.yml").write_text(f"{line}\n")
    assert not up_to_date.begin(SITE, RECORD)
    end()
    assert not up_to_date.begin(SITE, RECORD)


def test_an_empty_record_as_a_full_disk_leaves_it_means_that_the_site_is_built() -> None:
    RECORD.write_text("")
    end()
    RECORD.write_text("")
    assert not up_to_date.begin(SITE, RECORD)
    end()
    assert up_to_date.begin(SITE, RECORD)


def test_a_file_that_disappears_while_it_is_read_means_that_the_site_is_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the temporary file of an editor may."""
    read = Path.read_bytes

    def read_others(path: Path) -> bytes:
        if path.name == "a.yml":
            path.unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_others)
    assert not up_to_date.begin(SITE, RECORD)


def test_settings_that_are_no_text_mean_that_the_site_is_built() -> None:
    Path("mkdocs.yml").write_bytes(b"\xff\xfe\x81")
    assert not up_to_date.begin(SITE, RECORD)


@pytest.mark.parametrize("empty", [True, False])
def test_a_site_without_a_home_page_is_not_up_to_date(*, empty: bool) -> None:
    """Even if the record matches the folder. Builds at the same time have left such a record."""
    shutil.rmtree(SITE)
    SITE.mkdir()
    if empty:
        (SITE / "index.html").touch()
    assert not up_to_date.begin(SITE, RECORD)
    end()
    assert not up_to_date.begin(SITE, RECORD)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "zeroed": lambda data: b"\0" * len(data),
    "empty": lambda _: b"",
    "not UTF-8": lambda _: b"\xff\xfe\x80",
    "a number": lambda _: b"5",
    "null": lambda _: b"null",
    "a list": lambda _: b'["inputs", "outputs"]',
    "nested too deeply": lambda _: b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_means_that_the_site_is_built(damage: str) -> None:
    record = RECORD.read_bytes()
    RECORD.write_bytes(DAMAGES[damage](record))
    assert not up_to_date.begin(SITE, RECORD)
    RECORD.write_bytes(DAMAGES[damage](record))
    end()
    assert not up_to_date.begin(SITE, RECORD)
