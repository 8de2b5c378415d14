# Runs MkDocs or `unknot` with the PDFs left out: `python -m bench.without_sheets mkdocs build`.
#
# Sheets are kept by content and measured apart; here they would hide what pages cost. How many seconds of a
# build by MkDocs were our generator's is written into a file.

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from mkdocs.__main__ import cli

from generator import build
from generator.hosts.cli import main
from generator.hosts.mkdocs import plugin

SECONDS = Path("generator.seconds")
"""In the folder where the build runs."""


def leave_out() -> None:
    """Have no sheets printed in this process, and nothing wrong with them."""
    vars(build).update(render_handouts=lambda *_, **__: ([], []), promise_handouts=lambda _: [])


def take_time() -> None:
    """Have the generator's seconds written down."""
    made = vars(plugin)["build"]

    def timed(*given: Any) -> Any:
        start = time.perf_counter()
        result = made(*given)
        SECONDS.write_text(str(time.perf_counter() - start), encoding="utf-8")
        return result

    vars(plugin).update(build=timed)


if __name__ == "__main__":
    leave_out()
    take_time()
    sys.argv = sys.argv[1:]
    {"mkdocs": cli, "unknot": main}[sys.argv[0]]()
