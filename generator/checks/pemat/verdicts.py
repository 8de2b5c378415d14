# The PEMAT items that the generator scores by itself: one function per item, which also gives its reason.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from generator.checks.pemat.advice import must_be, speaks_to_reader, tells, word_count
from generator.checks.reading_ease import limits_of
from generator.prose import Strong
from generator.prose.formats import listed, number
from generator.prose.readability import sentences
from generator.schema.pemat import Score

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from gettext import NullTranslations

    from generator.checks.pemat.rated_page import RatedPage
    from generator.schema.pemat import Judgement
    from generator.schema.plain_language import PlainLanguage

    ScoreAndReason: TypeAlias = "tuple[Score, str]"
    """The score for an item and the reason."""

AGREE, DISAGREE, NOT_APPLICABLE = Score.AGREE, Score.DISAGREE, Score.NOT_APPLICABLE

_NEARLY_ALWAYS = 0.8
"""The User's Guide: agree if it is true 80 to 100 percent of the time."""
_VERY_SHORT = 2
"""The User's Guide: material of at most two paragraphs needs no sections, headers or summary."""


def sums(judgement: Judgement | None, t: NullTranslations) -> ScoreAndReason:
    """Score item 24, which does not apply if people agree with item 7 that nothing has to be worked out."""
    if judgement and judgement.score is AGREE:
        return NOT_APPLICABLE, t.gettext("There is nothing to work out.")
    return DISAGREE, t.gettext("Nobody has said that there is nothing to work out.")


