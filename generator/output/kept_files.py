# Rendered files in the store, for this build and later ones.

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.memo import recorded
from generator.output.files import FileContent, OutputFile, PromisedFile
from generator.output.garbage import paused_collection
from generator.output.page import PageContent
from generator.output.parallel import spread
from generator.output.spool import SpooledFile, folder_of, page_of, spooled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

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
        self._earlier.fetch(_name(file, given) for file in files if isinstance(file, PromisedFile))
        promised = {number: file for number, file in enumerate(files) if isinstance(file, PromisedFile)}
        order = sorted(promised, key=lambda number: subject(promised[number]))
        with paused_collection():  # what is found stays in use
            records = self._earlier.find_all([_name(promised[number], given) for number in order])
            for number, record in zip(order, records, strict=True):
                if found := self._found(promised[number], record):
                    files[number] = found
                    del promised[number]  # it holds what it would be made from
        missing = [number for number in order if number in promised]
        made = spread(partial(self._make, given=given), [promised[number] for number in missing])
        for number, kept in zip(missing, made, strict=True):
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

    def _found(self, promise: PromisedFile[FileContent], record: Any) -> SpooledFile | None:
        """The file that an earlier build has put into the store, and described by a record."""
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
        self._earlier.keep(record, reads, *_name(promise, given))
        return file


def _name(promise: PromisedFile[FileContent], given: str) -> tuple[str, ...]:
    """The name by which earlier builds have kept a file.

    Args:
        promise: the file.
        given: a digest of what was read while files were named.
    """
    return ("file", promise.path, promise.source, given)


def _spans(html: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in html)
