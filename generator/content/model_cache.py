# A cache of parsed content files on disk: to parse them takes a third of a second at a hundred files.
#
# Of the many files that have pages of their own, only an outline is read at the start: what is asked of all
# values in a file, which would need a walk through each, and what lists and menus show. The outlines of all
# files are in one entry, too. The other values are loaded when somebody reads them (`lazy_models.py`).
#
# `pickle` loads models and trusts what it loads, so the folder is used only if no other user can write to
# it, and no entry ever comes from another machine. An entry belongs to one version of the program.

from __future__ import annotations

import datetime as dt
import io
import pickle
from contextlib import suppress
from enum import Enum
from functools import partial
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from generator.content.fields import Walked, walked
from generator.content.files import read
from generator.content.fingerprint import file_digest
from generator.content.lazy_models import lazy_model, model_class
from generator.output.disk_cache import is_worth_writing
from generator.output.unused import DAY, used_within
from generator.problems import ContentError, Problem
from generator.prose import Prose
from generator.schema.common import Ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from generator.output.disk_cache import DiskCache
    from generator.schema.common import Model

    Parse = Callable[[bytes], Model | None]

_ROOM = 2
"""How many times as many outlines are kept as one run needs: those of earlier states of the content."""
_LONGEST = 200
"""How many characters a text has at most that is part of an outline."""


class _Outline(NamedTuple):
    """What is known of a file before its values are loaded."""

    model: type[Model]
    """The class of its model."""
    known: Mapping[str, Any]
    """The fields with short plain values."""
    digest: str
    """See `fingerprint.file_digest`."""
    walked: tuple[Any, ...]
    """See `fields.Walked`."""