def _purpose(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    reason = t.gettext("Under the title stand {words} words that say what it is about.")
    return _agree(_brief(page.lead, page.limits)), reason.format(words=word_count(page.lead))


def _everyday_words(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    scale, grade = page.reading.scale, page.reading.ease(page.easy_words)
    if scale is None or grade is None:
        return NOT_APPLICABLE, t.gettext("How easy this language is to read is not graded.")
    limit = limits_of(page.limits, scale).text
    reason = t.gettext("Its reading grade is {grade}, and the limit is {limit}.")
    shown = {
        "grade": number(grade, page.language, decimals=1),
        "limit": number(limit, page.language, decimals=int(limit % 1 > 0)),
    }
    return _agree(not scale.is_too_hard(grade, limit)), reason.format(**shown)


def _medical_words(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    if "jargon" in page.over:
        return DISAGREE, t.gettext("It uses a word from the list of jargon without explaining it.")
    reason = t.ngettext(
        "{count} word is explained where it first stands. No jargon is left.",
        "{count} words are explained where they first stand. No jargon is left.",
        page.terms,
    )
    return AGREE, reason.format(count=page.terms)


def _active_voice(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    reason = t.gettext("{count} of {all} sentences say who does what.")
    all_ = len(page.reading.sentences)
    active = all_ - len(page.reading.passive)
    return _agree(_nearly_all(active, all_)), reason.format(count=active, all=all_)


_DIGIT = re.compile(r"\d")


def _numbers(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    with_numbers = [text for text in page.paragraphs if _DIGIT.search(text)]
    if not with_numbers:
        return NOT_APPLICABLE, t.gettext("It has no numbers.")
    if "percent" in page.over:
        return DISAGREE, t.gettext("Some numbers stand in percent.")
    reason = t.ngettext(
        "{count} line has numbers, none in percent.",
        "{count} lines have numbers, none in percent.",
        len(with_numbers),
    )
    return AGREE, reason.format(count=len(with_numbers))


def _short_pieces(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    longest = max(page.reading.paragraph_words, default=0)
    if len(page.paragraphs) <= _VERY_SHORT:
        return NOT_APPLICABLE, t.gettext("It is very short.")
    pieces = max(1, page.headers)
    reason = t.ngettext(
        "It has {count} piece. The longest paragraph has {words} words.",
        "It has {count} pieces. The longest paragraph has {words} words.",
        pieces,
    )
    met = page.headers > 1 and longest <= page.limits.paragraph_words
    return _agree(met), reason.format(count=pieces, words=longest)


def _headers(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    if len(page.paragraphs) <= _VERY_SHORT:
        return NOT_APPLICABLE, t.gettext("It is very short.")
    reason = t.ngettext("It has {count} header.", "It has {count} headers.", page.headers)
    return _agree(page.headers > 1), reason.format(count=page.headers)


def _summary(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    if len(page.paragraphs) <= _VERY_SHORT:
        return NOT_APPLICABLE, t.gettext("It is very short.")
    if not page.in_short:
        return DISAGREE, t.gettext("It has no summary.")
    reason = t.ngettext(
        "It starts with a summary of {count} line.",
        "It starts with a summary of {count} lines.",
        len(page.in_short),
    )
    return AGREE, reason.format(count=len(page.in_short))


def _eye_catchers(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    bold = sum(any(isinstance(node, Strong) for node in line.walk()) for line in page.key_lines)
    reason = t.gettext(
        "{count} of {all} lines that nobody may miss have words in bold. They stand in a box of their own."
    )
    met = bool(page.key_lines) and _nearly_all(bold, len(page.key_lines))
    return _agree(met), reason.format(count=bold, all=len(page.key_lines))


def _pictures(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    if not page.pictures:
        return DISAGREE, t.gettext("It has no picture.")
    reason = t.ngettext("It has {count} picture.", "It has {count} pictures.", len(page.pictures))
    return AGREE, reason.format(count=len(page.pictures))


def _captions(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    if not page.pictures:
        return NOT_APPLICABLE, t.gettext("It has no picture.")
    titled = [picture for picture in page.pictures if _brief(picture.title, page.limits)]
    reason = t.ngettext(
        "{count} of {all} picture has a short title or caption.",
        "{count} of {all} pictures have a short title or caption.",
        len(page.pictures),
    )
    met = _nearly_all(len(titled), len(page.pictures))
    return _agree(met), reason.format(count=len(titled), all=len(page.pictures))


_HEADING_WORDS = 4
"""Most words in a short heading of a table."""


def _tables(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    if not page.tables:
        return NOT_APPLICABLE, t.gettext("It has no table.")
    longest = max(word_count(heading) for table in page.tables for heading in table)
    reason = t.gettext("The longest heading of a table has {words} words.")
    met = longest <= _HEADING_WORDS and all(heading for table in page.tables for heading in table)
    return _agree(met), reason.format(words=longest)


def _something_to_do(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    instructions = [line for line in page.actions if tells(line)]
    if not instructions:
        return DISAGREE, t.gettext("No line tells the reader what to do.")
    if not page.is_quoted:
        reason = t.ngettext(
            "{count} line tells the reader what to do.",
            "{count} lines tell the reader what to do.",
            len(instructions),
        )
        return AGREE, reason.format(count=len(instructions))
    reason = t.ngettext(
        "{count} line tells the reader what to do, such as “{line}”",
        "{count} lines tell the reader what to do, such as “{line}”",
        len(instructions),
    )
    return AGREE, reason.format(count=len(instructions), line=min(instructions, key=len))


def _you(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    speaks = [speaks_to_reader(line) for line in page.actions]
    asking = sum(to_reader or must_be(line) for line, to_reader in zip(page.actions, speaks, strict=True))
    reason = t.gettext("{count} of {all} lines that ask for something speak to the reader.")
    met = asking > 0 and _nearly_all(sum(speaks), asking)
    return _agree(met), reason.format(count=sum(speaks), all=asking)


_STEPS = 3
"""Fewest lines that count as steps."""


def _steps(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    if len(page.actions) < _STEPS:
        return DISAGREE, t.gettext("So few lines on what to do break nothing down.")
    most = 2 * page.limits.sentence_words
    small = [line for line in page.actions if word_count(line) <= most]
    reason = t.gettext("{count} of {all} lines on what to do are steps of at most {words} words.")
    met = _nearly_all(len(small), len(page.actions))
    return _agree(met), reason.format(count=len(small), all=len(page.actions), words=most)


def _something_to_use(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    names = {
        "tick-list": t.gettext("a list to tick"),
        "teach-back": t.gettext("a sheet to write answers on"),
        "questions": t.gettext("questions to take along"),
    }
    if not page.tools:
        return DISAGREE, t.gettext("It gives the reader nothing to tick, write on or take along.")
    return AGREE, t.gettext("It gives the reader: {tools}.").format(
        tools=listed((names[name] for name in page.tools), page.language)
    )


def _charts_explained(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    to_use = [picture for picture in page.pictures if picture.is_chart]
    if not to_use:
        return NOT_APPLICABLE, t.gettext("It has no chart or scale.")
    if not all(picture.use for picture in to_use):
        return DISAGREE, t.gettext("No line says how to use the numbers of the scale.")
    if not page.is_quoted:
        return AGREE, t.gettext("It says how to use the scale.")
    return AGREE, t.gettext("It says how to use the scale: “{line}”").format(line=to_use[0].use)


def _pictures_to_act_on(page: RatedPage, t: NullTranslations) -> ScoreAndReason:
    picture = next((picture for picture in page.pictures if picture.to_act), None)
    if not picture:
        return DISAGREE, t.gettext("No picture helps the reader to act.")
    if not page.is_quoted:
        return AGREE, t.gettext("A picture helps the reader to act.")
    return AGREE, t.gettext("A picture helps the reader to act: “{title}”.").format(title=picture.title)


AUTOMATIC: Mapping[int, Callable[[RatedPage, NullTranslations], ScoreAndReason]] = {
    1: _purpose,
    3: _everyday_words,
    4: _medical_words,
    5: _active_voice,
    6: _numbers,
    8: _short_pieces,
    9: _headers,
    11: _summary,
    12: _eye_catchers,
    15: _pictures,
    17: _captions,
    19: _tables,
    20: _something_to_do,
    21: _you,
    22: _steps,
    23: _something_to_use,
    25: _charts_explained,
    26: _pictures_to_act_on,
}
"""Number of an item → the function that scores it."""


def _agree(met: bool) -> Score:  # noqa: FBT001 - a yes or no becomes a score
    return AGREE if met else DISAGREE


def _nearly_all(count: int, of: int) -> bool:
    return count >= _NEARLY_ALWAYS * of


_FEW_SENTENCES = 2


def _brief(text: str, limits: PlainLanguage) -> bool:
    """Whether a text is one or two sentences, none of them long."""
    parts = sentences(text)
    return 0 < len(parts) <= _FEW_SENTENCES and all(
        word_count(sentence) <= limits.sentence_words for sentence in parts
    )
