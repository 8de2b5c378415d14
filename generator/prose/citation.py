# How text cites sources: `[@id; @id]`, in prose and in the Markdown of pages.

from __future__ import annotations

import re

SOURCE_ID = r"[A-Za-z0-9]+(?:[-_.:]+[A-Za-z0-9]+)*"
"""The id of a source: letters and digits, joined by some punctuation, as reference managers make them."""

CITED = rf"@{SOURCE_ID}(?:\s*;\s*@{SOURCE_ID})*"
"""What is between the brackets of a citation."""


def cited_ids(cited: str) -> tuple[str, ...]:
    """The ids in a text that matches `CITED`, in order."""
    return tuple(re.findall(rf"@({SOURCE_ID})", cited))
