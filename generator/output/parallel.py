# Work spread over the machine's cores by forking.
#
# A child has everything that its parent knew, so nothing is handed to it, and renderers stay plain
# functions. It takes the next piece of work from a pipe, so that no core waits for another, and hands back
# what it made.

from __future__ import annotations

import gc
import os
import pickle  # between a process and its own children
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
R = TypeVar("R")

_FEW = 10
"""So few pieces are not worth a fork."""
_TICKET = 4
"""Bytes of a piece's number; a read or write of so few is never cut in two (POSIX, pipe)."""
_PIPE_HOLDS = 16_384 // _TICKET
"""So many numbers fit into a pipe on every system."""
_forked = False


def cores() -> int:
    """How many processes may run at once: `UNKNOT_CORES`, or as many as there are for us."""
    if asked := os.environ.get("UNKNOT_CORES", ""):
        return max(1, int(asked)) if asked.isdecimal() else 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether it is safe here: not on Windows, nor beside other threads, nor in a child."""
    return hasattr(os, "fork") and threading.active_count() == 1 and not _forked


def processes(pieces: int) -> int:
    """How many processes share so many pieces of work."""
    return min(cores(), pieces // _FEW + 1) if can_fork() else 1


def refuse_in_child(what: str) -> None:
    """Say that something with threads of its own cannot go on in a child; the parent does it instead.

    Raises:
        RuntimeError: this is a child.
    """
    if _forked:
        message = f"{what} has threads, which do not survive a fork"
        raise RuntimeError(message)


def spread(work: Callable[[T], R], pieces: Sequence[T]) -> list[R]:
    """`work` done on each piece, in the order of the pieces.

    Args:
        work: a pure function; what it remembers is forgotten where another process did it.
        pieces: what it is done on.
    """
    count = processes(len(pieces))
    if count == 1:
        return [work(piece) for piece in pieces]
    groups = _groups(len(pieces))
    tickets = _tickets(len(groups))
    frozen = gc.get_freeze_count()
    gc.freeze()  # or the collector would touch, and so copy, all memory that is shared
    children = [_fork(work, pieces, groups, tickets) for _ in range(count - 1)]
    done: dict[int, R] = {}
    try:
        done.update(_take(work, pieces, groups, tickets))
    finally:
        if not frozen:
            gc.unfreeze()
        for _ in _drawn(groups, tickets):  # none are left, but where an error ended the work
            pass
        os.close(tickets)
        for process, answers in children:
            done.update(_answer(process, answers))
    # What a child did not finish is done here, where its error can be seen.
    return [done[index] if index in done else work(pieces[index]) for index in range(len(pieces))]


def _groups(count: int) -> list[range]:
    """The pieces in runs: several for each core, and few enough for the pipe."""
    size = max(1, -(-count // min(_PIPE_HOLDS, 128 * cores())))
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _tickets(count: int) -> int:
    """The reading end of a pipe that holds the numbers of all groups."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(_TICKET) for number in range(count)))
    os.close(writing)
    return reading


def _take(
    work: Callable[[T], R], pieces: Sequence[T], groups: Sequence[range], tickets: int
) -> dict[int, R]:
    return {index: work(pieces[index]) for group in _drawn(groups, tickets) for index in group}


def _drawn(groups: Sequence[range], tickets: int) -> Iterator[range]:
    while ticket := os.read(tickets, _TICKET):
        yield groups[int.from_bytes(ticket)]


def _fork(
    work: Callable[[T], R], pieces: Sequence[T], groups: Sequence[range], tickets: int
) -> tuple[int, int]:
    """A child at work: its number, and the pipe that its answer comes from."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    global _forked  # noqa: PLW0603 - a child spreads nothing itself
    _forked = True
    try:
        os.close(reading)
        done = _take(work, pieces, groups, tickets)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(done, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # nothing of the parent's is cleaned up twice


def _answer(process: int, answers: int) -> dict[int, R]:
    """What a child made; nothing if it failed."""
    with os.fdopen(answers, "rb") as pipe:
        data = pipe.read()
    os.waitpid(process, 0)
    try:
        done: dict[int, R] = pickle.loads(data)  # noqa: S301 - from our own child
    except (EOFError, pickle.UnpicklingError):
        return {}
    return done
