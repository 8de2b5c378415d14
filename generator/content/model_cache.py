# A cache of parsed content files on disk: to parse them takes a third of a second at a hundred files.
#
# `pickle` loads models and trusts what it loads, so the folder is used only if no other user can write to
# it, and no entry ever comes from another machine. An entry belongs to one version of the program.

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from generator.schema.common import Model

if TYPE_CHECKING:
    from pathlib import Path

    from generator.output.disk_cache import DiskCache


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
        model = pickle.loads(entry)  # noqa: S301 - from a folder that only this user can write to
        return model if isinstance(model, Model) else None

    def put(self, path: Path, data: bytes, model: Model) -> Model:
        """Remember the model of a file.

        Returns:
            The same model as `get` will return it, which takes half of the memory.
        """
        entry = pickle.dumps(model, protocol=pickle.HIGHEST_PROTOCOL)
        self._cache.put(self._key(path, data), entry)
        same: Model = pickle.loads(entry)  # noqa: S301 - what was dumped just now
        return same

    def _key(self, path: Path, data: bytes) -> tuple[bytes, ...]:
        return (self._code, path.as_posix().encode(), data)
