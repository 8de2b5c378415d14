# Files to publish: what renderers return to hosts.
#
# `OutputFile` has its content in memory, `PromisedFile` renders it when somebody asks for it, and
# `spool.SpooledFile` reads it from disk. All three are a `File`.

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Generic, ParamSpec, Protocol, TypeAlias, TypeVar

from generator.memo import replayed_property, unrecorded
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class RichContent(Protocol):
    """Content that knows more about itself than its bytes, such as a page's front matter."""

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        ...


FileContent: TypeAlias = "str | bytes | RichContent"
"""The content of a file. Text is published as UTF-8."""
C = TypeVar("C", bound=FileContent)
C_co = TypeVar("C_co", bound=FileContent, covariant=True)
P = ParamSpec("P")


class File(Protocol[C_co]):
    """A file of the published folder."""

    @property
    def path(self) -> str:
        """Path in the published folder, with forward slashes."""
        ...

    @property
    def source(self) -> str:
        """The content file it is mainly made from, relative to the content folder."""
        ...

    @property
    def content(self) -> C_co:
        """The content; a promised file is rendered when it is first read.

        Raises:
            RenderError: it cannot be rendered.
        """
        ...

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        ...

    @property
    def digest(self) -> str:
        """The SHA-256 hash of `data`, in hexadecimal digits."""
        ...


AnyFile: TypeAlias = "File[FileContent]"


class RenderError(Exception):
    """A promised file cannot be rendered; the message says why."""


@dataclass(frozen=True)
class OutputFile(Generic[C_co]):
    """A file with its content in memory."""

    path: str
    """Path in the published folder, with forward slashes."""
    content: C_co
    """The content."""
    source: str
    """The content file it is mainly made from, relative to the content folder."""

    def __post_init__(self) -> None:
        _require_inside(self.path)

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        content: FileContent = self.content
        if isinstance(content, str):
            return content.encode()
        return content if isinstance(content, bytes) else content.data

    @property
    def digest(self) -> str:
        """The SHA-256 hash of `data`, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


class PromisedFile(Generic[C_co]):
    """A file that is rendered when its content is first asked for, and then kept in memory.

    Promises are compared by identity, so comparing, hashing or printing one renders nothing.
    """

    def __init__(self, path: str, source: str, render: Callable[[], C_co]) -> None:
        """Promise a file.

        Args:
            path: path in the published folder, with forward slashes.
            source: the content file it is mainly made from, relative to the content folder.
            render: returns the content; a pure function, which may raise `RenderError`.
        """
        _require_inside(path)
        self.path = path
        self.source = source
        self.render = render

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.path!r}, {self.source!r})"

    @replayed_property
    def rendered(self) -> OutputFile[C_co]:
        """The file with its content in memory.

        Raises:
            RenderError: it cannot be rendered.
        """
        return OutputFile(self.path, self.render(), self.source)

    @property
    def content(self) -> C_co:
        """The content."""
        return self.rendered.content

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        return self.rendered.data

    @property
    def digest(self) -> str:
        """The SHA-256 hash of `data`, in hexadecimal digits."""
        return self.rendered.digest


def made_anew(render: Callable[P, Iterable[OutputFile[C]]]) -> Callable[P, list[OutputFile[C]]]:
    """Decorate a function that makes whole files in each build: others do not depend on what it reads."""

    @wraps(render)
    def files(*args: P.args, **kwargs: P.kwargs) -> list[OutputFile[C]]:
        with unrecorded():
            return list(render(*args, **kwargs))

    return files


def is_inside(path: str) -> bool:
    """Whether a path, with forward slashes, names a file below the folder that it is relative to."""
    names = {*path.split("/")}
    return bool(names - {"", "."}) and not path.startswith("/") and ".." not in names and "\0" not in path


def _require_inside(path: str) -> None:
    if not is_inside(path):
        message = f"not a path inside the site: {path!r}"
        raise ValueError(message)


def rendered(files: Iterable[AnyFile]) -> list[AnyFile]:
    """The same files, each promise replaced by the file that it renders.

    Raises:
        RenderError: one of them cannot be rendered.
    """
    return [file.rendered if isinstance(file, PromisedFile) else file for file in files]


def published_path(path: str) -> str:
    """The path that browsers request for the `path` of a `File`: MkDocs turns Markdown into HTML files."""
    if not path.endswith(".md"):
        return path
    page = path.removesuffix(".md")
    return f"{page}.html" if page == "index" or page.endswith("/index") else f"{page}/index.html"


def collisions(files: Iterable[AnyFile], root: str) -> list[Problem]:
    """A problem for each path that two content files would be published at, ignoring letter case.

    Args:
        files: everything to publish.
        root: the content folder, as messages name it.
    """
    by_path: dict[str, list[AnyFile]] = defaultdict(list)
    for file in files:
        by_path[published_path(file.path).casefold()].append(file)
    return [
        Problem(
            f"{root}/{duplicates[1].source}",
            1,
            1,
            "",
            f"would be published as {published_path(duplicates[1].path)}, as"
            f" {root}/{duplicates[0].source} is; rename one of the two",
            "output",
        )
        for duplicates in by_path.values()
        if len(duplicates) > 1
    ]
