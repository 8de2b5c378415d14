# A cache of parsed content files on disk: to parse them takes a third of a second at a hundred files. What
# is asked of all values in a file is kept with it, so that a start need not walk through each.
#
# `pickle` loads models and trusts what it loads, so the folder is used only if no other user can write to
# it, and no entry ever comes from another machine. An entry belongs to one version of the program.

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from generator.content.fields import Walked, walked
from generator.content.fingerprint import file_digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.output.disk_cache import DiskCache
    from generator.schema.common import Model


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

    def get(self, path: Path, data: bytes) -> Model | None:
        """The model of a file that had the same bytes; None if it is not known."""
        if (entry := self._cache.get(self._key(path, data))) is None:
            return None
        return _loaded(entry)

    def put(self, path: Path, data: bytes, model: Model) -> Model:
        """Remember the model of a file.

        Returns:
            The same model as `get` will return it, which takes half of the memory.
        """
        return self._put(self._key(path, data), model)

    def filled_in(self, model: Model, words: str, fill: Callable[[], Model]) -> Model:
        """A model with its quotations filled in; see `quotations.FilledIn`."""
        name = type(model).__qualname__
        key = (self._code, f"filled in: {name}".encode(), file_digest(model).encode(), words.encode())
        entry = self._cache.get(key)
        return self._put(key, fill()) if entry is None else _loaded(entry)

    def _put(self, key: tuple[bytes, ...], model: Model) -> Model:
        known = (model, file_digest(model), *walked(model))
        entry = pickle.dumps(known, protocol=pickle.HIGHEST_PROTOCOL)
        self._cache.put(key, entry)
        return _loaded(entry)

    def _key(self, path: Path, data: bytes) -> tuple[bytes, ...]:
        return (self._code, path.as_posix().encode(), data)


def _loaded(entry: bytes) -> Model:
    """The model in an entry; what else is in it is known from then on."""
    model: Model
    # From a folder that only this user can write to, or dumped just now.
    model, digest, *values = pickle.loads(entry)  # noqa: S301
    file_digest.know(model, digest)
    walked.know(model, Walked(*values))
    return model
