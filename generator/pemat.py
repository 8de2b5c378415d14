# How understandable and actionable each page is: PEMAT for printable materials, 24 items.
#
# Shoemaker SJ, Wolf MS, Brach C. The Patient Education Materials Assessment Tool (PEMAT) and User's Guide.
# AHRQ Publication No. 14-0002-EF. Rockville (MD): Agency for Healthcare Research and Quality; 2013.
# Numbers and rules are theirs: "agree" is for what is so nearly always, items that do not apply leave the
# count. The words are ours. Nineteen items follow from content; the others are judged in `pemat.yml`.

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.library import UnknownTarget
from generator.material import materials, must_be, speaks_to_reader, tells, word_count
from generator.memo import once_for_each
from generator.prose import Prose, Strong
from generator.readability import sentences
from generator.schema.pemat import JUDGED_BY_PEOPLE, NEEDS_A_PICTURE, Judgement, Pemat, Score

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from gettext import NullTranslations

    from generator.addresses import Entry
    from generator.library import Library
    from generator.material import Material
    from generator.schema.plain_language import PlainLanguage
    from generator.schema.region import Region

    Verdict: TypeAlias = "tuple[Score, str]"
    """What the generator says of an item, and what it saw."""

AGREE, DISAGREE, NOT_APPLICABLE = Score.AGREE, Score.DISAGREE, Score.NOT_APPLICABLE

_FIRST_OF_ACTION = 20
"""Items from this one on are about actionability."""
_NEARLY_ALWAYS = 0.8
"""The User's Guide: agree with what is so 80 to 100 percent of the time."""
_VERY_SHORT = 2
"""The User's Guide: a material of at most so many paragraphs needs no pieces, headers and summary."""


class Item(NamedTuple):
    """One item of the tool."""

    number: int
    """Its number in PEMAT."""
    name: str
    """Two or three words."""
    text: str
    """What a page must do."""


@once_for_each
def items(translations: NullTranslations) -> tuple[Item, ...]:
    """All items for printable materials; 13 and 14 are about sound and film."""
    _ = translations.gettext
    return (
        Item(1, _("Purpose"), _("It says at once what it is for.")),
        Item(2, _("To the point"), _("Nothing in it leads away from that.")),
        Item(3, _("Everyday words"), _("It uses everyday words.")),
        Item(4, _("Medical words"), _("Medical words are there to be learnt only, and are explained.")),
        Item(5, _("Active voice"), _("It says who does what.")),
        Item(6, _("Numbers"), _("Its numbers are clear and easy to grasp.")),
        Item(7, _("No sums"), _("The reader has nothing to work out.")),
        Item(8, _("Short pieces"), _("It comes in short pieces.")),
        Item(9, _("Headers"), _("Each piece has a header that says what is in it.")),
        Item(10, _("Order"), _("Things come in an order that makes sense.")),
        Item(11, _("Summary"), _("It has a summary.")),
        Item(12, _("Eye-catchers"), _("Bold words, boxes or bullets point to what matters most.")),
        Item(15, _("Pictures"), _("It has pictures where they make things easier to grasp.")),
        Item(16, _("Pictures that fit"), _("The pictures back up the words and do not distract.")),
        Item(17, _("Captions"), _("The pictures have clear titles or captions.")),
        Item(18, _("Clear pictures"), _("The pictures are clear and not crowded.")),
        Item(19, _("Tables"), _("Tables are simple, with short and clear headings.")),
        Item(20, _("Something to do"), _("It names at least one thing that the reader can do.")),
        Item(21, _("“You”"), _("It speaks to the reader when it says what to do.")),
        Item(22, _("Steps"), _("It cuts what to do into small, clear steps.")),
        Item(23, _("Something to use"), _("It gives the reader a tool, such as a list to tick.")),
        Item(24, _("Sums shown"), _("Where something has to be worked out, it shows how.")),
        Item(25, _("Charts explained"), _("It says how to use its charts and scales to act.")),
        Item(26, _("Pictures to act on"), _("It has pictures where they make it easier to act.")),
    )


