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
        known = (model, file_digest(model), *walked(model))
        entry = pickle.dumps(known, protocol=pickle.HIGHEST_PROTOCOL)
        self._cache.put(self._key(path, data), entry)
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
