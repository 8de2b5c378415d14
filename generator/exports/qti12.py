# IMS QTI 1.2.1 (2003) as Canvas reads and writes it, as a content package.
# https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html
#
# Canvas takes the type of a question and its points from fields of its own, and the quiz's settings from
# `assessment_meta.xml`. It splits the points of a multiple answer itself: right picks less wrong ones, as a
# share of all right ones, which is our rule.
#
# The same items go into a Common Cartridge (`cartridge.py`), where other readers wait. Three rules come
# from them: a condition that gives points stands last and only once, since some readers let later ones
# win; only conditions with `continue="Yes"` show feedback without points; and Moodle scores a multiple
# answer 0 unless each `varequal` says `case="Yes"`.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.archive import archive
from generator.exports.assessment import paragraphs
from generator.exports.export import Export
from generator.exports.xml import document, maker, schema_location
from generator.formats import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.exports.assessment import Assessment, Choice, Item
    from generator.exports.xml import Element

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_RESPONSE = "response1"
_GENERAL = "general_fb"
_TYPES = {
    "single-choice": "multiple_choice_question",
    "multiple-choice": "multiple_answers_question",
    "true-false": "true_false_question",
}

_make = maker(NAMESPACE)


def render(assessment: Assessment) -> bytes:
    """A quiz as a package for Canvas."""
    folder = assessment.id
    items = [canvas_item(item) for item in assessment.items]
    quiz = assessment_file(assessment, {"cc_maxattempts": "unlimited"}, items)
    files = {
        "imsmanifest.xml": _manifest(assessment),
        f"{folder}/{folder}.xml": quiz,
        f"{folder}/assessment_meta.xml": _settings(assessment),
    }
    return archive(files, assessment.date)


def canvas_item(item: Item) -> Element:
    """A question with Canvas' own fields, and with feedback on each choice."""
    fields = {"question_type": _TYPES[item.type], "points_possible": "1.0"}
    shown = [_shows(item, choice) for choice in item.choices]
    feedback = {_feedback_of(item, choice): choice.feedback.html for choice in item.choices}
    return item_element(item, fields, shown, {_GENERAL: paragraphs(item.reason), **feedback}, title=item.id)


# --- what a cartridge shares


def assessment_file(assessment: Assessment, fields: Mapping[str, str], items: Iterable[Element]) -> bytes:
    """The questions of a quiz as one file.

    Args:
        assessment: the quiz.
        fields: metadata of the whole.
        items: its questions.
    """
    about = paragraphs((assessment.intro, *assessment.notice))
    quiz = _make(
        "assessment",
        _metadata(fields),
        _make("presentation_material", _make("flow_mat", _material(about))),
        _make("section", *items, ident="root_section"),
        ident=assessment.id,
        title=assessment.title,
    )
    return document(_make("questestinterop", quiz))


def item_element(
    item: Item,
    fields: Mapping[str, str],
    shown: Iterable[Element],
    feedback: Mapping[str, str],
    **attributes: str,
) -> Element:
    """A question.

    Args:
        item: the question.
        fields: its metadata.
        shown: conditions that show feedback of choices.
        feedback: id → HTML of every feedback; the general one is always shown.
        attributes: further ones of the element.
    """
    outcomes = _make(
        "outcomes", _make("decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100")
    )
    texts = [
        _make("itemfeedback", _make("flow_mat", _material(html)), ident=id_)
        for id_, html in feedback.items()
    ]
    return _make(
        "item",
        _make("itemmetadata", _metadata(fields)),
        _presentation(item),
        _make("resprocessing", outcomes, _always(), *shown, _scores(item)),
        *texts,
        ident=item.id,
        **attributes,
    )


def general_feedback(html: str) -> dict[str, str]:
    """The one feedback of a question whose choices have none of their own."""
    return {_GENERAL: html}


def _metadata(fields: Mapping[str, str]) -> Element:
    pairs = [
        _make("qtimetadatafield", _make("fieldlabel", label), _make("fieldentry", entry))
        for label, entry in fields.items()
    ]
    return _make("qtimetadata", *pairs)


