# Runs Typst for one task after another: in a process of its own, see `typesetting.py`.
#
# Typst keeps what it has worked out for one document in case the next one needs it, and only the end of the
# process frees that memory. The process is started with the path of this file, so that it loads only Typst.

from __future__ import annotations

import os
import pickle  # only between a process and its own children
import signal
import sys
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

import typst

Method: TypeAlias = Literal["compile", "query"]


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


def answer(task: Task) -> Answer:
    """Do a task in this process."""
    try:
        return "done", _run(task)
    except typst.TypstError as error:
        return "refused", error.diagnostic or error.message
    except (OSError, MemoryError) as error:
        return "failed", f"{type(error).__name__}: {error}"
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Typst's own, which cannot be imported
            raise
        return "failed", str(error).partition("\n")[0]


def _run(task: Task) -> bytes:
    files: Any = task.files  # valid, but missing in the package's type hints
    compiler = typst.Compiler(files, font_paths=_fonts(task.fonts))
    result: Any = getattr(compiler, task.method)(**task.options)
    if isinstance(result, list):
        result = result[0]
    return result.encode() if isinstance(result, str) else bytes(result)


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
    while True:
        try:
            task = Task(*pickle.load(sys.stdin.buffer))  # noqa: S301 - from our own parent
        except EOFError:
            return
        pickle.dump(answer(task), sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
