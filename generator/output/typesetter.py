# Runs Typst for one task after another: in a process of its own, see `typesetting.py`.
#
# Typst keeps what it has worked out for one document in case the next one needs it, and only the end of the
# process frees that memory. The process is started with the path of this file, so that it loads only Typst.
# It has a folder for the files of its tasks, since Typst parses only those again that have changed there:
# most tasks have the same templates.

from __future__ import annotations

import faulthandler
import os
import pickle  # only between a process and its own children
import signal
import sys
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import typst

if TYPE_CHECKING:
    from collections.abc import Iterator

Method: TypeAlias = Literal["compile", "query"]

TIME_LIMIT = 120
"""Seconds after which a task that is not done ends the process: a whole booklet takes a few."""


class Task(NamedTuple):
    """What to typeset. It is sent as a plain tuple, since there this class has another name."""

    files: dict[str, bytes]
    """Templates and data by file name; Typst starts with `main.typ`."""
    fonts: tuple[str, ...]
    """The folders of the fonts; no others are used."""
    method: Method
    """The method of `typst.Compiler` to call."""
    options: dict[str, Any]
    """Its arguments."""


Answer: TypeAlias = "tuple[Literal['done', 'refused', 'failed'], bytes | str]"
"""The result (of several pages the first), Typst's message about the document, or why Typst failed."""


class _Folder:
    """The files of the last task, on disk."""

    def __init__(self, folder: Path) -> None:
        """Use an empty folder."""
        self._folder = folder
        self._files: dict[str, bytes] = {}
        self._compilers: dict[typst.Fonts, typst.Compiler] = {}

    def compiler(self, task: Task, fonts: typst.Fonts) -> typst.Compiler:
        """A compiler of the files of a task.

        Raises:
            OSError: they cannot be written.
        """
        for name in self._files.keys() - task.files.keys():
            (self._folder / name).unlink()
            del self._files[name]
        for name, data in task.files.items():
            if self._files.get(name) != data:
                self._files.pop(name, None)
                (self._folder / name).write_bytes(data)
                self._files[name] = data
        if fonts not in self._compilers:
            main = self._folder / next(iter(task.files))
            self._compilers = {fonts: typst.Compiler(main, root=self._folder, font_paths=fonts)}
        return self._compilers[fonts]


def answer(task: Task, folder: _Folder | None = None) -> Answer:
    """Do a task in this process.

    Args:
        task: what to typeset.
        folder: takes the files of the task; None to leave them in memory.
    """
    try:
        return "done", _run(task, folder)
    except typst.TypstError as error:
        return "refused", error.diagnostic or error.message
    except (OSError, MemoryError) as error:
        return "failed", f"{type(error).__name__}: {error}"
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Typst's own, which cannot be imported
            raise
        return "failed", str(error).partition("\n")[0]


def _run(task: Task, folder: _Folder | None) -> bytes:
    compiler = _compiler(task, folder)
    result: Any = getattr(compiler, task.method)(**task.options)
    if isinstance(result, list):
        result = result[0]
    return result.encode() if isinstance(result, str) else bytes(result)


def _compiler(task: Task, folder: _Folder | None) -> typst.Compiler:
    fonts = _fonts(task.fonts)
    if folder:
        with suppress(OSError):  # no room on the disk
            return folder.compiler(task, fonts)
    files: Any = task.files  # valid, but missing in the package's type hints
    return typst.Compiler(files, font_paths=fonts)


def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    """The fonts of some folders; read again if a file in one of them has changed."""
    states = ((entry.path, entry.stat()) for folder in folders for entry in os.scandir(folder))
    return _read(folders, tuple((path, state.st_size, state.st_mtime_ns) for path, state in states))


@lru_cache(maxsize=1)
def _read(folders: tuple[str, ...], _files: tuple[tuple[str, int, int], ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders])


def _serve() -> None:
    """Answer the tasks on standard input until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, and that closes the input
    folder = _Folder(Path(sys.argv[1])) if sys.argv[1:] else None
    while True:
        try:
            task = Task(*pickle.load(sys.stdin.buffer))  # noqa: S301 - from our own parent
        except EOFError:
            return
        with _time_limit():
            result = answer(task, folder)
        pickle.dump(result, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()


@contextmanager
def _time_limit() -> Iterator[None]:
    """End this process if what is done takes longer than `TIME_LIMIT`, even if Typst waits for itself."""
    with suppress(RuntimeError):  # the system allows no further thread
        faulthandler.dump_traceback_later(TIME_LIMIT, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    _serve()
