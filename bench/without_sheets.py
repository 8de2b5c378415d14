# Runs MkDocs or `unknot` without handouts: `python -m bench.without_sheets mkdocs build`.
#
# Handouts are cached by content and have a measurement of their own; here they would hide what pages cost.
# The seconds that our generator takes during a MkDocs build are written to a file.

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
"""The file with the generator's seconds, in the folder where the build runs."""


def leave_out_handouts() -> None:
    """Replace the functions that print and check handouts in this process."""
    vars(build).update(render_handouts=lambda *_, **__: ([], []))
    vars(build).update(promise_handouts=lambda _: [], promise_covers=lambda _: [])


def time_generator() -> None:
    """Wrap the plugin's `build` so that it writes the seconds it takes to `SECONDS`."""
    untimed = vars(plugin)["build"]

    def timed(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        result = untimed(*arguments, **options)
        SECONDS.write_text(str(time.perf_counter() - start), encoding="utf-8")
        return result

    vars(plugin).update(build=timed)


if __name__ == "__main__":
    leave_out_handouts()
    time_generator()
    sys.argv = sys.argv[1:]
    {"mkdocs": cli, "unknot": main}[sys.argv[0]]()
