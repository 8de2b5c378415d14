# Addresses of other websites, and which kinds of addresses a link may have.

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Annotated

from generator.schema.pattern import Matches

WEB_ADDRESS = r"^https?://(?:[^\W_](?:[\w.-]*[^\W_])?|\[[0-9a-f:.]+\])(?::[0-9]+)?(?:[/?#][^\s<>\"\\]*)?$"
"""The form of an address on the web, with scheme and host."""

WebAddress = Annotated[
    str, Matches(WEB_ADDRESS, "write a whole web address, such as https://example.org/page")
]
"""The address of another website, which becomes a link."""

_LINKED = frozenset({"", "http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
"""What browsers remove from an address before they look for its scheme (URL Standard, 4.4)."""


@lru_cache(1 << 12)  # pages have most links in common
def forbidden_scheme(address: str) -> str:
    """The scheme of an address, such as `javascript`, if no link may have it; else an empty string.

    Args:
        address: as it is written in HTML or Markdown, with character references.
    """
    match = _SCHEME.match(_IGNORED.sub("", unescape(address)))
    scheme = match[1].lower() if match else ""
    return "" if scheme in _LINKED else scheme
