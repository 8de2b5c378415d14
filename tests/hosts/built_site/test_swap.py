# A new website takes the place of the old one: at no moment is there none.

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from generator.hosts.built_site import swap as module
from generator.hosts.built_site.swap import mend_swap, swap

if TYPE_CHECKING:
    from pathlib import Path


def site(folder: Path, words: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(words)
    return folder


def words(folder: Path) -> str:
    return (folder / "index.html").read_text()


@pytest.fixture(params=["in one step", "in two renames"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "in two renames":
        monkeypatch.setattr(module, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("_both_ways")
def test_the_first_site_and_the_next(tmp_path: Path) -> None:
    new, live = tmp_path / "build" / "site", tmp_path / "public" / "site"
    for text in ("first", "second", "third"):
        swap(site(new, text), live)
        assert words(live) == text
        assert list((tmp_path / "build").iterdir()) == []


def test_linux_exchanges_in_one_step(tmp_path: Path) -> None:
    """Somebody who reads all the time always finds a site, first the old one and later a new one."""
    new, live = tmp_path / "new", site(tmp_path / "live", "0")
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(words(live) if live.is_dir() else "no site")

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(300):
        swap(site(new, str(turn)), live)
    done.set()
    reader.join()
    assert len(seen) > 1
    assert "no site" not in seen


@pytest.mark.usefixtures("_both_ways")
def test_a_failing_move_leaves_the_old_site(tmp_path: Path) -> None:
    live = site(tmp_path / "live", "old")
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "missing", live)
    assert words(live) == "old"


KILLED = """
import os, signal, sys
from pathlib import Path
from generator.hosts.built_site import swap

def killed(*_): os.kill(os.getpid(), signal.SIGKILL)

swap._exchange = lambda *_: False
if sys.argv[3] == "between the renames":
    rename = Path.rename
    Path.rename = lambda path, to: killed() if path.name == "new" else rename(path, to)
else:
    swap.shutil.rmtree = killed
swap.swap(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("moment", ["between the renames", "before the old one is removed"])
def test_the_swap_after_a_killed_one_mends_it(tmp_path: Path, moment: str) -> None:
    new, live = site(tmp_path / "new", "second"), site(tmp_path / "live", "first")
    killed = subprocess.run([sys.executable, "-c", KILLED, new, live, moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "live.old").exists()
    if not new.exists():
        site(new, "third")
    swap(new, live)
    assert words(live) in {"second", "third"}
    assert [path.name for path in tmp_path.iterdir()] == ["live"]


def test_what_a_killed_swap_took_away_is_put_back_before_the_next_build(tmp_path: Path) -> None:
    new, live = site(tmp_path / "new", "second"), site(tmp_path / "live", "first")
    subprocess.run([sys.executable, "-c", KILLED, new, live, "between the renames"], check=False)
    assert not live.exists()
    mend_swap(tmp_path, live)
    assert words(live) == "first"


@pytest.mark.usefixtures("_both_ways")
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    www, live = site(tmp_path / "www", "old"), tmp_path / "site"
    live.symlink_to(www)
    swap(site(tmp_path / "new", "new"), live)
    assert live.is_symlink()
    assert words(www) == "new"
