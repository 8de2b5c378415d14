# SPDX-License-Identifier: MIT
"""`make release`: refuses what is no release, and leaves a tag and what its checksums say."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest

import generator
from release.changelog import CannotRelease, cut, may_follow, with_version
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2027, 1, 2)
LOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n\n## [0.1.0] - 2026-01-01\n\n- Old.\n"


@pytest.mark.parametrize("version", ["1.2.4", "1.3.0", "2.0.0"])
def test_the_three_versions_that_come_next_may_follow(version: str) -> None:
    may_follow(version, "1.2.3")


@pytest.mark.parametrize("version", ["1.2.3", "1.2.5", "1.3.1", "3.0.0", "1.2", "v1.2.4", "01.2.4", ""])
def test_no_other_may(version: str) -> None:
    with pytest.raises(CannotRelease, match=re.escape(f"VERSION={version}: ")):
        may_follow(version, "1.2.3")


def test_the_changelog_is_cut() -> None:
    new = LOG.replace("## [Unreleased]\n", "## [Unreleased]\n\n## [0.2.0] - 2027-01-02\n")
    assert cut(LOG, "0.2.0", DAY) == new
    with pytest.raises(CannotRelease, match="say what has changed"):
        cut(new, "0.3.0", DAY)
    with pytest.raises(CannotRelease):
        cut("# Changelog\n", "0.3.0", DAY)


def test_the_version_is_in_one_place() -> None:
    text = (REPOSITORY / "pyproject.toml").read_text("utf-8")
    changed = tomllib.loads(with_version(text, "9.8.7"))
    assert changed["project"]["version"] == "9.8.7"
    before = tomllib.loads(text)
    assert before["project"].pop("version") == generator.__version__
    assert changed["project"].pop("version")
    assert changed == before


@pytest.mark.builds
class TestRelease:
    """In a small copy of the project, with a repository of its own."""

    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        small = REPOSITORY / "examples" / "neck-and-shoulder" / "content"
        folders = (
            "generator",
            "overrides",
            "release",
            "requirements",
            "examples",
            "LICENSES",
            "translations",
        )
        for name in folders:
            ignored = shutil.ignore_patterns("__pycache__", "site", "sheets")
            shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=ignored)
        shutil.copytree(small, tmp_path / "content")
        for name in (
            "pyproject.toml",
            "setup.py",
            "mkdocs.yml",
            "CHANGELOG.md",
            "README.md",
            "LICENSE",
            ".gitignore",
        ):
            shutil.copy(REPOSITORY / name, tmp_path / name)
        (tmp_path / "CHANGELOG.md").write_text(LOG)
        git(tmp_path, "init", "--quiet", "--initial-branch", "main")
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", "--message", "All")
        return tmp_path

    def test_it_tags_and_leaves_what_its_checksums_name(self, project: Path) -> None:
        last = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["version"]
        new = ".".join(map(str, (int(last.split(".")[0]) + 1, 0, 0)))
        result = release(project, new)
        assert result.returncode == 0, result.stdout + result.stderr
        dist = project / "dist"
        names = [f"unknot-{new}{end}" for end in ("-py3-none-any.whl", "-site.zip", ".tar.gz")]
        assert sorted(path.name for path in dist.iterdir()) == sorted([*names, "SHA256SUMS"])
        for line in (dist / "SHA256SUMS").read_text().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == digest
        with zipfile.ZipFile(dist / f"unknot-{new}-site.zip") as site:
            (home,) = (
                name for name in site.namelist() if name.count("/") == 1 and name.endswith("/index.html")
            )
            assert new in site.read(home).decode()
        assert git(project, "describe", "--tags") == f"v{new}"
        assert f"## [{new}] - " in git(project, "show", f"v{new}:CHANGELOG.md")
        assert git(project, "status", "--porcelain") == ""

    def test_it_refuses_and_changes_nothing(self, project: Path) -> None:
        result = release(project, "7.7.7")
        assert (result.returncode, len(result.stderr.splitlines())) == (1, 1)
        (project / "notes.txt").touch()
        major = str(int(generator.__version__.split(".")[0]) + 1)
        result = release(project, f"{major}.0.0")
        assert (result.returncode, result.stderr) == (
            1,
            "git: something is not committed; commit it, or put it away\n",
        )
        git(project, "add", "--all")
        mistake = project / "content" / "glossary.yml"
        mistake.write_text("terms: [\n")
        git(project, "commit", "--quiet", "--all", "--message", "A mistake")
        result = release(project, f"{major}.0.0")
        assert result.returncode == 1
        assert "nothing was tagged" in result.stderr
        assert "Traceback" not in result.stderr
        assert git(project, "status", "--porcelain") == ""
        assert git(project, "tag") == ""


def release(project: Path, version: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if name not in {"SITE_URL", "PYTHONPATH"}
    }
    return subprocess.run(
        [sys.executable, "-m", "release", version],
        cwd=project,
        env=environment | IDENTITY,
        capture_output=True,
        text=True,
        check=False,
    )


IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A. Maintainer"), ("EMAIL", "a@example.org"))
}


def git(project: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=project,
        env=os.environ | IDENTITY,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
