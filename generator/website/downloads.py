# What pages need to know about files to download: formats of quizzes, PDFs and pictures of handouts.
#
# The files are made by `quizzes/exports/` and `handouts/`. The website must not import those packages, so
# it is given lists of the types defined here.

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.content.addresses import quiz_address

if TYPE_CHECKING:
    from collections.abc import Mapping


def N_(text: str) -> str:  # noqa: N802 - gettext's conventional name, which `xgettext` looks for
    """Mark `text` for translation and return it unchanged; it is translated where it is shown."""
    return text


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format for quizzes. Pages translate its texts with gettext."""

    id: str
    """A short name, which is part of the file's name."""
    title: str
    """Name and edition of the standard."""
    extension: str
    """The file name's extension, without the dot."""
    use: str
    """What the format is for, as a sentence."""
    losses: tuple[str, ...]
    """What is lost in this format, as sentences."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Type of question → the type it is exported as. Types that are missing here do not change."""

    @property
    def changes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each new type of question, with the types that are exported as it."""
        new_types = dict.fromkeys(self.changed.values())
        return tuple(
            (new, tuple(old for old, becomes in self.changed.items() if becomes == new))
            for new in new_types
        )

    def address(self, quiz: str) -> str:
        """The address of the file of the quiz with the id `quiz`, from the site's root."""
        return f"{quiz_address(quiz)}{quiz}-{self.id}.{self.extension}"


@dataclass(frozen=True)
class Download:
    """A PDF that a page offers."""

    path: str
    """Path from the site's root."""
    pages: int
    """Number of pages."""
    kilobytes: int
    """Size in units of 1000 bytes."""


@dataclass(frozen=True)
class Picture:
    """A picture that a page shows."""

    path: str
    """Path from the site's root."""
    width: int
    """Width in pixels."""
    height: int
    """Height in pixels."""


@dataclass(frozen=True)
class Offer:
    """The files made from a leaflet. Both fields are empty if pages are rendered without PDFs."""

    forms: Mapping[str, Download]
    """The PDFs, by the id of their form, such as `large-a4`."""
    cover: Picture | None
    """A picture of the first page."""


NO_OFFER = Offer({}, None)
