# What follows from one object alone is worked out once for it.
#
# Models never change, so what was found for one holds as long as it lives: checks, pages and a server that
# rebuilds after each edit ask again and again for the same. Nothing is kept for an object that is gone.

from __future__ import annotations

import weakref
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

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
