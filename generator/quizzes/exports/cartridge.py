# IMS Common Cartridge 1.1 (2011): the quiz as QTI 1.2.1, the notice as a page, a link to the quiz page.
# https://www.imsglobal.org/cc/ccv1p1/imscc_profilev1p1-Implementation.html
#
# Platforms differ in when they show feedback on a single choice: Moodle shows it with every answer,
# whichever was picked. So the general feedback of a question lists the feedback on all choices, each with
# its text.
#
# The profile has choice questions, true-false questions and short answers only. So each row of a matching
# or ordering question becomes a single-choice question, with the targets as its choices.

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from generator.output.zip_file import archive
from generator.quizzes.exports.assessment import paragraphs
from generator.quizzes.exports.format import Export
from generator.quizzes.exports.item import Choice, ChoiceItem, Item, ItemWords, RowsItem, TextItem
from generator.quizzes.exports.qti12 import PACKAGE
from generator.quizzes.exports.qti12_items import GENERAL, assessment_file, choice_element, text_element
from generator.quizzes.exports.xml import Vocabulary, document, make
from generator.website.downloads import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.item import ItemRow
    from generator.quizzes.exports.xml import Element

_LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_WEB_LINK = Vocabulary("http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1")
_QUIZ, _ABOUT, _LINK = "quiz/quiz.xml", "about/about.html", "link/link.xml"
_FIELDS = {
    "cc_profile": "cc.exam.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "qmd_feedbackpermitted": "Yes",
    "cc_maxattempts": "unlimited",
}
_PROFILES = {
    "single-choice": "cc.multiple_choice.v0p1",
    "multiple-choice": "cc.multiple_response.v0p1",
    "true-false": "cc.true_false.v0p1",
    "short-answer": "cc.fib.v0p1",
}


def render(assessment: Assessment) -> bytes:
    """Write a quiz as a Common Cartridge."""
    link = {_LINK: _web_link(assessment)} if assessment.address else {}
    files = {
        "imsmanifest.xml": _manifest(assessment),
        _QUIZ: assessment_file(assessment, _FIELDS, _items(assessment)),
        _ABOUT: _about(assessment),
        **link,
    }
    return archive(files, assessment.date)


def _items(assessment: Assessment) -> Iterator[Element]:
    for item in assessment.items:
        match item:
            case ChoiceItem():
                yield choice_element(item, _fields(item), _feedback(item, item.key), by_choice=False)
            case TextItem():
                yield text_element(item, _fields(item), _feedback(item, item.key), one_condition=True)
            case RowsItem():
                yield from (_row(item, row) for row in item.rows)


def _row(item: RowsItem, row: ItemRow) -> Element:
    """A single-choice question for one row: which target is the right one?"""
    stem = (*item.lead, ItemWords(row.words.text, f"<strong>{row.words.html}</strong>"))
    choices = [
        Choice(
            id=target.id,
            words=target.words,
            correct=target is row.target,
            points=Fraction(target is row.target),
            feedback=row.feedback,
        )
        for target in item.targets
    ]
    shared = {field.name: getattr(item, field.name) for field in fields(Item)}
    changed = {
        "id": f"{item.id}-{row.id}",
        "type": "single-choice",
        "stem": ItemWords(" ".join(part.text for part in stem), "<br/>".join(part.html for part in stem)),
    }
    question = ChoiceItem(**{**shared, **changed}, choices=tuple(choices), shuffle=False)
    return choice_element(question, _fields(question), _feedback(item, [item.key_of(row)]), by_choice=False)


def _fields(item: Item) -> dict[str, str]:
    return {"cc_profile": _PROFILES[item.type], "cc_weighting": "1"}


def _feedback(item: Item, key: Iterable[ItemWords]) -> dict[str, str]:
    return {GENERAL: paragraphs([*key, *item.reason])}


def _about(assessment: Assessment) -> bytes:
    title = escape(assessment.title)
    text = paragraphs((assessment.intro, *assessment.notice))
    return (
        f'<!doctype html>\n<html lang="{assessment.language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n{text}\n</body>\n</html>\n"
    ).encode()


def _web_link(assessment: Assessment) -> bytes:
    url = make("url", href=assessment.address, target="_blank")
    return document(_WEB_LINK, "webLink", make("title", assessment.title), url)


def _manifest(assessment: Assessment) -> bytes:
    parts = list(_parts(assessment))
    leaves = [
        make("item", make("title", title), identifier=f"item-{id_}", identifierref=f"resource-{id_}")
        for id_, title, _ in parts
    ]
    root = make("item", *leaves, identifier="root")
    organization = make("organization", root, identifier="organization", structure="rooted-hierarchy")
    return document(
        PACKAGE,
        "manifest",
        _metadata(assessment),
        make("organizations", organization),
        make("resources", *(resource for _, _, resource in parts)),
        identifier=f"cartridge-{assessment.id}",
    )


def _metadata(assessment: Assessment) -> Element:
    title = make("title", make("string", assessment.title, language=assessment.language))
    schema, version = make("schema", "IMS Common Cartridge"), make("schemaversion", "1.1.0")
    return make("metadata", schema, version, make("lom", make("general", title), xmlns=_LOM))


def _parts(assessment: Assessment) -> Iterator[tuple[str, str, Element]]:
    """Id, title and resource element of each entry of the cartridge, in the order shown."""
    _ = assessment.site.translations.gettext
    quiz_type = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
    yield "about", _("About this quiz"), _resource("about", "webcontent", _ABOUT, href=_ABOUT)
    yield "quiz", assessment.title, _resource("quiz", quiz_type, _QUIZ)
    if assessment.address:
        yield "link", _("This quiz on its own page"), _resource("link", "imswl_xmlv1p1", _LINK)


def _resource(id_: str, type_: str, file: str, **attributes: str) -> Element:
    return make("resource", make("file", href=file), identifier=f"resource-{id_}", type=type_, **attributes)


FORMAT = Export(
    id="common-cartridge",
    title=N_("Common Cartridge 1.1"),
    extension="imscc",
    use=N_("Most learning platforms: Moodle, Canvas, Brightspace, Blackboard, Sakai and others."),
    losses=(
        N_("No tags and no pass mark."),
        N_("Feedback on each choice, pair or step is shown together, below the question."),
        N_("A short answer must be spelt as one of the listed forms; only capitals are forgiven."),
        N_("Part points differ: Moodle takes none away for wrong picks, others give all or none."),
    ),
    changed=dict.fromkeys(
        ("matching", "ordering"),
        N_("a question for each row, with one right answer and a whole point"),
    ),
    render=render,
)
