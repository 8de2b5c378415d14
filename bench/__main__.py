# SPDX-License-Identifier: MIT
#
# `make bench`: runs each measurement, prints its report and keeps it in `bench/results/`.
# `make bench ONLY="builds handouts"` runs some of them.

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
MEASURED: tuple[str, ...] = ("handouts", "builds")
"""Modules of this package, each with `measure() -> str`: a report in Markdown."""


def main(names: list[str]) -> int:
    """Run the measurements of these names, or all of them.

    Returns:
        The exit code: 1 for a name that is not known.
    """
    if unknown := sorted({*names} - {*MEASURED}):
        print(f"no measurement {', '.join(unknown)}; there are: {', '.join(MEASURED)}", file=sys.stderr)
        return 1
    RESULTS.mkdir(exist_ok=True)
    for name in names or MEASURED:
        report = import_module(f"bench.{name}").measure()
        (RESULTS / f"{name}.md").write_text(report, encoding="utf-8")
        print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
