# A store that shares its entries with other machines, through a server.
#
# What is not here is asked of the server, checked, and kept here. Contents are checked by their digest. A
# result is signed: HMAC-SHA256 over its key and its text, with a secret that only trusted machines have. So
# the server itself need not be trusted: at worst everything is made here, as without it. Nobody gains by
# moving a signed result either, since it counts for its own key alone. Nothing from a server is unpickled.

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from generator.output.remote import Remote, Unusable
from generator.output.store import Store
from generator.output.uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from generator.output.remote_settings import RemoteSettings

log = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")

_AT_ONCE = 16
"""Requests at a time: their answers take time, but little work."""
LARGEST_CONTENT = 64 * 2**20
"""In bytes; no file of a site comes near."""
LARGEST_RESULT = 16 * 2**20
"""In bytes."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


class RemoteStore(Store):
    """A store in a folder, with a server behind it. If the server fails, it is the folder alone."""

    def __init__(self, folder: Path, settings: RemoteSettings) -> None:
        """Use a folder and a server."""
        super().__init__(folder)
        self._secret = settings.key
        self._remote = Remote(settings)
        self._uploads = Uploads(folder, settings.timeout) if settings.writes and settings.key else None
        self._name = settings.name
        self._missing: set[str] = set()
        """Keys and digests that the server was asked for in vain."""
        self._found = 0
        if not settings.key:
            self._remote.is_off = True
            log.warning("remote cache %s is not used: UNKNOT_CACHE_KEY is not set", settings.name)

    @property
    def here(self) -> Store:
        """The folder alone."""
        return Store(self.folder)

    def path(self, digest: str) -> Path | None:
        """The file with the contents of a digest; None if neither folder nor server has them."""
        return super().path(digest) or self._fetched_contents(digest)

    def result(self, key: str) -> Any:
        """A result; None if neither folder nor server has it."""
        result = super().result(key)
        return self._fetched_result(key) if result is None else result

    def put(self, data: bytes) -> Path | None:
        """Keep contents. They are sent to the server when a result names them."""
        return self.here.put(data)

    def put_result(self, key: str, result: Any) -> None:
        """Keep a result, and send it and the contents that it names to the server."""
        super().put_result(key, result)
        if self._uploads:
            for digest in digests_in(result):
                self._uploads.add("cas", digest)
            self._uploads.add("ac", key)

    def fetch_results(self, keys: Iterable[str]) -> None:
        """Bring results, and the contents that they name, from the server: many at once."""
        missing = [key for key in dict.fromkeys(keys) if self.result_data(key) is None]
        self._all(self._fetch_result_and_contents, missing)

    def server_results(self, keys: Iterable[str]) -> dict[str, Any]:
        """What the server has under some keys, whatever the folder has; it is not put there."""
        keys = list(dict.fromkeys(keys))
        answers = zip(keys, self._all(self._server_result, keys), strict=True)
        return {key: answer[1] for key, answer in answers if answer}

    def report(self) -> str:
        """How many results the server had, in one line."""
        return f"remote cache {self._name}: {self._found} results found, {len(self._missing)} not"

    def close(self) -> None:
        """Wait for what is being sent, up to a time limit."""
        self._remote.close()
        if self._uploads:
            self._uploads.finish()

    def _all(self, work: Callable[[T], R], items: list[T]) -> list[R | None]:
        """Call a function that asks the server on many items at once."""
        if not items or self._remote.is_off:
            return [None] * len(items)
        # The threads have ended before this returns: no process with threads may fork.
        with self._waiting(), ThreadPoolExecutor(min(_AT_ONCE, len(items))) as pool:
            try:
                return list(pool.map(work, items))
            except RuntimeError:  # the system allows no further thread
                return [None] * len(items)

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        start = time.monotonic()
        try:
            yield
        finally:
            self._remote.waited(time.monotonic() - start)

    def _fetch_result_and_contents(self, key: str) -> None:
        for digest in digests_in(self._fetched_result(key)):
            self.path(digest)

    def _fetched_result(self, key: str) -> Any:
        answer = self._server_result(key)
        if answer is None:
            return None
        data, result = answer
        self.put_result_data(key, data)
        return result

    def _server_result(self, key: str) -> tuple[bytes, Any] | None:
        """A result that the server has, as JSON and as it is."""
        if key in self._missing:
            return None
        answer = self._remote.get(f"ac/{key}", LARGEST_RESULT, partial(verified, self._secret, key))
        if answer is None:
            self._missing.add(key)
        else:
            self._found += 1
        return answer

    def _fetched_contents(self, digest: str) -> Path | None:
        if digest in self._missing or not _DIGEST.fullmatch(digest):
            return None
        data = self._remote.get(f"cas/{digest}", LARGEST_CONTENT, partial(_with_digest, digest))
        if data is None:
            self._missing.add(digest)
            return None
        return self.put(data)


def signed(secret: bytes, key: str, data: bytes) -> bytes:
    """A result as it is sent.

    Args:
        secret: known to all machines that trust each other.
        key: its key.
        data: the result, as JSON.
    """
    return _signature(secret, key, data) + b"\n" + data


def verified(secret: bytes, key: str, body: bytes) -> tuple[bytes, Any]:
    """A result, as JSON and as it is, if it was signed under its key with the secret.

    Raises:
        Unusable: it was not.
    """
    signature, _, data = body.partition(b"\n")
    if not hmac.compare_digest(signature, _signature(secret, key, data)):
        raise Unusable("not signed with our UNKNOT_CACHE_KEY")
    try:
        return data, json.loads(data)
    except (ValueError, RecursionError):
        raise Unusable("no JSON") from None


def _signature(secret: bytes, key: str, data: bytes) -> bytes:
    text = b"\0".join((b"unknot result", key.encode(), data))
    return hmac.new(secret, text, hashlib.sha256).hexdigest().encode()


def _with_digest(digest: str, data: bytes) -> bytes:
    if hashlib.sha256(data).hexdigest() != digest:
        raise Unusable("other contents than were asked for")
    return data


def digests_in(result: Any) -> Iterator[str]:
    """The digests of the contents that a result names: it is one, or has one as its `digest`."""
    if isinstance(result, str) and _DIGEST.fullmatch(result):
        yield result
    elif isinstance(result, dict):
        yield from digests_in(result.get("digest"))
    elif isinstance(result, list):
        for one in result:
            yield from digests_in(one)
