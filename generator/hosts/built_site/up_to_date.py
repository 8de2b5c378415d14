# Whether the website is still what a build would make: nothing that decides it has changed since then.
#
# Everything in the project's folder counts, by content, and so do the packages and the settings from
# outside. The day does not: nothing published depends on it. When in doubt the answer is no, and the site
# is built.

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from generator.output.folder import read_json, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOT_OURS = frozenset({".cache", ".git", ".hypothesis", ".venv", "__pycache__", "node_modules"})
"""Folders, at any depth, that no build reads."""
_SETTINGS = "mkdocs.yml"
_OUTSIDE = re.compile(rb"\.\./|:[ \t]+[\"']?[/~]")
"""Settings with such a path may read what is not below the project's folder."""


def inputs(project: Path, made: Sequence[Path]) -> str:
    """A hash of everything that decides the website; empty if that cannot be told.

    Args:
        project: the folder with `mkdocs.yml`.
        made: what builds write there.
    """
    hash_ = hashlib.sha256()
    file = project / _SETTINGS
    settings = file.read_bytes() if file.is_file() else b""
    if not settings or _OUTSIDE.search(settings):
        return ""
    for line in _surroundings(settings):
        hash_.update(line.encode() + b"\0")
    skipped = {path.resolve() for path in made}
    for path in _files(project, skipped):
        data = path.read_bytes()
        hash_.update(f"{path.relative_to(project).as_posix()}\0{len(data)}\0".encode())
        hash_.update(data)
    return hash_.hexdigest()


def _surroundings(settings: bytes) -> Iterator[str]:
    """Python, packages, and every environment variable that the settings may name."""
    yield sys.version
    yield from sorted(path.name for path in Path(sysconfig.get_path("purelib")).iterdir())
    names = {"SOURCE_DATE_EPOCH", *re.findall(r"[A-Z][A-Z0-9_]+", settings.decode())}
    yield from (f"{name}={os.environ.get(name)}" for name in sorted(names))


def _files(project: Path, skipped: set[Path]) -> Iterator[Path]:
    for place, folders, files in os.walk(project, followlinks=True):
        here = Path(place)
        folders[:] = sorted(
            name for name in folders if name not in _NOT_OURS and (here / name).resolve() not in skipped
        )
        yield from (here / name for name in sorted(files) if (here / name).is_file())


def outputs(site: Path) -> str:
    """A hash of what is in a website's folder: names, sizes and times of its files."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    found = ((path, path.stat()) for path in files)
    states = [(path.relative_to(site).as_posix(), at.st_size, at.st_mtime_ns) for path, at in found]
    return hashlib.sha256(json.dumps(states).encode()).hexdigest()


def begin(site: Path, record: Path) -> bool:
    """Whether the website is up to date; if not, what it is about to be made from is noted.

    Args:
        site: the website's folder.
        record: what was recorded after the last build.
    """
    now = inputs(Path(), [site, record.parent])
    last = _read(record)
    if now and _has_home(site) and last == {"inputs": now, "outputs": outputs(site)}:
        return True
    _write(record, {"inputs": now})
    return False


def end(record: Path, made: str) -> None:
    """Record what was made from what `begin` saw.

    Args:
        record: where that is written.
        made: the `outputs` of the website that was built, taken before anybody else could change it.
    """
    _write(record, {**_read(record), "outputs": made})


def _has_home(site: Path) -> bool:
    """Whether a website is there at all, whatever the record says."""
    home = site / "index.html"
    return home.is_file() and home.stat().st_size > 0


def _read(record: Path) -> dict[str, object]:
    """What was recorded; nothing if that cannot be read."""
    state = read_json(record)
    return state if isinstance(state, dict) else {}


def _write(record: Path, state: dict[str, object]) -> None:
    write_whole(json.dumps(state).encode(), record)
