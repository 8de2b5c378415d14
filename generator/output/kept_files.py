# Rendered files in the store, for this build and later ones.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.memo import recorded
from generator.output.files import FileContent, OutputFile, PromisedFile
from generator.output.page import PageContent
from generator.output.parallel import spread
from generator.output.spool import SpooledFile, page_of, restorer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.output.earlier import EarlierBuilds
    from generator.output.files import AnyFile
    from generator.output.shard import Shard
    from generator.output.spool import IndexEntry, Spool


class KeptFiles:
    """Files that are in the store, or are rendered and put there."""

    def __init__(
        self, earlier: EarlierBuilds, spool: Spool, index: Callable[[str, PageContent], IndexEntry]
    ) -> None:
        """Use a store.

        Args:
            earlier: what earlier builds made.
            spool: takes files that the store cannot.
            index: called with path and content of a page; returns what the search index says of it.
        """
        self._earlier = earlier
        self._spool = spool
        self._index = index

    def rendered(self, files: Iterable[AnyFile], shard: Shard | None = None) -> list[AnyFile]:
        """The files, each promise replaced by its file, rendered on all cores if it is not in the store.

        Args:
            files: all files of a site.
            shard: the share that is wanted; None for all.
        """
        with recorded() as reads:  # what is read while files are named may be in what they render
            files = [file for file in files if shard is None or shard.has(file.source)]
        given = self._earlier.digest(reads)
        promises = [file for file in files if isinstance(file, PromisedFile)]
        self._earlier.fetch(("file", promise.path, promise.source, given) for promise in promises)
        found = {promise: file for promise in promises if (file := self._find(promise, given))}
        missing = [promise for promise in promises if promise not in found]
        found.update(zip(missing, spread(partial(self._make, given=given), missing), strict=True))
        return [found[file] if isinstance(file, PromisedFile) else file for file in files]

    def put(self, file: AnyFile) -> SpooledFile:
        """Put a file into the store; nothing finds it there but what refers to its digest."""
        if isinstance(file, SpooledFile):
            return file
        path = self._earlier.store.put(file.data)
        if path is None:
            return self._spool.put(OutputFile(file.path, file.content, file.source), self._index)
        entry = self._index(file.path, file.content) if isinstance(file.content, PageContent) else {}
        return SpooledFile(file.path, file.source, path, path.name, restorer(file.content), entry)

    def _find(self, promise: PromisedFile[FileContent], given: str) -> SpooledFile | None:
        record = self._earlier.find("file", promise.path, promise.source, given)
        path = record and self._earlier.store.path(record["digest"])
        if not path:
            return None
        restore = bytes if record["html"] is None else partial(page_of, _spans(record["html"]))
        return SpooledFile(promise.path, promise.source, path, path.name, restore, record["index"])

    def _make(self, promise: PromisedFile[FileContent], given: str) -> SpooledFile:
        with recorded() as reads:
            content = promise.render()
        file = self.put(OutputFile(promise.path, content, promise.source))
        html = content.html if isinstance(content, PageContent) else None
        record = {"digest": file.digest, "html": html, "index": file.index_entry}
        self._earlier.keep(record, reads, "file", promise.path, promise.source, given)
        return file


def _spans(html: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in html)
