# Checks that everything readers, clinics and educators rely on is there.

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from generator.content.list_pages import KINDS_SHOWN
from generator.content.requirements import Requirement
from generator.problems import Problem, line_and_column
from generator.schema.page import Show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.content.library import Library
    from generator.schema.kinds import Kind


def check(library: Library) -> Iterator[Problem]:
    """Report missing pages, words and files, and pages that show nothing."""
    yield from _signs_outside_box(library)
    yield from _missing_region_words(library)
    yield from _missing_pages(library)
    yield from _pages_without_content(library)
    yield from _missing_files(library)


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what a file must have because others have or need it."""
    match kind.name:
        case "warning-signs":
            message = "A line of the emergency box stands for each sign of the tier `emergency`."
            yield Requirement("completeness", message, "box.lines")
        case "regions":
            for field in _OF_ALL_REGIONS:
                yield Requirement("completeness", "All that other regions have.", field)
        case "pages":
            yield Requirement("completeness", "The site has some of what the page shows.", "show")
            yield Requirement("image", "A picture stands beside the page, and its path begins there.")
            yield Requirement("link", "Links to pages are [words][id], not the names of files.")


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
    for field in _OF_ALL_REGIONS:
        words = {id_: getattr(region, field) for id_, region in library.regions.items()}
        region_with = {word: id_ for id_ in words for word in words[id_]}
        for id_, known in words.items():
            for word in sorted(set(region_with) - set(known)):
                message = f"the word '{word}' is missing; region '{region_with[word]}' has it"
                yield library.content.problem("regions", id_, (field,), message, "completeness")


_OF_ALL_REGIONS = ("words", "actions")
"""Fields in which all regions have the same words."""
_OPTIONAL = {Show.COMPARE, Show.EMBEDS, Show.HANDOUT_MAKER, Show.MIX, Show.SIGNS}
"""Pages that only show again what other pages lead to."""


def _missing_pages(library: Library) -> Iterator[Problem]:
    """Report content without the page that lists it, and pages that the site asks for."""
    lists = {show for show, kinds in KINDS_SHOWN.items() if _has_any(library, kinds)} - _OPTIONAL
    needed = {Show.HOME, *lists, *library.required.pages}
    missing = needed - {page.show for page in library.pages.values()}
    folder = (library.content.root / "pages").as_posix()
    for show in Show:
        if show in missing:
            message = f"no page has `show: {show}`, so what it would list cannot be reached; add one"
            yield Problem(folder, 1, 1, "", message, "completeness")


def _pages_without_content(library: Library) -> Iterator[Problem]:
    """Report pages that show kinds of which the site has nothing."""
    for id_, page in library.pages.items():
        kinds = KINDS_SHOWN.get(page.show, ()) if page.show else ()
        if kinds and not _has_any(library, kinds):
            message = f"the site has no {' and no '.join(kinds)}; remove the page, or its `show`"
            yield library.content.problem("pages", id_, ("show",), message, "completeness")


def _has_any(library: Library, kinds: Iterable[str]) -> bool:
    """Whether the site has content of at least one of some kinds."""
    return any(map(library.content.items.get, kinds))


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
