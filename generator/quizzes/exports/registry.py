# Quizzes as files for learning platforms: one module a format, listed here.
#
# A new format is a module with a `FORMAT` and a line in `FORMATS`; the pages are told of it from there.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.output.files import OutputFile
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
    from collections.abc import Iterator

    from generator.schema.quiz import Quiz
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


def render_exports(site: Site) -> Iterator[OutputFile]:
    """Each quiz in each format.

    Args:
        site: the site.
    """
    yield from site.each(
        partial(_in_all_formats, site),
        site.library.quizzes.values(),
        lambda quiz: [form.address(quiz.id) for form in FORMATS],
    )


def _in_all_formats(site: Site, quiz: Quiz) -> list[OutputFile]:
    assessment = assessment_of(site, quiz)
    return [
        OutputFile(form.address(quiz.id), form.render(assessment), f"quizzes/{quiz.id}.yml")
        for form in FORMATS
    ]
