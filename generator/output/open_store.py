# The store that the environment names: a folder, perhaps with a server behind it.

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.output.cache_folder import cache_folder
from generator.output.remote_settings import remote_settings
from generator.output.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from generator.output.remote_settings import RemoteSettings


def open_store() -> Store:
    """The store, one for the whole process.

    Raises:
        BadCacheSetting: a variable has a value that cannot be used.
    """
    return _opened(cache_folder().absolute(), remote_settings())


@cache
def _opened(folder: Path, settings: RemoteSettings | None) -> Store:
    if settings is None:
        return Store(folder)
    from generator.output.remote_store import RemoteStore  # noqa: PLC0415 - loads HTTP, and most do not use it

    return RemoteStore(folder, settings)
