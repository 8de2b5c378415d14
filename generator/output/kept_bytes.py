# Compiled parts of sheets and pictures, for this build and later ones, by a digest of all their inputs.
#
# They are kept in the folder of the store. No server is asked for them: it has the finished files.

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.output.open_store import open_store
from generator.output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.output.store import Store


def kept_bytes(key: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """What `make` returned when it was called with the same key, in this or an earlier build.

    Args:
        key: everything that decides the result, in a fixed order.
        make: returns the result.
    """
    store = open_store().here
    name = digest_key("bytes", key)
    if path := _path(store, name):
        return path.read_bytes()
    data = make()
    if path := store.put(data):
        store.put_result(name, path.name)
    return data


def digest_key(kind: str, inputs: Iterable[bytes]) -> str:
    """The key of a result of some kind: a digest of each of its inputs, in a fixed order."""
    return key_of((kind, *(hashlib.sha256(one).hexdigest() for one in inputs)))


def _path(store: Store, name: str) -> Path | None:
    digest = store.result(name)
    return store.path(digest) if isinstance(digest, str) else None
