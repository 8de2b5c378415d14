# The most memory that this process and its children use at once. It needs Linux: it reads /proc.

from __future__ import annotations

import os
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERY = 0.05
"""Seconds between two looks."""


@dataclass
class Peak:
    """What was used so far."""

    mebibytes: float = 0
    """The most at any moment, with memory that processes share divided between them; 0 without /proc."""


@contextmanager
def peak_memory() -> Iterator[Peak]:
    """Watch memory while the `with` block runs."""
    peak, done = Peak(), threading.Event()

    def watch() -> None:
        while not done.wait(_EVERY):
            peak.mebibytes = max(peak.mebibytes, _used())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def _used() -> float:
    own = str(os.getpid())
    ids = [own]
    for tasks in Path(f"/proc/{own}/task").glob("*/children"):
        with suppress(OSError):  # the thread has ended
            ids += tasks.read_text("utf-8").split()
    return sum(map(_proportional, ids)) / 1024


def _proportional(process: str) -> int:
    """A process's share of the memory that it uses, in KiB."""
    with suppress(OSError):  # it has ended
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