class PickledModels:
    """Valid models by the bytes of their files; implements `load.ModelCache`."""

    def __init__(self, cache: DiskCache, code: str) -> None:
        """Use a cache.

        Args:
            cache: private, because it is unpickled.
            code: a digest of the program.
        """
        self._cache = cache
        self._code = code.encode()
        self._all = (self._code, b"outlines")
        self._earlier: dict[str, _Outline] | None = None
        self._now: dict[str, _Outline] = {}
        self._new = 0
        self._values: dict[tuple[type[object], object], Any] = {}
        """Texts and dates in outlines, each once: they are the same in very many."""

    @property
    def is_empty(self) -> bool:
        """Whether no earlier run has kept anything."""
        return not self._outlines

    def get(self, path: Path, data: bytes, parse: Parse) -> Model | None:
        """The model of a file that had the same bytes; None if it is not known.

        Args:
            path: the file.
            data: its bytes.
            parse: returns the model for the bytes, if the cache is emptied while the model is in use.
        """
        name = self._cache.name(self._key(path, data))
        return self._get(name, partial(self._parsed_again, name, path, parse))

    def put(self, path: Path, data: bytes, model: Model, parse: Parse) -> Model:
        """Remember the model of a file.

        Args:
            path: the file.
            data: its bytes.
            model: its model.
            parse: as for `get`.

        Returns:
            The same model as `get` will return it, which takes less memory.
        """
        key = self._key(path, data)
        return self._put(key, model, partial(self._parsed_again, self._cache.name(key), path, parse))

    def filled_in(self, model: Model, words: str, fill: Callable[[], Model]) -> Model:
        """A model with its quotations filled in; see `quotations.FilledIn`."""
        name = model_class(model).__qualname__
        key = (self._code, f"filled in: {name}".encode(), file_digest(model).encode(), words.encode())
        return self._get(self._cache.name(key), fill) or self._put(key, fill(), fill)

    def save(self) -> None:
        """Keep the outlines of all files that were asked for, and some of those of earlier runs.

        They are not written for a few files among many: to read these one by one takes less time.
        """
        earlier = self._earlier or {}
        if is_worth_writing(self._new, len(self._now)):
            self._new = 0
            everything = {
                **self._now,
                **{name: one for name, one in earlier.items() if name not in self._now},
            }
            some = list(everything.items())[: _ROOM * len(self._now)]
            self._cache.put(self._all, _pickled(dict(some)))
            self._values = {}
        elif not used_within(DAY, self._cache.folder / self._cache.name(self._all)):
            self._cache.mark_as_used((self._cache.name(self._all), *self._now))

    def _get(self, name: str, again: Callable[[], Model]) -> Model | None:
        outline = self._outlines.get(name)
        if outline:
            self._now[name] = outline
            return _model(outline, partial(self._load, name, again))
        if (entry := self._cache.named(name)) is None:
            return None
        return self._known(name, entry, again)

    @property
    def _outlines(self) -> Mapping[str, _Outline]:
        """Those that the last run has saved, by the names of their entries."""
        if self._earlier is None:
            entry = self._cache.get(self._all)
            self._earlier = {} if entry is None else pickle.loads(entry)  # noqa: S301 - see above
        return self._earlier

    def _put(self, key: tuple[bytes, ...], model: Model, again: Callable[[], Model]) -> Model:
        outline = _Outline(type(model), _outlined(model), file_digest(model), tuple(walked(model)))
        entry = _pickled(outline) + _pickled(model)
        if not self._cache.put(key, entry):
            again = partial(_whole, entry)  # it will not be found
        return self._known(self._cache.name(key), entry, again)

    def _known(self, name: str, entry: bytes, again: Callable[[], Model]) -> Model:
        outline: _Outline = pickle.loads(entry)  # noqa: S301 - as above
        self._now[name] = outline = self._with_shared_values(outline)
        self._new += 1
        if issubclass(outline.model, Ordered):
            return _model(outline, partial(self._load, name, again))
        return _with_outline(_whole(entry), outline)

    def _with_shared_values(self, outline: _Outline) -> _Outline:
        """The same outline, with the texts and dates that others have, too."""

        def shared(value: Any) -> Any:
            if isinstance(value, tuple):
                return tuple(map(shared, value))
            if isinstance(value, Prose | dict):
                return value
            return self._values.setdefault((type(value), value), value)

        known = {name: shared(value) for name, value in outline.known.items()}
        return outline._replace(known=known, walked=shared(outline.walked))

    def _load(self, name: str, again: Callable[[], Model]) -> Model:
        entry = self._cache.named(name)
        return again() if entry is None else _whole(entry)

    def _parsed_again(self, name: str, path: Path, parse: Parse) -> Model:
        """The model of a file that is still the same.

        Raises:
            ContentError: it is not.
        """
        with suppress(OSError):
            data = read(path)
            if self._cache.name(self._key(path, data)) == name and (model := parse(data)):
                return model
        message = "has changed while it was in use; run the command again"
        raise ContentError([Problem(path.as_posix(), 1, 1, "", message, "schema")])

    def _key(self, path: Path, data: bytes) -> tuple[bytes, ...]:
        return (self._code, path.as_posix().encode(), data)


def _model(outline: _Outline, load: Callable[[], Model]) -> Model:
    """A model of which only the outline is in memory, unless there are few files of its kind."""
    many = issubclass(outline.model, Ordered)
    return _with_outline(lazy_model(outline.model, outline.known, load) if many else load(), outline)


def _with_outline(model: Model, outline: _Outline) -> Model:
    file_digest.know(model, outline.digest)
    walked.know(model, Walked(*outline.walked))
    return model


def _whole(entry: bytes) -> Model:
    """The model in an entry, after its outline."""
    both = io.BytesIO(entry)
    pickle.load(both)  # noqa: S301 - from a folder that only this user can write to, or dumped just now
    return cast("Model", pickle.load(both))  # noqa: S301 - as above


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def _outlined(model: Model) -> dict[str, Any]:
    """The fields of a model that are part of its outline."""
    return {intern(name): value for name, value in vars(model).items() if _is_short_and_plain(value)}


def _is_short_and_plain(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= _LONGEST
    if isinstance(value, tuple):
        is_prose = any(isinstance(item, Prose) for item in value)
        return not is_prose and len(value) <= _LONGEST and all(map(_is_short_and_plain, value))
    if isinstance(value, Prose):
        return len(value.source) <= _LONGEST and value.own_nodes is None
    return value is None or value == {} or isinstance(value, int | float | dt.date | Enum)
