# Files that earlier builds rendered, each with what was read for it. A file is rendered again only if one of
# these reads gives something else now.
#
# Two results are kept for each file: under its name, which reads it made; under the name and what these
# reads gave, the file. So a build that goes back to an earlier state finds the files of that state.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from generator.output.files import FileContent, OutputFile
from generator.output.page import PageContent, parse_page
from generator.output.spool import SpooledFile
from generator.output.store import key_of
from generator.reads import recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.output.files import AnyFile, PromisedFile
    from generator.output.spool import IndexEntry, Spool
    from generator.output.store import Store
    from generator.reads import Read

_VARIANTS = 4
"""How many sets of reads are remembered for a file, such as those before and after an edit."""


class Present(Protocol):
    """What reads give at present."""

    def digests(self, reads: Iterable[Read]) -> list[str]:
        """What each read gives, as a digest."""
        ...


class KeptFiles:
    """The files of earlier builds, seen from the present."""

    def __init__(self, store: Store, present: Present, given: str) -> None:
        """Look into a store.

        Args:
            store: where they are.
            present: what reads give.
            given: a digest of whatever decides all files, such as the generator's code.
        """
        self._store = store
        self._present = present
        self._given = given

    def get(self, promise: PromisedFile[FileContent]) -> SpooledFile | None:
        """The file that a promise would render; None if it must be rendered."""
        name = self._name(promise)
        for reads in self._store.result(name) or ():
            if kept := self._store.result(self._key(name, _as_reads(reads))):
                return self._restored(promise, kept)
        return None

    def make(
        self,
        promise: PromisedFile[FileContent],
        index: Callable[[str, PageContent], IndexEntry],
        spool: Spool,
    ) -> SpooledFile:
        """Render a file, and keep it.

        Args:
            promise: the file.
            index: called with path and content of a page; returns what the search index says of it.
            spool: takes the file if the store cannot be written.
        """
        with recorded() as reads:
            content = promise.render()
        file = OutputFile(promise.path, content, promise.source)
        entry = index(file.path, content) if isinstance(content, PageContent) else {}
        path = self._store.put(file.data)
        if path is None:
            return spool.put(file, index)
        html = content.html if isinstance(content, PageContent) else None
        kept = {"digest": path.name, "html": html, "index": entry}
        ordered = sorted(reads, key=repr)
        name = self._name(promise)
        self._store.put_result(self._key(name, ordered), kept)
        known = [variant for variant in self._store.result(name) or () if _as_reads(variant) != ordered]
        self._store.put_result(name, [ordered, *known[: _VARIANTS - 1]])
        return SpooledFile(promise.path, promise.source, path, path.name, _restorer(html), entry)

    def _name(self, promise: PromisedFile[FileContent]) -> str:
        return key_of(("reads", promise.path, promise.source, self._given))

    def _key(self, name: str, reads: Sequence[Read]) -> str:
        return key_of(("file", name, *map(repr, reads), *self._present.digests(reads)))

    def _restored(self, promise: PromisedFile[FileContent], kept: dict[str, Any]) -> SpooledFile | None:
        path = self._store.path(kept["digest"])
        if path is None:
            return None
        restore = _restorer(kept["html"])
        return SpooledFile(promise.path, promise.source, path, path.name, restore, kept["index"])


def _as_reads(variant: list[Any]) -> list[Read]:
    """Reads as they were before JSON made lists of their tuples."""
    return [tuple(tuple(part) if isinstance(part, list) else part for part in read) for read in variant]


def _restorer(html: Iterable[Iterable[int]] | None) -> Callable[[bytes], FileContent]:
    """A function that makes the content again from its bytes; it can be pickled and does not hold them."""
    if html is None:
        return bytes
    return partial(_page, tuple((start, end) for start, end in html))


def _page(html: tuple[tuple[int, int], ...], data: bytes) -> PageContent:
    return parse_page(data.decode(), html)


def watched(files: Iterable[AnyFile]) -> tuple[list[AnyFile], set[Read]]:
    """All files, and what was read while they were named: it may be in what they render, too."""
    with recorded() as reads:
        return list(files), reads


