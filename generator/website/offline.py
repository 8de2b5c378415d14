# `sw.js`: the service worker that saves copies of pages for reading offline.
#
# It is at the site's root, because a service worker controls only its own folder and what is below. If
# offline reading is switched off, another worker is published at the same address: browsers replace the
# first one with it, and it removes all copies and then itself (https://www.w3.org/TR/service-workers/).

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.content.addresses import page_address_of
from generator.output.files import OutputFile, PromisedFile
from generator.website import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.output.files import AnyFile, File
    from generator.site import Site

SERVICE_WORKER = "sw.js"
"""Its path from the site's root."""

_SOURCE = "../mkdocs.yml"
_MISSING = "404.html"
"""The host's page for unknown addresses. For pages without a copy, the worker shows it with other words."""
_SHELL = (".css", ".js", ".woff2")
"""File types that pages load from the theme."""


def theme_files(folder: Path) -> dict[str, str]:
    """Path → SHA-256 hash of each file that pages load from the theme's `folder` (`overrides/`)."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("assets/**/*.*"))
        if path.suffix in _SHELL
    }


def render_offline(site: Site, files: Iterable[AnyFile]) -> File[str]:
    """The service worker; if offline reading is switched off, the one that removes it.

    Args:
        site: the site.
        files: everything that is published; a change in any of it gives the worker a new version.
    """
    if not site.settings.offline:
        return OutputFile(SERVICE_WORKER, _read("off.js"), _SOURCE)
    return PromisedFile(SERVICE_WORKER, _SOURCE, partial(_worker, site, list(files)))


def _worker(site: Site, files: Iterable[AnyFile]) -> str:
    program = _read("worker.js")
    settings = json.dumps(
        {"version": _version(site, files, program), **_settings(site)}, ensure_ascii=False, sort_keys=True
    )
    return f"const OFFLINE = {settings};\n\n{program}"


def _settings(site: Site) -> dict[str, Any]:
    help_page = page_address_of(site.library, "pages/warning-signs")
    return {
        "files": ["./", help_page, _MISSING, *sorted(site.settings.theme_files)],
        "language": site.region.language,
        "missing": _MISSING,
        "root": urlsplit(site.settings.site_url).path or "/",
        "words": _words(site),
    }


def _words(site: Site) -> dict[str, str]:
    _ = site.translations.gettext
    return {
        "copy": _("You are offline. This copy was saved on {date}, and the page may have changed since."),
        "lead": _("You can read the pages that you have opened before:"),
        "title": _("You are offline, and this page is not saved"),
    }


def _version(site: Site, files: Iterable[AnyFile], program: str) -> str:
    """A hash of everything that is published."""
    hash_ = hashlib.sha256(program.encode())
    digests = sorted((file.path, file.digest) for file in files)
    for path, digest in (*digests, *sorted(site.settings.theme_files.items())):
        hash_.update(f"{path} {digest}\n".encode())
    return hash_.hexdigest()[:16]


def _read(name: str) -> str:
    return (TEMPLATES / "offline" / name).read_text(encoding="utf-8")
