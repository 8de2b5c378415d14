# What pages say of a leaflet's files: PDFs, pictures of first pages, and the two as offers to readers.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.output.files import NotMade, OutputFile
from generator.website.downloads import Download, Offer, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.handouts.printing.typeset import Print


@dataclass(frozen=True)
class Handout(OutputFile):
    """One PDF, with what a page says about it; its size is that of `data`."""

    leaflet: str
    """The leaflet's id."""
    form: str
    """The id of its form: `a4`, `large-letter` …"""
    pages: int
    """How many pages it has."""
    job: Print = field(repr=False)
    """What was printed."""


@dataclass(frozen=True)
class Cover(OutputFile):
    """A picture of a leaflet's first page."""

    leaflet: str
    """The leaflet's id."""
    width: int
    """In pixels."""
    height: int
    """In pixels."""


class Offers(Mapping[str, Offer]):
    """What pages say of each leaflet's sheets, by its id; found out when a page asks."""

    def __init__(self, files: Iterable[OutputFile]) -> None:
        """Sort files by leaflet.

        Args:
            files: sheets and pictures of them, made or promised.
        """
        self._files: dict[str, list[OutputFile]] = defaultdict(list)
        for file in files:
            self._files[leaflet_of(file)].append(file)
        self._found: dict[str, Offer] = {}

    def __getitem__(self, leaflet: str) -> Offer:
        """What was printed of a leaflet."""
        if leaflet not in self._files:
            raise KeyError(leaflet)
        if leaflet not in self._found:
            self._found[leaflet] = _offer(list(_made(self._files[leaflet])))
        return self._found[leaflet]

    def __iter__(self) -> Iterator[str]:
        """Every leaflet's id."""
        return iter(self._files)

    def __len__(self) -> int:
        """How many leaflets there are."""
        return len(self._files)


def _made(files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """Those that can be made. What is wrong with the others is told where they are asked for."""
    for file in files:
        with suppress(NotMade):
            yield file.made


def _offer(files: list[OutputFile]) -> Offer:
    handouts = [file for file in files if isinstance(file, Handout)]
    covers = (Picture(file.path, file.width, file.height) for file in files if isinstance(file, Cover))
    forms = {one.form: Download(one.path, one.pages, round(len(one.data) / 1000)) for one in handouts}
    return Offer(forms, next(covers, None))


def handout_path(leaflet: str, ending: str) -> str:
    """Where a leaflet's file stands, from the site's root; `ending` is such as `-a4.pdf`."""
    return f"handouts/{leaflet}/{leaflet}{ending}"


def leaflet_of(file: OutputFile) -> str:
    """The id of the leaflet that a sheet or its picture belongs to."""
    return file.path.split("/")[1]
