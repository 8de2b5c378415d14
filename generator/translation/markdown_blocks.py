# Splits the Markdown of a page into the blocks that are translated one by one.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_WORDS = re.compile(r"[^\W\d_]")


def blocks_of(body: str) -> Iterator[tuple[str, bool]]:
    """Split Markdown at its empty lines. All pieces together are the Markdown again.

    Returns:
        Pieces, each with whether it is a block with words. Code, and what is between blocks, is not.
    """
    fence = ""
    for piece in re.split(r"(\n(?:[ \t]*\n)+)", body):
        before, text, after = _edges(piece)
        is_code = bool(fence)
        for line in text.splitlines():
            match = _FENCE.match(line)
            if match and not fence:
                fence, is_code = match[1], True
            elif match and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        yield before, False
        yield text, bool(_WORDS.search(text)) and not is_code
        yield after, False


def _edges(piece: str) -> tuple[str, str, str]:
    """The line ends around a piece, and the piece without them."""
    text = piece.strip("\n")
    before, _, after = piece.partition(text) if text else (piece, "", "")
    return before, text, after
