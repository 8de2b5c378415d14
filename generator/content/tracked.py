# Content that notes what is read of it: which fields of a file, which items of a list, which ids there are.
#
# Reads have these forms:
#
#     ("field", "techniques", "an-example", "title")   a field of a content file
#     ("item", "library.sources", "cambron-2007")      an item of a list, or that there is none
#     ("keys", "techniques")                           which items there are, in order

from __future__ import annotations

from collections.abc import ItemsView, Mapping, ValuesView
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from pydantic import ConfigDict

from generator.content import lazy_models
from generator.content.lazy_models import load_values, model_class
from generator.memo import is_recording, read, read_all, unrecorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.schema.common import Model

K = TypeVar("K", bound="str | tuple[str, ...]")
V = TypeVar("V")
O = TypeVar("O")  # noqa: E741 - an owner
M = TypeVar("M", bound="Model")

_NAME, _UNTRACKED = "_unknot_name", "_unknot_untracked"
SIGNERS = "signers"
"""The name of the mapping from what is signed to who has signed it."""
TRANSLATION_SIGNERS = "translation signers"
"""The same for translated words."""
LIBRARY = "library."
"""What the names of a library's own tables start with; others have the name of their kind."""


# --- files -------------------------------------------------------------------------------------------


def tracked(model: M, kind: str, id_: str) -> M:
    """The same content file, noting which of its fields are read.

    Args:
        model: the content of a file. Nothing of it is copied.
        kind: the name of its kind.
        id_: its id.
    """
    noting = object.__new__(_tracked_class(model_class(model)))
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__"):
        object.__setattr__(noting, slot, getattr(model, slot))
    object.__setattr__(noting, "__pydantic_private__", {_NAME: (kind, id_), _UNTRACKED: model})
    return cast("M", noting)


def untracked(model: M) -> M:
    """The content of a file as `tracked` was given it. Whoever asks for it depends on all its fields."""
    if name_of(model) is None:
        return model
    kind, id_ = cast("tuple[str, str]", name_of(model))
    read_all(("field", kind, id_, name) for name in type(model).model_fields)
    private: dict[str, Any] = model.__pydantic_private__ or {}
    return cast("M", private[_UNTRACKED])


def value_if_known(model: Model, name: str) -> object:
    """As that of `lazy_models`, for a model that may be tracked."""
    if name_of(model) is None:
        return lazy_models.value_if_known(model, name)
    kind, id_ = cast("tuple[str, str]", name_of(model))
    read(("field", kind, id_, name))
    return lazy_models.value_if_known(cast("Model", (model.__pydantic_private__ or {})[_UNTRACKED]), name)


def name_of(model: object) -> tuple[str, str] | None:
    """Kind and id of a tracked content file; None for anything else."""
    private = getattr(model, "__pydantic_private__", None) if isinstance(model, _Tracked) else None
    return private[_NAME] if private else None


class _Tracked:
    """What all classes of tracked content files have in common."""

    __slots__ = ()


@cache
def _tracked_class(model: type[Model]) -> type[Model]:
    """A subclass whose fields are properties that note each read."""
    names = tuple(model.model_fields)

    def note_all(self: Any) -> None:
        load_values(self.__pydantic_private__[_UNTRACKED])
        kind, id_ = self.__pydantic_private__[_NAME]
        read_all(("field", kind, id_, name) for name in names)

    namespace: dict[str, Any] = {
        "__module__": model.__module__,
        "__doc__": model.__doc__,
        "model_config": ConfigDict(defer_build=True),
        "__hash__": object.__hash__,
    }
    for method in ("__iter__", "__eq__", "__copy__", "__deepcopy__", "model_dump", "model_copy"):
        namespace[method] = _after(note_all, getattr(model, method))
    cls: type[Model] = type(model)(model.__name__, (_Tracked, model), namespace)  # type: ignore[misc]
    for name in names:
        setattr(cls, name, property(_noting(name)))
    return cls


def _after(note_all: Callable[[Any], None], method: Callable[..., Any]) -> Callable[..., Any]:
    def noting(self: Any, *args: Any, **options: Any) -> Any:
        note_all(self)
        return method(self, *args, **options)

    return noting


def _noting(name: str) -> Callable[[Any], Any]:
    def get(self: Any) -> Any:
        if is_recording():
            read(("field", *self.__pydantic_private__[_NAME], name))
        try:
            return self.__dict__[name]
        except KeyError:  # its values are not loaded
            return getattr(self.__pydantic_private__[_UNTRACKED], name)

    return get


# --- lists -------------------------------------------------------------------------------------------


class Table(Mapping[K, V]):
    """A mapping that notes which of its items are read. It never changes."""

    def __init__(self, name: str, items: Mapping[K, V]) -> None:
        """Wrap a mapping.

        Args:
            name: its name in reads; unique among all tables.
            items: the mapping.
        """
        self._name = name
        self._items = items

    def __getitem__(self, key: K) -> V:
        read(("item", self._name, _plain(key)))
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        read(("item", self._name, _plain(cast("K", key))))
        return key in self._items

    @overload
    def get(self, key: K, /) -> V | None: ...

    @overload
    def get(self, key: K, default: V, /) -> V: ...

    @overload
    def get(self, key: K, default: O, /) -> V | O: ...

    def get(self, key: K, default: V | O | None = None, /) -> V | O | None:
        """The item of a key, or else the default."""
        read(("item", self._name, _plain(key)))
        return self._items.get(key, default)

    def __iter__(self) -> Iterator[K]:
        read(("keys", self._name))
        return iter(self._items)

    def __len__(self) -> int:
        read(("keys", self._name))
        return len(self._items)

    def values(self) -> ValuesView[V]:
        """All items. As one would read them one by one, and sooner."""
        return _Values(self)

    def items(self) -> ItemsView[K, V]:
        """All keys with their items. As one would read them one by one, and sooner."""
        return _Items(self)

    def each(self) -> Iterator[tuple[K, V]]:
        """Yield each key with its item."""
        read(("keys", self._name))
        for key, value in self._items.items():
            if is_recording():
                read(("item", self._name, _plain(key)))
            yield key, value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._name!r}, {self._items!r})"


class _Values(ValuesView[V]):
    _mapping: Table[Any, V]

    def __iter__(self) -> Iterator[V]:
        return (value for _, value in self._mapping.each())


class _Items(ItemsView[K, V]):
    _mapping: Table[K, V]

    def __iter__(self) -> Iterator[tuple[K, V]]:
        return self._mapping.each()


def _plain(key: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """A key as it is after it was written and read: a named tuple becomes a tuple."""
    return tuple(key) if isinstance(key, tuple) else key


class table(Generic[O, V]):  # noqa: N801 - used like `property`
    """A property of a library: a mapping that is worked out once, and of which reads are noted by item."""

    def __init__(self, compute: Callable[[O], Mapping[str, V]]) -> None:
        """Decorate a method that returns the mapping."""
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type[O], name: str) -> None:
        """Learn the property's name."""
        self._name, self._kept = f"{LIBRARY}{name}", f" {name}"

    @overload
    def __get__(self, instance: None, owner: type[O]) -> table[O, V]: ...

    @overload
    def __get__(self, instance: O, owner: type[O]) -> Mapping[str, V]: ...

    def __get__(self, instance: O | None, owner: type[O]) -> Mapping[str, V] | table[O, V]:
        """The mapping."""
        if instance is None:
            return self
        values = instance.__dict__
        if self._kept not in values:
            with unrecorded():
                values[self._kept] = Table(self._name, self._compute(instance))
        mapping: Mapping[str, V] = values[self._kept]
        return mapping
