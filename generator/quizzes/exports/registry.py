# Quizzes as files for learning platforms: one module a format, listed here.
#
# A new format is a module with a `FORMAT` and a line in `FORMATS`; the pages are told of it from there.

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from generator.output.files import PromisedFile
from generator.quizzes.exports import (
    anki,
    cartridge,
    gift,
    json_quiz,
    moodle_xml,
    qti12,
    qti21,
    qti30,
    scorm12,
    scorm2004,
)
from generator.quizzes.exports.assessment import assessment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.format import Export
    from generator.site import Site

FORMATS = (
    scorm12.FORMAT,
    scorm2004.FORMAT,
    moodle_xml.FORMAT,
    qti12.FORMAT,
    cartridge.FORMAT,
    qti21.FORMAT,
    qti30.FORMAT,
    gift.FORMAT,
    anki.FORMAT,
    json_quiz.FORMAT,
)
"""In the order they are offered."""


def render_exports(site: Site) -> Iterator[PromisedFile[str | bytes]]:
    """Each quiz in each format.

    Args:
        site: the site.
    """
    for quiz in site.library.quizzes.values():
        assessment = cache(partial(assessment_of, site, quiz))  # shared by all formats
        for export in FORMATS:
            render = partial(_exported, export, assessment)
            yield PromisedFile(export.address(quiz.id), f"quizzes/{quiz.id}.yml", render)


def _exported(export: Export, assessment: Callable[[], Assessment]) -> str | bytes:
    return export.render(assessment())
