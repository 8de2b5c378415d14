# How easy each file is to read, against the limits for the scale of its language.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.prose.scales import FLESCH_KINCAID, INFLESZ, Limits, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.content.reading import Reading
    from generator.problems import FieldPath
    from generator.prose.scales import Scale
    from generator.schema.plain_language import PlainLanguage

TOO_SHORT_TO_GRADE = 40
"""A text of fewer words is too short for a scale to mean anything."""


def limits_of(limits: PlainLanguage, scale: Scale) -> Limits:
    """The limits for a scale."""
    of_scale = {
        FLESCH_KINCAID: Limits(limits.grade, limits.handout_grade, limits.professional_grade),
        INFLESZ: Limits(limits.inflesz.text, limits.inflesz.handout, limits.inflesz.professional),
    }
    return of_scale[scale]


def highest(limits: PlainLanguage, language: str) -> str:
    """What a content file in a language may have at most, in a sentence for authors."""
    scale = scale_of(language)
    if not scale:
        return f"How easy it is to read is not graded: there is no scale for the language '{language}'."
    text, handout, _ = limits_of(limits, scale)
    easiest = scale.stricter(text, handout)
    easier = f", and {easiest:g} if a handout is printed from it" if easiest != text else ""
    most = f"{scale.name[:1].upper()}{scale.name[1:]} of at {'least' if scale.rises else 'most'}"
    return f"{most} {text:g}{easier}; counted from {TOO_SHORT_TO_GRADE} words on."


def too_hard(
    library: Library, kind: str, id_: str, file_text: Reading
) -> Iterator[tuple[str, FieldPath, str]]:
    """The file's text if it is too hard: the limit's name, no field, and the message."""
    easy_words, scale = library.easy_words, file_text.scale
    value = file_text.ease(easy_words)
    if scale is None or value is None or file_text.word_count < TOO_SHORT_TO_GRADE:
        return
    limit = _limit(library, kind, id_, scale)
    if scale.is_too_hard(value, limit):
        hardest = "; ".join(f"“{sentence}”" for sentence in file_text.hardest(3, easy_words))
        bound = "least" if scale.rises else "limit"
        message = f"{scale.name} {value:.1f}, and the {bound} is {limit:g}; shorten or split: {hardest}"
        yield "grade", (), message


def _limit(library: Library, kind: str, id_: str, scale: Scale) -> float:
    """The limit for a file; a topic with a handout must be easier than others."""
    limits = limits_of(library.plain_language, scale)
    if library.content.name(kind, id_) in library.plain_language.professional:
        return limits.professional
    is_printed = f"{kind}/{id_}" in library.leaflet_of
    return scale.stricter(limits.text, limits.handout) if is_printed else limits.text
