# What pages say of files to download: formats of quizzes, PDFs of handouts. How they are made stands in
# `exports/` and `handouts/`, above the pages; they are handed the lists.

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.content.addresses import quiz_address

if TYPE_CHECKING:
    from collections.abc import Mapping


def N_(text: str) -> str:  # noqa: N802 - the name that programs look for when they collect words to translate
    """`text` as it is: it is translated where it is shown."""
    return text


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format. Its texts are shown through gettext."""

    id: str
    """In the file's name."""
    title: str
    """Name of the standard, with its edition."""
    extension: str
    """Without its dot."""
    use: str
    """What it is for: a sentence."""
    losses: tuple[str, ...]
    """What it cannot carry: sentences."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Type of question → what it becomes there. All others stay what they are."""

    @property
    def changes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What types of questions become, each with the types that do."""
        becomes = dict.fromkeys(self.changed.values())
        return tuple((what, tuple(t for t, new in self.changed.items() if new == what)) for what in becomes)

    def address(self, quiz: str) -> str:
        """Where a quiz's file stands, from the site's root."""
        return f"{quiz_address(quiz)}{quiz}-{self.id}.{self.extension}"


@dataclass(frozen=True)
class Download:
    """A PDF that a page offers."""

    path: str
    """From the site's root."""
    pages: int
    """How many it has."""
    kilobytes: int
    """Its size; a kilobyte is 1000 bytes."""


@dataclass(frozen=True)
class Picture:
    """A picture that a page shows."""

    path: str
    """From the site's root."""
    width: int
    """In pixels."""
    height: int
    """In pixels."""


@dataclass(frozen=True)
class Offer:
    """What was printed of a leaflet. Nothing, where pages are made without PDFs."""

    forms: Mapping[str, Download]
    """By the id of the form, such as `large-a4`."""
    cover: Picture | None
    """Its first page."""


NO_OFFER = Offer({}, None)
