# `sw.js`: the service worker that saves copies of pages for reading offline.
#
# It is at the site's root, because a service worker controls only its own folder and what is below. If
# offline reading is switched off, another worker is published at the same address: browsers replace the
# first one with it, and it removes all copies and then itself (https://www.w3.org/TR/service-workers/).
#
# The worker gets a list of everything that it may save, and what tells a file of this site from what a
# network or a host sends in its place: a page names its own address, any other file has a digest.

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.content.addresses import EMBED, page_address_of
from generator.content.bank import bucket
from generator.memo import once
from generator.output.files import OutputFile, PromisedFile, published_path
from generator.prose.languages import direction
from generator.website import TEMPLATES
from generator.website.clinic_mark import clinic_files
from generator.website.script_files import not_loaded
from generator.website.search_index import SEARCH_PARTS
from generator.website.style_sheets import imported_sheets, joined_sheets
from generator.website.theme_folders import theme_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.output.files import AnyFile, File
    from generator.site import Site

SERVICE_WORKER = "sw.js"
"""Its path from the site's root."""

_SOURCE = "../mkdocs.yml"
_MISSING = "404.html"
"""The host's page for unknown addresses. For pages without a copy, the worker shows it with other words."""
_LOADED = (".css", ".js", ".woff2")
"""File types that pages load from the theme, and that are saved at the first visit."""
_RARE = "-more.woff2"
"""End of the name of fonts that browsers load for pages with a rare character, and save with them."""
_SAVED = (*_LOADED, ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".svg", ".webp")
"""File types that are saved when they are visited. Quizzes' files for learning platforms are not."""
_NEVER_LOADED = ("assets/share/",)
"""Pictures that only chats and social networks load."""
_WHOLE, _LISTED = 1_500, 100
"""How many files a site may have whose worker lists them all; about how many a list has otherwise."""
_BESIDE = 2
"""How many folders deep a page and the files beside it are at most."""
_PICTURES = ("assets/diagrams/", "assets/maps/")
"""The folders of the pictures of all topics."""
_LISTS = "assets/offline/"
"""The folder of these lists."""
_DIGITS = 12
"""The length of digests in the worker: enough to tell two files apart when nobody forges one."""


def theme_files(theme: Mapping[str, Path]) -> dict[str, str]:
    """Path → SHA-256 hash of each file of the theme that makes up pages.

    These are the templates, and what pages load, with style sheets as they are published.

    Args:
        theme: path in the theme → file.
    """
    files = _digests(theme, (*_SAVED, ".html"))
    for path in imported_sheets(theme):
        files.pop(path, None)
    joined = joined_sheets(theme)
    return files | {path: hashlib.sha256(text.encode()).hexdigest() for path, text in joined.items()}


def _digests(files: Mapping[str, Path], suffixes: tuple[str, ...]) -> dict[str, str]:
    return {
        path: hashlib.sha256(file.read_bytes()).hexdigest()
        for path, file in files.items()
        if path.endswith(suffixes)
    }


