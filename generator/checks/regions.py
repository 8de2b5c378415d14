# Checks that content shared by all regions uses no word that only one country understands.

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.content.fields import fields_in
from generator.content.localise import AS_PUBLISHED, SPELT_BY_REGION
from generator.content.requirements import Requirement, has_prose
from generator.memo import once_per_object
from generator.problems import Problem, Severity
from generator.prose import Text
from generator.prose.languages import is_english
from generator.prose.phrases import Phrases, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.each import Found
    from generator.content.fields import Fields
    from generator.content.library import Library
    from generator.problems import FieldPath
    from generator.prose import Prose
    from generator.schema.common import Model
    from generator.schema.kinds import Kind
    from generator.schema.region import Region


def check(library: Library) -> Iterator[Found]:
    """Report words of a single region in content for all regions, and content without a region."""
    if not library.regions and all(kind != "regions" for kind, _ in library.content.broken):
        folder = (library.content.root / "regions").as_posix()
        yield Problem(
            folder, 1, 1, "", "no region is here; `unknot new regions uk` writes a start", "region"
        )
    yield from _languages(library)
    yield EachFile(_check, tuple(library.regions.values()))


def _languages(library: Library) -> Iterator[Problem]:
    """Say which languages of content have no words for headings, buttons and the frame of sheets."""
    for id_, region in library.regions.items():
        if not is_english(region.language) and not _has_interface(region.language):
            message = (
                f"'{region.language}' has no words of the interface: headings, buttons and what every sheet"
                " says are in English; and how easy texts are to read is not graded"
            )
            where = library.content.locate("regions", id_, ("language",))
            yield Problem(*where, "language", message, "region", Severity.WARNING)


def _has_interface(language: str) -> bool:
    from generator.translation.language import interface_in  # noqa: PLC0415 - slow, and rarely needed

    return interface_in(language) is not None


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say how to write what differs between regions."""
    if kind.name not in AS_PUBLISHED and has_prose(kind):
        message = (
            "A word that only one country understands is a word of the region, as {word}, or stands in a"
            " statement with `regions`."
        )
        yield Requirement("region", message)


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in AS_PUBLISHED:
        return
    fields = fields_in(model)
    words = words_in(*(text for _, text in _visible_texts(fields)), *map(_plain, fields.prose))
    for region in library.regions.values():
        only_here = _only_here(region)
        for path, text in _texts(fields) if only_here.may_be_in(words) else ():
            if match := next(only_here.find(text), None):
                message = _message(region, match[0])
                yield library.content.problem(kind, id_, path, message, "region")


def _plain(field: tuple[FieldPath, Prose]) -> str:
    """The author's own words in one text, for a quick test of the whole file."""
    _, prose = field
    return prose.plain or "\n".join(_words_of(prose))


def _words_of(prose: Prose) -> Iterator[str]:
    return (node.text for node in prose.walk() if isinstance(node, Text))


@once_per_object
def _only_here(region: Region) -> Phrases:
    foreign = [new for old, new in region.spelling.items() if new not in _COMMON]
    return Phrases([*region.only_here, *foreign], any_case=False, in_compounds=False)


_COMMON = frozenset({"practice", "license", "program", "belly"})
"""Spellings of one region that are different words in another."""


def _texts(fields: Fields) -> Iterator[tuple[FieldPath, str]]:
    """Each text of a file that readers of all regions see, with its path."""
    local = [path for path, statement in fields.statements if statement.regions]
    for path, text in chain(_prose_texts(fields), _visible_texts(fields)):
        if not any(path[: len(statement_path)] == statement_path for statement_path in local):
            yield path, text


def _prose_texts(fields: Fields) -> Iterator[tuple[FieldPath, str]]:
    for path, prose in fields.prose:
        yield from ((path, text) for text in _words_of(prose))


_CODE = re.compile(r"`[^`]*`|```.*?```|\]\([^)]*\)|<[^>]*>", re.DOTALL)


def _visible_texts(fields: Fields) -> Iterator[tuple[FieldPath, str]]:
    for path, text in fields.texts:
        if (
            type(text) is str
            and next((s for s in reversed(path) if isinstance(s, str)), "") in SPELT_BY_REGION
        ):
            yield path, _CODE.sub("", text)


def _message(region: Region, word: str) -> str:
    name = next((name for name, value in region.words.items() if value == word), None)
    usual = next((old for old, new in region.spelling.items() if new == word), None)
    fix = (
        f"write {{{name}}}"
        if name
        else f"write '{usual}', which region '{region.id}' spells its own way"
        if usual
        else "use a {word} of the region files, or mark the statement with `regions:`"
    )
    return f"'{word}' is understood in region '{region.id}' only; {fix}"
