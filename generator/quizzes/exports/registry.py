# The formats in which quizzes can be downloaded for learning platforms; each has a module of its own.
#
# To add a format, write a module with a `FORMAT` and add it to `FORMATS`; pages then list it.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.memo import once
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
"""In the order in which pages list them."""


def render_exports(site: Site) -> Iterator[PromisedFile[str | bytes]]:
    """Every quiz in every format."""
    for quiz in site.library.quizzes.values():
        assessment = once(partial(assessment_of, site, quiz))  # made once for all formats
        for export in FORMATS:
            render = partial(_exported, export, assessment)
            yield PromisedFile(
                export.address(quiz.id), site.library.content.name("quizzes", quiz.id), render
            )


def _exported(export: Export, assessment: Callable[[], Assessment]) -> str | bytes:
    return export.render(assessment())
