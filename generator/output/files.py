# One file to publish: the waist between renderers and hosts.

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class OutputFile:
    """A file of the published folder."""

    path: str
    """Where it goes, relative to the folder, with forward slashes."""
    content: str | bytes
    """What is in it."""
    source: str
    """The content file it was made from first of all, relative to the content folder."""

    @property
    def published(self) -> str:
        """The file that a reader's browser asks for: MkDocs makes one of each page of Markdown."""
        if not self.path.endswith(".md"):
            return self.path
        page = self.path.removesuffix(".md")
        return f"{page}.html" if page == "index" or page.endswith("/index") else f"{page}/index.html"

    def __post_init__(self) -> None:
        parts = PurePosixPath(self.path).parts
        if not parts or self.path.startswith("/") or ".." in parts:
            message = f"not a path inside the site: {self.path!r}"
            raise ValueError(message)

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.encode()

    def write_to(self, path: Path) -> None:
        """Write it where it is wanted; the folder is there.

        Raises:
            OSError: it cannot be written.
        """
        path.write_bytes(self.data)

    @property
    def made(self) -> OutputFile:
        """The file as its renderer made it, now if not before."""
        return self

    @property
    def digest(self) -> str:
        """A hash of what is in it (SHA-256)."""
        return hashlib.sha256(self.data).hexdigest()


class NotMade(Exception):  # noqa: N818 - the name says what happened
    """A file that was promised cannot be made; the message says why."""


class Promise:
    """Work that makes files, done when the first of them is asked for."""

    def __init__(self, work: Callable[[], Sequence[OutputFile]]) -> None:
        """Promise work.

        Args:
            work: makes the files; each call makes them anew.
        """
        self.work = work

    @cached_property
    def files(self) -> Sequence[OutputFile]:
        """The files, made once."""
        return self.work()


class Later(OutputFile):
    """A file that is made when somebody asks for what is in it: a server shows one page of a thousand."""

    promise: Promise
    """Makes it, and perhaps others."""

    def __init__(self, path: str, promise: Promise) -> None:
        """Promise a file.

        Args:
            path: where it goes.
            promise: makes it, and perhaps others.
        """
        self.__dict__.update(path=path, promise=promise)
        self.__post_init__()

    @cached_property
    def made(self) -> OutputFile:
        """The file itself.

        Raises:
            NotMade: it cannot be made.
        """
        for file in self.promise.files:
            if file.path == self.path:
                return file
        raise NotMade(f"{self.path}: nothing came of it")

    @property
    def content(self) -> str | bytes:
        """What is in it."""
        return self.made.content

    @property
    def source(self) -> str:
        """The content file it was made from first of all."""
        return self.made.source


def collisions(files: Iterable[OutputFile], root: str) -> list[Problem]:
    """A problem for each path that two sources would write, letter case ignored.

    Args:
        files: what is to be published.
        root: the content folder, as problems name it.
    """
    sources: dict[str, list[OutputFile]] = defaultdict(list)
    for file in files:
        sources[file.published.casefold()].append(file)
    return [
        Problem(
            f"{root}/{same[1].source}",
            1,
            1,
            "",
            f"would be published as {same[1].published}, as {root}/{same[0].source} is;"
            " rename one of the two",
            "output",
        )
        for same in sources.values()
        if len(same) > 1
    ]
