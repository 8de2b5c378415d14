# Compiled parts of sheets and pictures, for this build and later ones, by a digest of all their inputs.
#
# They are kept in the folder of the store. A server is only asked for those that are finished files; of the
# others it has the files that are made from them.

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.output.open_store import open_store
from generator.output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.output.store import Store


def kept_bytes(key: Iterable[bytes], make: Callable[[], bytes], *, finished: bool = False) -> bytes:
    """What `make` returned when it was called with the same key, in this or an earlier build.

    Args:
        key: everything that decides the result, in a fixed order.
        make: returns the result.
        finished: whether it is a finished file, which machines share.
    """
    store = open_store() if finished else open_store().here
    name = digest_key("bytes", key)
    if path := _path(store, name):
        return path.read_bytes()
    data = make()
    if path := store.put(data):
        store.put_result(name, path.name)
    return data


def fetch_finished(keys: Iterable[Iterable[bytes]]) -> None:
    """Bring finished files that will be asked for soon from a server, all at once."""
    open_store().fetch_results(digest_key("bytes", key) for key in keys)


def digest_key(kind: str, inputs: Iterable[bytes]) -> str:
    """The key of a result of some kind: a digest of each of its inputs, in a fixed order."""
    return key_of((kind, *(hashlib.sha256(one).hexdigest() for one in inputs)))


def _path(store: Store, name: str) -> Path | None:
    digest = store.result(name)
    return store.path(digest) if isinstance(digest, str) else None
