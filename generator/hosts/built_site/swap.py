# Replaces the live website with a newly built one, so that a complete website is available at any time.
#
# Linux can exchange two folders atomically (`renameat2` with RENAME_EXCHANGE). Other systems need two
# renames, and the old folder is kept until the new one is in place.
#
# `python -m generator.hosts.built_site.swap build/site site`

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

import click

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(new: Path, live: Path) -> None:
    """Move the folder `new` to `live` and delete the folder that was there.

    Both must be on the same disk. If a swap is killed, the next one repairs what it left. If `live` is a
    symbolic link, the folder it points to is replaced.

    Raises:
        OSError: the folder could not be moved; `live` is unchanged.
    """
    live = live.resolve()
    old = new.with_name(f"{new.name}.old")
    if old.exists():
        _repair(old, live)
    if not live.exists():
        live.parent.mkdir(parents=True, exist_ok=True)
        new.rename(live)
    elif _exchange(new, live):
        shutil.rmtree(new)
    else:
        _rename_twice(new, live, old)


def _repair(old: Path, live: Path) -> None:
    """Finish a swap that was killed: delete the old folder; if there is no live one, restore it instead."""
    if live.exists():
        shutil.rmtree(old)
    else:
        old.rename(live)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; False if the system cannot."""
    renameat2 = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    )
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)


def _rename_twice(new: Path, live: Path, old: Path) -> None:
    live.rename(old)
    try:
        new.rename(live)
    except OSError:
        old.rename(live)
        raise
    shutil.rmtree(old)


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
