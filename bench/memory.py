# The most memory that this process and all those below it use at once. It needs Linux: it reads /proc.

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
def peak_memory(*, own: bool = True) -> Iterator[Peak]:
    """Watch memory while the `with` block runs.

    Args:
        own: whether that of this process counts, too.
    """
    peak, done = Peak(), threading.Event()

    def watch() -> None:
        while not done.wait(_EVERY):
            peak.mebibytes = max(peak.mebibytes, _used(own=own))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def _used(*, own: bool) -> float:
    process = str(os.getpid())
    below = sum(map(_proportional, _below(process)))
    return (below + (_proportional(process) if own else 0)) / 1024


def _below(process: str) -> Iterator[str]:
    """The ids of a process's children, of their children and so on."""
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # the thread has ended
            for child in tasks.read_text("utf-8").split():
                yield child
                yield from _below(child)


def _proportional(process: str) -> int:
    """A process's share of the memory that it uses, in KiB."""
    with suppress(OSError):  # it has ended
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
