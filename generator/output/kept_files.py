# Rendered files in the store, for this build and later ones.

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.memo import recorded
from generator.output.files import FileContent, OutputFile, PromisedFile
from generator.output.page import PageContent
from generator.output.parallel import spread
from generator.output.spool import SpooledFile, folder_of, page_of, spooled

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

    def rendered(
        self,
        files: Iterable[AnyFile],
        shard: Shard | None = None,
        subject: Callable[[AnyFile], str] = attrgetter("source"),
    ) -> list[AnyFile]:
        """The files, each promise replaced by its file, rendered on all cores if it is not in the store.

        Args:
            files: all files of a site.
            shard: the share that is wanted; None for all.
            subject: says what a file is about. Files about one subject are rendered one after the other,
                since they share most of what is worked out for them.
        """
        with recorded() as reads:  # what is read while files are named may be in what they render
            files = [file for file in files if shard is None or shard.has(file.source)]
        given = self._earlier.digest(reads)
        self._earlier.fetch(
            ("file", file.path, file.source, given) for file in files if isinstance(file, PromisedFile)
        )
        missing: dict[int, PromisedFile[FileContent]] = {}
        for number, file in enumerate(files):  # each promise is dropped when its file is found
            if isinstance(file, PromisedFile):
                if found := self._find(file, given):
                    files[number] = found
                else:
                    missing[number] = file
        order = sorted(missing, key=lambda number: subject(missing[number]))
        made = spread(partial(self._make, given=given), [missing[number] for number in order])
        for number, kept in zip(order, made, strict=True):
            files[number] = kept
        return files

    def put(self, file: AnyFile) -> SpooledFile:
        """Put a file into the store; nothing finds it there but what refers to its digest."""
        if isinstance(file, SpooledFile):
            return file
        output = OutputFile(file.path, file.content, file.source)
        page = output.content
        entry = self._index(file.path, page) if isinstance(page, PageContent) else None
        path = self._earlier.store.put(output.data)
        return spooled(output, path, entry) if path else self._spool.put(output, entry)

    def _find(self, promise: PromisedFile[FileContent], given: str) -> SpooledFile | None:
        record = self._earlier.find("file", promise.path, promise.source, given)
        path = record and self._earlier.store.path(record["digest"])
        if not path:
            return None
        restore = bytes if record["html"] is None else partial(page_of, _spans(record["html"]))
        index = record["index"].encode()
        return SpooledFile(promise.path, promise.source, folder_of(path), path.name, restore, index)

    def _make(self, promise: PromisedFile[FileContent], given: str) -> SpooledFile:
        with recorded() as reads:
            content = promise.render()
        file = self.put(OutputFile(promise.path, content, promise.source))
        html = content.html if isinstance(content, PageContent) else None
        record = {"digest": file.digest, "html": html, "index": file.index.decode()}
        self._earlier.keep(record, reads, "file", promise.path, promise.source, given)
        return file


def _spans(html: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in html)
