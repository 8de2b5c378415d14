# Runs MkDocs or `unknot` with the PDFs left out: `python -m bench.without_sheets mkdocs build`.
#
# Sheets are kept by content and measured apart; here they would hide what pages cost.

from __future__ import annotations

import sys

from mkdocs.__main__ import cli

from generator import build
from generator.cli import main


def leave_out() -> None:
    """Have no sheets printed in this process, and nothing wrong with them."""
    vars(build).update(render_handouts=lambda *_, **__: ([], []), promise_handouts=lambda _: [])


if __name__ == "__main__":
    leave_out()
    sys.argv = sys.argv[1:]
    {"mkdocs": cli, "unknot": main}[sys.argv[0]]()
