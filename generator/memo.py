# Per-object memoisation: a result is kept as long as the object that it was computed from.
#
# Content never changes once it is loaded, and checks, pages and the author's server ask for the same
# results again and again. There are two other lifetimes: results kept for the process use
# `functools.cache`, results kept on disk `output/disk_cache.py`.
#
# A result carries what was read for it: whoever gets it depends on that, too.

from __future__ import annotations

import weakref
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from generator.reads import read_all, replayed

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.reads import Read

T = TypeVar("T")
R = TypeVar("R")


def once_per_object(function: Callable[[T], R]) -> Callable[[T], R]:
    """Decorate a function so that it computes its result once for each object, compared by identity.

    Args:
        function: takes one immutable object that allows weak references; the result must not refer to it.
    """
    results: dict[int, tuple[R, frozenset[Read]]] = {}

    @wraps(function)
    def memoised(value: T) -> R:
        key = id(value)
        if key not in results:
            results[key] = replayed(lambda: function(value))
            weakref.finalize(value, results.pop, key, None).atexit = False
            return results[key][0]
        result, reads = results[key]
        read_all(reads)
        return result

    return memoised


def latest_per_object(value: object, name: str, given: object, compute: Callable[[], R]) -> R:
    """The last result computed for an object, as long as whatever else it depends on is the same.

    Args:
        value: an immutable object that allows weak references.
        name: of the result; unique for each caller.
        given: whatever else the result depends on, compared by identity.
        compute: returns the result, which must not refer to `value`.
    """
    results = _results(value)
    if name not in results or results[name][0] is not given:
        results[name] = (given, *replayed(compute))
        return results[name][1]  # type: ignore[no-any-return]
    _, result, reads = results[name]
    read_all(reads)
    return result  # type: ignore[no-any-return]


@once_per_object
def _results(_: object) -> dict[str, tuple[object, Any, frozenset[Read]]]:
    """Name of a result → what it depends on, the result, and what was read for it."""
    return {}


_last: dict[str, tuple[object, ...]] = {}


def last_if_equal(name: str, value: tuple[object, ...]) -> tuple[object, ...]:
    """The tuple passed the last time if the new one equals it: `latest_per_object` compares identities.

    Args:
        name: unique for each caller.
        value: what a result depends on.
    """
    if _last.get(name) != value:
        _last[name] = value
    return _last[name]
