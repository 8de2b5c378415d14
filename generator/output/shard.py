# One of several shares of the work of a build, so that several machines can make one website.

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

_WRITTEN = re.compile(r"(\d{1,4})/(\d{1,4})")


@dataclass(frozen=True)
class Shard:
    """The share with a number from 1 to `of`."""

    number: int
    """Which share."""
    of: int
    """How many shares there are."""

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def has(self, source: str) -> bool:
        """Whether what is made from a content file belongs to this share.

        All files of a topic are named alike, so a topic's page, quiz and sheet are in one share.

        Args:
            source: the content file, such as `techniques/an-example.yml`.
        """
        name = PurePosixPath(source).stem.encode(errors="surrogatepass")
        return int.from_bytes(hashlib.sha256(name).digest()[:8]) % self.of == self.number - 1


def shard(text: str) -> Shard:
    """A share as it is written: `2/5` is the second of five.

    Raises:
        ValueError: it is not written like that.
    """
    match = _WRITTEN.fullmatch(text)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        message = f"'{text}' is no share; write 2/5 for the second of five"
        raise ValueError(message)
    return Shard(int(match[1]), int(match[2]))
