# A freshly built folder takes the place of the last one, so that there is a good website at any moment.
#
# Linux can exchange two folders in one step (`renameat2`, RENAME_EXCHANGE). Elsewhere two renames do it,
# and the old folder is kept until the new one is in its place.

from __future__ import annotations

import ctypes
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(new: Path, live: Path) -> None:
    """Move the folder `new` to `live` and remove what was there.

    Both must be on one disk. A swap that was killed is mended by the next one, or earlier by `mend_swap`.
    If `live` is a link, what it leads to is exchanged.

    Raises:
        OSError: the folder could not be moved; what was at `live` is there still.
    """
    mend_swap(new.parent, live)
    live = live.resolve()
    if not live.exists():
        live.parent.mkdir(parents=True, exist_ok=True)
        new.rename(live)
    elif _exchange(new, live):
        shutil.rmtree(new)
    else:
        _rename_twice(new, live)


def mend_swap(workshop: Path, live: Path) -> None:
    """After a swap that was killed: put the old folder back if its place is empty, else remove it.

    Args:
        workshop: the folder that the new one was in.
        live: as for `swap`.
    """
    kept = _kept(workshop, live.resolve())
    if kept.exists() and live.exists():
        shutil.rmtree(kept)
    elif kept.exists():
        kept.rename(live.resolve())


def _kept(workshop: Path, live: Path) -> Path:
    """Where the old folder is while it is in neither place."""
    return workshop / f"{live.name}.old"


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    renameat2 = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    )
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)


def _rename_twice(new: Path, live: Path) -> None:
    kept = _kept(new.parent, live)
    live.rename(kept)
    try:
        new.rename(live)
    except OSError:
        kept.rename(live)
        raise
    shutil.rmtree(kept)
