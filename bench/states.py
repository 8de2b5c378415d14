# What our build of a site costs: from nothing, after one word, and when nothing has changed; each stage of
# it a file; and the floor, the same bytes written and nothing else. Sheets are left out.

from __future__ import annotations

import json
import shutil
import time
from typing import TYPE_CHECKING, NamedTuple

from bench.commands import OURS, run
from bench.without_sheets import STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_BUILD = (*OURS, "site")
STAGE_NAMES = (
    "load",
    "checks",
    "pages",
    "sheets for the screen",
    "exports",
    "quizzes",
    "data",
    "redirects",
    "search",
    "MkDocs and the rest",
    "link check",
    "swap",
)
_WHOLE = ("load", "checks", "search", "MkDocs and the rest", "link check", "swap")
"""Stages of which the cost is divided by the number of all published files."""
FLOOR = "the floor: the same bytes"


class State(NamedTuple):
    """What a build costs in one state of the project."""

    seconds: float
    """On the clock."""
    processor: float
    """Of processor time, in all processes."""
    mebibytes: float
    """Peak memory of the largest process."""
    hits: float | None
    """The share of pages, quizzes and data files that the store had; None if it was not asked."""


def states(folder: Path) -> dict[str, State]:
    """Build the project in a folder from nothing, after one word has changed, and once more."""
    _forget(folder)
    measured = {"cold": _state(folder)}
    path = min((folder / "content" / "symptoms").glob("*.yml"))
    path.write_text(path.read_text("utf-8").replace("one_line: ", "one_line: Often, ", 1), "utf-8")
    measured["one word"] = _state(folder)
    measured["nothing changed"] = _state(folder)
    return {**measured, FLOOR: floor(folder / "site")}


def _state(folder: Path) -> State:
    (folder / STAGES).unlink(missing_ok=True)
    built = run(_BUILD, folder)
    costs = json.loads((folder / STAGES).read_text("utf-8"))
    hits = costs["found"] / costs["asked"] if costs["asked"] else None
    return State(built.seconds, built.processor, built.mebibytes, hits)


def floor(site: Path) -> State:
    """Write the bytes of a site and nothing else."""
    files = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    target = site.with_name("floor")
    clock, used = time.perf_counter(), time.process_time()
    for path, data in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(data)
    return State(time.perf_counter() - clock, time.process_time() - used, 0, None)


def stages(folder: Path) -> Mapping[str, tuple[float, int]]:
    """Build from nothing on one core: for each stage its seconds of processor time and its files."""
    _forget(folder)
    run(_BUILD, folder, UNKNOT_CORES="1")
    costs = json.loads((folder / STAGES).read_text("utf-8"))
    published = sum(1 for path in (folder / "site").rglob("*") if path.is_file())
    return {
        name: (
            costs["seconds"].get(name, 0.0),
            published if name in _WHOLE else costs["files"].get(name, 0),
        )
        for name in STAGE_NAMES
    }


def _forget(folder: Path) -> None:
    """Remove what earlier builds have made, so that the next one makes everything."""
    for name in (".cache", "build", "site"):
        shutil.rmtree(folder / name, ignore_errors=True)
