# `assets/share/<page>.png`: the picture that chats and social networks show beside a link to a page.
#
# Typst sets it, and what it set before is kept by content. A site without an address has none: such
# programs want a full address. The theme names the picture in `og:image`.

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, cast

import typst

from generator.diagrams.body_map import body_map_svg
from generator.diagrams.palette import TEAL
from generator.output.disk_cache import PRINTED
from generator.output.files import AnyFile, OutputFile
from generator.output.fonts import font_files, fonts
from generator.output.page import PageContent
from generator.output.png import fewer_colours
from generator.website import TEMPLATES
from generator.website.navigation import SECTIONS, menu_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.content.library import Library
    from generator.output.files import AnyFile
    from generator.site import Site

_TEMPLATE = TEMPLATES / "share-picture.typ"
_COLOURS = {
    "amber": "#7a4600",
    "ink": "#16282c",
    "page": "#faf8f5",
    "soft": "#3e5054",
    "teal": TEAL,
    "warm": "#fbf1ea",
}
"""Those of the website in the light."""
_LEAD = 110
"""The most letters of the lead: about three lines."""
_PALETTE = 96
"""Colours of a picture: a third of the bytes that millions of them take, and no difference to the eye."""


def render_share_pictures(site: Site, files: Iterable[AnyFile]) -> list[OutputFile[bytes]]:
    """A picture for each page, if the site has an address and wants them.

    Args:
        site: the site.
        files: all that was rendered; pages and the pictures on them are read.
    """
    if not (site.settings.site_url and site.settings.share_pictures):
        return []
    files = list(files)
    drawings = {file.path: file.data.decode() for file in files if file.path.endswith(".svg")}
    drawings[""] = body_map_svg(site.library.body_map, (), alt="")
    titles = {folder: menu_title(site.library.pages[f"{folder}/index"]) for folder, _ in SECTIONS}
    pages = [
        (file, page)
        for file in files
        if file.path.endswith(".md") and isinstance(page := file.content, PageContent)
    ]
    with ThreadPoolExecutor() as pool:  # Typst works outside Python's lock
        return list(pool.map(lambda page: _picture(site, drawings, titles, *page), pages))


def _picture(
    site: Site,
    drawings: Mapping[str, str],
    titles: Mapping[str, str],
    file: AnyFile,
    page: PageContent,
) -> OutputFile[bytes]:
    gettext, meta = site.translations.gettext, page.meta
    section = titles.get(meta.get("section", ""), "")
    variables = {
        "address": site.settings.site_url.partition("://")[2].rstrip("/"),
        "colours": _COLOURS,
        "drawing": _drawing(drawings, site.library, file.path),
        "language": site.region.language.partition("-")[0],
        "lead": _shortened(meta["description"]),
        "note": "" if _is_reviewed(meta) else gettext("Not yet checked by a clinician"),
        "section": "" if section == meta["title"] else section,
        "site": site.settings.site_name,
        "title": meta["title"],
    }
    data = json.dumps(variables, ensure_ascii=False, sort_keys=True).encode()
    picture = PRINTED.get_or_make([*_decisive(), data], partial(_png, data))
    return OutputFile(f"assets/share/{file.path.removesuffix('.md')}.png", picture, file.source)


def _drawing(drawings: Mapping[str, str], library: Library, path: str) -> str:
    """The stroke or the muscle that a page is about, or its quiz or sheet; else the map of the body."""
    folder, _, id_ = path.removesuffix("/index.md").partition("/")
    subject = _subject(library, dict(SECTIONS).get(folder, "pages"), id_)
    name = subject.replace("techniques/", "diagrams/").replace("muscles/", "maps/muscles-")
    return drawings.get(f"assets/{name}.svg", drawings[""])


def _subject(library: Library, kind: str, id_: str) -> str:
    """The kind and id of what a quiz or a sheet is about; of any other page, its own."""
    topic = getattr(library.of_kind(kind).get(id_), "topic", "")
    if not topic:
        return f"{kind}/{id_}"
    entry = library.resolve(topic)
    return _subject(library, entry.kind, entry.id)


def _is_reviewed(meta: Mapping[str, Any]) -> bool:
    return any("lastReviewed" in node for node in meta["linked_data"]["@graph"])


def _shortened(text: str) -> str:
    """As many whole words of a text as there is room for."""
    return text if len(text) <= _LEAD else text[:_LEAD].rpartition(" ")[0].rstrip(",;:.–") + " …"


def _png(data: bytes) -> bytes:
    files: Any = {"main.typ": _TEMPLATE.read_bytes(), "data.json": data}
    whole = cast("bytes", typst.Compiler(files, font_paths=fonts()).compile(format="png", ppi=72))
    return fewer_colours(whole, _PALETTE)


@cache
def _decisive() -> tuple[bytes, ...]:
    """What decides the bytes of every picture, besides its data."""
    faces = hashlib.sha256(b"".join(font_files())).digest()
    programs = (version("typst").encode(), version("pillow").encode(), bytes([_PALETTE]))
    return (b"share", *programs, _TEMPLATE.read_bytes(), faces)
