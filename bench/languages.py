# What further languages cost: processor time of a build from nothing in three languages, against one.
#
# Both run in turn on the same machine, so that their ratio means something. Sheets are
# measured apart: a language has those of its own and those beside the source's.

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from bench import OverBudget
from bench.commands import OURS, ROOT, run

LANGUAGES = ("en", "es", "ar")
MOST = 2.6
"""How many times as long as in one language a build in three may take, without sheets."""
_TURNS = 3
_WHOLE = (str(Path(sys.executable).with_name("unknot")),)
_PLUGIN = "- unknot:\n"


def measure() -> str:
    """Build the site in one language and in three, and return a report with the ratio.

    Raises:
        OverBudget: with the report as its message, if the ratio is over its budget.
    """
    with tempfile.TemporaryDirectory() as folder:
        one, three = (_project(Path(folder), tags) for tags in ((), LANGUAGES))
        turns = [(_seconds(one, OURS, "site"), _seconds(three, OURS, "site")) for _ in range(_TURNS)]
        with_sheets = (_seconds(one, _WHOLE, "build"), _seconds(three, _WHOLE, "build"))
    fastest = (min(first for first, _ in turns), min(second for _, second in turns))
    ratio = fastest[1] / fastest[0]
    rows = [
        f"| {name} | {first:.1f} | {second:.1f} | {second / first:.2f} |"
        for name, (first, second) in {"without sheets": fastest, "with sheets": with_sheets}.items()
    ]
    heading = "| seconds of processor time | en | en, es, ar | times |\n| --- | ---: | ---: | ---: |"
    verdict = f"Without sheets, at most {MOST} times: {'**over**' if ratio > MOST else 'kept'}."
    report = "\n".join(["# Languages", "", heading, *rows, "", verdict, ""])
    if ratio > MOST:
        raise OverBudget(report)
    return report


def _project(folder: Path, tags: tuple[str, ...]) -> Path:
    """A copy of the site in these languages; without any, in that of its content."""
    project = folder / f"in-{len(tags)}"
    project.mkdir()
    for name in ("content", "translations", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = f"      languages: [{', '.join(tags)}]\n" if tags else ""
    (project / "mkdocs.yml").write_text(settings.replace(_PLUGIN, _PLUGIN + listed, 1), "utf-8")
    return project


def _seconds(project: Path, program: tuple[str, ...], command: str) -> float:
    """Seconds of processor time of a build that has nothing from earlier ones."""
    for made in ("site", "build", ".cache"):
        shutil.rmtree(project / made, ignore_errors=True)
    return run([*program, command], project, UNKNOT_CACHE=str(project / ".cache")).processor
