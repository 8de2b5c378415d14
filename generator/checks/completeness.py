# Checks that everything readers, clinics and educators rely on is there.

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from generator.content.fields import cited_by, prose_in
from generator.problems import Problem, line_and_column
from generator.schema.page import Show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library


def check(library: Library) -> Iterator[Problem]:
    """Report missing quizzes, leaflets, citations, pages, words and files, and content nothing links to."""
    yield from _missing_quizzes_and_leaflets(library)
    yield from _without_citation(library)
    yield from _unlinked(library)
    yield from _signs_outside_box(library)
    yield from _missing_region_words(library)
    yield from _missing_pages(library)
    yield from _missing_files(library)


def _missing_quizzes_and_leaflets(library: Library) -> Iterator[Problem]:
    for id_ in library.techniques:
        key = f"techniques/{id_}"
        if key not in library.quiz_of:
            message = f"no quiz has `topic: {key}`; write quizzes/{id_}.yml"
            yield _about_file(library, "techniques", id_, message)
        if key not in library.leaflet_of:
            message = f"no leaflet has `topic: {key}`; write leaflets/{id_}.yml"
            yield _about_file(library, "techniques", id_, message)


def _without_citation(library: Library) -> Iterator[Problem]:
    for kind in ("techniques", "symptoms"):
        for id_, model in library.content.items[kind].items():
            if not cited_by(model):
                message = "it cites no source at all; add [@id] where it states facts"
                yield _about_file(library, kind, id_, message)


def _unlinked(library: Library) -> Iterator[Problem]:
    for id_ in library.muscles:
        if id_ not in library.techniques_for_muscle:
            message = "no technique leads to it; name it in a technique's `muscles`"
            yield _about_file(library, "muscles", id_, message, "unlinked")
    for id_ in library.self_care:
        if id_ not in library.symptoms_for_self_care and not _is_linked(library, f"self-care/{id_}"):
            message = "nothing leads to it; name it in a symptom's `self_care`"
            yield _about_file(library, "self-care", id_, message, "unlinked")


def _is_linked(library: Library, key: str) -> bool:
    return any(
        target.partition("#")[0] in (key, key.partition("/")[2])
        for *_, model in library.documents()
        for _, prose in prose_in(model)
        for target in prose.targets
    )


def _signs_outside_box(library: Library) -> Iterator[Problem]:
    signs = library.warning_signs
    covered = {sign for line in signs.box.lines for sign in line.signs}
    for t, tier in enumerate(signs.tiers):
        for s, sign in enumerate(tier.signs):
            if tier.id == "emergency" and sign.id not in covered:
                message = f"no line of the emergency box stands for '{sign.id}'; add it to a line of `box`"
                path = ("tiers", t, "signs", s, "id")
                yield library.content.problem(
                    "warning-signs", "warning-signs", path, message, "completeness"
                )


def _missing_region_words(library: Library) -> Iterator[Problem]:
    for field in ("words", "actions"):
        words = {id_: getattr(region, field) for id_, region in library.regions.items()}
        region_with = {word: id_ for id_ in words for word in words[id_]}
        for id_, known in words.items():
            for word in sorted(set(region_with) - set(known)):
                message = f"the word '{word}' is missing; region '{region_with[word]}' has it"
                yield library.content.problem("regions", id_, (field,), message, "completeness")


def _missing_pages(library: Library) -> Iterator[Problem]:
    shown = {page.show for page in library.pages.values()}
    folder = (library.content.root / "pages").as_posix()
    for show in Show:
        if show not in shown:
            message = f"no page has `show: {show}`, so what it would list cannot be reached; add one"
            yield Problem(folder, 1, 1, "", message, "completeness")


_FILES = (
    (
        re.compile(r"!\[[^\]]*\]\((?P<path>[^)\s#]+)[^)]*\)"),
        "no image at '{path}'; put it beside the page, or correct the path",
        "image",
    ),
    (
        re.compile(r"(?<!!)\[[^\]]*\]\((?P<path>[^)\s#]+\.md)[^)]*\)"),
        "no page at '{path}'; write [words][id] with the id of what it leads to",
        "link",
    ),
)
"""How Markdown refers to a file: the pattern, the message if the file is missing, the rule."""


def _missing_files(library: Library) -> Iterator[Problem]:
    """Report images and `.md` files that a page's Markdown refers to and that do not exist."""
    for id_, page in library.pages.items():
        file = Path(library.content.file("pages", id_))
        for pattern, message, rule in _FILES:
            for match in pattern.finditer(page.body):
                path = match["path"]
                if "://" not in path and not (file.parent / path).is_file():
                    line, column = line_and_column(page.body, match.start())
                    line += library.content.lines_above_body(id_)
                    yield Problem(file.as_posix(), line, column, "", message.format(path=path), rule)


def _about_file(library: Library, kind: str, id_: str, message: str, rule: str = "completeness") -> Problem:
    return library.content.problem(kind, id_, (), message, rule)
