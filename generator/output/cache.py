# What Typst made before, kept on disk by content, so that only what changed is printed again.
#
# A name is the hash of everything that decides the bytes, so nothing kept can be stale. A file is
# written beside its place and moved there, so a killed build leaves no half file.

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.output.folder import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FOLDER = Path(".cache") / "handouts"
"""In the folder where the build runs; `make clean` removes it."""
_A_MONTH = 31 * 24 * 60 * 60
"""In seconds."""


def kept(parts: Iterable[bytes], make: Callable[[], bytes], folder: Path = FOLDER) -> bytes:
    """What `make` gives, from disk if the same parts were asked for before.

    Args:
        parts: everything that decides the result, in a fixed order.
        make: makes the result.
        folder: where results are kept. If it cannot be written, nothing is kept.
    """
    path = folder / _name(parts)
    if found := _read(path):
        _mark_used(path)
        return found
    made = make()
    _keep(path, made)
    return made


def forget_unused(folder: Path = FOLDER) -> int:
    """Remove what nobody has asked for in a month: sheets change, and their old forms would pile up.

    Args:
        folder: where results are kept.

    Returns:
        How many were removed.
    """
    oldest = time.time() - _A_MONTH
    removed = 0
    for path in folder.glob("*"):
        with suppress(OSError):  # gone by another build, or not ours to remove
            if path.stat().st_mtime < oldest:
                path.unlink()
                removed += 1
    return removed


def _name(parts: Iterable[bytes]) -> str:
    hash_ = hashlib.sha256()
    for part in parts:
        hash_.update(len(part).to_bytes(8))
        hash_.update(part)
    return hash_.hexdigest()


def _read(path: Path) -> bytes:
    """What is kept; nothing, too, where a disk that was full left an empty file."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _mark_used(path: Path) -> None:
    with suppress(OSError):  # in a read-only folder nothing is removed, either
        os.utime(path)


def _keep(path: Path, made: bytes) -> None:
    try:
        write_whole(made, path)
    except OSError:
        return  # a read-only folder costs time, not the build
