# Checks that no count is typed by hand that content can give, since it goes wrong when content is added.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.content.fields import fields_in, last_name, prose_in
from generator.content.localise import SPELT_BY_REGION
from generator.content.quotations import in_words, quotable
from generator.content.requirements import Requirement, has_prose
from generator.memo import once_per_object
from generator.problems import Problem, line_and_column
from generator.prose import Cite, Prose, Text
from generator.schema.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import FieldPath
    from generator.schema.common import Model
    from generator.schema.kinds import Kind

_NOUNS = {
    "techniques": "techniques",
    "symptoms": "symptoms",
    "muscles": "muscles",
    "self-care": "self-care topics",
    "quizzes": "quizzes",
    "leaflets": "(?:handouts|sheets|leaflets)",
    "sources": "sources",
    "claims": "claims",
}
"""Kind → what its items are called in running text, as a pattern."""

_EXEMPT = ("sources", "quizzes")
"""Kinds whose counts belong to what they describe: a study, or the situation in a question."""


def check(library: Library) -> Iterator[Found]:
    """Report counts of content that are typed by hand."""
    yield EachFile(_check, tuple(_patterns(library)))


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say how to write the number of items that content has."""
    if kind.name not in _EXEMPT and has_prose(kind):
        message = (
            f"How many there are of a kind of content is filled in, as {{count:{next(iter(_NOUNS))}}};"
            " if somebody else counted, it is {said:two}."
        )
        yield Requirement("count", message)


def _patterns(library: Library) -> Iterator[tuple[str, str]]:
    """Each kind, and the pattern of the number that content has of it, with its noun."""
    for (form, kind), nodes in quotable(library.content.items).items():
        if form == "count" and kind in _NOUNS and isinstance(nodes[0], Text):
            yield kind, rf"\b(?:{_forms(nodes[0].text)})\s+(?:{_NOUNS[kind]})\b"


@once_per_object
def _compiled(library: Library) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _patterns(library)}


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in _EXEMPT:
        return
    patterns = _compiled(library)
    for path, prose in prose_in(model):
        for message in _in_prose(prose, patterns):
            yield library.content.problem(kind, id_, path, message, "count")
    for path, text in fields_in(model).texts:
        if _is_read(path):
            for _, message in _found(text, patterns, _UNMARKED):
                yield library.content.problem(kind, id_, path, message, "count")
    if isinstance(model, Page):
        yield from _in_markdown(library, id_, model, patterns)


_OF_OTHERS = {"accepted", "body", "claims"}
"""Fields of plain text that readers type, that are Markdown, or that somebody else wrote."""


def _is_read(path: FieldPath) -> bool:
    """Whether readers see a plain text as ours."""
    name = last_name(path)
    return name in SPELT_BY_REGION and name not in _OF_OTHERS


def _forms(count: str) -> str:
    """The ways to write a count, as a pattern."""
    words = [in_words(number) for number in range(10)]
    return f"{count}|{words.index(count)}" if count in words else count


def _in_prose(prose: Prose, patterns: dict[str, re.Pattern[str]]) -> Iterator[str]:
    if any(isinstance(node, Cite) for node in prose.references):
        return
    for node in prose.walk():
        if isinstance(node, Text):
            yield from (message for _, message in _found(node.text, patterns))


def _in_markdown(
    library: Library, id_: str, page: Page, patterns: dict[str, re.Pattern[str]]
) -> Iterator[Problem]:
    file, above = library.content.file("pages", id_), library.content.lines_above_body(id_)
    for start, message in _found(page.body, patterns):
        line, column = line_and_column(page.body, start)
        yield Problem(file, above + line, column, "", message, "count")


_MARKED = "write {{count:{kind}}}, or {{said:{number}}} if somebody else counted"
_UNMARKED = "leave it out here, where it cannot be filled in"


def _found(
    text: str, patterns: dict[str, re.Pattern[str]], fix: str = _MARKED
) -> Iterator[tuple[int, str]]:
    for kind, pattern in patterns.items():
        for match in pattern.finditer(text):
            instead = fix.format(kind=kind, number=match[0].split()[0].lower())
            yield match.start(), f"'{match[0]}' is a count that content can give: {instead}"
