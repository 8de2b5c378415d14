# SPDX-License-Identifier: MIT
"""`examples/many-clinics/`: Snakemake prints the sheets of three clinics, although a part is killed."""

from __future__ import annotations

import csv
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY
from tests.hosts.test_builds import contents, project
from tests.tools import UNKNOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.builds, pytest.mark.slow]

SNAKEMAKE = (sys.executable, "-m", "snakemake", "--cores", "2")

FRAGILE = f"""#!/bin/sh
# Prints sheets, but is killed the first time that it has written some of those of the second clinic.
for folder; do test -n "$next" && break; test "$folder" = --all && next=1; done
if test "$CLINIC_NAME" = "Example clinic South" && ! test -e killed; then
  touch killed
  {shlex.join(UNKNOT)} "$@" &
  until ls "$folder"/*.pdf; do sleep 0.01; done > /dev/null 2>&1
  kill -9 $! $$
fi
echo "$CLINIC_NAME" >> printed
exec {shlex.join(UNKNOT)} "$@"
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example, with the small content, for one region."""
    folder = project(tmp_path / "p")
    example = shutil.copytree(
        REPOSITORY / "examples" / "many-clinics",
        folder / "examples" / "many-clinics",
        ignore=shutil.ignore_patterns("sheets", ".snakemake", ".cache"),
    )
    fragile = example / "fragile"
    fragile.write_text(FRAGILE)
    fragile.chmod(0o755)
    return example


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"SITE_URL": "", "UNKNOT_CACHE": ""} | more


def snakemake(example: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SNAKEMAKE, *options, "--config", "unknot=./fragile", "regions=uk"],
        cwd=example,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def directly_printed(example: Path, clinic: dict[str, str]) -> dict[str, bytes]:
    """The sheets of a clinic, printed by our command alone."""
    target = example / "alone" / clinic["id"]
    subprocess.run(
        [*UNKNOT, "handout", "--all", target, "--config-file", example / "mkdocs.yml"],
        cwd=example,
        env=environment(
            REGION="uk", CLINIC_NAME=clinic["name"], CLINIC_PHONE=clinic["phone"], CLINIC_WEB=clinic["web"]
        ),
        capture_output=True,
        check=True,
    )
    return contents(target)


def sheets_of(example: Path, clinic: dict[str, str]) -> dict[str, bytes]:
    """The sheets of a clinic that Snakemake has printed, without the hidden file that it leaves there."""
    files = contents(example / "sheets" / f"{clinic['id']}-uk")
    return {path: data for path, data in files.items() if not path.startswith(".")}


def clinics(example: Path) -> list[dict[str, str]]:
    with (example / "clinics.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_after_a_killed_part_a_second_run_makes_what_is_missing(example: Path) -> None:
    first = snakemake(example)
    assert first.returncode, first.stderr
    assert (example / "killed").exists()
    assert not (example / "sheets" / "example-south-uk").exists(), "half of a clinic's sheets are left"

    second = snakemake(example)
    assert second.returncode == 0, second.stderr
    printed = (example / "printed").read_text("utf-8").splitlines()
    assert sorted(printed) == sorted(clinic["name"] for clinic in clinics(example)), "each was printed once"
    for clinic in clinics(example):
        sheets = sheets_of(example, clinic)
        assert len(sheets) > 5
        assert sheets == directly_printed(example, clinic)

    third = snakemake(example)
    assert "Nothing to be done" in third.stderr

    # Another telephone number: that clinic's sheets and no others.
    table = example / "clinics.csv"
    table.write_text(table.read_text("utf-8").replace("960003", "960009"), "utf-8")
    fourth = snakemake(example)
    assert fourth.returncode == 0, fourth.stderr
    assert (example / "printed").read_text("utf-8").splitlines()[len(printed) :] == ["Example clinic East"]


def test_after_a_power_cut_the_run_goes_on_as_the_page_says(example: Path) -> None:
    (example / "killed").touch()  # only Snakemake itself is killed
    run = subprocess.Popen(
        [*SNAKEMAKE, "--config", "unknot=./fragile", "regions=uk"],
        cwd=example,
        env=environment(),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while not (example / "printed").exists():
        assert run.poll() is None
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()

    assert snakemake(example, "--unlock").returncode == 0
    again = snakemake(example, "--rerun-incomplete")
    assert again.returncode == 0, again.stderr
    for clinic in clinics(example):
        assert sheets_of(example, clinic) == directly_printed(example, clinic)
    page = (example / "README.md").read_text("utf-8")
    assert "snakemake --unlock" in page
    assert "--rerun-incomplete" in page


def test_batches_of_a_ci_matrix_are_all_clinics(example: Path) -> None:
    (example / "killed").touch()
    for share in ("1/2", "2/2"):
        batch = snakemake(example, "--batch", f"all={share}")
        assert batch.returncode == 0, batch.stderr
    printed = (example / "printed").read_text("utf-8").splitlines()
    assert sorted(printed) == sorted(clinic["name"] for clinic in clinics(example))
