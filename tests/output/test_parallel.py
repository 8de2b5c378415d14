# SPDX-License-Identifier: MIT
"""Work spread over several processes: the same results in the same order, and every error raised."""

from __future__ import annotations

import errno
import gc
import os
import threading
from collections import Counter
from pathlib import Path

import pytest

from generator.memo import once_per_object
from generator.output import parallel
from generator.output.parallel import spread

PARENT = os.getpid()


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNKNOT_CORES", "3")
    monkeypatch.setattr(parallel, "can_fork", lambda: os.getpid() == PARENT)


def test_results_are_in_the_order_of_the_items() -> None:
    squares = [number * number for number in range(1000)]
    assert spread(lambda number: number * number, range(1000)) == squares


def test_other_processes_share_the_work() -> None:
    def slow(_: int) -> int:
        threading.Event().wait(0.002)
        return os.getpid()

    assert len(set(spread(slow, range(60)))) == 3


def test_few_items_stay_in_this_process() -> None:
    assert set(spread(lambda _: os.getpid(), range(9))) == {PARENT}


def test_very_many_items_are_done_by_children_of_which_none_does_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "_MANY", 200)
    monkeypatch.setattr(parallel, "_IN_TURN", 200)
    monkeypatch.setattr(parallel, "_SAMPLE", 200)
    done = spread(lambda number: (number, os.getpid()), range(1000))
    assert [number for number, _ in done] == [*range(1000)]
    by_process = Counter(process for _, process in done)
    assert by_process.pop(PARENT) == 5  # what is worked out for these is known to all children
    assert max(by_process.values()) <= 200


def test_an_error_among_very_many_items_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_MANY", 200)
    monkeypatch.setattr(parallel, "_IN_TURN", 200)
    with pytest.raises(ZeroDivisionError):
        spread(lambda number: 1 // (number - 777), range(1000))


def test_without_a_fork_this_process_does_all_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_fork() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", no_fork)
    before = set(Path("/dev/fd").iterdir())
    assert set(spread(lambda _: os.getpid(), range(100))) == {PARENT}
    assert set(Path("/dev/fd").iterdir()) == before


def test_an_error_in_any_process_is_raised_in_this_one() -> None:
    def fails(number: int) -> int:
        if number == 77:
            message = "item 77"
            raise ValueError(message)
        return number

    with pytest.raises(ValueError, match="item 77"):
        spread(fails, range(100))


def test_the_work_of_a_killed_process_is_done_in_this_one() -> None:
    def dies_elsewhere(number: int) -> int:
        if os.getpid() != PARENT:
            os._exit(9)
        return number

    assert spread(dies_elsewhere, range(100)) == list(range(100))


def test_a_process_with_other_threads_does_not_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not parallel.can_fork()
    finally:
        stop.set()
        thread.join()


class Thing:
    """Something that can be referred to weakly."""


def test_a_result_is_computed_once_for_each_object_and_dropped_with_it() -> None:
    seen: list[int] = []

    @once_per_object
    def look(thing: Thing) -> int:
        seen.append(id(thing))
        return len(seen)

    one, other = Thing(), Thing()
    assert [look(one), look(other), look(one)] == [1, 2, 1]
    # Each object is freed before the next is created, usually at the same address.
    assert [look(Thing()) for _ in range(100)] == list(range(3, 103))


def test_work_that_needs_threads_is_done_by_the_parent() -> None:
    def needs_threads(number: int) -> int:
        parallel.refuse_in_child("a printer")
        return os.getpid() if number else 0

    assert set(spread(needs_threads, range(100))) == {0, PARENT}


def test_an_error_in_the_parent_leaves_no_process_and_no_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    fork = os.fork

    def record_fork() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", record_fork)

    def fails_in_parent(number: int) -> str:
        if os.getpid() == PARENT:
            message = "here"
            raise ValueError(message)
        return "long" * 10_000 * number  # more than the buffer of a pipe

    before = set(Path("/dev/fd").iterdir())
    with pytest.raises(ValueError, match="here"):
        spread(fails_in_parent, range(100))
    assert set(Path("/dev/fd").iterdir()) == before
    assert len(children) == 2
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_the_collector_has_the_same_objects_to_search_after_the_work_as_before() -> None:
    """Unless some were frozen before: then they stay so."""
    gc.unfreeze()
    spread(lambda number: number, range(100))
    assert gc.get_freeze_count() == 0
    gc.freeze()
    try:
        spread(lambda number: number, range(100))
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("allowed", [0, 1])
def test_if_the_system_allows_no_more_processes_the_others_do_the_work(
    allowed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork, forks = os.fork, list[int]()

    def refuse() -> int:
        forks.append(len(forks))
        if len(forks) > allowed:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return fork()

    monkeypatch.setattr(os, "fork", refuse)
    before = set(Path("/dev/fd").iterdir())
    assert spread(lambda number: number * number, range(100)) == [number * number for number in range(100)]
    assert len(forks) == allowed + 1
    assert set(Path("/dev/fd").iterdir()) == before