@dataclass(frozen=True)
class Rated:
    """One item of one page."""

    item: Item
    score: Score
    why: str | Prose
    """What the generator saw, or what people wrote."""

    @property
    def by_people(self) -> bool:
        """Whether people judged it."""
        return isinstance(self.why, Prose)


class Tally(NamedTuple):
    """How many of the items that apply a page meets."""

    agreed: int
    of: int

    @property
    def percent(self) -> int:
        """The score, rounded down so that a limit is met only when it is."""
        return self.agreed * 100 // max(1, self.of)


@dataclass(frozen=True)
class PageScore:
    """One page."""

    entry: Entry
    """Which one."""
    rated: tuple[Rated, ...]
    """Every item, by number."""

    @property
    def understandability(self) -> Tally:
        """Items 1 to 19."""
        return tally([one.score for one in self.rated if one.item.number < _FIRST_OF_ACTION])

    @property
    def actionability(self) -> Tally:
        """Items 20 to 26."""
        return tally([one.score for one in self.rated if one.item.number >= _FIRST_OF_ACTION])


def tally(scores: list[Score]) -> Tally:
    """The count after PEMAT: items that do not apply are left out."""
    counted = [score for score in scores if score is not NOT_APPLICABLE]
    return Tally(counted.count(AGREE), len(counted))


def scores(library: Library, region: Region, translations: NullTranslations) -> tuple[PageScore, ...]:
    """The score of each page that teaches readers, in the site's order.

    Args:
        library: all content, valid.
        region: whose words to read.
        translations: for what the generator says of each item.
    """
    judged = _judgements(library)
    return tuple(
        PageScore(material.entry, rate(material, judged.get(material.entry.key, {}), translations))
        for material in materials(library, region, translations)
    )


def wanted(library: Library) -> int:
    """Percent that each technique and symptom page must reach."""
    default: int = Pemat.model_fields["wanted"].default
    return library.pemat.wanted if library.pemat else default


def _judgements(library: Library) -> dict[str, dict[int, Judgement]]:
    """`kind/id` of a page → item → what people said."""
    found: dict[str, dict[int, Judgement]] = {}
    for judgement in library.pemat.judgements if library.pemat else ():
        try:
            found.setdefault(library.resolve(judgement.page).key, {})[judgement.item] = judgement
        except UnknownTarget:  # the checks say so
            continue
    return found


def rate(
    material: Material, judgements: Mapping[int, Judgement], translations: NullTranslations
) -> tuple[Rated, ...]:
    """Every item of one page.

    Args:
        material: the page.
        judgements: what people said of it, by item.
        translations: for the generator's words.
    """
    return tuple(_rate(item, material, judgements, translations) for item in items(translations))


def _rate(
    item: Item, material: Material, judgements: Mapping[int, Judgement], translations: NullTranslations
) -> Rated:
    _ = translations.gettext
    if item.number == _SUMS:
        return Rated(item, *_sums(judgements.get(_NO_SUMS), translations))
    if item.number not in JUDGED_BY_PEOPLE:
        return Rated(item, *AUTOMATIC[item.number](material, translations))
    if item.number in NEEDS_A_PICTURE and not material.pictures:
        return Rated(item, NOT_APPLICABLE, _("It has no picture."))
    if judgement := judgements.get(item.number):
        return Rated(item, judgement.score, judgement.why)
    return Rated(item, DISAGREE, _("Nobody has judged this yet, so it counts as no."))


# --- what the generator scores ---------------------------------------------------------------------

_NO_SUMS, _SUMS = 7, 24


def _sums(judgement: Judgement | None, t: NullTranslations) -> Verdict:
    """24: it goes with item 7, which people judge."""
    if judgement and judgement.score is AGREE:
        return NOT_APPLICABLE, t.gettext("There is nothing to work out.")
    return DISAGREE, t.gettext("Nobody has said that there is nothing to work out.")


def _purpose(page: Material, t: NullTranslations) -> Verdict:
    said = t.gettext("Under the title stand {words} words that say what it is about.")
    return _agree(_brief(page.lead, page.limits)), said.format(words=word_count(page.lead))


