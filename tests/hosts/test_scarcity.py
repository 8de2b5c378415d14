# SPDX-License-Identifier: MIT
"""Too little disk, memory or processes: a build ends with a line that says so, and the last site stays."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator.hosts import failure
from tests.conftest import REPOSITORY
from tests.hosts.test_builds import contents, project
from tests.tools import UNKNOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.builds

MEGABYTE = 1 << 20


def limit(which: int, amount: int) -> Callable[[], None]:
    """Sets a limit of the system in the process that calls the result."""
    return lambda: resource.setrlimit(which, (amount, amount))


def build_site(
    folder: Path, limits: Callable[[], None], **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build the site of a project from nothing, as `make site` does."""
    return subprocess.run(
        [*UNKNOT, "build"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "UNKNOT_CACHE": ""} | environment,
        preexec_fn=limits,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a site from before."""
    folder = project(tmp_path / "p")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("last good site")
    return folder


@pytest.mark.parametrize("size", [1, 30_000])
def test_a_full_disk_is_reported_in_a_line_and_the_last_site_stays(folder: Path, size: int) -> None:
    """A limit of the size of files has the same effect: writing fails at the first or at a later file."""
    result = build_site(folder, limit(resource.RLIMIT_FSIZE, size))
    assert result.returncode, result.stdout
    assert "Traceback" not in result.stderr
    assert result.stderr.splitlines()[-1].endswith("File too large"), result.stderr
    assert contents(folder / "site") == {"index.html": b"last good site"}


@pytest.mark.parametrize("megabytes", [100, 150, 200])
def test_with_little_memory_the_last_site_stays_or_there_is_a_whole_new_one(
    folder: Path, megabytes: int
) -> None:
    """A library may end the process when it gets no memory; otherwise a line says what is missing."""
    result = build_site(folder, limit(resource.RLIMIT_AS, megabytes * MEGABYTE))
    assert "Traceback" not in result.stderr
    site = contents(folder / "site")
    if result.returncode:
        assert result.stderr.strip()
        assert site == {"index.html": b"last good site"}
    else:
        assert "problems: 0" in result.stdout, "its links were checked"
        assert len(site) > 1


def test_the_check_reports_too_little_memory_in_a_line() -> None:
    result = subprocess.run(
        [*UNKNOT, "check"],
        cwd=REPOSITORY,
        preexec_fn=limit(resource.RLIMIT_AS, 150 * MEGABYTE),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in result.stderr
    assert result.returncode == 0 or len(result.stderr.splitlines()) == 1, result.stderr


def test_after_a_killed_build_no_file_of_it_is_left(folder: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for _ in range(2):
        (temporary / "unknot-left" / "files").mkdir(parents=True)
        (temporary / "unknot-left" / "spool.lock").touch()
        shutil.rmtree(folder / "build", ignore_errors=True)
        store = os.environ["UNKNOT_CACHE"]
        result = build_site(folder, lambda: None, TMPDIR=str(temporary), UNKNOT_CACHE=store)
        assert result.returncode == 0, result.stderr
        assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(28, "No space left on device", "a/b"), "a/b: No space left on device"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (MemoryError(), "not enough memory; "),
        (RecursionError("maximum depth"), "nested too deeply"),
        (KeyError("a\nb"), "KeyError: 'a"),
        (ValueError("one\ntwo"), "ValueError: one two"),
    ],
)
def test_every_error_is_described_in_one_line(error: Exception, line: str) -> None:
    assert failure.one_line(error).startswith(line)
    assert "\n" not in failure.one_line(error)
