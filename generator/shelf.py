# Made files lie on disk until a host takes them: those of a thousand topics would fill the memory.
#
# Whoever makes a file, perhaps a child on another core, puts it here and hands on where it lies.

from __future__ import annotations

import hashlib
import pickle  # what we put down ourselves, for as long as this process lives
import shutil
import tempfile
import weakref
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from generator.output import Later, OutputFile, Promise
from generator.page_file import PageFile
from generator.parallel import spread

if TYPE_CHECKING:
    from collections.abc import Iterable


class Shelved(OutputFile):
    """A file that was made, and is read when somebody asks for what is in it."""

    place: Path
    """Where it lies: as it will be published, but for a page of a host."""

    def __init__(self, file: OutputFile, place: Path) -> None:
        """Say where a file lies.

        Args:
            file: the file, as its renderer made it.
            place: where it is.
        """
        self.__dict__.update(path=file.path, source=file.source, place=place, _digest=file.digest)

    @property
    def content(self) -> str | bytes:
        """What is in it."""
        return self.made.content

    @property
    def digest(self) -> str:
        """A hash of what is in it (SHA-256)."""
        return str(self.__dict__["_digest"])

    @property
    def made(self) -> OutputFile:
        """The file itself; it is not kept."""
        data = self.place.read_bytes()
        if self.path.endswith(".md"):
            return cast("PageFile", pickle.loads(data))  # noqa: S301 - see above
        return OutputFile(self.path, data, self.source)


class Shelf:
    """A temporary folder, which goes with this object."""

    def __init__(self) -> None:
        """Make an empty one."""
        self.folder = Path(tempfile.mkdtemp(prefix="unknot-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def fill(self, files: Iterable[OutputFile]) -> list[OutputFile]:
        """Make everything that is promised, on all cores.

        Args:
            files: made or promised.

        Returns:
            What was made before, as it is, and where the rest lies.
        """
        files = list(files)
        promises = dict.fromkeys(
            file.make for file in files if isinstance(file, Later) and isinstance(file.make, Promise)
        )
        lying = spread(lambda promise: [self._put(file) for file in promise.work()], [*promises])
        return [*(file for file in files if not isinstance(file, Later)), *chain.from_iterable(lying)]

    def _put(self, file: OutputFile) -> OutputFile:
        place = self.folder / hashlib.sha256(file.path.encode()).hexdigest()
        place.write_bytes(pickle.dumps(file) if isinstance(file, PageFile) else file.data)
        return Shelved(file, place)
