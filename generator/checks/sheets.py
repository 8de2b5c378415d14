# Checks that handouts can be printed: fonts have every character, and sheets can have what pages have.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.content.exercises import exercises
from generator.content.fields import fields_in
from generator.content.library import UnknownTarget
from generator.content.printed_pages import printed_pages
from generator.content.reading import SHOWN_TO_READERS
from generator.content.requirements import Requirement
from generator.output.fonts import ADD_A_FONT, added_fonts, missing
from generator.problems import Problem, line_and_column
from generator.prose.characters import named
from generator.prose.page_text import unprintable
from generator.schema.leaflet import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import FieldPath
    from generator.schema.common import Model
    from generator.schema.kinds import Kind
    from generator.schema.page import Page

_PRINTED = (*SHOWN_TO_READERS, "sources", "regions")
"""Kinds whose texts may be on a sheet or a share picture."""
_NOT_PRINTED = frozenset({"also", "body", "custom", "say", "search_words", "was"})
"""Fields whose words are on no sheet."""
_ON_SHARE_PICTURE = frozenset({"title", "menu", "lead"})
"""Fields of a page that are on its share picture, which has the same fonts."""


def check(library: Library) -> Iterator[Found]:
    """Report what sheets cannot print: some characters, some Markdown, topics without an exercise."""
    yield from _no_exercises(library)
    pages = printed_pages(library)
    yield EachFile(_check, (frozenset(pages),))
    for path, blocks in pages.items():
        if Block.TEXT in blocks:
            yield from _body(library, path, library.pages[path])


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what sheets can print."""
    if kind.name in _PRINTED:
        yield Requirement("handout", "Only characters that the fonts of the handouts have, so no emoji.")
    if kind.name == "leaflets":
        yield Requirement("handout", "Each of them has an `exercise`.", "exercises.*")
    if kind.name == "pages":
        yield Requirement(
            "handout", "If a sheet prints the page: no HTML, and each picture on a line of its own."
        )


def _no_exercises(library: Library) -> Iterator[Problem]:
    """Topics in a table of exercises that have no exercise. `kind/*` prints only those that have one."""
    known = exercises(library)
    for id_, leaflet in library.leaflet_files.items():
        for at, target in enumerate(leaflet.exercises):
            key = _key(library, target)
            if key and key not in known:
                message = f"{key} has no `exercise`, so no table can print it; write one, or leave it out"
                yield library.content.problem("leaflets", id_, ("exercises", at), message, "handout")


def _key(library: Library, target: str) -> str:
    """The key of a page; empty for `kind/*`, and for an unknown page, which `links` reports."""
    try:
        return "" if target.endswith("/*") else library.resolve(target).key
    except UnknownTarget:
        return ""


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in _PRINTED:
        only = None if kind != "pages" or id_ in printed_pages(library) else _ON_SHARE_PICTURE
        yield from _missing_in_fields(library, kind, id_, model, only)


def _missing_in_fields(
    library: Library, kind: str, id_: str, model: Model, only: frozenset[str] | None
) -> Iterator[Problem]:
    """Characters that no font has, each once a field.

    Args:
        library: all content.
        kind: the kind of the file.
        id_: its id.
        model: its content.
        only: the fields to look at; None for all that may be printed.
    """
    fields, added = fields_in(model), added_fonts(library.content.root)
    for path, value in (*fields.prose, *fields.texts):
        if _NOT_PRINTED.isdisjoint(path) and (only is None or path[0] in only):
            for character in missing(str(value), added):
                yield _in_field(library, kind, id_, path, character)


def _in_field(library: Library, kind: str, id_: str, path: FieldPath, character: str) -> Problem:
    return library.content.problem(kind, id_, path, _message(character), "handout", inside=character)


def _message(character: str) -> str:
    return f"no font of the handouts has {named(character)}; write it in another way, or {ADD_A_FONT}"


def _body(library: Library, path: str, page: Page) -> Iterator[Problem]:
    file, above = library.content.file("pages", path), library.content.lines_above_body(path)
    characters = [
        (page.body.index(one), _message(one))
        for one in missing(page.body, added_fonts(library.content.root))
    ]
    for start, message in (*characters, *unprintable(page.body)):
        line, column = line_and_column(page.body, start)
        yield Problem(file, above + line, column, "", message, "handout")
