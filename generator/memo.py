# Memoisation of results that depend on one object.
#
# Content does not change once it is loaded, so a result stays valid as long as the object exists. Checks,
# pages, and a server that rebuilds after each edit ask for the same results many times. Results are
# dropped together with their object.

from __future__ import annotations

import weakref
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
R = TypeVar("R")


def once_for_each(function: Callable[[T], R]) -> Callable[[T], R]:
    """Memoise a function of one object. Objects are compared by identity, not by equality.

    Args:
        function: takes a frozen object that supports weak references. Its result must not refer to that
            object, which would then never be freed.
    """
    results: dict[int, R] = {}

    @wraps(function)
    def memoised(value: T) -> R:
        key = id(value)
        if key not in results:
            results[key] = function(value)
            weakref.finalize(value, results.pop, key, None).atexit = False
        return results[key]

    return memoised


def while_known(value: object, name: str, known: object, make: Callable[[], R]) -> R:
    """The result of `make`, which is called again only if `known` is another object than the last time.

    Args:
        value: the frozen object to keep the result for; it must support weak references.
        name: a name for the result, unique among all callers.
        known: what the result depends on besides `value`; compared by identity, not by equality.
        make: returns the result, which must not refer to `value`.
    """
    results = _kept(value)
    if name not in results or results[name][0] is not known:
        results[name] = (known, make())
    result: R = results[name][1]
    return result


@once_for_each
def _kept(_: object) -> dict[str, tuple[object, Any]]:
    """Name → `known` and result of the last call, for one object."""
    return {}
