"""`unknot build` and `unknot join`, run as commands in a project."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.hosts.test_builds import contents, project
from tests.tools import UNKNOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds


APART = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://unknot.example/", "UNKNOT_CACHE": ""}
"""Variables of a machine that has nothing of another."""


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*UNKNOT, *arguments],
        cwd=folder,
        env=os.environ | APART | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_parts_of_several_machines_make_the_site_of_one(tmp_path: Path) -> None:
    alone, joining = project(tmp_path / "alone"), project(tmp_path / "joining")
    assert run(alone, "build").returncode == 0
    for number in (1, 2, 3, 4, 5):
        machine = project(tmp_path / f"machine-{number}")
        made = run(machine, "build", "--shard", f"{number}/5", "--part", str(tmp_path / f"part-{number}"))
        assert made.returncode == 0, made.stderr
    joined = run(joining, "join", *(str(tmp_path / f"part-{number}") for number in (3, 1, 5, 2, 4)))
    assert joined.returncode == 0, joined.stderr
    whole = contents(alone / "site")
    assert len(whole) > 100
    assert contents(joining / "site") == whole


@pytest.mark.slow
def test_cold_and_warm_builds_are_the_same(tmp_path: Path) -> None:
    """Also of another clone, which has only the store of the first."""
    one, two = project(tmp_path / "one"), project(tmp_path / "two")
    store = str(tmp_path / "store")
    assert run(one, "build", UNKNOT_CACHE=store).returncode == 0
    cold = contents(one / "site")
    shutil.rmtree(one / "site")
    for folder in (one, two):
        assert run(folder, "build", UNKNOT_CACHE=store).returncode == 0
        assert contents(folder / "site") == cold


@pytest.mark.slow
def test_a_part_that_was_killed_is_refused_and_can_be_made_again(tmp_path: Path) -> None:
    alone, folder = project(tmp_path / "alone"), project(tmp_path / "p")
    assert run(alone, "build").returncode == 0
    assert run(folder, "build", "--shard", "1/2").returncode == 0
    part = folder / "build" / "part-2-of-2"
    making = subprocess.Popen(
        [*UNKNOT, "build", "--shard", "2/2"],
        cwd=folder,
        env=os.environ | APART,
        start_new_session=True,
    )
    while len([*(part / "cas").glob("*")]) < 3:
        assert making.poll() is None, "it was not killed midway"
        time.sleep(0.01)
    os.killpg(making.pid, signal.SIGKILL)
    making.wait()
    refused = run(folder, "join", "build/part-1-of-2", "build/part-2-of-2")
    assert refused.returncode == 1
    assert "build/part-2-of-2: is no finished part; make it again" in refused.stderr
    assert not (folder / "site").exists()
    assert run(folder, "build", "--shard", "2/2").returncode == 0
    joined = run(folder, "join", "build/part-1-of-2", "build/part-2-of-2")
    assert joined.returncode == 0, joined.stderr
    assert contents(folder / "site") == contents(alone / "site")


def test_a_missing_part_leaves_the_last_site(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("last good site")
    assert run(folder, "build", "--shard", "1/2").returncode == 0
    joined = run(folder, "join", "build/part-1-of-2", "nowhere")
    assert joined.returncode == 1
    assert joined.stderr.splitlines() == [
        "nowhere: is no finished part; make it again with `unknot build --shard`",
        "there is no part 2/2; make it with `unknot build --shard`",
    ]
    assert contents(folder / "site") == {"index.html": b"last good site"}


def test_a_share_that_is_none_is_refused(tmp_path: Path) -> None:
    refused = run(project(tmp_path / "p"), "build", "--shard", "6/5")
    assert refused.returncode
    assert "'6/5' is no share; write 2/5 for the second of five" in refused.stderr


def test_an_invalid_content_makes_no_part(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    (folder / "content" / "glossary.yml").write_text("terms: 1\n")
    failed = run(folder, "build", "--shard", "1/2")
    assert failed.returncode == 1
    assert "content/glossary.yml:1:" in failed.stderr
    assert not (folder / "build" / "part-1-of-2" / "part.json").exists()
