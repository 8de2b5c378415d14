# Made files lie on disk until a host takes them: those of a thousand topics would fill the memory.
#
# Whoever makes a file, perhaps a child on another core, puts it here and hands on where it lies.

from __future__ import annotations

import hashlib
import shutil
import tempfile
import weakref
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.output.files import Later, OutputFile
from generator.output.page import PageFile, read_page
from generator.output.parallel import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Entry: TypeAlias = "Mapping[str, Any]"


class Shelved(OutputFile):
    """A file that was made, and is read when somebody asks for what is in it."""

    place: Path
    """Where it lies."""
    digest: str
    """A hash of what is in it (SHA-256)."""
    html: tuple[tuple[int, int], ...]
    """Of a page: where in its body HTML stands."""
    entry: Entry
    """Of a page: what the search index says of it."""

    def __init__(self, file: OutputFile, place: Path, entry: Entry) -> None:
        """Put a file down.

        Args:
            file: the file, as its renderer made it.
            place: where it will lie.
            entry: what the search index says of it.
        """
        html = file.html if isinstance(file, PageFile) else ()
        self.__dict__.update(path=file.path, source=file.source, place=place, html=html, entry=entry)
        data = file.data
        self.__dict__["digest"] = hashlib.sha256(data).hexdigest()
        place.write_bytes(data)

    @property
    def content(self) -> str | bytes:
        """What is in it."""
        return self.place.read_bytes()

    @property
    def made(self) -> OutputFile:
        """The file as its renderer made it; it is not kept."""
        if self.path.endswith(".md"):
            return read_page(self.path, self.data.decode(), self.source, self.html)
        return OutputFile(self.path, self.data, self.source)

    def write_to(self, path: Path) -> None:
        """Move it to where it is wanted: it is no longer here then."""
        shutil.move(self.place, path)


class Shelf:
    """A temporary folder, which goes with this object."""

    def __init__(self) -> None:
        """Make an empty one."""
        self.folder = Path(tempfile.mkdtemp(prefix="unknot-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def fill(
        self, files: Iterable[OutputFile], index: Callable[[PageFile], Entry] | None = None
    ) -> list[OutputFile]:
        """Make everything that is promised, on all cores.

        Args:
            files: made or promised.
            index: what the search index says of a page.

        Returns:
            What was made before, as it is, and where the rest lies.
        """

        def put(file: OutputFile) -> OutputFile:
            entry = index(file) if index and isinstance(file, PageFile) else {}
            return Shelved(file, self.folder / hashlib.sha256(file.path.encode()).hexdigest(), entry)

        files = list(files)
        promises = dict.fromkeys(file.promise for file in files if isinstance(file, Later))
        lying = spread(lambda promise: [put(file) for file in promise.work()], [*promises])
        return [*(file for file in files if not isinstance(file, Later)), *chain.from_iterable(lying)]
