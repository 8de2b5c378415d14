# What a leaflet's files are, and what pages offer readers of them: PDFs and pictures of first pages.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.output.files import AnyFile, RenderError
from generator.website.downloads import Download, Offer, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.handouts.printing.typeset import Print
    from generator.output.files import AnyFile


@dataclass(frozen=True)
class Handout:
    """A leaflet as a PDF, with what a page says of it."""

    data: bytes
    """The PDF."""
    leaflet: str
    """The leaflet's id."""
    form: str
    """The id of its form: `a4`, `large-letter` …"""
    pages: int
    """How many pages it has."""
    job: Print = field(repr=False)
    """What was printed."""


@dataclass(frozen=True)
class Cover:
    """A picture of a leaflet's first page, as PNG."""

    data: bytes
    """The PNG."""
    width: int
    """In pixels."""
    height: int
    """In pixels."""


class Offers(Mapping[str, Offer]):
    """What pages offer of each leaflet, by its id; worked out when a page asks."""

    def __init__(self, files: Iterable[AnyFile]) -> None:
        """Group files by leaflet.

        Args:
            files: handouts and covers, rendered or promised.
        """
        self._files: dict[str, list[AnyFile]] = defaultdict(list)
        for file in files:
            self._files[leaflet_of(file)].append(file)
        self._offers: dict[str, Offer] = {}

    def __getitem__(self, leaflet: str) -> Offer:
        """What is offered of a leaflet."""
        if leaflet not in self._files:
            raise KeyError(leaflet)
        if leaflet not in self._offers:
            self._offers[leaflet] = _offer(self._files[leaflet])
        return self._offers[leaflet]

    def __iter__(self) -> Iterator[str]:
        """Every leaflet's id."""
        return iter(self._files)

    def __len__(self) -> int:
        """The number of leaflets."""
        return len(self._files)


def _offer(files: Iterable[AnyFile]) -> Offer:
    """What is offered of one leaflet; files that cannot be rendered are reported elsewhere and left out."""
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
    """The path of a leaflet's file, from the site's root.

    Args:
        leaflet: its id.
        suffix: what follows the id in the file's name, such as `-a4.pdf`.
    """
    return f"handouts/{leaflet}/{leaflet}{suffix}"


def leaflet_of(file: AnyFile) -> str:
    """The id of the leaflet that a handout or cover belongs to."""
    return file.path.split("/")[1]
