# Facts that are kept from build to build: small results, each with what was read for it.

from __future__ import annotations

import json
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from generator.memo import fact, recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.memo import Read

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")


class FactKeeper(Protocol):
    """Keeps results of facts from one run to the next."""

    def find(self, *name: str) -> Any:
        """The result with a name, if all that was read for it still gives the same; else None."""
        ...

    def keep(self, made: Any, reads: Iterable[Read], *name: str) -> None:
        """Keep a result and what was read for it."""
        ...


_KEEPER, _KNOWN = " keeper of facts", " known facts"
"""Names of attributes of a source of facts: who keeps results, and the results of this run."""


def keep_facts(keeper: FactKeeper, *sources: object) -> None:
    """Have the results of `kept_fact` on a library or a site kept for later runs."""
    for source in sources:
        vars(source)[_KEEPER] = keeper


def kept_fact(function: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """As `fact`, for what a later build need not work out again, unless something was changed that it read.

    So what gathers a little from each of many files reads each file again only if that file has changed.

    Args:
        function: takes the library or the site, then strings. It returns what JSON can hold, but None.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def compute(source: T, *args: P.args, **kwargs: P.kwargs) -> R:
        known: dict[tuple[str, ...], R] = vars(source).setdefault(_KNOWN, {})
        full_name = ("fact", name, *map(str, args))
        if full_name not in known:
            keeper: FactKeeper | None = vars(source).get(_KEEPER)
            result: Any = keeper.find(*full_name) if keeper else None
            if result is None:
                with recorded() as reads:
                    result = json.loads(json.dumps(function(source, *args, **kwargs)))  # as from a file
                if keeper:
                    keeper.keep(result, reads, *full_name)
            known[full_name] = result
        return known[full_name]

    return fact(cast("Callable[Concatenate[T, P], R]", compute))
