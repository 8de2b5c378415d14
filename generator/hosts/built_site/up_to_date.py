# Checks whether the built website is up to date, so that a needless build can be skipped.
#
# It is up to date if nothing has changed since it was built: the content of all files in the project's
# folder, the installed packages, environment variables, and the day, because reviews become overdue. In
# case of doubt it counts as out of date.
#
# `python -m generator.hosts.built_site.up_to_date begin site build/site.stamp` exits with 0 if the site is
# up to date, otherwise with 1. After the build, `end` with the same arguments records it.

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from generator.output.folder import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_IGNORED_FOLDERS = frozenset({".cache", ".git", ".hypothesis", ".venv", "__pycache__", "node_modules"})
"""Names of folders, at any depth, that no build reads."""
_SETTINGS = "mkdocs.yml"
_PATH_OUTSIDE = re.compile(rb"\.\./|:[ \t]+[\"']?[/~]")
"""A path in the settings that may lead outside the project's folder."""


def inputs(project: Path, outputs: Sequence[Path]) -> str:
    """A hash of everything that decides the website; empty if some of it may be outside the project.

    Args:
        project: the folder with `mkdocs.yml`.
        outputs: files and folders in the project that builds write.
    """
    hash_ = hashlib.sha256()
    file = project / _SETTINGS
    settings = file.read_bytes() if file.is_file() else b""
    if not settings or _PATH_OUTSIDE.search(settings):
        return ""
    for line in _environment(settings):
        hash_.update(line.encode() + b"\0")
    excluded = {path.resolve() for path in outputs}
    for path in _files(project, excluded):
        data = path.read_bytes()
        hash_.update(f"{path.relative_to(project).as_posix()}\0{len(data)}\0".encode())
        hash_.update(data)
    return hash_.hexdigest()


def _environment(settings: bytes) -> Iterator[str]:
    """The day, Python's version, installed packages, and variables that the settings may refer to."""
    yield dt.date.today().isoformat()  # noqa: DTZ011 - review dates are days on the author's calendar
    yield sys.version
    yield from sorted(path.name for path in Path(sysconfig.get_path("purelib")).iterdir())
    names = {"SOURCE_DATE_EPOCH", *re.findall(r"[A-Z][A-Z0-9_]+", settings.decode())}
    yield from (f"{name}={os.environ.get(name)}" for name in sorted(names))


def _files(project: Path, excluded: set[Path]) -> Iterator[Path]:
    for folder, subfolders, files in os.walk(project, followlinks=True):
        here = Path(folder)
        subfolders[:] = sorted(
            name
            for name in subfolders
            if name not in _IGNORED_FOLDERS and (here / name).resolve() not in excluded
        )
        yield from (here / name for name in sorted(files) if (here / name).is_file())


def fingerprint(site: Path) -> str:
    """A hash of the paths, sizes and modification times of a website's files."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    with_status = ((path, path.stat()) for path in files)
    states = [
        (path.relative_to(site).as_posix(), status.st_size, status.st_mtime_ns)
        for path, status in with_status
    ]
    return hashlib.sha256(json.dumps(states).encode()).hexdigest()


def begin(site: Path, record: Path) -> bool:
    """Whether the website is up to date; if not, record the inputs of the build that follows.

    Args:
        site: the website's folder.
        record: the file with the record of the last build.
    """
    now = inputs(Path(), [site, record.parent])
    last = _read(record)
    if now and last == {"inputs": now, "outputs": fingerprint(site)}:
        return True
    _write(record, {"inputs": now})
    return False


def end(site: Path, record: Path) -> None:
    """Record that the website was built from the inputs that `begin` recorded.

    Args:
        site: the website's folder.
        record: the file that `begin` has written.
    """
    _write(record, {**_read(record), "outputs": fingerprint(site)})


def _read(record: Path) -> dict[str, str]:
    """The record of the last build; empty if it cannot be read."""
    try:
        state: dict[str, str] = json.loads(record.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def _write(record: Path, state: dict[str, str]) -> None:
    write_atomically(json.dumps(state).encode(), record)


def main(command: str, site: str, record: str) -> int:
    """Run `begin` or `end` and return the exit status."""
    if command == "begin":
        return int(not begin(Path(site), Path(record)))
    end(Path(site), Path(record))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
