# Replaces the live website with a newly built one, so that a complete website is available at any time.
#
# Linux can exchange two folders atomically (`renameat2` with RENAME_EXCHANGE). Other systems need two
# renames, and the old folder is kept until the new one is in place.

from __future__ import annotations

import ctypes
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(new: Path, live: Path, put_aside: Callable[[Path], object] | None = None) -> None:
    """Move the folder `new` to `live` and delete the folder that was there.

    Both must be on the same disk. If a swap is killed, the next one repairs what it left, or `repair_swap`
    does. If `live` is a symbolic link, the folder it points to is replaced.

    Args:
        new: the new website.
        live: the website that it replaces, if there is one.
        put_aside: called with the old folder to move it away, instead of deleting it.

    Raises:
        OSError: the folder could not be moved; `live` is unchanged.
    """
    repair_swap(new.parent, live)
    live = live.resolve()
    if not live.exists():
        live.parent.mkdir(parents=True, exist_ok=True)
        new.rename(live)
    elif _exchange(new, live):
        (put_aside or shutil.rmtree)(new)
    else:
        (put_aside or shutil.rmtree)(_rename_twice(new, live))


def repair_swap(build_folder: Path, live: Path) -> None:
    """Finish a swap that was killed: delete the old folder; if there is no live one, restore it instead.

    Args:
        build_folder: the folder that contained the new website.
        live: as for `swap`.
    """
    live = live.resolve()
    old = _old(build_folder, live)
    if old.exists() and live.exists():
        shutil.rmtree(old)
    elif old.exists():
        old.rename(live)


def _old(build_folder: Path, live: Path) -> Path:
    """Where the old folder is during a swap by two renames."""
    return build_folder / f"{live.name}.old"


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; False if the system cannot."""
    renameat2 = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    )
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)


def _rename_twice(new: Path, live: Path) -> Path:
    """Replace a folder; where the old one is now."""
    old = _old(new.parent, live)
    live.rename(old)
    try:
        new.rename(live)
    except OSError:
        old.rename(live)
        raise
    return old
