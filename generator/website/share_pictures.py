# `assets/share/<page>.png`: the picture that chats and social networks show beside a link to a page.
#
# Typst draws the pictures; those that have not changed come from the store, where they are found under the
# digest of the page, or if the page has changed, under what is on the picture. The theme names them in
# `og:image`, which must be a full address, so a site without an address has no such pictures.

from __future__ import annotations

import json
import re
from functools import cache, lru_cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from generator.content.long_lists import LIST_PART
from generator.content.review import not_checked
from generator.diagrams.body_map import body_map_svg
from generator.diagrams.palette import TEAL
from generator.output.files import OutputFile
from generator.output.fonts import fonts_digest
from generator.output.kept_bytes import fetch_finished, kept_bytes
from generator.output.page import PageContent
from generator.output.png import in_palette, main_colours, palette_of
from generator.output.typesetting import in_order, typeset
from generator.prose.languages import direction
from generator.settings.clinic_colour import is_alarming
from generator.website import TEMPLATES
from generator.website.drawing_files import drawing_path
from generator.website.navigation import SECTIONS, menu_title, sections_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.content.library import Library
    from generator.output.files import AnyFile
    from generator.settings.settings import Clinic
    from generator.site import Site

_TEMPLATE = TEMPLATES / "share-picture.typ"
_COLOURS = {
    "amber": "#744200",
    "ink": "#16282c",
    "page": "#faf8f5",
    "soft": "#3e5054",
    "teal": TEAL,
    "warm": "#fbf1ea",
}
"""Colours of the website's light theme."""
_MAX_LEAD = 110
"""Maximum length of the lead in characters: about three lines."""
_TEXT = ("ink", "soft", "teal", "amber")
"""Which of them text has."""
_MOST = 24
"""How many colours of a clinic's logo are kept exactly."""
_KEPT = 100
"""How many palettes are kept in memory, each with its drawing."""
_HEX_COLOUR = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b")
"""A colour in a drawing."""


def share_picture(site: Site, path: str) -> str:
    """The address of a page's picture from the site's root; empty if pages have none.

    A part of a list has that of the list's page; give the path of that page.

    Args:
        site: the site.
        path: the page's file, such as `about.md`.
    """
    return f"assets/share/{path.removesuffix('.md')}.png" if _are_wanted(site) else ""


def _are_wanted(site: Site) -> bool:
    return bool(site.settings.site_url and site.settings.share_pictures)


def render_share_pictures(site: Site, files: Sequence[AnyFile]) -> Iterator[OutputFile[bytes]]:
    """A picture for each page among `files`; none if the site has no address or has them switched off.

    The pictures use the SVG drawings among `files`.
    """
    if not _are_wanted(site):
        return
    drawings = {file.path: file for file in files if file.path.endswith(".svg")}
    body_map = body_map_svg(site.library.body_map, (), alt="") if site.library.body_map.regions else ""
    titles = {folder: menu_title(index) for folder, _, index in sections_of(site.library)}
    given = f"{site.given} {titles}".encode()

    def drawing_of(file: AnyFile) -> str:
        own = drawings.get(_drawing_path(site.library, file.path))
        return own.data.decode() if own else body_map

    def key(file: AnyFile) -> tuple[bytes, ...]:
        drawing = drawing_of(file).encode()
        return (b"share picture", given, file.path.encode(), file.digest.encode(), drawing)

    def picture(file: AnyFile) -> OutputFile[bytes]:
        png = kept_bytes(key(file), lambda: _picture(site, titles, drawing_of(file), file), finished=True)
        return OutputFile(share_picture(site, file.path), png, file.source)

    pages = [file for file in files if file.path.endswith(".md") and f"/{LIST_PART}" not in file.path]
    fetch_finished(map(key, pages))
    yield from in_order(picture, pages)


