# The rules that one link in a built website keeps or breaks by itself, whatever other files there are, and
# the file that it leads to.

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.schema.web_address import forbidden_scheme

if TYPE_CHECKING:
    from generator.hosts.built_site.link_reader import BuiltLink

_WEB = frozenset({"", "http", "https"})
_SHOWN_ANYWHERE = "404.html"
"""Hosts show this page in any folder, from which its links may lead further up than from the top."""


def own_fault(link: BuiltLink, base: str) -> tuple[str, str] | None:
    """A message and the name of the rule, if a link breaks one by itself.

    Args:
        link: an address of a page, a style sheet or data.
        base: where the website will be published.
    """
    if not link.url.strip() and not link.where.endswith("action"):
        return "the address is empty", "site-link"
    if wrong := wrong_scheme(link):
        return wrong
    if not link.inside and _loads_from_elsewhere(link, base):
        return f"loads '{link.url}' from another host; keep a copy in the site", "other-host"
    return None


def _loads_from_elsewhere(link: BuiltLink, base: str) -> bool:
    return link.loads and link.parts.scheme in _WEB and link.parts.netloc != urlsplit(base).netloc


def wrong_scheme(link: BuiltLink) -> tuple[str, str] | None:
    """A message and the rule, if a link may not have the scheme of the address."""
    scheme = forbidden_scheme(link.url)
    if not scheme or (scheme == "data" and _is_written_out(link)):
        return None
    return f"'{link.url}' starts with {scheme}: and may do anything; write https:", "scheme"


_SHOWS_IMAGE = re.compile(r"css|.*\.style|(?:img|image|source)\..*|link\.href")


def _is_written_out(link: BuiltLink) -> bool:
    """Whether the address holds an image or a font, where nothing but that can be shown."""
    return bool(_SHOWS_IMAGE.fullmatch(link.where) and re.match(r"data:(?:image|font)/", link.url.strip()))


def resolve(file: str, path: str, base: str) -> str | None:
    """The file that a relative `path` in `file` refers to; None if outside the site (RFC 3986, 5.2.4)."""
    if not path:
        return file
    folder = file.split("/")[:-1]
    if path.startswith("/"):
        root = f"/{base.strip('/')}/".replace("//", "/")
        if not f"{path}/".startswith(root):
            return None
        folder, path = [], path[len(root) :]
    segments = path.split("/")
    for segment in segments if segments[-1] in {".", ".."} else segments[:-1]:
        if segment == ".." and not folder and file.rpartition("/")[2] != _SHOWN_ANYWHERE:
            return None
        if segment == "..":
            del folder[-1:]
        elif segment != ".":
            folder.append(segment)
    name = "index.html" if segments[-1] in {"", ".", ".."} else segments[-1]
    return "/".join([*folder, name])


def works_anywhere(anchor: str) -> bool:
    """Whether an anchor works in every page: its top does, and so does a text fragment (`:~:`)."""
    return anchor in {"", "top"} or anchor.startswith(":~:")