def _material(html: str) -> Element:
    return _make("material", _make("mattext", html, texttype="text/html"))


def _presentation(item: Item) -> Element:
    labels = [
        _make("response_label", _material(choice.words.html), ident=_ident(item, choice))
        for choice in item.choices
    ]
    choices = _make("render_choice", *labels, shuffle="Yes" if item.shuffle else "No")
    cardinality = "Multiple" if item.many else "Single"
    response = _make("response_lid", choices, ident=_RESPONSE, rcardinality=cardinality)
    return _make("presentation", _material(paragraphs([item.stem])), response)


def _ident(item: Item, choice: Choice) -> str:
    """A choice's name; readers know those of true and false."""
    return ("true" if choice is item.choices[0] else "false") if item.true_false else choice.id


def _always() -> Element:
    return _condition([_make("other")], _display(_GENERAL), goes_on=True)


def _shows(item: Item, choice: Choice) -> Element:
    return _condition([_picked(item, choice)], _display(_feedback_of(item, choice)), goes_on=True)


def _scores(item: Item) -> Element:
    """All points for the right choices and no other."""
    points = _make("setvar", "100", action="Set", varname="SCORE")
    if not item.many:
        return _condition([_picked(item, item.correct[0])], points, goes_on=False)
    needed = [
        _picked(item, choice) if choice.correct else _make("not", _picked(item, choice))
        for choice in item.choices
    ]
    return _condition([_make("and", *needed)], points, goes_on=False)


def _condition(tests: list[Element], effect: Element, *, goes_on: bool) -> Element:
    return _make(
        "respcondition", _make("conditionvar", *tests), effect, **{"continue": "Yes" if goes_on else "No"}
    )


def _picked(item: Item, choice: Choice) -> Element:
    return _make("varequal", _ident(item, choice), respident=_RESPONSE, case="Yes")


def _display(feedback: str) -> Element:
    return _make("displayfeedback", feedbacktype="Response", linkrefid=feedback)


def _feedback_of(item: Item, choice: Choice) -> str:
    return f"{_ident(item, choice)}_fb"


# --- the package for Canvas


def _settings(assessment: Assessment) -> bytes:
    """What Canvas keeps beside the questions."""
    make = maker(_CANVAS)
    quiz = make(
        "quiz",
        make("title", assessment.title),
        make("description", paragraphs((assessment.intro, *assessment.notice))),
        make("shuffle_answers", "false"),
        make("scoring_policy", "keep_highest"),
        make("quiz_type", "practice_quiz"),
        make("points_possible", f"{len(assessment.items)}.0"),
        make("show_correct_answers", "true"),
        make("allowed_attempts", "-1"),
        identifier=assessment.id,
        **schema_location(_CANVAS, "https://canvas.instructure.com/xsd/cccv1p0.xsd"),
    )
    return document(quiz)


def _manifest(assessment: Assessment) -> bytes:
    make, folder = maker(PACKAGE), assessment.id
    questions, settings = f"{folder}/{folder}.xml", f"{folder}/assessment_meta.xml"
    quiz = make(
        "resource",
        make("file", href=questions),
        make("dependency", identifierref=f"{folder}-settings"),
        identifier=folder,
        type="imsqti_xmlv1p2",
    )
    beside = make(
        "resource",
        make("file", href=settings),
        identifier=f"{folder}-settings",
        type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
        href=settings,
    )
    about = make("metadata", make("schema", "IMS Content"), make("schemaversion", "1.1.3"))
    resources = make("resources", quiz, beside)
    return document(
        make("manifest", about, make("organizations"), resources, identifier=f"package-{folder}")
    )


FORMAT = Export(
    id="qti-1.2",
    title="QTI 1.2 for Canvas",
    extension="zip",
    use=N_("Canvas: import it as a QTI package."),
    losses=(N_("No tags and no pass mark."),),
    render=render,
)
