# Checks whether the built website is up to date, so that a needless build can be skipped.
#
# It is up to date if nothing has changed since it was built: the content of all files in the project's
# folder, the generator, the installed packages and environment variables. The day does not count, because
# nothing that is published depends on it. In case of doubt the website counts as out of date.

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.output.code import folder_digest
from generator.output.folder import read_json, write_atomically
from generator.output.walk import statuses_below, walk
from generator.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_IGNORED_FOLDERS = frozenset({".cache", ".git", ".hypothesis", ".venv", "__pycache__", "node_modules"})
"""Names of folders, at any depth, that no build reads."""
_SETTINGS = "mkdocs.yml"
_PATH_OUTSIDE = re.compile(rb"\.\./|:[ \t]+[\"']?[/~]")
"""A path in the settings that may lead outside the project's folder."""


def inputs(project: Path, outputs: Sequence[Path]) -> str:
    """A hash of everything that decides the website; empty if some of it is not known.

    That is so if some of it may be outside the project, or a file cannot be read or disappears meanwhile.

    Args:
        project: the folder with `mkdocs.yml`.
        outputs: files and folders in the project that builds write.
    """
    try:
        return _inputs(project, {path.resolve() for path in outputs})
    except OSError:
        return ""


def _inputs(project: Path, excluded: set[Path]) -> str:
    """As `inputs`.

    Raises:
        OSError: a file cannot be read.
    """
    hash_ = hashlib.sha256()
    file = project / _SETTINGS
    settings = file.read_bytes() if file.is_file() else b""
    if not settings or _PATH_OUTSIDE.search(settings):
        return ""
    for line in (*_environment(settings), *_generator(project)):
        hash_.update(os.fsencode(line) + b"\0")
    for path, data in _contents(project, excluded):
        hash_.update(os.fsencode(path.relative_to(project)) + f"\0{len(data)}\0".encode())
        hash_.update(data)
    return hash_.hexdigest()


def _environment(settings: bytes) -> Iterator[str]:
    """Python's version, installed packages, and variables that the settings may refer to."""
    yield sys.version
    yield from sorted(path.name for path in Path(sysconfig.get_path("purelib")).iterdir())
    names = {"SOURCE_DATE_EPOCH", *re.findall(r"[A-Z][A-Z0-9_]+", settings.decode(errors="replace"))}
    yield from (f"{name}={os.environ.get(name)}" for name in sorted(names))


def _generator(project: Path) -> Iterator[str]:
    """The generator with its theme, unless they are in the project's folder and so among its files."""
    package = Path(generator.__file__).parent
    if package.parent != project.resolve():
        yield from map(folder_digest, (package, shipped("theme")))


def _contents(project: Path, excluded: set[Path]) -> Iterator[tuple[Path, bytes]]:
    """Every file with its bytes, and every link to a folder that is read anyway, with what it says.

    Raises:
        OSError: a file or folder cannot be read.
    """
    tree = walk(project, lambda path: path.name not in _IGNORED_FOLDERS and path.resolve() not in excluded)
    for error in tree.unreadable:
        raise error
    yield from ((path, path.read_bytes()) for path in tree.files if path.is_file())
    yield from ((link, os.fsencode(link.readlink())) for link in sorted(tree.circles))


def fingerprint(site: Mapping[str, os.stat_result]) -> str:
    """A hash of the paths, sizes and modification times of a website's files.

    Args:
        site: the status of each file; see `statuses_below`.
    """
    states = [(file, status.st_size, status.st_mtime_ns) for file, status in site.items()]
    return hashlib.sha256(json.dumps(states).encode()).hexdigest()


def begin(site: Path, record: Path) -> bool:
    """Whether the website is up to date; if not, record the inputs of the build that follows.

    Args:
        site: the website's folder.
        record: the file with the record of the last build.
    """
    now = inputs(Path(), [site, record.parent])
    last = _read(record)
    same = now and now == last.get("inputs") and _has_home_page(site)
    if same and last.get("outputs") == fingerprint(statuses_below(site)):
        return True
    _write(record, {"inputs": now})
    return False


def end(record: Path, outputs: str) -> None:
    """Record that a website was built from the inputs that `begin` recorded.

    Args:
        record: the file that `begin` has written.
        outputs: the fingerprint of the website, taken before anybody else could change it.
    """
    _write(record, {**_read(record), "outputs": outputs})


def _has_home_page(site: Path) -> bool:
    """Whether there is a website in the folder at all, whatever the record says."""
    home = site / "index.html"
    return home.is_file() and home.stat().st_size > 0


def _read(record: Path) -> dict[str, object]:
    """The record of the last build; empty if it cannot be read."""
    state = read_json(record)
    return state if isinstance(state, dict) else {}


def _write(record: Path, state: dict[str, object]) -> None:
    write_atomically(json.dumps(state).encode(), record)
