# SPDX-License-Identifier: MIT
"""Which pages become sheets: those of chapters, too, even beside a topic that is not there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from generator.content.library import UnknownTarget
from generator.content.printed_pages import printed_pages
from generator.schema.leaflet import Block


class Fake(SimpleNamespace):
    """Attributes, in an object that can be a key of weak references, as a library is."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def topics(name: str) -> list[Fake]:
    if name == "missing":
        raise UnknownTarget(name)
    return [Fake(kind="pages", id=name), Fake(kind="techniques", id="a-technique")]


def test_a_topic_that_is_missing_hides_no_other() -> None:
    chapters = (
        Fake(topics=("missing", "before"), blocks=(Block.TEXT,)),
        Fake(topics=("after",), blocks=(Block.LIST,)),
    )
    leaflets = {"set": Fake(topic="missing", blocks=(), chapters=chapters)}
    library: Any = Fake(leaflets=leaflets, topics=topics, pages=("before", "after/index", "other"))
    expected = {"before": frozenset({Block.TEXT}), "after/index": frozenset({Block.LIST})}
    assert printed_pages(library) == expected
