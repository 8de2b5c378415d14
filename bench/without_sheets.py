# Runs MkDocs or `unknot` with the PDFs left out: `python -m bench.without_sheets mkdocs build`.
#
# Sheets are kept by content and measured apart; here they would hide what pages cost.

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mkdocs.__main__ import cli

from generator import build
from generator.cli import main

if TYPE_CHECKING:
    from generator.handouts import Handout
    from generator.problems import Problem
    from generator.site import Site


def no_sheets(_: Site) -> tuple[list[Handout], list[Problem]]:
    """No sheets, and nothing wrong with them."""
    return [], []


if __name__ == "__main__":
    vars(build).update(render_handouts=no_sheets, promise_handouts=lambda _: [])
    sys.argv = sys.argv[1:]
    {"mkdocs": cli, "unknot": main}[sys.argv[0]]()
