# Which hand-written pages become sheets of a handout.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.library import UnknownTarget
from generator.content.list_pages import page_id
from generator.memo import once_per_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.schema.leaflet import AnyBlock


@once_per_object
def printed_pages(library: Library) -> dict[str, frozenset[AnyBlock]]:
    """Path of each page that a leaflet or a chapter is about → the blocks that it is printed in."""
    blocks: dict[str, frozenset[AnyBlock]] = {}
    for id_, printed in _printed(library):
        blocks[id_] = blocks.get(id_, frozenset()) | printed
    paths = {page_id(path): path for path in library.pages}
    return {paths[id_]: printed for id_, printed in blocks.items() if id_ in paths}


def _printed(library: Library) -> Iterator[tuple[str, frozenset[AnyBlock]]]:
    """Page id and blocks of each sheet."""
    for leaflet in library.leaflets.values():
        sheets: list[tuple[str, tuple[AnyBlock, ...]]] = [(leaflet.topic, leaflet.blocks)]
        sheets += [(topics, chapter.blocks) for chapter in leaflet.chapters for topics in chapter.topics]
        for topics, blocks in sheets:
            try:
                entries = library.topics(topics)
            except UnknownTarget:  # the check of links reports it
                continue
            yield from ((entry.id, frozenset(blocks)) for entry in entries if entry.kind == "pages")
