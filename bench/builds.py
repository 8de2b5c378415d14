# Whole builds, side by side: ours, plain MkDocs and Material on the folder that `unknot write` makes,
# Zensical and Hugo on the same folder where they are installed, and the floor: writing the same bytes.
#
# Zensical has its own theme and Hugo one of a line, since they cannot read ours: they have less to do.
# PDFs are left out. Ours is measured from YAML, with all checks; the others start from finished Markdown.
# Programs are looked for on PATH and in `BENCH_TOOLS`, a folder. `BENCH=full` adds 5,000 topics.

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.multiply import multiply
from bench.plot import plot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parent.parent
PLOT = ROOT / "bench" / "results" / "builds.svg"
_SIZES = (100, 500, 1000)
_FULL = (*_SIZES, 5000)
_ENVIRONMENT = {
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(ROOT),
    "SITE_URL": "https://unknot.example/",
}
_OURS = (sys.executable, "-m", "bench.without_sheets")
_PATIENCE = 60
"""Seconds after which a build by another program is given up."""
_HUGO = """
disableKinds = ["taxonomy", "term", "RSS"]
[security]
allowContent = [".*"]
[markup.goldmark.renderer]
unsafe = true
"""
_HUGO_PAGE = "<!doctype html><title>{{ .Title }}</title><body>{{ .Content }}</body>"


class Size(NamedTuple):
    """What was measured at one size."""

    topics: int
    seconds: Mapping[str, float]
    """What was built → seconds."""
    megabytes: float
    """Of the site."""


def measure() -> str:
    """Build at each size; the report says how long it took, beside plain MkDocs."""
    sizes = [_size(topics) for topics in (_FULL if os.environ.get("BENCH") == "full" else _SIZES)]
    names = list(sizes[-1].seconds)
    PLOT.parent.mkdir(exist_ok=True)
    lines = {name: [size.seconds[name] for size in sizes] for name in names}
    PLOT.write_text(plot([size.topics for size in sizes], lines), encoding="utf-8")
    head = f"| seconds | {' | '.join(f'{size.topics} topics' for size in sizes)} |"
    rule = f"| --- |{' ---: |' * len(sizes)}"
    rows = [f"| {name} | {' | '.join(_cell(size, name) for size in sizes)} |" for name in names]
    return "\n".join(["# Builds", "", _about(), "", head, rule, *rows, "", "![](builds.svg)", ""])


def _about() -> str:
    day = time.strftime("%d %B %Y")
    programs = [f"MkDocs {version('mkdocs')}", f"Material {version('mkdocs-material')}"]
    programs += [said for name in ("zensical", "hugo") if (said := _version(name))]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = platform.python_version()
    return f"{day}; {', '.join(programs)}; Python {python}, {cores} cores. In brackets: times plain MkDocs."


def _cell(size: Size, name: str) -> str:
    if size.seconds[name] >= _PATIENCE:
        return f"over {_PATIENCE}"
    share = size.seconds[name] / size.seconds[_PLAIN]
    return f"{size.seconds[name]:.2f} ({share:.2f})"


_PLAIN = "plain MkDocs and Material"


def _size(topics: int) -> Size:
    with tempfile.TemporaryDirectory() as folder:
        ours, written = Path(folder) / "ours", Path(folder) / "written"
        found = multiply(ROOT / "content", ours / "content", topics)
        shutil.copytree(ROOT / "overrides", ours / "overrides")
        shutil.copy(ROOT / "mkdocs.yml", ours)
        _quiet_settings(ours / "mkdocs.yml")
        _run([*_OURS, "unknot", "write", str(written / "docs")], ours)
        seconds = {
            "ours, from YAML": _timed([*_OURS, "mkdocs", "build", "--quiet"], ours),
            "of that, the generator alone": _timed([*_OURS, "unknot", "write", "../again/docs"], ours),
            _PLAIN: _timed([sys.executable, "-m", "mkdocs", "build", "--quiet"], written),
            **_others(written),
            "the floor: the same bytes": _floor(ours / "site"),
            "`make site`, nothing changed": _unchanged(ours),
            "`make serve`, from edit to page": _served(ours),
        }
        return Size(found, seconds, sum(p.stat().st_size for p in (ours / "site").rglob("*")) / 1e6)


def _quiet_settings(settings: Path) -> None:
    """Without pictures for social networks, which are kept by content as sheets are."""
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("share_pictures: true", "share_pictures: false"), "utf-8")


def _others(written: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    if program := _program("zensical"):
        shutil.rmtree(written / "site")
        settings = (written / "mkdocs.yml").read_text(encoding="utf-8")
        (written / "zensical.yml").write_text(settings.replace("  custom_dir: overrides\n", ""), "utf-8")
        found["Zensical"] = _timed([program, "build", "--config-file", "zensical.yml"], written, _PATIENCE)
    if program := _program("hugo"):
        layouts = written / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name in ("single.html", "list.html", "article.html", "wide.html", "home.html"):
            (layouts / name).write_text(_HUGO_PAGE)
        (written / "hugo.toml").write_text(_HUGO)
        (written / "docs").rename(written / "content")
        found["Hugo, theme of one line"] = _timed([program, "--quiet"], written, _PATIENCE)
    return found


def _program(name: str) -> str | None:
    return shutil.which(name, path=os.environ.get("BENCH_TOOLS")) or shutil.which(name)


def _version(name: str) -> str:
    program = _program(name)
    if not program:
        return ""
    flag = "version" if name == "hugo" else "--version"
    said = subprocess.run([program, flag], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = next((word.lstrip("v").partition("-")[0] for word in said.split() if "." in word), "")
    return f"{name.title()} {number}"


def _run(command: list[str], folder: Path, patience: float | None = None) -> None:
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        cwd=folder,
        env=os.environ | _ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=patience,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stdout}{done.stderr}"[:2000])


def _timed(command: list[str], folder: Path, patience: float | None = None) -> float:
    return _seconds(lambda: _run(command, folder, patience))


def _seconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    with contextlib.suppress(subprocess.TimeoutExpired):
        do()
    return time.perf_counter() - start


def _floor(site: Path) -> float:
    held = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    target = site.with_name("floor")

    def write() -> None:
        for path, data in held.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(data)

    return _seconds(write)


def _unchanged(folder: Path) -> float:
    """What `make site` does before it says that nothing has changed."""
    ask = [sys.executable, "-m", "generator.stamp", "begin", "site", "build/site.stamp"]
    subprocess.run(ask, cwd=folder, env=os.environ | _ENVIRONMENT, check=False)  # noqa: S603
    _run([*ask[:3], "end", *ask[4:]], folder)
    return _timed(ask, folder)


def _served(folder: Path) -> float:
    """From an edit to the page that has it, the middle of five."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*_OURS, "unknot", "serve", "--port", "0"],
        cwd=folder,
        env=os.environ | _ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None  # noqa: S101 - a pipe was asked for
        address = next(line.strip() for line in server.stdout if line.startswith("http"))
        path = folder / "content" / "techniques" / "muscle-stripping-1.yml"
        text = path.read_text(encoding="utf-8")
        times = [_edit(path, text, f"{address}techniques/muscle-stripping-1/", turn) for turn in range(5)]
        server.terminate()
    return sorted(times)[2]


def _edit(path: Path, text: str, address: str, turn: int) -> float:
    time.sleep(1)
    path.write_text(text.replace("title: Muscle", f"title: Turn {turn} Muscle"), encoding="utf-8")

    def until_there() -> None:
        while f"Turn {turn}".encode() not in urllib.request.urlopen(address).read():  # noqa: S310
            time.sleep(0.01)

    return _seconds(until_there)