def _everyday_words(page: Material, t: NullTranslations) -> Verdict:
    grade, limit = page.reading.measure.flesch_kincaid, page.limits.grade
    said = t.gettext("Its reading grade is {grade:.1f}, and the limit is {limit:g}.")
    return _agree(grade <= limit), said.format(grade=grade, limit=limit)


def _medical_words(page: Material, t: NullTranslations) -> Verdict:
    if "jargon" in page.over:
        return DISAGREE, t.gettext("It uses a word from the list of jargon without explaining it.")
    said = t.ngettext(
        "{count} word is explained where it first stands. No jargon is left.",
        "{count} words are explained where they first stand. No jargon is left.",
        page.terms,
    )
    return AGREE, said.format(count=page.terms)


def _active_voice(page: Material, t: NullTranslations) -> Verdict:
    said = t.gettext("{count} of {all} sentences say who does what.")
    all_ = len(page.reading.sentences)
    active = all_ - len(page.reading.passive)
    return _agree(_nearly_all(active, all_)), said.format(count=active, all=all_)


_DIGIT = re.compile(r"\d")


def _numbers(page: Material, t: NullTranslations) -> Verdict:
    found = [text for text in page.paragraphs if _DIGIT.search(text)]
    if not found:
        return NOT_APPLICABLE, t.gettext("It has no numbers.")
    if "percent" in page.over:
        return DISAGREE, t.gettext("Some numbers stand in percent.")
    said = t.ngettext(
        "{count} line has numbers, none in percent.",
        "{count} lines have numbers, none in percent.",
        len(found),
    )
    return AGREE, said.format(count=len(found))


def _short_pieces(page: Material, t: NullTranslations) -> Verdict:
    longest = max(page.reading.paragraph_words, default=0)
    if len(page.paragraphs) <= _VERY_SHORT:
        return NOT_APPLICABLE, t.gettext("It is very short.")
    said = t.gettext("It has {pieces} pieces. The longest paragraph has {words} words.")
    fine = page.headers > 1 and longest <= page.limits.paragraph_words
    return _agree(fine), said.format(pieces=max(1, page.headers), words=longest)


def _headers(page: Material, t: NullTranslations) -> Verdict:
    if len(page.paragraphs) <= _VERY_SHORT:
        return NOT_APPLICABLE, t.gettext("It is very short.")
    said = t.ngettext("It has {count} header.", "It has {count} headers.", page.headers)
    return _agree(page.headers > 1), said.format(count=page.headers)


def _summary(page: Material, t: NullTranslations) -> Verdict:
    if len(page.paragraphs) <= _VERY_SHORT:
        return NOT_APPLICABLE, t.gettext("It is very short.")
    if not page.in_short:
        return DISAGREE, t.gettext("It has no summary.")
    said = t.ngettext(
        "It starts with a summary of {count} line.",
        "It starts with a summary of {count} lines.",
        len(page.in_short),
    )
    return AGREE, said.format(count=len(page.in_short))


def _eye_catchers(page: Material, t: NullTranslations) -> Verdict:
    bold = sum(any(isinstance(node, Strong) for node in line.walk()) for line in page.key_lines)
    said = t.gettext(
        "{count} of {all} lines that nobody may miss have words in bold. They stand in a box of their own."
    )
    fine = bool(page.key_lines) and _nearly_all(bold, len(page.key_lines))
    return _agree(fine), said.format(count=bold, all=len(page.key_lines))


def _pictures(page: Material, t: NullTranslations) -> Verdict:
    if not page.pictures:
        return DISAGREE, t.gettext("It has no picture.")
    said = t.ngettext("It has {count} picture.", "It has {count} pictures.", len(page.pictures))
    return AGREE, said.format(count=len(page.pictures))


def _captions(page: Material, t: NullTranslations) -> Verdict:
    if not page.pictures:
        return NOT_APPLICABLE, t.gettext("It has no picture.")
    titled = [picture for picture in page.pictures if _brief(picture.title, page.limits)]
    said = t.ngettext(
        "{count} of {all} picture has a short title or caption.",
        "{count} of {all} pictures have a short title or caption.",
        len(page.pictures),
    )
    fine = _nearly_all(len(titled), len(page.pictures))
    return _agree(fine), said.format(count=len(titled), all=len(page.pictures))


