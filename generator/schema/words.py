# Schema of the words of the subject: `content/words.yml`.
#
# What the generator says by itself is true of any subject, and so it is general. Here a site says the same
# in the words of its own subject. What is left out is said in the general words of
# `generator/content/subject_words.py`. A word is a whole label or a whole sentence, never a piece of one,
# so that it can be translated.

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.schema.common import Id, Model

Label = Annotated[str, StringConstraints(min_length=1, max_length=160)]
"""Plain text, without markup."""

_SENTENCE_END = r"[.!?]$"
ShortSentence = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=_SENTENCE_END)]
"""Plain text with its full stop, which fits into the head of a sheet."""
Sentences = Annotated[str, StringConstraints(min_length=1, max_length=160, pattern=_SENTENCE_END)]
"""Plain text with its full stops."""


class WordGroup(Model):
    """Words that belong together. Readers see all of them, so a region's spelling applies to them."""


class Counted(WordGroup):
    """Words that depend on a number."""

    one: Label
    """With one thing, such as "Same symptom:"."""
    other: Label
    """With any other number, such as "Same symptoms:"."""


class SiteWords(WordGroup):
    """What the site says of itself."""

    notice: ShortSentence | None = None
    """One short sentence on every page, sheet, embed, package and data file, such as "This is a draft." """
    purpose: Sentences | None = None
    """What the site is for and what it cannot do, at the foot of every page, in one or two sentences."""


class PeopleWords(WordGroup):
    """Labels of lines that are filled in by hand."""

    provider: Label | None = None
    """Who gives what the sheet is about, in one or two words."""
    phone: Label | None = None
    """The telephone number for questions about the sheet."""


class KindWords(WordGroup):
    """The names of the kinds of content, in labels and headings of tables."""

    technique: Label | None = None
    """What one file in `techniques/` is about."""
    techniques: Label | None = None
    """The same for all of them."""
    symptom: Label | None = None
    """What one file in `symptoms/` is about."""
    symptoms: Label | None = None
    """The same for all of them."""
    muscle: Label | None = None
    """What one file in `muscles/` is about."""
    muscles: Label | None = None
    """The same for all of them."""
    self_care: Label | None = None
    """What one file in `self-care/` is about, and all of them."""


class RelatedWords(WordGroup):
    """Why a page is related to another: what they have in common, before a list of names."""

    techniques: Counted | None = None
    """They name the same techniques."""
    symptoms: Counted | None = None
    """They name the same symptoms."""
    self_care: Counted | None = None
    """They name the same self-care topics."""
    muscles: Counted | None = None
    """They name the same muscles."""
    place: Counted | None = None
    """They are about the same places of the body map."""


class QuestionWords(WordGroup):
    """The questions that readers answer on the home page and in "Find your pages"."""

    feel: Label | None = None
    """Which symptom they have."""
    where: Label | None = None
    """Which place of the body map it is."""
    offered: Label | None = None
    """Which technique they want to read about."""


class WayWords(WordGroup):
    """Links to these questions at the top of the home page: the same in two to four words."""

    feel: Label | None = None
    """Which symptom they have."""
    where: Label | None = None
    """Which place of the body map it is."""
    offered: Label | None = None
    """Which technique they want to read about."""


class AnswerWords(WordGroup):
    """What answers are about, before the answers that a page goes with: one or two words."""

    feel: Label | None = None
    """Symptoms."""
    where: Label | None = None
    """Places of the body map."""
    offered: Label | None = None
    """Techniques."""


class HomeWords(WordGroup):
    """Labels on the home page."""

    techniques: Label | None = None
    """Before the techniques that are used at one place of the body map."""
    muscles: Counted | None = None
    """Before the muscles of that place."""
    symptoms: Counted | None = None
    """Before the symptoms of that place."""
    all_techniques: Label | None = None
    """The link to the list of all techniques."""
    all_symptoms: Label | None = None
    """The link to the list of all symptoms."""


