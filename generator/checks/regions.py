# No word that only one country understands stands in content for all.

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from generator.checks.each import each_document
from generator.content.fields import fields_in
from generator.content.localise import AS_PUBLISHED, SPELT_BY_REGION
from generator.memo import once_for_each
from generator.prose import Text
from generator.prose.phrases import Phrases, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.fields import Fields
    from generator.content.library import Library
    from generator.problems import FieldPath, Problem
    from generator.prose import Prose
    from generator.schema.common import Model
    from generator.schema.region import Region


def check(library: Library) -> Iterator[Problem]:
    """Country-bound words and foreign spellings written directly in content."""
    yield from each_document(library, _check, tuple(library.regions.values()))


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in AS_PUBLISHED:
        return
    fields = fields_in(model)
    words = words_in(*(text for _, text in _shown(fields)), *map(_plain, fields.prose))
    for region in library.regions.values():
        only_here = _only_here(region)
        for path, text in _texts(fields) if only_here.may_be_in(words) else ():
            if found := next(only_here.find(text), None):
                message = _message(region, found[0])
                yield library.content.problem(kind, id_, path, message, "region")


def _plain(found: tuple[FieldPath, Prose]) -> str:
    """All that a text says for itself, for a first look at a whole file."""
    _, prose = found
    return prose.plain or "\n".join(_words_of(prose))


def _words_of(prose: Prose) -> Iterator[str]:
    return (node.text for node in prose.walk() if isinstance(node, Text))


@once_for_each
def _only_here(region: Region) -> Phrases:
    foreign = [new for old, new in region.spelling.items() if new not in _COMMON]
    return Phrases([*region.only_here, *foreign], any_case=False, in_compounds=False)


_COMMON = frozenset({"practice", "license", "program", "belly"})
"""Spellings that are words of their own elsewhere."""


def _texts(fields: Fields) -> Iterator[tuple[FieldPath, str]]:
    """What readers of all regions see of a file."""
    local = [path for path, statement in fields.statements if statement.regions]
    for path, text in chain(_said(fields), _shown(fields)):
        if not any(path[: len(way)] == way for way in local):
            yield path, text


def _said(fields: Fields) -> Iterator[tuple[FieldPath, str]]:
    for path, prose in fields.prose:
        yield from ((path, text) for text in _words_of(prose))


_CODE = re.compile(r"`[^`]*`|```.*?```|\]\([^)]*\)|<[^>]*>", re.DOTALL)


def _shown(fields: Fields) -> Iterator[tuple[FieldPath, str]]:
    for path, text in fields.texts:
        if (
            type(text) is str
            and next((s for s in reversed(path) if isinstance(s, str)), "") in SPELT_BY_REGION
        ):
            yield path, _CODE.sub("", text)


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
