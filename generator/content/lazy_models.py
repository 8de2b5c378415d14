# Content files of which most values are loaded only when one of them is first read. The few that lists and
# menus ask for, such as titles, are known before that.
#
# A large site has thousands of files, and each process of a build looks at few of them. So only those that
# were loaded last stay in memory; an earlier one is loaded again if somebody asks for it.
#
# A file whose values are not there has a class of its own, with the same name. It becomes an ordinary
# model when its values are loaded.

from __future__ import annotations

import weakref
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.schema.common import Model

M = TypeVar("M", bound="Model")

_NOT_LOADED = "_unknot_not_loaded"
_AT_ONCE = 500
"""How many files of those that can be loaded again are in memory."""
_SLOTS = ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
_OF_WHOLE = (
    "__iter__",
    "__eq__",
    "__hash__",
    "__repr__",
    "__repr_args__",
    "__str__",
    "__copy__",
    "__deepcopy__",
    "__getstate__",
    "__reduce_ex__",
    "model_copy",
    "model_dump",
    "model_dump_json",
)
"""Methods that need all values."""


class _NotLoaded(NamedTuple):
    known: Mapping[str, Any]
    """Fields that can be read without loading the others."""
    load: Callable[[], Model]
    """Returns the whole model."""


def lazy_model(cls: type[M], known: Mapping[str, Any], load: Callable[[], Model]) -> M:
    """A model whose values are loaded when one is read that is not known.

    Args:
        cls: its class.
        known: some of its fields, with their values.
        load: returns an equal model, of the same class, as often as it is called.
    """
    model = object.__new__(cls)
    _unload(model, _NotLoaded(known, load))
    return model


def is_loaded(model: Model) -> bool:
    """Whether all values of a model are in memory."""
    return type(model) not in _LOADED


def model_class(model: M) -> type[M]:
    """The class of a model when it is loaded."""
    return cast("type[M]", _LOADED.get(type(model), type(model)))


class Unknown:
    """Stands for a value that is not loaded: it is neither None nor empty."""


_UNKNOWN = Unknown()


def value_if_known(model: Model, name: str) -> object:
    """The value of a field; `Unknown` if others would have to be loaded, too; None without such a field."""
    if is_loaded(model) or name not in model_class(model).model_fields:
        return getattr(model, name, None)
    return model.__dict__.get(name, _UNKNOWN)


def load_values(model: Model) -> None:
    """Load the values of a model, unless they are there."""
    if is_loaded(model):
        return
    not_loaded: _NotLoaded = (model.__pydantic_private__ or {})[_NOT_LOADED]
    whole = not_loaded.load()
    model.__dict__.clear()  # so that fields are in their order
    for name, value in vars(whole).items():
        object.__setattr__(model, name, value)
    for slot in _SLOTS:
        object.__setattr__(model, slot, getattr(whole, slot))
    object.__setattr__(model, "__class__", type(whole))
    _loaded.append((weakref.ref(model), not_loaded))
    if len(_loaded) > _AT_ONCE:
        earliest, how = _loaded.popleft()
        if (other := earliest()) is not None:
            _unload(other, how)


_loaded: deque[tuple[weakref.ref[Model], _NotLoaded]] = deque()
"""Models that can be loaded again, those that were loaded first before the others."""


def _unload(model: Model, how: _NotLoaded) -> None:
    model.__dict__.clear()  # not replaced, since tracked files share it
    for name, value in how.known.items():  # one by one, as in `Model.__setstate__`
        object.__setattr__(model, name, value)
    object.__setattr__(model, "__pydantic_fields_set__", _NO_NAMES)
    object.__setattr__(model, "__pydantic_extra__", None)
    object.__setattr__(model, "__pydantic_private__", {_NOT_LOADED: how})
    object.__setattr__(model, "__class__", _lazy_class(model_class(model)))


_NO_NAMES: set[str] = set()
_LOADED: dict[type[Model], type[Model]] = {}
"""The class of models that are not loaded → the class that they will have."""


@cache
def _lazy_class(model: type[Model]) -> type[Model]:
    """The class of models whose values are not loaded."""
    namespace: dict[str, Any] = {
        "__module__": model.__module__,
        "__qualname__": model.__qualname__,
        "__doc__": model.__doc__,
        "model_config": ConfigDict(defer_build=True),
        "__getattr__": _value,
        **{method: _when_loaded(method) for method in _OF_WHOLE},
    }
    cls: type[Model] = type(model)(model.__name__, (model,), namespace)  # type: ignore[misc]
    _LOADED[cls] = model
    return cls


def _value(self: Any, name: str) -> Any:
    """What Python calls for an attribute that is not there."""
    if is_loaded(self) or name not in type(self).model_fields:
        return BaseModel.__getattr__(self, name)  # type: ignore[attr-defined]  # hidden from type checkers
    load_values(self)
    return self.__dict__[name]


def _when_loaded(method: str) -> Callable[..., Any]:
    def call(self: Any, *args: Any, **options: Any) -> Any:
        load_values(self)
        return getattr(self, method)(*args, **options)

    return call
