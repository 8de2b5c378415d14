# Results that are computed once and kept in memory, each with what was read for it.
#
# Content never changes once it is loaded, and checks, pages and the author's server ask for the same
# results again and again. A result is kept as long as the object that it was computed from. There are two
# other lifetimes: results kept for the process use `functools.cache`, results on disk `output/store.py`.
#
# Content, settings and lists of files say what is asked of them: `read` notes it for whoever is recording,
# so that what was made need not be made again until one of that changes. Nobody lists by hand what a
# renderer depends on. A read is named, not copied: what it gave is worked out again, in this build or in a
# later one, by `content/present.py`.

from __future__ import annotations

import weakref
from collections import OrderedDict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    ParamSpec,
    Protocol,
    TypeAlias,
    TypeVar,
    cast,
    overload,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
R = TypeVar("R")
P = ParamSpec("P")

Read: TypeAlias = "tuple[str | tuple[str, ...] | None, ...]"
"""What was read: its sort, then its name, such as `("field", "techniques", "an-example", "title")`."""

_recording: ContextVar[set[Read] | None] = ContextVar("_recording", default=None)


def is_recording() -> bool:
    """Whether anybody wants to know what is read."""
    return _recording.get() is not None


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


# --- results that are kept ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeptResult(Generic[R]):
    """A result that is kept in memory, and what was read for it."""

    _result: R
    _reads: frozenset[Read]

    def get(self) -> R:
        """The result. Whoever gets it depends on what was read for it."""
        read_all(self._reads)
        return self._result


def kept(compute: Callable[[], R]) -> KeptResult[R]:
    """Compute a result to keep."""
    with recorded() as reads:
        result = compute()
    return KeptResult(result, frozenset(reads))


def once(compute: Callable[[], R]) -> Callable[[], R]:
    """A function that computes its result when it is first called, and keeps it."""
    results: list[KeptResult[R]] = []

    def computed_once() -> R:
        if not results:
            results.append(kept(compute))
        return results[0].get()

    return computed_once


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
        values: dict[str, KeptResult[R]] = instance.__dict__
        if self._name not in values:
            values[self._name] = kept(lambda: self._compute(instance))
        return values[self._name].get()


class _OfObject(weakref.ref[T], Generic[T, R]):
    """A result for an object, which it does not keep alive. There are very many, so it is small."""

    __slots__ = ("key", "result")

    key: int
    """The object's identity."""
    result: KeptResult[R]


class OncePerObject(Protocol[T_contra, R]):
    """A function that computes its result once for each object."""

    def __call__(self, value: T_contra, /) -> R:
        """The result for an object."""
        ...

    def know(self, value: T_contra, result: R, /) -> None:
        """Take what an earlier run has computed for an equal object that nobody tracks."""
        ...


def once_per_object(function: Callable[[T], R]) -> OncePerObject[T, R]:
    """Decorate a function so that it computes its result once for each object, compared by identity.

    Args:
        function: takes one immutable object that allows weak references; the result must not refer to it.
    """
    results: dict[int, _OfObject[T, R]] = {}

    def forget(gone: weakref.ref[T]) -> None:
        results.pop(gone.key, None)  # type: ignore[attr-defined]  # at exit no names of modules are left

    def keep(value: T, result: KeptResult[R]) -> None:
        known: _OfObject[T, R] = _OfObject(value, forget)
        known.key, known.result = id(value), result
        results[id(value)] = known  # only now, since another thread may look it up at once

    @wraps(function)
    def memoised(value: T) -> R:
        if id(value) not in results:
            keep(value, kept(lambda: function(value)))
        return results[id(value)].result.get()

    def know(value: T, result: R) -> None:
        keep(value, KeptResult(result, frozenset()))

    memoised.know = know  # type: ignore[attr-defined]
    return cast("OncePerObject[T, R]", memoised)


def once_inside_object(function: Callable[[T], R]) -> Callable[[T], R]:
    """As `once_per_object`, for a result that refers to the object: the object itself keeps it.

    Args:
        function: takes one object that has a `__dict__`.
    """
    name = f" {function.__module__}.{function.__qualname__}"

    @wraps(function)
    def memoised(value: T) -> R:
        values: dict[str, KeptResult[R]] = vars(value)
        if name not in values:
            values[name] = kept(lambda: function(value))
        return values[name].get()

    return memoised


def for_recent_objects(count: int) -> Callable[[Callable[[T], R]], Callable[[T], R]]:
    """As `once_per_object`, but only the results for the objects asked for last are kept.

    It is for what many look at one after the other, and what would fill memory if it were kept for all.

    Args:
        count: how many results are kept.
    """

    def decorate(function: Callable[[T], R]) -> Callable[[T], R]:
        results: OrderedDict[int, tuple[T, KeptResult[R]]] = OrderedDict()

        @wraps(function)
        def memoised(value: T) -> R:
            key = id(value)
            if key in results:  # the object is alive, so no other one has its id
                results.move_to_end(key)
            else:
                results[key] = (value, kept(lambda: function(value)))
                if len(results) > count:
                    results.popitem(last=False)
            return results[key][1].get()

        return memoised

    return decorate


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
        results[name] = (given, kept(compute))
    return results[name][1].get()  # type: ignore[no-any-return]


@once_per_object
def _results(_: object) -> dict[str, tuple[object, KeptResult[Any]]]:
    """Name of a result → what it depends on, and the result."""
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
