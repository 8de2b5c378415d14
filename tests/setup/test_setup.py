# Installing and building with make: commands are documented, dependencies pinned, and a failed build keeps
# the last good site.

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY
from tests.fake_build import fake_mkdocs, make_project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds

MAKE_TARGETS = re.findall(r"^([a-z-]+):.*## ", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=_environment() | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _environment() -> dict[str, str]:
    """This process's environment without the variables of the `make` that may run these tests."""
    return {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}


# --- what is documented ----------------------------------------------------------------------------


def test_make_without_a_target_lists_all_targets() -> None:
    listed = re.findall(r"^  make ([a-z-]+) +[A-Z]", make(REPOSITORY).stdout, re.MULTILINE)
    assert listed == MAKE_TARGETS


def test_make_clean_removes_the_store_and_all_else_that_was_made(tmp_path: Path) -> None:
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    for name in ("content", ".cache", ".venv", "build", "site"):
        (tmp_path / name / "folder").mkdir(parents=True)
    assert make(tmp_path, "clean").returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"Makefile", "content"}


@pytest.mark.parametrize("target", [name for name in MAKE_TARGETS if name not in {"help", "clean", "lock"}])
def test_readme_documents_every_target(target: str) -> None:
    assert f"`make {target}" in (REPOSITORY / "README.md").read_text("utf-8")


def test_contributing_describes_every_package() -> None:
    table = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8").partition("## You added")[0]
    modules = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in (REPOSITORY / "generator").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert {name for name in modules - {"__init__.py"} if f"`{name}`" not in table} == set()


def test_contributing_gives_the_reason_for_every_dependency() -> None:
    why = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8").partition("## Why each dependency")[2]
    assert [name for name in _declared("site") | _declared("dev") if f"`{name}`" not in why] == [
        name for name in _declared("dev") if name.startswith("types-")
    ]


# --- what is pinned --------------------------------------------------------------------------------


def _declared(pinned_in: str) -> dict[str, None]:
    """Names of the packages that `pyproject.toml` requires, in order."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    required = [*project["project"]["dependencies"], *groups["build"]]
    if pinned_in == "dev":
        required += [*groups["test"], *groups["hosts"], *groups["check"], *groups["lock"]]
    if pinned_in == "clinics":
        required = [*project["project"]["dependencies"], *groups["clinics"]]
    return dict.fromkeys(re.split(r"[<>=]", name)[0] for name in required)


@pytest.mark.parametrize("name", ["site", "dev", "clinics"])
def test_requirements_pin_everything_by_hash_without_an_address(name: str) -> None:
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text("utf-8")
    entries = re.findall(
        r"^([a-z0-9-]+)==\S+.*?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)", text, re.MULTILINE
    )
    assert len(entries) == len(re.findall(r"^[^\s#]", text, re.MULTILINE))
    declared = {one.replace(".", "-") for one in _declared(name)}  # as uv writes names
    assert declared <= {package for package, _ in entries}
    assert "://" not in text


def test_all_requirements_pin_the_same_versions() -> None:
    site, dev, clinics = (
        dict(
            re.findall(r"^(\S+)==(\S+) \\$", (REPOSITORY / "requirements" / name).read_text(), re.MULTILINE)
        )
        for name in ("site.txt", "dev.txt", "clinics.txt")
    )
    assert site.items() <= dev.items()
    assert {name: clinics[name] for name in clinics.keys() & dev.keys()}.items() <= dev.items()


def test_npm_lock_pins_everything_by_hash_without_an_address() -> None:
    lock = json.loads((REPOSITORY / "tests" / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not any("resolved" in entry for entry in packages.values())


# --- building --------------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder where `make site` runs with a fake MkDocs, and with a site from an earlier build."""
    make_project(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("last good site")
    return tmp_path


def _mkdocs(checkout: Path, command: str) -> None:
    into = 'for folder; do :; done; mkdir -p "$folder" && cd "$folder"'
    fake_mkdocs(checkout, f"{into} && {command}")


def test_make_site_replaces_the_old_site(checkout: Path) -> None:
    _mkdocs(checkout, 'echo "new site at $SITE_URL" > index.html')
    result = make(checkout, "site", "SITE_URL=https://unknot.example/")
    assert result.returncode == 0, result.stderr
    assert (checkout / "site" / "index.html").read_text() == "new site at https://unknot.example/\n"
    assert "python3 -m http.server -d site" in result.stdout
    assert "make zip" in result.stdout


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("touch index.html && exit 1", "Error 1"),
        (
            "echo '<a href=none/>x</a>' > index.html",
            "/index.html:1:9: a.href: 'none/' leads to no",
        ),
    ],
)
def test_a_failed_build_keeps_the_last_good_site(checkout: Path, command: str, message: str) -> None:
    _mkdocs(checkout, command)
    result = make(checkout, "site")
    assert result.returncode
    assert message in result.stderr
    assert (checkout / "site" / "index.html").read_text() == "last good site"


