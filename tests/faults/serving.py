# A session of random edits while `unknot serve` shows the site.

from __future__ import annotations

import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from tests.faults.mutations import mutated
from tests.faults.project import Project, kill_group
from tests.tools import UNKNOT

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 60.0
"""Seconds within which the server must answer, show an edit, or end."""


class Server:
    """A running `unknot serve`."""

    def __init__(self, project: Project) -> None:
        """Start the server, and wait until it says where it answers."""
        self._process = project.start(*UNKNOT, "serve", "--port", "0")
        self._lines: list[str] = []
        self._address = ""
        self._listening = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._listening.wait(_PATIENCE)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.append(line)
            if line.startswith("http"):
                self._address = line.strip()
                self._listening.set()
        self._listening.set()

    @property
    def has_ended(self) -> bool:
        """Whether it runs no more."""
        return self._process.poll() is not None

    @property
    def printed(self) -> str:
        """All that it has printed."""
        return "".join(self._lines)

    def page(self) -> str:
        """What it answers for a page; a page that lists problems is an answer, too.

        Raises:
            OSError: it does not answer.
        """
        try:
            address = f"{self._address}techniques/slow-glide/"
            with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - our own server
                return str(answer.read(), "utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.read().decode(errors="replace")

    def stop(self) -> None:
        """End it, as an author does by Ctrl+C; kill it if it does not end."""
        if not self.has_ended:
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            kill_group(self._process)
            self._process.wait()
        self._reader.join(_PATIENCE)
        if self._process.stdout:
            self._process.stdout.close()


def edits(folder: Path, number: int, chance: random.Random) -> Iterator[str]:
    """Edit, break and remove files while the site is served: the server stays, and then recovers."""
    project = Project.create(folder)
    kept = folder.with_name("kept")
    shutil.copytree(folder, kept)
    server = Server(project)
    for turn in range(number):
        what = _edit(folder, chance)
        fault = _answer(server)
        _restore(kept, folder)
        fault = fault or _recovery(server, folder, f"Edit {turn}")
        yield f"{what}: {fault}" if fault else ""
        if server.has_ended:
            yield _stopped(server)
            server = Server(project)
    yield _stopped(server)


def _stopped(server: Server) -> str:
    """Stop a server; what is wrong with all that it has printed."""
    server.stop()
    return "a traceback: " + server.printed[-500:] if "Traceback" in server.printed else ""


def _edit(folder: Path, chance: random.Random) -> str:
    """Do something to a file or folder, and say what."""
    files = sorted(path for path in (folder / "content").rglob("*") if path.is_file())
    file = chance.choice([*files, folder / "mkdocs.yml", folder / "overrides" / "main.html"])
    if chance.random() < 0.2:
        part = folder / "content" / chance.choice(("regions", "techniques", "pages", ""))
        shutil.rmtree(part)
        return f"{part.relative_to(folder)} is gone"
    if chance.random() < 0.2:
        file.unlink()
        return f"{file.relative_to(folder)} is gone"
    file.write_bytes(mutated(file.read_bytes(), chance))
    return f"{file.relative_to(folder)} is now {file.read_bytes()!r:.1000}"


def _restore(kept: Path, folder: Path) -> None:
    """Bring all files back, as a switch of branches does."""
    for name in ("content", "overrides"):
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(kept / name, folder / name)
    shutil.copy(kept / "mkdocs.yml", folder)


def _answer(server: Server) -> str:
    """What is wrong with the answer while something is broken."""
    try:
        page = server.page()
    except OSError as error:
        return f"no answer ({error}): {server.printed[-500:]}"
    return "" if "<html" in page else f"the answer is no page: {page[:300]}"


def _recovery(server: Server, folder: Path, title: str) -> str:
    """What is wrong after a good edit."""
    file = folder / "content" / "techniques" / "slow-glide.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: Slow glide\n", f"title: {title}\n"), encoding="utf-8")
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and not server.has_ended:
        try:
            if f"<h1>{title}</h1>" in server.page():
                return ""
        except OSError:
            time.sleep(0.1)
        time.sleep(0.1)
    state = "the server has ended" if server.has_ended else "the next good edit is not shown"
    return f"{state}: {server.printed[-500:]}"
