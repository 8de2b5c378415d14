# Waits until the system tells of changed files, so that nobody has to look at thousands of files again and
# again.
#
# Every folder with files of the site is watched, and the folders around these: so files that editors save
# by renaming are noticed, and so are folders that disappear and come back. Where the system tells of
# nothing, as on most network drives, `watchfiles` looks at the files itself if the environment variable
# `WATCHFILES_FORCE_POLLING` is set.

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from watchfiles import DefaultFilter, awatch

from generator.output.walk import walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping

    from watchfiles import Change

_GATHERED = 300
"""Milliseconds for which changes that follow each other are gathered at most."""
_LOOK = 5000
"""Milliseconds between two checks that the watched folders are still the same ones."""
_LEFT_BY_NOBODY = DefaultFilter(ignore_dirs=())
"""False for the copies and locks that editors keep beside an open file."""


class _Watched(NamedTuple):
    """What to watch, with full paths."""

    folders: Mapping[str, tuple[int, int]]
    """Folders whose entries are watched → the numbers of their device and of themselves."""
    whole: frozenset[str]
    """Those of them in which every entry counts."""
    names: frozenset[str]
    """Files and folders that count wherever they are."""

    def counts(self, change: Change, path: str) -> bool:
        """Whether a changed path belongs to the site."""
        return path in self.names or (
            str(Path(path).parent) in self.whole and _LEFT_BY_NOBODY(change, path)
        )

    def is_complete(self, paths: Iterable[str]) -> bool:
        """Whether nothing else needs to be watched after changes of some paths."""
        others = (Path(path) for path in paths if path not in self.folders)
        new = any(path.is_dir() or path.is_symlink() for path in others)
        return not new and self.folders == _identities(self.folders)


def _watched(paths: Iterable[Path]) -> _Watched:
    """What to watch for some files and folders, which need not exist."""
    roots = [path.absolute() for path in paths if "\0" not in str(path)]  # as a wrong setting may have it
    whole, around, names = [], [], [*roots]
    for root in roots:
        tree = walk(root)
        folders = [*tree.folders, *tree.circles]
        whole += folders if root.is_dir() else []
        names += [path.resolve() for path in (*tree.files, *folders) if path.is_symlink()]
    for name in names:
        around += [next(folder for folder in name.parents if folder.is_dir())]
    return _Watched(
        _identities(map(str, (*whole, *around))), frozenset(map(str, whole)), frozenset(map(str, names))
    )


def _identities(folders: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Folder → the numbers of its device and of itself; folders that do not exist are left out."""
    identities = {}
    for folder in folders:
        with suppress(OSError):
            status = Path(folder).stat()
            identities[folder] = (status.st_dev, status.st_ino)
    return identities


async def changes(paths: Callable[[], Iterable[Path]]) -> AsyncIterator[None]:
    """Yield at once, then after every change; a change before the next turn leads to another one.

    Args:
        paths: returns the files and folders to watch, which are asked for before and after each turn.
    """
    polling = None  # as `watchfiles` decides
    while True:
        before, watched = [*paths()], _watched(paths())
        news: asyncio.Queue[bool] = asyncio.Queue()
        listening = asyncio.create_task(_listen(watched, news, polling=polling))
        await asyncio.sleep(0)  # from here on the folders are watched
        try:
            yield
            while [*paths()] == before and await _next(news, listening):
                yield
        except FileNotFoundError:  # a folder has gone since it was listed
            continue
        except (OSError, RuntimeError):  # such as too many folders for this system
            if polling:
                raise
            polling = True
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError, OSError, RuntimeError):
                await listening


async def _listen(watched: _Watched, news: asyncio.Queue[bool], *, polling: bool | None) -> None:
    """Put into a queue, after each change, whether the same folders are to be watched from then on."""
    async for batch in awatch(
        *watched.folders,
        watch_filter=watched.counts,
        debounce=_GATHERED,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        force_polling=polling,
        recursive=False,
    ):
        same = watched.is_complete(path for _, path in batch)
        if batch or not same:
            news.put_nowait(same)


async def _next(news: asyncio.Queue[bool], listening: asyncio.Task[None]) -> bool:
    """Wait for a change; whether the same folders are to be watched from then on.

    Raises:
        Exception: the folders cannot be watched.
    """
    waiting = asyncio.create_task(news.get())
    try:
        await asyncio.wait({waiting, listening}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            listening.result()
        same = await waiting
        while not news.empty():
            same = news.get_nowait() and same
    finally:
        waiting.cancel()
    return same
