# SPDX-License-Identifier: MIT
"""Builds at the same time, and builds that are killed: a complete website is available at any time."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from generator.hosts.built_site.make_site import WHEN_TOLD
from generator.hosts.mkdocs import command
from tests.fake_build import fake_mkdocs, make_project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds

PAGES = 30
FAKE_MKDOCS = f"""
for folder; do :; done
rm -rf "$folder"; mkdir -p "$folder"
for page in $(seq {PAGES}); do echo "$SITE_URL" > "$folder/$page.html"; sleep 0.01; done
while [ -e "$HOLD" ]; do touch "$HOLD.reached"; sleep 0.01; done
echo "$SITE_URL" > "$folder/index.html"
"""
"""Empties and fills the folder, as MkDocs does; each page contains the address given to its build.

The home page comes last, and only when the file `HOLD` has gone.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that `make site` builds in half a second, after its first build."""
    make_project(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_url: !ENV [SITE_URL, '']\n")
    fake_mkdocs(tmp_path, FAKE_MKDOCS)
    first = start(tmp_path, "first")
    assert "The website is in site/." in first.communicate()[0]
    return tmp_path


def start(folder: Path, name: str, hold: str = "") -> subprocess.Popen[str]:
    """Start a build in its own process group; it does not end while there is a file `hold`."""
    inherited = {key: value for key, value in os.environ.items() if key not in {"MAKEFLAGS", "MAKELEVEL"}}
    return subprocess.Popen(
        ["make", "site"],
        cwd=folder,
        env=inherited | {"SITE_URL": f"https://{name}.example/", "HOLD": hold},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def addresses(site: Path) -> set[str]:
    """The addresses in all pages, which show the builds that wrote them; "missing" for a missing page.

    All pages are read from the same folder, even if it is replaced meanwhile.
    """
    while True:
        folder = os.open(site, os.O_RDONLY)
        try:
            names = [f"{number}.html" for number in range(1, PAGES + 1)]
            builds = {_read(name, folder) for name in ("index.html", *names)}
            replaced = not os.path.samestat(os.fstat(folder), site.stat())
        finally:
            os.close(folder)
        if not replaced:
            return builds


def _read(name: str, folder: int) -> str:
    try:
        with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), encoding="utf-8") as file:
            return file.read() or "empty"
    except FileNotFoundError:
        return "missing"


def test_with_two_builds_at_once_and_killed_builds_the_site_is_always_complete(project: Path) -> None:
    delays = random.Random(13)  # noqa: S311 - times at which builds are killed
    broken: list[object] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.005):
            try:
                builds = addresses(project / "site")
            except OSError as error:
                broken.append(error)
                continue
            if len(builds) != 1 or builds & {"missing", "empty"}:
                broken.append(builds)

    reader = threading.Thread(target=watch)
    reader.start()
    for turn in range(8):
        builds = [start(project, f"{name}-{turn}") for name in ("one", "two")]
        for build in builds if turn % 2 else builds[:1]:
            time.sleep(delays.uniform(0, 1.5))
            with suppress(ProcessLookupError):
                os.killpg(build.pid, signal.SIGKILL)
        output = [build.communicate()[0] for build in builds]
        assert turn % 2 or builds[1].returncode == 0, output[1]
    done.set()
    reader.join()
    assert broken == []


def test_two_builds_at_once_succeed_and_the_second_prints_what_it_waits_for(project: Path) -> None:
    hold = project / "hold"
    hold.touch()
    one = start(project, "one", str(hold))
    while not hold.with_suffix(".reached").exists():
        assert one.poll() is None, one.communicate()[0]
        time.sleep(0.01)
    two = start(project, "two")
    assert two.stdout is not None
    printed = next(line for line in two.stdout if "aiting" in line)
    hold.unlink()
    output = "".join(build.communicate()[0] for build in (one, two))
    assert [build.returncode for build in (one, two)] == [0, 0], output
    assert "Waiting for process " in printed
    assert "which is building site/." in printed
    assert addresses(project / "site") <= {"https://one.example/\n", "https://two.example/\n"}
    left = [".unknot-previous-site", "site.lock", "site.stamp"]
    assert sorted(path.name for path in (project / "build").iterdir()) == left


def test_the_second_of_two_equal_builds_is_skipped(project: Path) -> None:
    builds = [start(project, "same") for _ in range(2)]
    output = "".join(build.communicate()[0] for build in builds)
    assert [build.returncode for build in builds] == [0, 0], output
    assert output.count("Nothing has changed since site/ was built.") == 1


def test_a_site_without_pages_is_built_again(project: Path) -> None:
    for page in (project / "site").iterdir():
        page.unlink()
    build = start(project, "first")
    output = build.communicate()[0]
    assert build.returncode == 0, output
    assert addresses(project / "site") == {"https://first.example/\n"}


def test_a_folder_that_cannot_be_replaced_is_an_error(project: Path) -> None:
    shutil.rmtree(project / "site")
    (project / "file").write_text("")
    (project / "site").symlink_to("file/below")
    build = start(project, "second")
    output = build.communicate()[0]
    assert build.returncode
    assert "site: cannot be replaced by build/site-" in output
    assert "Traceback" not in output


def test_nothing_is_built_unless_it_is_told(tmp_path: Path) -> None:
    """Whatever its input is: if that ends, as when the parent is killed, nothing is written."""
    program = [sys.executable, "-m", command.__name__, WHEN_TOLD, "build", "--site-dir", "new"]
    result = subprocess.run(
        program, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert [*tmp_path.iterdir()] == []


def test_a_loaded_command_is_ended_if_nothing_has_changed(project: Path) -> None:
    """It has the output of the build, which would not end before it."""
    fake_mkdocs(project, "", loaded="exec sleep 600")
    assert "Nothing has changed" in start(project, "first").communicate(timeout=60)[0]


def test_ctrl_c_while_a_command_is_loaded_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_run", interrupted)
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 130
