# What follows from one object alone is worked out once for it, and what stays is not searched for garbage.
#
# Models never change, so what was found for one holds as long as it lives: checks, pages and a server that
# rebuilds after each edit ask again and again for the same. Nothing is kept for an object that is gone.

from __future__ import annotations

import atexit
import gc
import weakref
from contextlib import contextmanager
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
R = TypeVar("R")


def once_for_each(function: Callable[[T], R]) -> Callable[[T], R]:
    """`function`, worked out once for each object: the very same one, not an equal one.

    Args:
        function: of one frozen object that can be referred to weakly; its result must not hold that object.
    """
    kept: dict[int, R] = {}

    @wraps(function)
    def remembered(value: T) -> R:
        name = id(value)
        if name not in kept:
            kept[name] = function(value)
            weakref.finalize(value, kept.pop, name, None).atexit = False
        return kept[name]

    return remembered


def while_known(value: object, name: str, known: object, make: Callable[[], R]) -> R:
    """What was last made of an object, as long as what else it was made from is the same.

    Args:
        value: a frozen object that can be referred to weakly.
        name: what is made, unique for each maker.
        known: what else it is made from: the very same object, not an equal one.
        make: makes it; the result must not hold the object.
    """
    kept = _kept(value)
    if name not in kept or kept[name][0] is not known:
        kept[name] = (known, make())
    made: R = kept[name][1]
    return made


@once_for_each
def _kept(_: object) -> dict[str, tuple[object, Any]]:
    """Name → what was known, and what was made."""
    return {}


@contextmanager
def no_garbage() -> Iterator[None]:
    """Keep the collector from looking again and again at a million objects of which each will be needed."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def keep_to_the_end() -> None:
    """Tell the collector that what is here now stays as long as the process: it need not look for it again.

    Nor need it when the process ends, where it would take longer than all that a small build does.
    """
    if gc.get_freeze_count():  # by an earlier build of this process, of which some may be garbage now
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    _end_quietly()


@cache
def _end_quietly() -> None:
    atexit.register(gc.freeze)