def render_offline(site: Site, files: Iterable[AnyFile], theme: Mapping[str, Any]) -> list[File[str]]:
    """The service worker and, on a large site, the lists that it loads.

    If offline reading is switched off, it is the worker that removes the other one.

    Args:
        site: the site.
        files: everything that is published.
        theme: variables of the theme's templates. A change in any of the three makes a new version.
    """
    if not site.settings.offline:
        return [OutputFile(SERVICE_WORKER, _read("off.js"), _SOURCE)]
    files = list(files)
    count = -(-len(files) // _LISTED) if len(files) > _WHOLE else 0
    known = once(lambda: split(_published(site, files), _settings(site)["first"], count))
    worker = PromisedFile(SERVICE_WORKER, _SOURCE, lambda: _worker(site, files, theme, known()[0]))

    def list_(number: int) -> str:
        return _json(known()[1][number])

    lists = [
        PromisedFile(f"{_LISTS}{number}.json", _SOURCE, partial(list_, number)) for number in range(count)
    ]
    return [worker, *lists]


def split(
    known: Mapping[str, str], first: Sequence[str], count: int
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What the worker says of what is published, and the lists that it loads.

    Args:
        known: path → digest of everything that may be saved; empty for a page.
        first: paths that are saved at the first visit.
        count: how many lists there are; 0 if the worker itself has everything.
    """
    lists: list[dict[str, str]] = [{} for _ in range(count)]
    for path, digest in known.items() if count else ():
        lists[bucket(_key(path), count)][path] = digest
    own = {path: digest for path, digest in known.items() if not count or path in first or "/" not in path}
    return {
        "files": {path: digest for path, digest in own.items() if digest},
        "folders": sorted({f"{path.partition('/')[0]}/" for path in known if "/" in path}) if count else [],
        "lists": count,
        "pages": [path for path, digest in own.items() if not digest],
    }, lists


def _key(path: str) -> str:
    """What a page and the files beside it have in common, by which they are listed.

    What is deeper, and the pictures of topics, are more on a larger site. So each is listed by itself.
    `worker.js` has the same.
    """
    folder = path.rpartition("/")[0] + "/"
    is_alone = path.startswith(_PICTURES) or folder.count("/") > _BESIDE
    return path if is_alone else folder.removeprefix("/")


def _published(site: Site, files: list[AnyFile]) -> dict[str, str]:
    """Path → digest of everything that may be saved, in order; empty for a page, which names itself."""
    pages = dict.fromkeys(sorted(_pages(files)), "")
    return pages | dict(sorted(_files(site, files)))


def _search_folders(files: Iterable[AnyFile]) -> list[str]:
    """The folders of the parts of the search index and of names that forms offer."""
    parts = (file.path for file in files if file.path.startswith(SEARCH_PARTS))
    return sorted({path.rpartition("/")[0] + "/" for path in parts})


def _worker(site: Site, files: list[AnyFile], theme: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    program = _read("worker.js")
    settings = {**known, **_settings(site), "search": _search_folders(files)}
    settings["version"] = _version(program, settings, theme, site, files)
    return f"const OFFLINE = {_json(settings)};\n\n{program}"


def _settings(site: Site) -> dict[str, Any]:
    help_page = page_address_of(site.library, site.library.list_pages["warning-signs"])
    loaded = [path for path in sorted(_theme(site)) if path.endswith(_LOADED)]
    usual = [path for path in loaded if not path.endswith(_RARE)]
    return {
        "first": ["", help_page, _MISSING, *usual, *clinic_files(site.settings)],
        "direction": direction(site.region.language),
        "help": help_page,
        "language": site.region.language,
        "missing": _MISSING,
        "root": urlsplit(site.settings.site_url).path or "/",
        "words": _words(site),
    }


def _theme(site: Site) -> dict[str, str]:
    """Path → hash of the theme's files that pages of this site load."""
    others = not_loaded(site.region.language, has_others=len(site.settings.languages) > 1)
    return {path: hash_ for path, hash_ in site.settings.theme_files.items() if path not in others}


def _words(site: Site) -> dict[str, str]:
    _ = site.translations.gettext
    return {
        "copy": _(
            "This page could not be reached. You see the copy saved on {date}; it may have changed since."
        ),
        "help": _("When to get help"),
        "lead": _("You can read the pages that you have opened before:"),
        "title": _("You are offline, and this page is not saved"),
    }


def _pages(files: Iterable[AnyFile]) -> Iterator[str]:
    """Addresses of all pages. Embed pages are left to the sites that show them."""
    yield _MISSING
    for file in files:
        path = PurePosixPath(published_path(file.path))
        address = f"{path.parent}/".removeprefix("./")
        if path.name == "index.html" and not address.endswith(f"/{EMBED}"):
            yield address


def _files(site: Site, files: Iterable[AnyFile]) -> Iterator[tuple[str, str]]:
    """Path and digest of each other file that may be saved: the theme's, those beside pages, our own."""
    theme = _theme(site).items()
    beside_pages = _digests(theme_paths([site.library.content.root / "pages"]), _SAVED).items()
    for path, digest in (*theme, *beside_pages, *((file.path, file.digest) for file in files)):
        if path.endswith(_SAVED) and not path.startswith((*_NEVER_LOADED, SEARCH_PARTS)):
            yield path, digest[:_DIGITS]


def _version(
    program: str,
    settings: Mapping[str, Any],
    theme: Mapping[str, Any],
    site: Site,
    files: Iterable[AnyFile],
) -> str:
    """A hash of everything that pages and the worker are made of."""
    hash_ = hashlib.sha256(program.encode())
    for variables in (settings, theme, site.settings.site_name):
        hash_.update(_json(variables).encode())
    digests = sorted((file.path, file.digest) for file in files)
    for path, digest in (*digests, *sorted(_theme(site).items())):
        hash_.update(f"{path} {digest}\n".encode())
    return hash_.hexdigest()[:16]


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _read(name: str) -> str:
    return (TEMPLATES / "offline" / name).read_text(encoding="utf-8")
