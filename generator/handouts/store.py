# What Typst made before, kept on disk by content, so that only what changed is printed again.
#
# A name is the hash of everything that decides the bytes, so nothing kept can be stale. A file is
# written beside its place and moved there, so a killed build leaves no half file.

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from generator.folder import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FOLDER = Path(".cache") / "handouts"
"""In the folder where the build runs; `make clean` removes it."""


def kept(parts: Iterable[bytes], make: Callable[[], bytes], folder: Path = FOLDER) -> bytes:
    """What `make` gives, from disk if the same parts were asked for before.

    Args:
        parts: everything that decides the result, in a fixed order.
        make: makes the result.
        folder: where results are kept. If it cannot be written, nothing is kept.
    """
    path = folder / _name(parts)
    try:
        return path.read_bytes()
    except OSError:
        made = make()
    _keep(path, made)
    return made


def _name(parts: Iterable[bytes]) -> str:
    hash_ = hashlib.sha256()
    for part in parts:
        hash_.update(len(part).to_bytes(8))
        hash_.update(part)
    return hash_.hexdigest()


def _keep(path: Path, made: bytes) -> None:
    try:
        write_whole(made, path)
    except OSError:
        return  # a read-only folder costs time, not the build
