# Measures `unknot serve`: from its start to the first page, and from edits to their pages; and the memory
# of a build of the same site.
#
# Beside the time on the clock is the server's processor time, which a busy machine changes less, and the
# ratio to the processor time of a build from nothing. `BENCH=full` takes 5,000 topics instead of 1,000.

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.commands import ENVIRONMENT, OURS, run
from bench.memory import peak_memory
from bench.multiply import large_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_EDITS = 5
"""How often each edit is made; the median counts."""
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
"""The unit of the times in /proc."""
_START = "start, store warm"
EDIT_TO_PAGE = "a word of a symptom to its page"
_EDITED = {
    "a title to its page": ("techniques/*.yml", r"(?<=title: )"),
    EDIT_TO_PAGE: ("symptoms/*.yml", r"(?<=one_line: )"),
    "a word of a Markdown page to that page": ("pages/[a-h]*.md", r"(?<=\n\n)(?=[A-Z])"),
}
"""What is edited → the files that it may be in, and the place of the new words."""
_PROMISED = {_START: 2.0, **dict.fromkeys(_EDITED, 1.0)}
"""What is promised for 5,000 topics, in seconds on the clock."""


class Times(NamedTuple):
    """How long something took, in seconds."""

    clock: float
    processor: float


def measure(topics: int = 0) -> str:
    """Build and serve a large site and return the report.

    Args:
        topics: how many topics it has; by default as many as `make bench` wants.
    """
    topics = topics or (5000 if os.environ.get("BENCH") == "full" else 1000)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "p"
        topics = large_project(project, topics)
        with peak_memory(own=False) as peak:
            built = run([*OURS, "mkdocs", "build", "--quiet"], project)
        served(project)  # fills the store
        rows = {"a build from nothing": Times(built.seconds, built.processor), **served(project)}
    lines = [
        f"| {name} | {one.clock:.2f} | {one.processor:.2f} | {one.processor / built.processor:.3f} |"
        f" {_PROMISED.get(name, '')} |"
        for name, one in rows.items()
    ]
    head = [
        "| | seconds | of the processor | times a build | at 5,000 |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    memory = (
        f"The build's largest process had {built.mebibytes:.0f} MiB, with what it shares with others; at"
        f" 5,000 topics, 500 are promised. All its processes together had {peak.mebibytes:.0f} MiB at once,"
        " with what they share counted once."
    )
    return "\n".join([f"# `make serve` with {topics} topics", "", *head, *lines, "", memory, ""])


def served(folder: Path, edits: Iterable[str] = tuple(_EDITED)) -> dict[str, Times]:
    """Serve a project: how long the start took and, as medians, how long edits took until their pages.

    Args:
        folder: the project.
        edits: what to edit; names of `_EDITED`.
    """
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own command
        [*OURS, "unknot", "serve", "--port", "0"],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None  # noqa: S101 - it is a pipe
            address = next(line.strip() for line in server.stdout if line.startswith("http"))
            _read(address)
            started = Times(time.perf_counter() - start, _processor(server.pid))
            times = {
                name: sorted(_edit(folder, address, server.pid, name) for _ in range(_EDITS))
                for name in edits
            }
        finally:
            server.terminate()
    return {_START: started, **{name: some[_EDITS // 2] for name, some in times.items()}}


def _edit(folder: Path, address: str, process: int, name: str) -> Times:
    files, place = _EDITED[name]
    path = min((folder / "content").glob(files))
    parent = "" if path.parent.name == "pages" else f"{path.parent.name}/"
    page, text = f"{address}{parent}{path.stem}/", path.read_text(encoding="utf-8")
    time.sleep(3)  # as an author does who looks at the page
    before, start = _processor(process), time.perf_counter()
    new = f"Turn {time.monotonic_ns()}"  # no earlier run has checked the same
    path.write_text(re.sub(place, f"{new} ", text, count=1), encoding="utf-8")
    _until(lambda: new.encode() in _read(page))
    times = Times(time.perf_counter() - start, _processor(process) - before)
    path.write_text(text, encoding="utf-8")
    _until(lambda: new.encode() not in _read(page))
    return times


def _until(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.01)


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address) as response:  # noqa: S310 - our own server
        return bytes(response.read())


def _processor(process: int) -> float:
    """Processor time of a process so far, in seconds; 0 without /proc."""
    path = Path(f"/proc/{process}/stat")
    if not path.is_file():
        return 0
    fields = path.read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
