# No word that only one country understands stands in content for all.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.each import each_document
from generator.library import fields_in
from generator.localise import AS_PUBLISHED, READERS_SEE
from generator.memo import once_for_each
from generator.prose import Prose, Text
from generator.schema.common import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.library import Library
    from generator.problems import FieldPath, Problem
    from generator.schema.common import Model
    from generator.schema.region import Region


def check(library: Library) -> Iterator[Problem]:
    """Country-bound words and foreign spellings written directly in content."""
    yield from each_document(library, _check, tuple(library.regions.values()))


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in AS_PUBLISHED:
        return
    bound = {name: _pattern(region) for name, region in library.regions.items()}
    local: tuple[FieldPath, ...] = ()
    for path, value in fields_in(model):
        if isinstance(value, Statement) and value.regions:
            local = (*local, path)
        if any(path[: len(way)] == way for way in local):
            continue
        for region, word in _found(bound, path, value):
            message = _message(library.regions[region], word)
            yield library.content.problem(kind, id_, path, message, "region")


@once_for_each
def _pattern(region: Region) -> re.Pattern[str] | None:
    foreign = [new for old, new in region.spelling.items() if new not in _COMMON]
    words = sorted([*region.only_here, *foreign], key=lambda word: (-len(word), word))
    joined = "|".join(map(re.escape, words))
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])") if words else None


_COMMON = frozenset({"practice", "license", "program", "belly"})
"""Spellings that are words of their own elsewhere."""


def _found(
    bound: dict[str, re.Pattern[str] | None], path: FieldPath, value: object
) -> Iterator[tuple[str, str]]:
    for region, pattern in bound.items():
        for text in _texts(path, value) if pattern else ():
            if match := pattern.search(text):  # type: ignore[union-attr]
                yield region, match[0]


def _texts(path: FieldPath, value: object) -> Iterator[str]:
    if isinstance(value, Prose):
        yield from (node.text for node in value.walk() if isinstance(node, Text))
    elif type(value) is str and next((s for s in reversed(path) if isinstance(s, str)), "") in READERS_SEE:
        yield re.sub(r"`[^`]*`|```.*?```|\]\([^)]*\)|<[^>]*>", "", value, flags=re.DOTALL)


def _message(here: Region, word: str) -> str:
    name = next((name for name, value in here.words.items() if value == word), None)
    usual = next((old for old, new in here.spelling.items() if new == word), None)
    fix = (
        f"write {{{name}}}"
        if name
        else f"write '{usual}', which region '{here.id}' spells its own way"
        if usual
        else "use a {word} of the region files, or mark the statement with `regions:`"
    )
    return f"'{word}' is understood in region '{here.id}' only; {fix}"
