# Names a content file, or a part of one: what a page carries, and what a reviewer signs.

from __future__ import annotations

from typing import NamedTuple


class Carried(NamedTuple):
    """A content file, or a part of one, whose words are on a page or sheet."""

    kind: str
    """Kind of content."""
    id: str
    """The file's id within its kind."""
    part: str = ""
    """A part in `carried_parts.py`, or the id of a sign, rule, caution or question; empty for all of it."""
