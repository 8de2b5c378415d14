# The files made from a leaflet (PDFs and a picture of the first page), and what pages offer of them.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.handouts.sheet.side_by_side import languages
from generator.memo import read
from generator.output.files import RenderError
from generator.website.downloads import Download, Offer, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.handouts.printing.forms import Form
    from generator.output.files import AnyFile
    from generator.site import Site


@dataclass(frozen=True)
class Handout:
    """A leaflet as a PDF, with the facts that pages state about it."""

    data: bytes
    """The PDF."""
    leaflet: str
    """The leaflet's id."""
    form: str
    """The id of its form: `a4`, `large-letter` …"""
    pages: int
    """Number of pages."""


@dataclass(frozen=True)
class Cover:
    """A picture of a leaflet's first page, as PNG."""

    data: bytes
    """The PNG."""
    width: int
    """Width in pixels."""
    height: int
    """Height in pixels."""


OFFERS = "offers"
"""The name of all offers in reads."""


class Offers(Mapping[str, Offer]):
    """Id of a leaflet → its files that pages offer. Promised files are rendered when an item is read."""

    def __init__(self, files: Iterable[AnyFile]) -> None:
        """Group handouts and covers, rendered or promised, by leaflet."""
        self._files: dict[str, list[AnyFile]] = defaultdict(list)
        for file in files:
            self._files[leaflet_of(file)].append(file)
        self._offers: dict[str, Offer] = {}

    def __getitem__(self, leaflet: str) -> Offer:
        """The files of a leaflet."""
        read(("item", OFFERS, leaflet))
        if leaflet not in self._files:
            raise KeyError(leaflet)
        if leaflet not in self._offers:
            self._offers[leaflet] = _offer(self._files[leaflet])
        return self._offers[leaflet]

    def __iter__(self) -> Iterator[str]:
        """The ids of all leaflets."""
        read(("keys", OFFERS))
        return iter(self._files)

    def __len__(self) -> int:
        """The number of leaflets."""
        read(("keys", OFFERS))
        return len(self._files)


def _offer(files: Iterable[AnyFile]) -> Offer:
    """The files of one leaflet, without those that cannot be rendered, which are reported elsewhere."""
    forms, cover = {}, None
    for file in files:
        with suppress(RenderError):
            match file.content:
                case Handout() as handout:
                    kilobytes = round(len(handout.data) / 1000)
                    forms[handout.form] = Download(file.path, handout.pages, kilobytes)
                case Cover() as picture:
                    cover = Picture(file.path, picture.width, picture.height)
    return Offer(forms, cover)


def handout_path(leaflet: str, suffix: str) -> str:
    """The path of a file of a leaflet, from the site's root.

    Args:
        leaflet: id of the leaflet.
        suffix: the end of the file's name after the id, such as `-a4.pdf`.
    """
    return f"handouts/{leaflet}/{leaflet}{suffix}"


def pdf_suffix(site: Site, form: Form) -> str:
    """The end of the name of a PDF after the leaflet's id: `-a4.pdf`, or `-es-a4.pdf` in a translation.

    With two languages side by side it is `-en-es-a4.pdf`.

    Readers keep the files of several languages in one folder. Those in the language of the content have no
    language in their names, which were published before there were translations.
    """
    tags = languages(site) if form.side_by_side else [site.language.tag] if site.language else []
    paper = form.id.removeprefix("side-by-side-")
    return "".join(f"-{part}" for part in (*tags, f"{paper}.pdf"))


def leaflet_of(file: AnyFile) -> str:
    """The id of the leaflet that a handout or cover belongs to."""
    return file.path.split("/")[1]
