# SPDX-License-Identifier: MIT
#
# `make bench` runs every measurement, prints its report and saves it in `bench/results/`.
# `make bench ONLY="builds handouts"` runs some of them.

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from bench import OverBudget

RESULTS = Path(__file__).parent / "results"
MEASURED: tuple[str, ...] = (
    "budgets",
    "search",
    "pages",
    "handouts",
    "edits",
    "builds",
    "serve",
    "languages",
)
"""Modules of this package with a function `measure() -> str` that returns a report in Markdown."""


def main(names: list[str]) -> int:
    """Run the measurements named, or all of them.

    Returns:
        The exit code: 1 for an unknown name or a figure over its budget, otherwise 0.
    """
    if unknown := sorted({*names} - {*MEASURED}):
        print(f"no measurement {', '.join(unknown)}; there are: {', '.join(MEASURED)}", file=sys.stderr)
        return 1
    RESULTS.mkdir(exist_ok=True)
    over = False
    for name in names or MEASURED:
        try:
            report = import_module(f"bench.{name}").measure()
        except OverBudget as error:
            report, over = str(error), True
        (RESULTS / f"{name}.md").write_text(report, encoding="utf-8")
        print(report)
    return int(over)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
