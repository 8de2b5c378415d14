# Replacing the live website with a new build; at no moment is there no website.

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from generator.hosts.built_site import swap as module
from generator.hosts.built_site.swap import repair_swap, swap

if TYPE_CHECKING:
    from pathlib import Path


def site(folder: Path, words: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(words)
    return folder


def words(folder: Path) -> str:
    return (folder / "index.html").read_text()


@pytest.fixture(params=["in one step", "in two renames"])
def _both_methods(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "in two renames":
        monkeypatch.setattr(module, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("_both_methods")
def test_a_site_is_put_in_place_and_replaced(tmp_path: Path) -> None:
    new, live = tmp_path / "build" / "site", tmp_path / "public" / "site"
    old = None
    for text in ("first", "second", "third"):
        swap(site(new, text), live)
        assert words(live) == text
        assert [path.name for path in (tmp_path / "build").iterdir()] == (["site"] if old else [])
        if old:
            assert words(new) == old
            shutil.rmtree(new)
        old = text


def test_on_linux_the_sites_are_exchanged_in_one_step(tmp_path: Path) -> None:
    """A thread that reads all the time always finds a site."""
    new, live = tmp_path / "new", site(tmp_path / "live", "0")
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(words(live) if live.is_dir() else "no site")

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(300):
        swap(site(new, str(number)), live)
        shutil.rmtree(new)
    done.set()
    reader.join()
    assert len(seen) > 1
    assert "no site" not in seen


@pytest.mark.usefixtures("_both_methods")
def test_a_failed_swap_leaves_the_old_site(tmp_path: Path) -> None:
    live = site(tmp_path / "live", "old")
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "missing", live)
    assert words(live) == "old"


KILLED = """
import os, signal, sys
from pathlib import Path
from generator.hosts.built_site import swap

def kill(*_): os.kill(os.getpid(), signal.SIGKILL)

swap._exchange = lambda *_: False
rename, moved = Path.rename, sys.argv[3]
Path.rename = lambda path, to: kill() if path.name == moved else rename(path, to)
swap.swap(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("moved", ["new", "live.old"])
def test_a_swap_after_a_killed_one_succeeds(tmp_path: Path, moved: str) -> None:
    new, live = site(tmp_path / "new", "second"), site(tmp_path / "live", "first")
    killed = subprocess.run([sys.executable, "-c", KILLED, new, live, moved], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "live.old").exists()
    if not new.exists():
        site(new, "third")
    swap(new, live)
    assert words(live) in {"second", "third"}
    assert {path.name for path in tmp_path.iterdir()} == {"live", "new"}


def test_the_old_site_is_restored_after_a_swap_that_was_killed(tmp_path: Path) -> None:
    new, live = site(tmp_path / "new", "second"), site(tmp_path / "live", "first")
    subprocess.run([sys.executable, "-c", KILLED, new, live, "new"], check=False)
    assert not live.exists()
    repair_swap(tmp_path, live)
    assert words(live) == "first"


@pytest.mark.usefixtures("_both_methods")
def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    www, live = site(tmp_path / "www", "old"), tmp_path / "site"
    live.symlink_to(www)
    swap(site(tmp_path / "new", "new"), live)
    assert live.is_symlink()
    assert words(www) == "new"
