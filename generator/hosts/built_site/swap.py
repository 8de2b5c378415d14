# A freshly built folder takes the place of the last one, so that there is a good website at any moment.
#
# Linux can exchange two folders in one step (`renameat2`, RENAME_EXCHANGE). Elsewhere two renames do it,
# and the old folder is kept until the new one is in its place.
#
# `python -m generator.swap build/site site`

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

import click

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(new: Path, live: Path) -> None:
    """Move the folder `new` to `live` and remove what was there.

    Both must be on one disk. A swap that was killed is mended by the next one. If `live` is a link, what it
    leads to is exchanged.

    Raises:
        OSError: the folder could not be moved; what was at `live` is there still.
    """
    live = live.resolve()
    kept = new.with_name(f"{new.name}.old")
    if kept.exists():
        _mend(kept, live)
    if not live.exists():
        live.parent.mkdir(parents=True, exist_ok=True)
        new.rename(live)
    elif _exchange(new, live):
        shutil.rmtree(new)
    else:
        _rename_twice(new, live, kept)


def _mend(kept: Path, live: Path) -> None:
    """After a swap that was killed: put the old folder back if its place is empty, else remove it."""
    if live.exists():
        shutil.rmtree(kept)
    else:
        kept.rename(live)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    renameat2 = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    )
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)


def _rename_twice(new: Path, live: Path, kept: Path) -> None:
    live.rename(kept)
    try:
        new.rename(live)
    except OSError:
        kept.rename(live)
        raise
    shutil.rmtree(kept)


@click.command()
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("live", type=click.Path(file_okay=False, path_type=Path))
def main(new: Path, live: Path) -> None:
    """Put the folder NEW in the place of LIVE."""
    try:
        swap(new, live)
    except OSError as error:
        message = f"{live}: cannot be replaced by {new}: {error.strerror}; both must be on one disk"
        raise click.ClickException(message) from error


if __name__ == "__main__":
    main()
