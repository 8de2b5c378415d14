# Output files on disk: only what changed is written, only what we wrote is removed.

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.output.files import is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.output.files import AnyFile

_MANIFEST = ".unknot.json"


def write_folder(files: Iterable[AnyFile], folder: Path) -> int:
    """Make `folder` hold `files`.

    A file is touched only if its content differs. Files of an earlier run that are no longer
    wanted are removed; anything else in the folder is left alone.

    Args:
        files: what it should hold.
        folder: created if it is not there.

    Returns:
        How many files were written or removed.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _read_manifest(folder)
    wanted = {file.path: file for file in files}
    _write_manifest(folder, before | set(wanted))  # first: what a run that is killed wrote is ours, too
    changed = sum(_write(file, folder) for file in wanted.values())
    stale = sorted(before - set(wanted))
    for path in stale:
        (folder / path).unlink(missing_ok=True)
    _write_manifest(folder, set(wanted))
    return changed + len(stale)


def in_the_way(paths: Iterable[str], folder: Path) -> list[Path]:
    """Files that stand where others are to be written, and that no earlier run wrote.

    Args:
        paths: what is to be written, relative to `folder`.
        folder: where.
    """
    ours = _read_manifest(folder)
    return [folder / path for path in sorted(set(paths) - ours) if (folder / path).exists()]


def write_whole(data: bytes, path: Path) -> None:
    """Write a file so that there is never half of it: beside its place first.

    Args:
        data: what is in it.
        path: where it goes; folders above are made.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")  # MkDocs publishes no hidden file
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave the name without the bytes
        Path(beside).chmod(_ORDINARY)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def read_json(path: Path) -> object:
    """What a JSON file of ours holds; None if it is missing or damaged."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


_ORDINARY = 0o644
"""Readable by all; a temporary file is not."""


def _read_manifest(folder: Path) -> set[str]:
    """What an earlier run wrote, all of it in `folder`; nothing if that cannot be read."""
    paths = read_json(folder / _MANIFEST)
    known = paths if isinstance(paths, list) else []
    return {path for path in known if isinstance(path, str) and is_inside(path)}


def _write_manifest(folder: Path, paths: set[str]) -> None:
    write_whole((json.dumps(sorted(paths), indent=0) + "\n").encode(), folder / _MANIFEST)


def _write(file: AnyFile, folder: Path) -> bool:
    path, data = folder / file.path, file.data
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
