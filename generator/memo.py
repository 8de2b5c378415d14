# What follows from one object alone is worked out once for it, and what stays is not searched for garbage.
#
# Models never change, so what was found for one holds as long as it lives: checks, pages and a server that
# rebuilds after each edit ask again and again for the same. Nothing is kept for an object that is gone.

from __future__ import annotations

import weakref
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

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
