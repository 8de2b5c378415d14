# Typesets handouts and share pictures with Typst, in processes that are replaced by new ones.
#
# Typst does not give back the memory that it has used, so a process that printed thousands of sheets would
# need gigabytes. The processes are new programs, not forks: they work on every system, beside threads, and
# do not copy the memory of ours.

from __future__ import annotations

import atexit
import os
import pickle  # only between a process and its own children
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from generator.output import typesetter
from generator.output.files import RenderError
from generator.output.fonts import FOLDER
from generator.output.parallel import cores, refuse_in_child
from generator.output.typesetter import Answer, Method, Task
from generator.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

T = TypeVar("T")
R = TypeVar("R")

ENOUGH = 2_000_000
"""Bytes of templates and data, some thirty tasks, after which a process that uses 200 MiB is replaced."""
PROGRAM = typesetter.__file__
"""The program that runs in the processes."""
_AHEAD = 16
"""How many items are begun ahead by default."""
_ENVIRONMENT = {"RAYON_NUM_THREADS": "1", "RUST_BACKTRACE": "0"}
"""Typst's threads would wait for work on cores that other processes use: a sheet is too short for them.
Without memory, Rust may get stuck in the middle of a backtrace."""
_PATIENCE = 5
"""Seconds in which a process that got no further task must have ended."""


class CannotTypeset(RenderError):  # noqa: N818 - it is not the caller's mistake
    """Typst cannot work on this machine; the message says why."""


class TypesettingError(ValueError):
    """Typst refuses a document; the message is its own."""


@contextmanager
def reported_as_problem(folder: Path) -> Iterator[None]:
    """Report it like a problem with the content in `folder` if Typst cannot work on this machine.

    Raises:
        ContentError: it cannot.
    """
    try:
        yield
    except CannotTypeset as error:
        message = f"sheets and pictures cannot be made: {error}"
        raise ContentError([Problem(folder.as_posix(), 1, 1, "", message, "handout")]) from error


def typeset(files: Mapping[str, bytes], method: Method, fonts: str = "", **options: Any) -> bytes:
    """Run Typst.

    Args:
        files: templates and data by file name; it starts with `main.typ`.
        method: the method of `typst.Compiler` to call.
        fonts: the folder of further fonts beside ours; empty for none.
        options: its arguments.

    Returns:
        The result of the method; of several pages only the first.

    Raises:
        TypesettingError: Typst refuses the document.
        CannotTypeset: Typst cannot work on this machine.
    """
    refuse_in_child("Typst")
    kind, result = _answer(Task(dict(files), (str(FOLDER), *([fonts] if fonts else [])), method, options))
    if kind == "failed":
        raise CannotTypeset(str(result))
    if kind == "refused" or isinstance(result, str):
        raise TypesettingError(result)
    return result


def in_order(work: Callable[[T], R], items: Iterable[T], ahead: int = _AHEAD) -> Iterator[R]:
    """Call `work`, which typesets, on each item, with a process for each core; end them afterwards.

    Items are taken and results fetched one by one, so that neither fill memory.

    Args:
        work: a pure function.
        items: the arguments, one for each call.
        ahead: how many items may be begun before the result of an earlier one is fetched.

    Yields:
        The results, in the order of the items.
    """
    results: deque[Callable[[], R]] = deque()
    with ThreadPoolExecutor(cores()) as pool:
        try:
            for item in items:
                results.append(_started(pool, work, item))
                if len(results) > ahead:
                    yield results.popleft()()
            while results:
                yield results.popleft()()
        finally:
            pool.shutdown(cancel_futures=True)
            end_processes()


def _started(pool: ThreadPoolExecutor, work: Callable[[T], R], item: T) -> Callable[[], R]:
    """Begin a call; what comes back waits for its result."""
    try:
        return pool.submit(work, item).result
    except RuntimeError:  # the system allows no further thread
        return partial(work, item)


# --- processes -------------------------------------------------------------------------------------


class _Ended(Exception):  # noqa: N818 - the process did
    """A process ended before it answered; the message says how."""


class _Process:
    """A process that runs Typst."""

    _folder = ""
    """Where it writes the files of its tasks; empty if there is no room on the disk."""

    def __init__(self) -> None:
        """Start it.

        Raises:
            OSError: the system allows no further process.
        """
        # -P: files in the working directory or beside the program must not stand in for Python's modules.
        command = [sys.executable, "-P", PROGRAM]
        with suppress(OSError):  # without a folder, files stay in memory
            self._folder = tempfile.mkdtemp(prefix="unknot-typst-")
            command.append(self._folder)
        pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=pipe, stdout=pipe, stderr=quiet, env=os.environ | _ENVIRONMENT
            )
        except OSError:
            self._remove_folder()
            raise
        self.done = 0
        self.thread = 0

    def answer(self, task: Task) -> Answer:
        """Have a task done.

        Raises:
            _Ended: the process has ended; `end` must be called.
        """
        self.done += sum(map(len, task.files.values()))
        assert self._process.stdin  # noqa: S101 - both are pipes
        assert self._process.stdout  # noqa: S101
        try:
            pickle.dump(tuple(task), self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            answer: Answer = pickle.load(self._process.stdout)  # noqa: S301 - from our own child
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise _Ended(self.end()) from error
        return answer

    def end(self) -> str:
        """End the process, and say how it ended."""
        with self._process:  # closes its input, which it takes as a signal to end
            try:
                self._process.communicate(timeout=_PATIENCE)
            except (OSError, ValueError, subprocess.TimeoutExpired):
                self._process.kill()
        self._remove_folder()
        code = self._process.returncode
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"

    def _remove_folder(self) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)


_idle: list[_Process] = []
"""Processes that wait for a task."""
_lock = threading.Lock()


def _answer(task: Task) -> Answer:
    """Have a task done in a process, if it fails in a second one; here if none can be started."""
    how = ""
    for _ in range(2):
        try:
            process = _take()
        except OSError:
            return typesetter.answer(task)
        try:
            answer = process.answer(task)
        except _Ended as error:
            how = str(error)
            continue
        _give_back(process)
        return answer
    return "failed", f"Typst ended with {how}; is there enough memory?"


def _take() -> _Process:
    """An idle process, the one that this thread used last if possible: it knows the sheet already.

    Raises:
        OSError: there is none, and the system allows no further process.
    """
    thread = threading.get_ident()
    with _lock:
        if _idle:
            known = next((process for process in _idle if process.thread == thread), _idle[-1])
            _idle.remove(known)
            known.thread = thread
            return known
    process = _Process()
    process.thread = thread
    return process


def _give_back(process: _Process) -> None:
    if process.done >= ENOUGH:
        process.end()
        return
    with _lock:
        _idle.append(process)


@atexit.register
def end_processes() -> None:
    """End all processes that wait for a task."""
    with _lock:
        ending = [*_idle]
        _idle.clear()
    for process in ending:
        process.end()