class TechniqueWords(WordGroup):
    """What pages and sheets about a technique say."""

    ask_first: Label | None = None
    """The heading above the cautions, which each of them continues: "you take blood thinners"."""
    avoid: Label | None = None
    """The heading above `avoid`: who should leave this technique out, or where on the body."""
    details: Label | None = None
    """The heading of the part that has its figures, such as how hard it is and how long it takes."""
    muscles: Label | None = None
    """The sentence above the list of muscles. It says that usual practice proves nothing."""
    feel: Label | None = None
    """The heading above `feel` and the scale: what is normal."""
    pressure: Label | None = None
    """The label of `pressure`."""
    how_strong: Label | None = None
    """The same above a column of a table."""
    direction: Label | None = None
    """The label of `direction`."""
    hold: Label | None = None
    """The label of `hold`."""
    how_long: Label | None = None
    """The same above a column of a table."""
    course: Label | None = None
    """The label of `course`."""
    risks_on_record: Label | None = None
    """The link to the risks of the page on sessions."""


class SymptomWords(WordGroup):
    """What pages and sheets about a symptom say."""

    treatment: Label | None = None
    """The heading above `treatment` on the page, as a question."""
    treatment_on_paper: Label | None = None
    """The same on sheets."""
    techniques: Label | None = None
    """The heading above the techniques that are used for it."""
    techniques_note: Label | None = None
    """The sentence above the list of them. It says that usual practice proves nothing."""


class MuscleWords(WordGroup):
    """What pages about a muscle say."""

    techniques: Label | None = None
    """The heading above the techniques that are used on it."""
    techniques_note: Label | None = None
    """The sentence above the list of them. It says that usual practice proves nothing."""


class SheetWords(WordGroup):
    """What sheets say, whatever they are about."""

    practice: Label | None = None
    """What "usual practice" means, at the end of sheets that have it. Without a full stop."""
    next_time: Label | None = None
    """The label of the line for the next appointment."""


class ScaleWords(WordGroup):
    """The scale from 0 to 10."""

    too_much: Label | None = None
    """The label of what is above the bearable range: that it is too much, and what to say then."""


class AnchorWords(Model):
    """Anchors of parts of pages: what follows `#` in an address. An anchor that was published must stay."""

    treatment: Id | None = None
    """The part of a symptom's page that shows `treatment`."""


class LinkedDataWords(Model):
    """Types of https://schema.org, for search engines."""

    technique: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]+$")] | None = None
    """The type of a technique, such as `MedicalProcedure`."""


class Words(Model):
    """The words of the subject. A word that is left out is said in general words."""

    site: SiteWords = SiteWords()
    """What the site says of itself."""
    people: PeopleWords = PeopleWords()
    """Labels of lines that are filled in by hand."""
    kinds: KindWords = KindWords()
    """The names of the kinds of content."""
    related: RelatedWords = RelatedWords()
    """Why a page is related to another."""
    questions: QuestionWords = QuestionWords()
    """The questions that readers answer to find their pages."""
    ways: WayWords = WayWords()
    """Links to these questions."""
    answers: AnswerWords = AnswerWords()
    """What answers to these questions are about."""
    home: HomeWords = HomeWords()
    """Labels on the home page."""
    technique: TechniqueWords = TechniqueWords()
    """What pages and sheets about a technique say."""
    symptom: SymptomWords = SymptomWords()
    """What pages and sheets about a symptom say."""
    muscle: MuscleWords = MuscleWords()
    """What pages about a muscle say."""
    sheet: SheetWords = SheetWords()
    """What sheets say, whatever they are about."""
    scale: ScaleWords = ScaleWords()
    """The scale from 0 to 10."""
    anchors: AnchorWords = AnchorWords()
    """Anchors of parts of pages."""
    linked_data: LinkedDataWords = LinkedDataWords()
    """Types for search engines."""
    of_the_subject: tuple[str, ...] = ()
    """Words that belong to this subject alone, in lower case. The generator says none of them by itself."""