_HEADING_WORDS = 4
"""A heading of a table with more words is not short."""


def _tables(page: Material, t: NullTranslations) -> Verdict:
    if not page.tables:
        return NOT_APPLICABLE, t.gettext("It has no table.")
    longest = max(word_count(heading) for table in page.tables for heading in table)
    said = t.gettext("The longest heading of a table has {words} words.")
    fine = longest <= _HEADING_WORDS and all(heading for table in page.tables for heading in table)
    return _agree(fine), said.format(words=longest)


def _something_to_do(page: Material, t: NullTranslations) -> Verdict:
    found = [line for line in page.actions if tells(line)]
    if not found:
        return DISAGREE, t.gettext("No line tells the reader what to do.")
    said = t.ngettext(
        "{count} line tells the reader what to do, such as “{line}”",
        "{count} lines tell the reader what to do, such as “{line}”",
        len(found),
    )
    return AGREE, said.format(count=len(found), line=min(found, key=len))


def _you(page: Material, t: NullTranslations) -> Verdict:
    speaks = [speaks_to_reader(line) for line in page.actions]
    asking = sum(spoken or must_be(line) for line, spoken in zip(page.actions, speaks, strict=True))
    said = t.gettext("{count} of {all} lines that ask for something speak to the reader.")
    fine = asking > 0 and _nearly_all(sum(speaks), asking)
    return _agree(fine), said.format(count=sum(speaks), all=asking)


_STEPS = 3
"""Fewer lines than these break nothing down."""


def _steps(page: Material, t: NullTranslations) -> Verdict:
    if len(page.actions) < _STEPS:
        return DISAGREE, t.gettext("So few lines on what to do break nothing down.")
    most = 2 * page.limits.sentence_words
    small = [line for line in page.actions if word_count(line) <= most]
    said = t.gettext("{count} of {all} lines on what to do are steps of at most {words} words.")
    fine = _nearly_all(len(small), len(page.actions))
    return _agree(fine), said.format(count=len(small), all=len(page.actions), words=most)


def _something_to_use(page: Material, t: NullTranslations) -> Verdict:
    names = {
        "tick-list": t.gettext("a list to tick"),
        "teach-back": t.gettext("a sheet to write answers on"),
        "questions": t.gettext("questions to take along"),
    }
    if not page.tools:
        return DISAGREE, t.gettext("It gives the reader nothing to tick, write on or take along.")
    return AGREE, t.gettext("It gives the reader: {tools}.").format(
        tools=", ".join(names[name] for name in page.tools)
    )


def _charts_explained(page: Material, t: NullTranslations) -> Verdict:
    to_use = [picture for picture in page.pictures if picture.to_act]
    if not to_use:
        return NOT_APPLICABLE, t.gettext("It has no chart or scale.")
    if not all(picture.use for picture in to_use):
        return DISAGREE, t.gettext("No line says how to use the numbers of the scale.")
    return AGREE, t.gettext("It says how to use the scale: “{line}”").format(line=to_use[0].use)


def _pictures_to_act_on(page: Material, t: NullTranslations) -> Verdict:
    found = next((picture for picture in page.pictures if picture.to_act), None)
    if not found:
        return DISAGREE, t.gettext("No picture helps the reader to act.")
    return AGREE, t.gettext("A picture helps the reader to act: “{title}”.").format(title=found.title)


AUTOMATIC: Mapping[int, Callable[[Material, NullTranslations], Verdict]] = {
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
"""Item → how the generator scores it."""


def _agree(fine: bool) -> Score:  # noqa: FBT001 - a yes or no becomes a score
    return AGREE if fine else DISAGREE


def _nearly_all(count: int, of: int) -> bool:
    return count >= _NEARLY_ALWAYS * of


_FEW_SENTENCES = 2


def _brief(text: str, limits: PlainLanguage) -> bool:
    """Whether a text is one or two sentences, none of them long."""
    found = sentences(text)
    return 0 < len(found) <= _FEW_SENTENCES and all(
        word_count(one) <= limits.sentence_words for one in found
    )
