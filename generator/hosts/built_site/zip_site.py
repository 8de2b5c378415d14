# A built website as one ZIP that works from disk, for a colleague's computer or an intranet's folder.
#
# A double-click asks no server, so nobody looks for the `index.html` of a folder: links name it. Addresses
# from the host's root become relative, and what only hosts and browsers on the web read is left out.

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator.output.zip_file import archive

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

_ON_THE_WEB = re.compile(
    r"_headers|\.htaccess|nginx-headers\.conf|robots\.txt|sitemap\.xml(?:\.gz)?|sw\.js|assets/share/.*"
)
"""What has no use on a disk."""
_ADDRESS = re.compile(r"""(?P<before>\s(?:href|src)="|\scontent="\d+; url=)(?P<url>[^"#?][^"]*)(?=")""")
_PRELOAD = re.compile(r'\s*<link rel="preload"[^>]*>')
"""A browser that reads from disk may not load a font ahead (it asks for CORS), and says so."""


def pack(site: Path, name: str, base: str, date: dt.datetime) -> bytes:
    """The ZIP of a website.

    Args:
        site: the folder of the built website.
        name: the folder that it unpacks to.
        base: where the website was to stand: an address or nothing.
        date: written beside each file.
    """
    paths = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    root = urlsplit(base).path or "/"
    kept = {place: path.read_bytes() for place, path in paths.items() if not _ON_THE_WEB.fullmatch(place)}
    ready = {
        f"{name}/{place}": from_disk(data.decode(), place, root, kept).encode()
        if place.endswith(".html")
        else data
        for place, data in kept.items()
    }
    return archive(ready, date)


def from_disk(html: str, place: str, root: str, files: Mapping[str, bytes]) -> str:
    """A page with links that work without a server.

    Args:
        html: the page.
        place: where it stands in the website.
        root: the path from which the website's own absolute addresses begin.
        files: everything in the website, by path.
    """

    def rewritten(match: re.Match[str]) -> str:
        return match["before"] + _from_disk(match["url"], place, root, files)

    return _ADDRESS.sub(rewritten, _PRELOAD.sub("", html))


def _from_disk(url: str, place: str, root: str, files: Mapping[str, bytes]) -> str:
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return url
    folder = posixpath.dirname(place)
    path = parts.path
    if path.startswith(root):
        path = posixpath.relpath(path.removeprefix(root) or ".", folder or ".") + "/" * path.endswith("/")
    target = posixpath.normpath(posixpath.join(folder, unquote(path)))
    index = posixpath.normpath(f"{target}/index.html")
    if target not in files and index in files:
        path = posixpath.join(path, "index.html").removeprefix("./")
    return parts._replace(path=path).geturl()
