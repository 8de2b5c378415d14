# Finds the files of a content folder and reads them: which kind each belongs to, and which are not read.

from __future__ import annotations

import errno
import re
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.output.known_digests import identity
from generator.output.walk import walk
from generator.problems import Problem, did_you_mean
from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    import os

    from generator.schema.kinds import Kind

_ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TEXT_SUFFIXES = frozenset({".markdown", ".md", ".yaml", ".yml"})
"""File extensions, in any case, of files that an author expects to be read."""
_PICTURES = (".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_RECORDINGS = (".m4a", ".mp3", ".mp4", ".ogg", ".vtt", ".webm")
_PUBLISHED_SUFFIXES = frozenset({*_PICTURES, *_RECORDINGS, ".css", ".csv", ".js", ".pdf", ".txt"})
_PUBLISHED_NAMES = frozenset({"CNAME"})
_LEFT_BY_PROGRAMS = re.compile(
    r"\..*|.*~|#.*#|.*\.(?:bak|orig|rej|swp|tmp)|Thumbs\.db|desktop\.ini", re.IGNORECASE
)
"""Names of copies, locks and indexes that editors and file managers leave beside the files of an author."""
_PAGES = "pages"

_TICK = 2.1
"""In seconds: no disk's clock is coarser than that of FAT, which has two."""
LARGEST = 4_000_000
"""Most bytes of a content file. The longest book is shorter, and YAML of that size takes seconds."""


@dataclass
class ContentFiles:
    """The files of a content folder."""

    by_kind: dict[str, dict[str, Path]]
    """Kind name → id → path."""
    problems: list[Problem] = field(default_factory=list)
    """Files and folders that an author expects to be read or published, and that are not."""


def content_files(root: Path) -> ContentFiles:
    """Find the files of each kind in the content folder `root`."""
    files = ContentFiles({kind.name: {} for kind in KINDS})
    tree = walk(root, lambda folder: not folder.name.startswith("."))
    for path in tree.files:
        if not _LEFT_BY_PROGRAMS.fullmatch(path.name):
            _sort_in(files, root, path)
    for link in tree.circles:
        message = "this link leads to a folder that is read already; remove it"
        files.problems.append(_problem(link, message))
    for error in tree.unreadable:
        files.problems.append(_problem(Path(error.filename), f"cannot be read: {error.strerror}"))
    return files


def _sort_in(files: ContentFiles, root: Path, path: Path) -> None:
    """Add a file to its kind, or the problem that it has none."""
    *folders, name = path.relative_to(root).parts
    kind = _kind(folders, path)
    if kind:
        files.by_kind[kind.name]["/".join((*folders[1:], path.stem))] = path
    elif message := _why_unread(folders, name, path):
        files.problems.append(_problem(path, message))


def _kind(folders: list[str], path: Path) -> Kind | None:
    for kind in KINDS:
        if kind.folder and folders[:1] == [kind.path] and path.suffix == kind.suffix:
            return kind
        if not kind.folder and not folders and path.name == kind.path:
            return kind
    return None


def _why_unread(folders: list[str], name: str, path: Path) -> str:
    """What to do about a file of no kind; empty if nobody expects it to be read or published."""
    suffix = path.suffix.lower()
    kind = next((kind for kind in KINDS if kind.folder and folders[:1] == [kind.path]), None)
    if kind and (suffix in _TEXT_SUFFIXES or name.lower().endswith(kind.suffix)):
        return f"no kind of content reads this file; its name must end in `{kind.suffix}`"
    if not folders and any(kind.folder and name == kind.path for kind in KINDS):
        return "this must be a folder, with one file for each item"
    if not path.exists():  # a link
        return "this link leads nowhere; remove it, or correct it"
    if suffix in _TEXT_SUFFIXES:
        first = folders[0] if folders else name
        hint = did_you_mean(first, [kind.path for kind in KINDS]) or "; remove it, or correct its name"
        return f"no kind of content reads this file{hint}"
    if folders[:1] == [_PAGES] and not is_published(path):
        return "files of this kind are not published; move it out of this folder"
    return ""


def is_published(path: Path) -> bool:
    """Whether a file beside the pages, such as a picture, is published as it is."""
    known = path.suffix.lower() in _PUBLISHED_SUFFIXES or path.name in _PUBLISHED_NAMES
    return known and not _LEFT_BY_PROGRAMS.fullmatch(path.name) and path.is_file()


def _problem(path: Path, message: str) -> Problem:
    return Problem(path.as_posix(), 1, 1, "", message, "schema")


def is_file_name(id_: str, *, nested: bool) -> bool:
    """Whether a content file may have this name, which becomes its address.

    Args:
        id_: the path below the folder of its kind, without the extension.
        nested: whether the path may contain folders.
    """
    return all(_ADDRESS.fullmatch(part) for part in (id_.split("/") if nested else [id_]))


def read(path: Path, status: os.stat_result | None = None) -> bytes:
    """The bytes of a content file.

    Args:
        path: the file.
        status: its status, if the caller has it.

    Raises:
        OSError: it cannot be read, is too large, or is no regular file: a pipe or a device may never end.
    """
    status = status or path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    with path.open("rb") as file:
        data = file.read(min(status.st_size, LARGEST) + 1)  # `read` takes as much memory as it is asked for
        if len(data) > status.st_size:  # the file has grown meanwhile
            data += file.read(LARGEST + 1 - len(data))
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, f"it has more than {LARGEST // 1_000_000} MB; split it", str(path))
    return data


def settled_state(status: os.stat_result) -> bytes | None:
    """What differs as soon as a file with this status is replaced or written to.

    None if it was changed a moment ago: it may be written again in the same tick of the disk's clock.
    """
    age = time.time() - max(status.st_mtime, status.st_ctime)
    return identity(status) if age > _TICK else None


def decode(data: bytes) -> str:
    r"""The text of a content file, with `\n` at the ends of its lines.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