def test_a_killed_build_keeps_the_last_good_site(checkout: Path) -> None:
    _mkdocs(checkout, "echo half > index.html && sleep 60")
    building = subprocess.Popen(
        ["make", "site"],
        cwd=checkout,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    _wait_for(checkout / "build", "site*/index.html")
    os.killpg(building.pid, signal.SIGKILL)
    building.wait()
    assert (checkout / "site" / "index.html").read_text() == "last good site"
    _mkdocs(checkout, "echo whole > index.html")
    assert make(checkout, "site").returncode == 0
    assert (checkout / "site" / "index.html").read_text() == "whole\n"
    files = sorted(path.name for path in (checkout / "build").iterdir())
    assert files == [".unknot-previous-site", "site.lock", "site.stamp"], (
        "files of the killed build are deleted"
    )


def _wait_for(folder: Path, pattern: str) -> None:
    deadline = time.monotonic() + 60
    while not list(folder.glob(pattern)):
        assert time.monotonic() < deadline, f"{pattern} did not appear"
        time.sleep(0.02)


def _copy_of_the_repository(folder: Path) -> Path:
    generated = (
        ".git",
        ".venv",
        "build",
        "site",
        "node_modules",
        "__pycache__",
        "*.egg-info",
        ".*_cache",
        ".hypothesis",
    )
    return shutil.copytree(REPOSITORY, folder, ignore=shutil.ignore_patterns(*generated))


def test_bad_content_is_reported_with_its_place_and_keeps_the_last_good_site(tmp_path: Path) -> None:
    folder = _copy_of_the_repository(tmp_path / "repository")
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(f"{sys.prefix}/{name}")
    (folder / ".venv" / ".site").touch()
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("last good site")
    region = folder / "content" / "regions" / "uk.yml"
    region.write_text(region.read_text("utf-8").replace("paper: a4", "paper: a44"), "utf-8")
    line = region.read_text("utf-8").splitlines().index("paper: a44") + 1

    result = make(folder, "site")
    assert result.returncode
    assert f"content/regions/uk.yml:{line}:8: paper: " in result.stderr
    assert "Traceback" not in result.stderr
    assert [path.name for path in (folder / "site").iterdir()] == ["index.html"]


@pytest.mark.slow
def test_a_new_machine_needs_only_python_and_make(tmp_path: Path) -> None:
    """PATH has no Node, Java, Git or compiler, and there is no virtual environment yet."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "make", "sed", "expand", "test", "touch", "echo"):
        (programs / name).symlink_to(shutil.which(name) or name)
    (programs / "python3").symlink_to(os.path.realpath(sys.executable))
    folder = _copy_of_the_repository(tmp_path / "repository")
    result = make(folder, "site", PATH=str(programs))
    assert result.returncode == 0, result.stderr
    assert (folder / "site" / "index.html").is_file()
    again = make(folder, "--question", ".venv/.site", PATH=str(programs))
    assert again.returncode == 0, "make would install everything again"
