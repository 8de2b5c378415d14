# Which remote cache a build uses: what environment variables say, since it differs from machine to machine.

from __future__ import annotations

import base64
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS = "UNKNOT_REMOTE_CACHE"
MODE = "UNKNOT_REMOTE_CACHE_MODE"
KEY = "UNKNOT_CACHE_KEY"
TIMEOUT = "UNKNOT_REMOTE_CACHE_TIMEOUT"

_MODES = ("read", "read-write")
_DEFAULT_TIMEOUT = 5.0
"""In seconds."""
_LONGEST_TIMEOUT = 3600.0
"""In seconds."""
_SHORTEST_KEY = 32
"""In characters: 128 bits, if it is written in hexadecimal digits."""
_PORTS = {"http": 80, "https": 443}
_CREDENTIALS = re.compile(r"^(\w+:/+)?.*@", re.DOTALL)
"""The part of an address that no message shows, whatever else is wrong with the address."""


class BadCacheSetting(Exception):  # noqa: N818 - reads as a sentence
    """A variable has a value that cannot be used; the message says which, and what to write."""


@dataclass(frozen=True)
class RemoteSettings:
    """A remote cache."""

    scheme: str
    """`http` or `https`."""
    host: str
    """The server's name."""
    port: int
    """The server's port."""
    folder: str
    """The path that `/cas/…` and `/ac/…` are added to, without a slash at its end."""
    authorization: str = field(repr=False)
    """The value of the header of this name; empty if the address has no user."""
    key: bytes = field(repr=False)
    """Signs results; empty if there is none: then no result can be trusted."""
    timeout: float
    """Seconds that one request may take."""
    writes: bool
    """Whether what this machine makes is sent there."""

    @property
    def name(self) -> str:
        """The address as messages show it: without user and password."""
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{port}{self.folder}"


def remote_settings(environment: Mapping[str, str] = os.environ) -> RemoteSettings | None:
    """The remote cache that the environment names; None if it names none.

    Raises:
        BadCacheSetting: a variable has a value that cannot be used.
    """
    address = environment.get(ADDRESS, "").strip()
    if not address:
        return None
    parts = _parts(address)
    return RemoteSettings(
        parts.scheme,
        parts.hostname or "",
        parts.port or _PORTS[parts.scheme],
        parts.path.rstrip("/"),
        _authorization(parts),
        _key(environment.get(KEY, "").strip()),
        _timeout(environment.get(TIMEOUT, "").strip()),
        _mode(environment.get(MODE, "").strip()) == "read-write",
    )


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in _PORTS and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, or half an IPv6 address
        raise _bad_address(address) from None
    if not usable or parts.query or parts.fragment or not _is_plain(address):
        raise _bad_address(address)
    return parts


def _is_plain(address: str) -> bool:
    return address.isascii() and address.isprintable() and " " not in address


def _bad_address(address: str) -> BadCacheSetting:
    shown = _CREDENTIALS.sub(r"\1…@", address)
    return BadCacheSetting(
        f"{ADDRESS}={shown!r} is no address of a cache; write http:// or https://, a host and perhaps a"
        " port and a folder, such as https://cache.example.org/unknot, with other characters as %XX"
    )


def _authorization(parts: SplitResult) -> str:
    if parts.username is None:
        return ""
    user = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"Basic {base64.b64encode(user.encode()).decode()}"


def _key(key: str) -> bytes:
    if key and len(key) < _SHORTEST_KEY:
        raise BadCacheSetting(
            f"{KEY} (not shown here) has {len(key)} characters and could be guessed; write at least"
            f" {_SHORTEST_KEY}, such as `openssl rand -hex 32` prints"
        )
    return key.encode(errors="surrogateescape")


def _timeout(text: str) -> float:
    try:
        seconds = float(text or _DEFAULT_TIMEOUT)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_TIMEOUT:
        raise BadCacheSetting(
            f"{TIMEOUT}={text!r} is no time limit; write the seconds that one request may take, such as"
            f" {_DEFAULT_TIMEOUT:g} (at most {_LONGEST_TIMEOUT:g})"
        )
    return seconds


def _mode(text: str) -> str:
    mode = text or "read"
    if mode not in _MODES:
        raise BadCacheSetting(f"{MODE}={text!r} is no mode; write {' or '.join(_MODES)}")
    return mode
