# Records what is read while something is made, so that it need not be made again until one of that changes.
#
# Content, settings and lists of files say what is asked of them: `read` notes it for whoever is recording.
# Nobody lists by hand what a renderer depends on. A read is named, not copied: what it gave is worked out
# again, in this build or in a later one, by `content/present.py`.

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeAlias, TypeVar, cast, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")

Read: TypeAlias = "tuple[str | tuple[str, ...] | None, ...]"
"""What was read: its sort, then its name, such as `("field", "techniques", "slow-glide", "title")`."""

_recording: ContextVar[set[Read] | None] = ContextVar("_recording", default=None)


def read(what: Read) -> None:
    """Note that something was read, if anybody is recording."""
    reads = _recording.get()
    if reads is not None:
        reads.add(what)


def read_all(what: Iterable[Read]) -> None:
    """Note that several things were read, if anybody is recording."""
    reads = _recording.get()
    if reads is not None:
        reads.update(what)


@contextmanager
def recorded() -> Iterator[set[Read]]:
    """Collect what is read. Whoever was recording before does not hear of it."""
    reads: set[Read] = set()
    token = _recording.set(reads)
    try:
        yield reads
    finally:
        _recording.reset(token)


@contextmanager
def unrecorded() -> Iterator[None]:
    """Note nothing: whoever calls this notes one read that stands for all."""
    token = _recording.set(None)
    try:
        yield
    finally:
        _recording.reset(token)


def replayed(compute: Callable[[], R]) -> tuple[R, frozenset[Read]]:
    """A result that will be kept in memory, and what was read for it.

    Whoever gets the result later must `read_all` the same: it depends on it as much as the first one did.
    """
    with recorded() as reads:
        result = compute()
    read_all(reads)
    return result, frozenset(reads)


def replaying(compute: Callable[[], R]) -> Callable[[], R]:
    """A function that computes its result once; whoever calls it depends on it like the first caller."""
    results: list[tuple[R, frozenset[Read]]] = []

    def compute_once() -> R:
        if not results:
            results.append(replayed(compute))
            return results[0][0]
        result, reads = results[0]
        read_all(reads)
        return result

    return compute_once


class replayed_property(Generic[T, R]):  # noqa: N801 - used like `functools.cached_property`
    """A `cached_property` that whoever reads it depends on like whoever was the first."""

    def __init__(self, compute: Callable[[T], R]) -> None:
        """Decorate a method.

        Args:
            compute: returns the value; called once for each object.
        """
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type[T], name: str) -> None:
        """Learn the property's name."""
        self._name = f" {name}"  # not the property's own name, which would hide it

    @overload
    def __get__(self, instance: None, owner: type[T]) -> replayed_property[T, R]: ...

    @overload
    def __get__(self, instance: T, owner: type[T]) -> R: ...

    def __get__(self, instance: T | None, owner: type[T]) -> R | replayed_property[T, R]:
        """The value."""
        if instance is None:
            return self
        values = instance.__dict__
        if self._name not in values:
            values[self._name] = replayed(lambda: self._compute(instance))
            return values[self._name][0]  # type: ignore[no-any-return]
        value, reads = values[self._name]
        read_all(reads)
        return value  # type: ignore[no-any-return]


# --- facts: small results of large searches ----------------------------------------------------------

FACTS: dict[str, Callable[..., Any]] = {}
"""Name of a fact → the function that works it out."""


def fact(function: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Decorate a function so that whoever calls it depends on its result, not on all that it reads.

    In a later build the function is called again, and what depends on it stays if it returns the same.

    Args:
        function: takes the library or the site, then strings, None and tuples of strings.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    FACTS[name] = function

    @wraps(function)
    def noted(source: T, *args: P.args, **kwargs: P.kwargs) -> R:
        read(("fact", name, *map(_as_argument, args)))
        with unrecorded():
            return function(source, *args, **kwargs)

    return cast("Callable[Concatenate[T, P], R]", noted)


def _as_argument(argument: object) -> str | tuple[str, ...] | None:
    """An argument of a fact as a read names it."""
    if argument is None or isinstance(argument, str):
        return argument
    return tuple(sorted(argument) if isinstance(argument, set | frozenset) else argument)  # type: ignore[arg-type]
