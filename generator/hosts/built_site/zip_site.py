# Packs a built website into a ZIP file that works without a server, from a disk or a shared folder.
#
# Without a server, a link to a folder does not open its `index.html`, so links are changed to name that
# file. Absolute paths become relative, and files that only web hosts, search engines or browsers on the
# web use are left out.

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
    r"(?:[a-z]{2,3}(?:-\w+)*/)?"
    r"(?:_headers|\.htaccess|nginx-headers\.conf|robots\.txt|sitemap\.xml(?:\.gz)?|sw\.js|assets/share/.*)"
)
"""Files that have no use on a disk, at the root or in the folder of a language."""
_ADDRESS = re.compile(r"""(?P<before>\s(?:href|src)="|\scontent="\d+; url=)(?P<url>[^"#?][^"]*)(?=")""")
_PRELOAD = re.compile(r'\s*<link rel="preload"[^>]*>')
"""From disk, browsers refuse to preload fonts, which needs CORS, and log an error."""


def pack(site: Path, name: str, base: str, date: dt.datetime) -> bytes:
    """Pack a website into a ZIP file.

    Args:
        site: the folder of the built website.
        name: the folder in the ZIP file that contains the website.
        base: the address for which the website was built; empty if it has none.
        date: the date of each file in the ZIP file.
    """
    on_disk = {
        path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()
    }
    root = urlsplit(base).path or "/"
    files = {path: file.read_bytes() for path, file in on_disk.items() if not _ON_THE_WEB.fullmatch(path)}
    packed = {
        f"{name}/{path}": for_disk(data.decode(), path, root, files).encode()
        if path.endswith(".html")
        else data
        for path, data in files.items()
    }
    return archive(packed, date)


def for_disk(html: str, path: str, root: str, files: Mapping[str, bytes]) -> str:
    """Change the links of a page so that they work without a server.

    Args:
        html: the page.
        path: its path in the website.
        root: the path with which absolute paths to the website's own files begin.
        files: all files of the website, by path.
    """

    def rewritten(match: re.Match[str]) -> str:
        return match["before"] + _url_for_disk(match["url"], path, root, files)

    return _ADDRESS.sub(rewritten, _PRELOAD.sub("", html))


def _url_for_disk(url: str, page: str, root: str, files: Mapping[str, bytes]) -> str:
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return url
    folder = posixpath.dirname(page)
    path = parts.path
    if path.startswith(root):
        path = posixpath.relpath(path.removeprefix(root) or ".", folder or ".") + "/" * path.endswith("/")
    target = posixpath.normpath(posixpath.join(folder, unquote(path)))
    index = posixpath.normpath(f"{target}/index.html")
    if target not in files and index in files:
        path = posixpath.join(path, "index.html").removeprefix("./")
    return parts._replace(path=path).geturl()
