# The previous website as the beginning of the next one: most of its files are the same again, and to leave
# a file where it is takes less than to write it and to delete the old one.
#
# Files that the next build does not write are deleted first. Each other file is compared with what the
# build would write in its place, and replaced if a byte differs.

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

_NAME = ".unknot-previous-site"  # a name that nobody else gives: what has it is used up


def place_of_previous(folder: Path) -> Path:
    """Where the previous website is while the next one is built.

    Args:
        folder: where the next one is built.
    """
    return folder.with_name(_NAME)


def take_previous(folder: Path, wanted: Container[str]) -> bool:
    """Move the previous website to where the next one is built, without the files that are not wanted.

    Args:
        folder: an empty folder, or none.
        wanted: paths below it of the files that will be written; a file with one of them may be kept.

    Returns:
        Whether there was one.
    """
    previous = place_of_previous(folder)
    if not _is_real_folder(previous) or (folder.exists() and any(folder.iterdir())):
        return False
    if folder.exists():
        folder.rmdir()
    previous.rename(folder)
    _remove_others(folder, "", wanted)
    return True


def _is_real_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _remove_others(folder: Path, prefix: str, wanted: Container[str]) -> bool:
    """Remove all files that are not wanted, and folders without files; whether nothing is left."""
    is_empty = True
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if _remove_others(Path(entry.path), f"{path}/", wanted):
                    Path(entry.path).rmdir()
                else:
                    is_empty = False
            elif entry.is_file(follow_symlinks=False) and path in wanted:
                is_empty = False
            else:
                Path(entry.path).unlink()
    return is_empty


def keep_previous(folder: Path) -> None:
    """Put a website that was replaced aside for the next build.

    Args:
        folder: where the one that has replaced it was built. The old one is there now, if there was one.
    """
    previous = place_of_previous(folder)
    if previous.is_symlink():
        previous.unlink()
    shutil.rmtree(previous, ignore_errors=True)
    with suppress(OSError):  # it is no help to the next build, then
        folder.rename(previous)
