# Compares whole builds: ours; plain MkDocs with Material on the folder that `unknot write` makes; Zensical
# and Hugo on the same folder, if installed; and, as a lower bound, just writing the same bytes.
#
# Hugo uses a template of one line, since it cannot read ours, so it does less work. PDFs are left out. Ours
# is measured from YAML, with all checks, link check and swap; the others start from finished Markdown.
# Programs are found in the folder `BENCH_TOOLS`, beside Python and on PATH. `BENCH=full` adds a build with
# 5,000 topics. `states.py` measures ours again after edits, and each of its stages.

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import commands
from bench.commands import OURS, PATIENCE, ROOT, run
from bench.multiply import large_project
from bench.plot import plot
from bench.serve import EDIT_TO_PAGE, served
from bench.states import FLOOR, State, stages, states
from generator.output.parallel import cores

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PLOT = ROOT / "bench" / "results" / "builds.svg"
_SIZES = (100, 500, 1000)
_FULL = (*_SIZES, 5000)
_WHOLE, _PLAIN = "ours, from YAML", "plain MkDocs and Material"
_HUGO = """
disableKinds = ["taxonomy", "term", "RSS"]
[security]
allowContent = [".*"]
[markup.goldmark.renderer]
unsafe = true
"""
_HUGO_PAGE = "<!doctype html><title>{{ .Title }}</title><body>{{ .Content }}</body>"


class Size(NamedTuple):
    """The measurements for one number of topics."""

    topics: int
    seconds: Mapping[str, float]
    """Row of the table → seconds."""
    megabytes: float
    """Size of the site."""
    states: Mapping[str, State]
    """What our build costs from nothing and after edits, and the floor."""
    stages: Mapping[str, tuple[float, int]]
    """Stage of our build → seconds of processor time, files."""


def measure(topic_counts: Sequence[int] = ()) -> str:
    """Build sites of several sizes and return a report with the times, also relative to plain MkDocs.

    Args:
        topic_counts: the numbers of topics to build with; by default those of `make bench`.
    """
    sizes = [
        _size(topics) for topics in topic_counts or (_FULL if os.environ.get("BENCH") == "full" else _SIZES)
    ]
    names = list(sizes[-1].seconds)
    lines = {name.replace("`", ""): [_unless_over(size, name) for size in sizes] for name in names}
    PLOT.parent.mkdir(exist_ok=True)
    PLOT.write_text(plot([size.topics for size in sizes], lines), encoding="utf-8")
    rows = [
        _row("seconds", [f"{size.topics} topics" for size in sizes]),
        _row("---", ["---:"] * len(sizes)),
        *(_row(name, [_cell(size, name) for size in sizes]) for name in names),
        _row("the site, MB", [f"{size.megabytes:.0f}" for size in sizes]),
    ]
    parts = ["# Builds", _about(), "\n".join(rows), *_growth(sizes), "![](builds.svg)"]
    parts += ["## Ours, from nothing and after edits", _STATES, "\n".join(_states(sizes))]
    parts += ["## What each stage costs", _STAGES, "\n".join(_stages(sizes))]
    return "\n\n".join(parts) + "\n"


_STATES = """Seconds on the clock / seconds of processor time, MiB of memory of the largest process (with
what it shares with others), and the share of pages, quizzes and data that the store had, if it was asked.
Sheets are left out."""
_STAGES = """From nothing, on one core: seconds of processor time; in brackets milliseconds a file of that
stage, or for stages of the whole site a published file."""


def _states(sizes: Sequence[Size]) -> Iterator[str]:
    yield _row("", [f"{size.topics} topics" for size in sizes])
    yield _row("---", ["---:"] * len(sizes))
    for name in sizes[0].states:
        yield _row(name, [_state(size.states[name]) for size in sizes])


def _state(state: State) -> str:
    memory = f", {state.mebibytes:.0f} MiB" if state.mebibytes else ""
    hits = "" if state.hits is None else f", {state.hits:.0%}"
    return f"{state.seconds:.2f} / {state.processor:.2f}{memory}{hits}"


def _stages(sizes: Sequence[Size]) -> Iterator[str]:
    yield _row("seconds (ms a file)", [f"{size.topics} topics" for size in sizes])
    yield _row("---", ["---:"] * len(sizes))
    for name in sizes[0].stages:
        costs = [size.stages[name] for size in sizes]
        yield _row(name, [f"{used:.2f} ({1000 * used / max(1, files):.2f})" for used, files in costs])


def _row(name: str, cells: Sequence[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _growth(sizes: Sequence[Size]) -> list[str]:
    """How much more a topic costs when there are many of them; 1.00 is linear."""
    few = next((size for size in sizes if size.topics >= _SIZES[1]), sizes[-1])
    many = sizes[-1]
    if few is many:
        return []
    ratios = {
        name: many.seconds[name] / many.topics / (few.seconds[name] / few.topics)
        for name in (_WHOLE, _PLAIN)
    }
    listed = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
    return [f"A topic of {many.topics} against one of {few.topics}: {listed} times."]


def _about() -> str:
    day = time.strftime("%d %B %Y")
    programs = [f"MkDocs {version('mkdocs')}", f"Material {version('mkdocs-material')}"]
    programs += [text for name in ("zensical", "hugo") if (text := commands.version(name))]
    programs += [f"Python {platform.python_version()}, {cores()} cores"]
    return f"{day}; {', '.join(programs)}. In brackets: times plain MkDocs."


def _unless_over(size: Size, name: str) -> float | None:
    """The seconds; None if the program was stopped."""
    return None if size.seconds[name] == PATIENCE else size.seconds[name]


def _cell(size: Size, name: str) -> str:
    elapsed = _unless_over(size, name)
    if elapsed is None:
        return f"over {PATIENCE:.0f}"
    return f"{elapsed:.2f} ({elapsed / size.seconds[_PLAIN]:.2f})"


def _size(topics: int) -> Size:
    with tempfile.TemporaryDirectory() as folder:
        ours, written = Path(folder) / "ours", Path(folder) / "written"
        topics = large_project(ours, topics)
        run([*OURS, "unknot", "write", str(written / "docs")], ours)
        ours_after_edits = states(ours)
        times = {
            _WHOLE: ours_after_edits["cold"].seconds,
            _PLAIN: run([sys.executable, "-m", "mkdocs", "build", "--quiet"], written).seconds,
            **_others(written),
            FLOOR: ours_after_edits[FLOOR].seconds,
            "`make serve`, from edit to page": served(ours, [EDIT_TO_PAGE])[EDIT_TO_PAGE].clock,
        }
        megabytes = sum(path.stat().st_size for path in (ours / "site").rglob("*")) / 1e6
        return Size(topics, times, megabytes, ours_after_edits, stages(ours))


def _others(written: Path) -> dict[str, float]:
    times: dict[str, float] = {}
    if zensical := commands.program("zensical"):
        shutil.rmtree(written / "site")
        build = [zensical, "build", "--config-file", "mkdocs.yml"]
        times["Zensical"] = run(build, written, PATIENCE).seconds
    if hugo := commands.program("hugo"):
        layouts = written / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name in ("single.html", "list.html", "article.html", "wide.html", "home.html"):
            (layouts / name).write_text(_HUGO_PAGE)
        (written / "hugo.toml").write_text(_HUGO)
        (written / "docs").rename(written / "content")
        times["Hugo, theme of one line"] = run([hugo, "--quiet"], written, PATIENCE).seconds
    return times
