# Work spread over all cores by forking.
#
# A child process inherits everything in its parent's memory, so nothing has to be passed to it, and
# renderers stay plain functions. Each process reads the number of its next group of items from a pipe that
# all share, so no core waits for another. Children return their results through pipes of their own.
#
# What renderers keep in memory for the next page is lost when a child ends. So if there are very many
# items, children do nearly all the work, and each is replaced before it has grown large.

from __future__ import annotations

import gc
import os
import pickle  # only between a process and its own children
import select
import threading
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
R = TypeVar("R")

_WORTH_A_FORK = 10
"""Fewer items take less time than a fork."""
_MANY = 4000
"""Above this number of items, child processes do the work, and are replaced after `_IN_TURN` items."""
_IN_TURN = 500
"""How many items such a process works on: its memory grows with all that it touches, as it is copied."""
_SAMPLE = 200
"""One in so many of them is worked on before the first of these processes starts."""
_NUMBER_SIZE = 4
"""Bytes of a group's number. POSIX does not split reads and writes of so few bytes on a pipe."""
_PIPE_CAPACITY = 16_384 // _NUMBER_SIZE
"""How many numbers fit into a pipe on every system."""
_forked = False


def cores() -> int:
    """How many processes may run at once: `UNKNOT_CORES`, or the number of cores this process may use."""
    if setting := os.environ.get("UNKNOT_CORES", ""):
        return max(1, int(setting)) if setting.isdecimal() else 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether it is safe to fork: not on Windows, nor with other threads running, nor in a child."""
    return hasattr(os, "fork") and threading.active_count() == 1 and not _forked


def processes(items: int) -> int:
    """How many processes will share this number of items."""
    return min(cores(), items // _WORTH_A_FORK + 1) if can_fork() else 1


def refuse_in_child(what: str) -> None:
    """Stop work in a child process that needs threads; `spread` then repeats it in the parent.

    Raises:
        RuntimeError: this is a child process.
    """
    if _forked:
        message = f"{what} has threads, which do not survive a fork"
        raise RuntimeError(message)


def spread(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Call `work` on each item, on all cores.

    Args:
        work: a pure function; what it caches in memory is lost in child processes.
        items: the arguments, one for each call.

    Returns:
        The results, in the order of the items.
    """
    count, many = processes(len(items)), len(items) > _MANY and can_fork()
    if count == 1 and not many:
        return [work(item) for item in items]
    # What is worked out for several of them is then in the memory with which each child begins.
    results = {index: work(items[index]) for index in range(0, len(items), _SAMPLE)} if many else {}
    groups = _groups(len(items))
    numbers = _number_pipe(len(groups))
    frozen = gc.get_freeze_count()
    gc.freeze()  # otherwise the collector would write to, and so copy, all memory that is shared
    rest = [[index for index in group if index not in results] for group in groups]
    children = _Children(lambda most: _work(work, items, rest, numbers, most))
    try:
        if many:
            results.update(children.in_turn(count, len(groups), max(1, _IN_TURN // len(groups[0]))))
        else:
            children.start(count - 1, len(groups))
            results.update(_work(work, items, rest, numbers, len(groups)))
    finally:
        if not frozen:
            gc.unfreeze()
        for _ in _next_groups(rest, numbers):  # after an error, so that children stop
            pass
        os.close(numbers)
        results.update(children.finish())
    # What a child did not finish is repeated here, where its error is raised.
    return [results[index] if index in results else work(items[index]) for index in range(len(items))]


class _Children(Generic[R]):
    """Processes that share the work."""

    def __init__(self, work: Callable[[int], dict[int, R]]) -> None:
        """Prepare them.

        Args:
            work: what each of them does; takes the largest number of groups that it may do.
        """
        self._work = work
        self._running: dict[int, int] = {}
        """The reading end of the pipe that a child's results come from → its process id."""

    def start(self, count: int, most: int) -> None:
        """Start `count` of them, or as many as the system allows, that do at most `most` groups each."""
        with suppress(OSError):
            for _ in range(count):
                process, pipe = _fork(partial(self._work, most))
                self._running[pipe] = process

    def finish(self) -> dict[int, R]:
        """Wait for all, and return their results."""
        results: dict[int, R] = {}
        while self._running:
            results.update(self._result_of(next(iter(self._running))))
        return results

    def in_turn(self, count: int, groups: int, most: int) -> dict[int, R]:
        """Keep `count` of them running until all groups are done.

        Args:
            count: how many run at a time.
            groups: how many groups there are.
            most: after how many groups a child ends and the next one starts.
        """
        results: dict[int, R] = {}
        self.start(count, most)
        for _ in range(count, max(count, -(-groups // most))):
            if not self._running:
                break
            ended, _, _ = select.select(self._running, (), ())
            results.update(self._result_of(ended[0]))
            self.start(1, most)
        return {**results, **self.finish()}

    def _result_of(self, pipe: int) -> dict[int, R]:
        return _results(self._running.pop(pipe), pipe)


def _groups(count: int) -> list[range]:
    """Indices of items in groups: many for each core, but not too many for the pipe."""
    size = max(1, -(-count // min(_PIPE_CAPACITY, 128 * cores())))
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _number_pipe(count: int) -> int:
    """The reading end of a pipe that contains the numbers of all groups."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(_NUMBER_SIZE) for number in range(count)))
    os.close(writing)
    return reading


def _work(
    work: Callable[[T], R], items: Sequence[T], groups: Sequence[Sequence[int]], numbers: int, most: int
) -> dict[int, R]:
    """Results by the index of their item, for the groups that this process gets, at most `most` of them."""
    mine = islice(_next_groups(groups, numbers), most)
    return {index: work(items[index]) for group in mine for index in group}


def _next_groups(groups: Sequence[Sequence[int]], numbers: int) -> Iterator[Sequence[int]]:
    while number := os.read(numbers, _NUMBER_SIZE):
        yield groups[int.from_bytes(number)]


def _fork(work: Callable[[], object]) -> tuple[int, int]:
    """Start a child: its process id, and the reading end of the pipe that its results come from.

    Raises:
        OSError: the system allows no further process.
    """
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if process:
        os.close(writing)
        return process, reading
    global _forked  # noqa: PLW0603 - a child does not fork again
    _forked = True
    try:
        os.close(reading)
        results = work()
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(results, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # without the parent's clean-up, which the parent does itself


def _results(process: int, pipe: int) -> dict[int, R]:
    """What a child returned; nothing if it failed."""
    with os.fdopen(pipe, "rb") as reading:
        data = reading.read()
    os.waitpid(process, 0)
    try:
        results: dict[int, R] = pickle.loads(data)  # noqa: S301 - from our own child
    except (EOFError, pickle.UnpicklingError):
        return {}
    return results
