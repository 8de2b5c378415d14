# Output files on disk. Only changed files are written, and only files that we wrote are removed.

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING

from generator.output.files import is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.output.files import AnyFile

_MANIFEST = ".unknot.json"


def write_folder(files: Iterable[AnyFile], folder: Path) -> int:
    """Write `files` into `folder`, which is created if it does not exist.

    A file is written only if its content has changed. Files that an earlier run wrote and that are not
    among `files` are removed; all other files in the folder are left alone.

    Returns:
        The number of files that were written or removed.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _read_manifest(folder)
    by_path = {file.path: file for file in files}
    _write_manifest(folder, before | set(by_path))  # first: if this run is killed, its files are listed
    changed = sum(_write(file, folder) for file in by_path.values())
    stale = sorted(before - set(by_path))
    for path in stale:
        (folder / path).unlink(missing_ok=True)
    _write_manifest(folder, set(by_path))
    return changed + len(stale)


def in_the_way(paths: Iterable[str], folder: Path) -> list[Path]:
    """Existing files that would be overwritten, except those that an earlier run wrote.

    Args:
        paths: paths of the files to write, relative to `folder`.
        folder: the folder to write them into.
    """
    ours = _read_manifest(folder)
    return [folder / path for path in sorted(set(paths) - ours) if (folder / path).exists()]


def write_atomically(data: bytes, path: Path, *, durable: bool = True) -> None:
    """Write a file so that it is never incomplete: to a temporary file first, which is then renamed.

    Missing folders are created.

    Args:
        data: the content.
        path: the file.
        durable: whether a power cut, too, must leave the old content or the new. It takes milliseconds.

    Raises:
        OSError: the file cannot be written; an existing file at `path` is unchanged.
    """
    temporary = path.parent / f".{os.urandom(8).hex()}"  # MkDocs publishes no hidden file
    handle = _opened(temporary, _NEW)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:  # without this, a power cut may leave an empty file under the new name
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def write_in_place(data: bytes, path: Path) -> None:
    """Write a file whose readers can tell whether it is complete, which takes a third of the time.

    Missing folders are created.

    Raises:
        OSError: the file cannot be written, and is incomplete.
    """
    with os.fdopen(_opened(path, _AGAIN), "wb", buffering=0) as file:
        if file.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


def _opened(path: Path, flags: int) -> int:
    """Open a file for writing, in a folder that is created if it is missing."""
    try:
        return os.open(path, flags, _READABLE_BY_ALL)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, _READABLE_BY_ALL)


_AGAIN = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_NEW = _AGAIN | os.O_EXCL


def read_json(path: Path) -> object:
    """The content of a JSON file that we wrote; None if it is missing or damaged."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


_READABLE_BY_ALL = 0o644
"""Unless the user's umask takes something of it away."""


def _read_manifest(folder: Path) -> set[str]:
    """The paths that an earlier run wrote, all inside `folder`; none if the manifest cannot be read."""
    paths = read_json(folder / _MANIFEST)
    listed = paths if isinstance(paths, list) else []
    return {path for path in listed if isinstance(path, str) and is_inside(path)}


def _write_manifest(folder: Path, paths: set[str]) -> None:
    write_atomically((json.dumps(sorted(paths), indent=0) + "\n").encode(), folder / _MANIFEST)


def _write(file: AnyFile, folder: Path) -> bool:
    """Write a file if its content has changed; whether it had."""
    path, data = folder / file.path, file.data
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
