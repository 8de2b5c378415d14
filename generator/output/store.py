# The store: what builds have made, on disk, so that the next build makes only what has changed.
#
# It has the layout of Bazel's HTTP cache (https://bazel.build/remote/caching#http-caching): contents by
# their SHA-256 digest below `cas/`, results by the digest of everything that decides them below `ac/`. A
# result is JSON and begins with its own digest. What is damaged, foreign or cut short counts as missing, as
# does a result that is being written; contents appear whole, since others copy them.

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from generator.output.folder import write_atomically, write_in_place
from generator.output.known_digests import known_digests
from generator.output.unused import mark_as_used, remove_unused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.output.known_digests import KnownDigests


def key_of(parts: Iterable[str]) -> str:
    """The digest of everything that decides a result, in a fixed order."""
    hash_ = hashlib.sha256()
    for part in parts:
        data = part.encode()
        hash_.update(len(data).to_bytes(8))
        hash_.update(data)
    return hash_.hexdigest()


class Store:
    """One folder. If it cannot be written, builds take longer but do not fail."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which is created when something is first put into it."""
        self.folder = folder
        self._contents = folder / "cas"

    @property
    def digests(self) -> KnownDigests:
        """The digests of files that are known in this folder, not only of those in the store."""
        return known_digests(self.folder)

    @property
    def here(self) -> Store:
        """The part of the store that is on this machine: all of it, unless there is a server behind it."""
        return self

    def path(self, digest: str) -> Path | None:
        """The file with the contents of a digest; None if there is none, or it is damaged."""
        path = self._contents / digest
        try:
            status = path.stat()
            if self.digests.of(path, status) != digest:
                return None
        except OSError:
            return None
        if mark_as_used(path, status):
            self.digests.know(path, digest)
        return path

    def put(self, data: bytes) -> Path | None:
        """Keep contents.

        Returns:
            Their file, whose name is their digest; None if it cannot be written.
        """
        digest = hashlib.sha256(data).hexdigest()
        return self.path(digest) or self._new_contents(data, digest)

    def _new_contents(self, data: bytes, digest: str) -> Path | None:
        path = self._contents / digest
        try:
            write_atomically(data, path, durable=False)
        except OSError:
            return None
        self.digests.know(path, digest)
        return path

    def result(self, key: str) -> Any:
        """A result that was put under a key; None if there is none, or it is damaged."""
        data = self.result_data(key)
        return None if data is None else json.loads(data)

    def result_data(self, key: str) -> bytes | None:
        """A result in the folder, as JSON; None if there is none, or it is damaged."""
        path = self.folder / "ac" / key
        try:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - of thousands
                status = os.fstat(file.fileno())
                digest, _, data = file.read().partition(b"\n")
        except OSError:
            return None
        if digest != _signed(key, data):
            return None
        mark_as_used(path, status)
        return data

    def put_result(self, key: str, result: Any) -> None:
        """Keep a result.

        Args:
            key: see `key_of`.
            result: anything that JSON can hold.
        """
        self.put_result_data(key, _to_json(result).encode())

    def put_result_data(self, key: str, data: bytes) -> None:
        """Keep a result that is JSON already, in the folder."""
        with suppress(OSError):
            write_in_place(_signed(key, data) + b"\n" + data, self.folder / "ac" / key)

    def fetch_results(self, keys: Iterable[str]) -> None:
        """Bring results that will be asked for soon, and the contents that they name, from a server."""

    def server_results(self, keys: Iterable[str]) -> dict[str, Any]:  # noqa: ARG002
        """What a server has under some keys, whatever the folder has; it is not put there."""
        return {}

    def report(self) -> str:
        """How many results a server had, in one line; empty if there is no server."""
        return ""

    def remove_unused(self) -> int:
        """Remove what no build has asked for in a month.

        Returns:
            The number of removed files.
        """
        return remove_unused(path for part in ("ac", "cas") for path in (self.folder / part).glob("*"))


_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _signed(key: str, data: bytes) -> bytes:
    """The digest of a result under its key, so that one that was moved to another key counts as damaged."""
    return hashlib.sha256(key.encode() + data).hexdigest().encode()
