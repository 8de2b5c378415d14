# What `revisions.yml` records: when the words of questions changed, and what reviewers signed.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.schema.revisions import Revisions

if TYPE_CHECKING:
    from generator.content.library import Library

KIND = "revisions"
"""The kind of the file, and its id."""


def recorded(library: Library) -> Revisions:
    """The recorded revisions; none if there is no file."""
    file = library.content.items.get(KIND, {}).get(KIND)
    return file if isinstance(file, Revisions) else Revisions()
