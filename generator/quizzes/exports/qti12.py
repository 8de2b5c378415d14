# IMS QTI 1.2.1 (2003) as Canvas reads and writes it, as a content package.
# https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html
#
# Canvas reads the type of a question and its points from fields of its own, and the quiz's settings from
# `assessment_meta.xml`. It computes partial points itself, by the rule that we use: right picks minus
# wrong picks, divided by the number of right choices; in matching questions an equal share for each pair.
# It has no ordering questions, so steps are matched with places.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.output.zip_file import archive
from generator.quizzes.exports.assessment import paragraphs
from generator.quizzes.exports.format import Export
from generator.quizzes.exports.item import ChoiceItem, RowsItem, TextItem
from generator.quizzes.exports.qti12_items import (
    GENERAL,
    IF_RIGHT,
    IF_WRONG,
    assessment_file,
    choice_element,
    rows_element,
    text_element,
)
from generator.quizzes.exports.xml import Vocabulary, document, make
from generator.website.downloads import N_

if TYPE_CHECKING:
    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.item import Item
    from generator.quizzes.exports.xml import Element

PACKAGE = Vocabulary("http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1")
_NAMESPACE = "http://canvas.instructure.com/xsd/cccv1p0"
_CANVAS = Vocabulary(_NAMESPACE, schemas={_NAMESPACE: "https://canvas.instructure.com/xsd/cccv1p0.xsd"})
_TYPES = {
    "single-choice": "multiple_choice_question",
    "multiple-choice": "multiple_answers_question",
    "true-false": "true_false_question",
    "matching": "matching_question",
    "ordering": "matching_question",
    "short-answer": "short_answer_question",
}


def render(assessment: Assessment) -> bytes:
    """Write a quiz as a package for Canvas."""
    folder = assessment.id
    quiz = assessment_file(assessment, {"cc_maxattempts": "unlimited"}, map(_item, assessment.items))
    files = {
        "imsmanifest.xml": _manifest(assessment),
        f"{folder}/{folder}.xml": quiz,
        f"{folder}/assessment_meta.xml": _settings(assessment),
    }
    return archive(files, assessment.date)


def _item(item: Item) -> Element:
    """A question with the metadata fields that Canvas needs."""
    fields = {"question_type": _TYPES[item.type], "points_possible": "1.0"}
    match item:
        case ChoiceItem():
            reason = {GENERAL: paragraphs(item.reason)}
            return choice_element(item, fields, reason, by_choice=True)
        case RowsItem():
            return rows_element(item, fields, {GENERAL: paragraphs([*item.key, *item.reason])})
        case TextItem():
            feedback = {
                GENERAL: paragraphs(item.reason),
                IF_RIGHT: paragraphs([item.if_right]),
                IF_WRONG: paragraphs([item.if_wrong]),
            }
            return text_element(item, fields, feedback, one_condition=False)
    raise TypeError(item.type)


# --- the package for Canvas


def _settings(assessment: Assessment) -> bytes:
    """The settings of the quiz (`assessment_meta.xml`)."""
    return document(
        _CANVAS,
        "quiz",
        make("title", assessment.title),
        make("description", paragraphs((assessment.intro, *assessment.notice))),
        make("shuffle_answers", "false"),
        make("scoring_policy", "keep_highest"),
        make("quiz_type", "practice_quiz"),
        make("points_possible", f"{len(assessment.items)}.0"),
        make("show_correct_answers", "true"),
        make("allowed_attempts", "-1"),
        identifier=_identifier(assessment),
    )


def _identifier(assessment: Assessment) -> str:
    """The identifier of the quiz: an `xs:ID`, which may not start with a digit as the id of a quiz may."""
    return f"quiz-{assessment.id}"


def _manifest(assessment: Assessment) -> bytes:
    folder, identifier = assessment.id, _identifier(assessment)
    questions, settings = f"{folder}/{folder}.xml", f"{folder}/assessment_meta.xml"
    quiz = make(
        "resource",
        make("file", href=questions),
        make("dependency", identifierref=f"{identifier}-settings"),
        identifier=identifier,
        type="imsqti_xmlv1p2",
    )
    settings_resource = make(
        "resource",
        make("file", href=settings),
        identifier=f"{identifier}-settings",
        type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
        href=settings,
    )
    about = make("metadata", make("schema", "IMS Content"), make("schemaversion", "1.1.3"))
    return document(
        PACKAGE,
        "manifest",
        about,
        make("organizations"),
        make("resources", quiz, settings_resource),
        identifier=f"package-{folder}",
    )


FORMAT = Export(
    id="qti-1.2",
    title=N_("QTI 1.2 for Canvas"),
    extension="zip",
    use=N_("Canvas: import it as a QTI package."),
    losses=(
        N_("No tags and no pass mark."),
        N_("Feedback on each pair or step is shown together, below the question."),
        N_("A short answer must be spelt as one of the listed forms; only capitals are forgiven."),
    ),
    changed={"ordering": N_("matching with places")},
    render=render,
)
