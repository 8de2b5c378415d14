# SPDX-License-Identifier: MIT
#
# `make bench`: runs each measurement, prints its report and keeps it in `bench/results/`.
# `make bench ONLY="builds handouts"` runs some of them.

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from bench import OverBudget

RESULTS = Path(__file__).parent / "results"
MEASURED: tuple[str, ...] = ("budgets", "handouts", "builds")
"""Modules of this package, each with `measure() -> str`: a report in Markdown."""


def main(names: list[str]) -> int:
    """Run the measurements of these names, or all of them.

    Returns:
        The exit code: 1 for a name that is not known, or for a figure over its budget.
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
