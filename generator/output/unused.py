# Which files in caches are in use: the time of a file says when a build last asked for it.

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_A_MONTH = 31 * 24 * 60 * 60
"""In seconds."""
_HOUR = 60 * 60
"""In seconds: how exact the time of a file is kept."""
DAY = 24 * _HOUR
"""In seconds."""


def mark_as_used(path: Path, status: os.stat_result | None = None) -> bool:
    """Note that a build has asked for a file; whether this changed its time.

    Args:
        path: the file.
        status: its status, if the caller has it.
    """
    if _is_recent(status, _HOUR) if status else used_within(_HOUR, path):
        return False
    with suppress(OSError):  # nothing is removed from a read-only folder anyway
        os.utime(path)
    return True


def used_within(seconds: int, path: Path) -> bool:
    """Whether a build has asked for a file in the last `seconds`; False if the file does not exist."""
    try:
        return _is_recent(path.stat(), seconds)
    except OSError:
        return False


def _is_recent(status: os.stat_result, seconds: int) -> bool:
    return abs(time.time() - status.st_mtime) <= seconds


def remove_unused(paths: Iterable[Path]) -> int:
    """Remove the files that no build has asked for in a month.

    Returns:
        The number of removed files.
    """
    oldest = time.time() - _A_MONTH
    removed = 0
    for path in paths:
        with suppress(OSError):  # removed by another build, or not ours to remove
            if path.stat().st_mtime < oldest:
                path.unlink()
                removed += 1
    return removed