def _picture(site: Site, titles: Mapping[str, str], drawing: str, file: AnyFile) -> bytes:
    page = file.content
    assert isinstance(page, PageContent)  # noqa: S101 - the content of every Markdown file
    meta = page.meta
    section = titles.get(meta.get("section", ""), "")
    variables = {
        "address": site.settings.site_url.partition("://")[2].rstrip("/"),
        "colours": _COLOURS,
        "direction": direction(site.region.language),
        "drawing": drawing,
        "language": site.region.language.partition("-")[0],
        "lead": _shortened(meta["description"]),
        "note": " · ".join(filter(None, _notes(site, meta))),
        "section": "" if section == meta["title"] else section,
        "site": site.settings.site_name,
        "title": meta["title"],
    }
    if clinic := site.settings.clinic:
        variables |= _mark(clinic)
        colours = variables["colours"]
        palette = _palette(drawing, colours["teal"], colours["mark"], variables["logo"])
    else:
        palette = _palette(drawing)
    data = json.dumps(variables, ensure_ascii=False, sort_keys=True).encode()
    return kept_bytes(
        [*_common_key(), site.fonts.digest.encode(), palette, data],
        partial(_png, data, palette, site.fonts.folder),
    )


def _drawing_path(library: Library, path: str) -> str:
    """The path that a drawing of the topic or muscle has that a page, quiz or handout is about."""
    folder, _, id_ = path.removesuffix("/index.md").partition("/")
    subject = _subject(library, dict(SECTIONS).get(folder, "pages"), id_)
    kind, _, name = subject.partition("/")
    return f"assets/maps/muscles-{name}.svg" if kind == "muscles" else drawing_path(kind, name)


def _subject(library: Library, kind: str, id_: str) -> str:
    """Kind and id of what a quiz or handout is about; for any other page, its own kind and id."""
    topic = getattr(library.of_kind(kind).get(id_), "topic", "")
    if not topic:
        return f"{kind}/{id_}"
    entry = library.resolve(topic)
    return _subject(library, entry.kind, entry.id)


def _notes(site: Site, meta: Mapping[str, Any]) -> tuple[str, str]:
    """What a picture says of the site, and of the page's review; empty where there is nothing to say."""
    known = {name for node in meta["linked_data"]["@graph"] for name in node}
    in_translation = bool(site.language) and "contributor" not in known
    unchecked = not_checked(site.translations.gettext, is_translation=in_translation)
    notice = "" if "lastReviewed" in known else unchecked
    return site.say("site.notice").removesuffix("."), notice.removesuffix(".")


def _shortened(text: str) -> str:
    """A text, cut between words if it is too long."""
    if len(text) <= _MAX_LEAD:
        return text
    return text[:_MAX_LEAD].rpartition(" ")[0].rstrip(",;:.–") + " …"


def _png(data: bytes, palette: bytes, fonts: str) -> bytes:
    files = {"main.typ": _TEMPLATE.read_bytes(), "data.json": data}
    return in_palette(typeset(files, "compile", fonts, format="png", ppi=72), palette)


def _mark(clinic: Clinic) -> dict[str, Any]:
    """What differs with a clinic: the colour of titles, its name and its logo."""
    mark = clinic.colour.ink if clinic.colour else TEAL
    ink = TEAL if is_alarming(mark) else mark
    logo = clinic.logo.svg if clinic.logo else ""
    ratio = clinic.logo.width / clinic.logo.height if clinic.logo else 0
    colours = {**_COLOURS, "mark": mark, "teal": ink}
    return {"clinic": clinic.name, "colours": colours, "logo": logo, "ratio": ratio}


@lru_cache(_KEPT)
def _palette(drawing: str, accent: str = TEAL, mark: str = TEAL, logo: str = "") -> bytes:
    """One palette for all pictures with the same drawing and logo. It depends on no other picture."""
    text = [accent if name == "teal" else _COLOURS[name] for name in _TEXT]
    others = [
        "#fff",
        *dict.fromkeys(
            [*([mark] if mark != accent else []), *_logo_colours(logo), *_HEX_COLOUR.findall(drawing)]
        ),
    ]
    return palette_of(text, _COLOURS["page"], _COLOURS["warm"], others)


@lru_cache(_KEPT)
def _logo_colours(logo: str) -> tuple[str, ...]:
    """The colours that most of a logo has on white."""
    if not logo:
        return ()
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("logo.svg", width: 120pt)'
    files = {"main.typ": page, "logo.svg": logo.encode()}
    return tuple(main_colours(typeset(files, "compile", format="png", ppi=72), _MOST))


@cache
def _common_key() -> tuple[bytes, ...]:
    """The part of the cache key that all pictures share: everything but their data."""
    programs = (version("typst").encode(), version("pillow").encode())
    return (b"share", *programs, _TEMPLATE.read_bytes(), fonts_digest())
