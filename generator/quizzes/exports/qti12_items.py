# Questions in IMS QTI 1.2.1 (2003), for Canvas and for Common Cartridges.
# https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html
#
# Four rules follow from how platforms read these files:
#
# - There is only one condition that gives points for choices, and it comes last, because on some platforms
#   later conditions override earlier ones.
# - Conditions that only show feedback have `continue="Yes"`, so that later conditions still apply.
# - Every `varequal` for a choice has `case="Yes"`, or else Moodle scores multiple-answer questions 0.
# - Every accepted short answer has a condition of its own, because all tests in one condition must be true.
#   Moodle, however, reads only the first condition that gives points, and takes each of its tests as an
#   answer, so in a cartridge all accepted answers are in one condition.

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.quizzes.exports.assessment import paragraphs
from generator.quizzes.exports.xml import Vocabulary, document, make

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.item import Choice, ChoiceItem, Item, ItemWords, RowsItem, TextItem
    from generator.quizzes.exports.xml import Element

QTI = Vocabulary("http://www.imsglobal.org/xsd/ims_qtiasiv1p2")
GENERAL, IF_RIGHT, IF_WRONG = "general_fb", "correct_fb", "general_incorrect_fb"
"""Identifiers that platforms recognise: feedback shown always, for a right answer, for a wrong answer."""
_RESPONSE = "response1"


def assessment_file(assessment: Assessment, fields: Mapping[str, str], items: Iterable[Element]) -> bytes:
    """Write the questions of a quiz as one file.

    Args:
        assessment: The quiz.
        fields: Metadata fields of the quiz.
        items: The questions, as made by the functions below.
    """
    about = paragraphs((assessment.intro, *assessment.notice))
    quiz = make(
        "assessment",
        _metadata(fields),
        make("presentation_material", make("flow_mat", _material(about))),
        make("section", *items, ident="root_section"),
        ident=assessment.id,
        title=assessment.title,
    )
    return document(QTI, "questestinterop", quiz)


def choice_element(
    item: ChoiceItem, fields: Mapping[str, str], feedback: Mapping[str, str], *, by_choice: bool
) -> Element:
    """Make the element of a choice question.

    Args:
        item: The question.
        fields: Its metadata fields.
        feedback: Identifier → HTML of feedback on the whole question.
        by_choice: Whether picking a choice shows the feedback on that choice.
    """
    conditions = [_feedback_condition(item, choice) for choice in item.choices if by_choice]
    choice_feedback = {
        feedback_of(item, choice): choice.feedback.html for choice in item.choices if by_choice
    }
    presentation = _presentation([item.stem], _choices(item))
    return _item(
        item,
        fields,
        presentation,
        [*conditions, _scoring_condition(item)],
        {**feedback, **choice_feedback},
    )


def text_element(
    item: TextItem, fields: Mapping[str, str], feedback: Mapping[str, str], *, one_condition: bool
) -> Element:
    """Make the element of a short-answer question.

    Args:
        item: The question.
        fields: Its metadata fields.
        feedback: Identifier → HTML; `IF_RIGHT` and `IF_WRONG` are optional.
        one_condition: Whether all accepted answers are in one condition.
    """
    label = make("response_label", ident="answer1", rshuffle="No")
    response = make("response_str", make("render_fib", label), ident=_RESPONSE, rcardinality="Single")
    tests = [_equals(spelling, _RESPONSE, case="No") for spelling in item.spellings]
    effects = [_set_score("100", "Set"), *_display_if_given(feedback, IF_RIGHT)]
    right = [
        _condition(some, effects) for some in ([tests] if one_condition else [[test] for test in tests])
    ]
    show_wrong = _display_if_given(feedback, IF_WRONG)
    wrong = [_condition([make("other")], show_wrong)] if show_wrong else []
    return _item(item, fields, _presentation([item.stem], response), [*right, *wrong], feedback)


def rows_element(item: RowsItem, fields: Mapping[str, str], feedback: Mapping[str, str]) -> Element:
    """Make the element of a question whose rows are matched with targets, each for its share of the points.

    Args:
        item: The question.
        fields: Its metadata fields.
        feedback: Identifier → HTML.
    """
    names = [f"response_{number}" for number, _ in enumerate(item.rows, 1)]
    labels = [_target_label(target.id, target.words) for target in item.targets]
    responses = [
        make("response_lid", _material(row.words.html), make("render_choice", *labels), ident=name)
        for row, name in zip(item.rows, names, strict=True)
    ]
    conditions = [
        _condition([_equals(row.target.id, name)], [_set_score(share, "Add")], continue_="Yes")
        for row, name, share in zip(item.rows, names, _shares(len(item.rows)), strict=True)
    ]
    return _item(item, fields, _presentation(item.lead, *responses), conditions, feedback)


def feedback_of(item: ChoiceItem, choice: Choice) -> str:
    """The identifier of the feedback on a choice."""
    return f"{_ident(item, choice)}_fb"


# --- the parts of an item


def _item(
    item: Item,
    fields: Mapping[str, str],
    presentation: Element,
    conditions: Iterable[Element],
    feedback: Mapping[str, str],
) -> Element:
    score = make("decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100")
    always = _condition([make("other")], [_display(GENERAL)], continue_="Yes")
    texts = [
        make("itemfeedback", make("flow_mat", _material(html)), ident=identifier)
        for identifier, html in feedback.items()
    ]
    return make(
        "item",
        make("itemmetadata", _metadata(fields)),
        presentation,
        make("resprocessing", make("outcomes", score), always, *conditions),
        *texts,
        ident=item.id,
        title=item.id,
    )


def _presentation(lead: Iterable[ItemWords], *responses: Element) -> Element:
    return make("presentation", _material(paragraphs(lead)), *responses)


def _metadata(fields: Mapping[str, str]) -> Element:
    pairs = [
        make("qtimetadatafield", make("fieldlabel", label), make("fieldentry", entry))
        for label, entry in fields.items()
    ]
    return make("qtimetadata", *pairs)


def _material(html: str) -> Element:
    return make("material", make("mattext", html, texttype="text/html"))


def _choices(item: ChoiceItem) -> Element:
    labels = [
        make("response_label", _material(choice.words.html), ident=_ident(item, choice))
        for choice in item.choices
    ]
    choices = make("render_choice", *labels, shuffle="Yes" if item.shuffle else "No")
    cardinality = "Multiple" if item.many else "Single"
    return make("response_lid", choices, ident=_RESPONSE, rcardinality=cardinality)


def _target_label(identifier: str, words: ItemWords) -> Element:
    """The label of a match, as plain text: Canvas shows no markup here."""
    text = make("material", make("mattext", words.text, texttype="text/plain"))
    return make("response_label", text, ident=identifier)


def _ident(item: ChoiceItem, choice: Choice) -> str:
    """A choice's identifier; platforms recognise `true` and `false`."""
    return ("true" if choice is item.choices[0] else "false") if item.true_false else choice.id


def _feedback_condition(item: ChoiceItem, choice: Choice) -> Element:
    return _condition([_picked(item, choice)], [_display(feedback_of(item, choice))], continue_="Yes")


def _scoring_condition(item: ChoiceItem) -> Element:
    """All points if exactly the right choices are picked."""
    full_score = [_set_score("100", "Set")]
    if not item.many:
        return _condition([_picked(item, item.correct[0])], full_score)
    tests = [
        _picked(item, choice) if choice.correct else make("not", _picked(item, choice))
        for choice in item.choices
    ]
    return _condition([make("and", *tests)], full_score)


def _shares(rows: int) -> Iterator[str]:
    """Each row's share of 100 points, to two decimals; the last share makes up for rounding."""
    share = round(Decimal(100) / rows, 2)
    yield from [str(share)] * (rows - 1)
    yield str(100 - share * (rows - 1))


def _condition(tests: list[Element], effects: list[Element], *, continue_: str = "No") -> Element:
    return make("respcondition", make("conditionvar", *tests), *effects, **{"continue": continue_})


def _picked(item: ChoiceItem, choice: Choice) -> Element:
    return _equals(_ident(item, choice), _RESPONSE)


def _equals(value: str, response: str, *, case: str = "Yes") -> Element:
    return make("varequal", value, respident=response, case=case)


def _set_score(points: str, action: str) -> Element:
    return make("setvar", points, action=action, varname="SCORE")


def _display_if_given(feedback: Mapping[str, str], identifier: str) -> list[Element]:
    return [_display(identifier)] if identifier in feedback else []


def _display(identifier: str) -> Element:
    return make("displayfeedback", feedbacktype="Response", linkrefid=identifier)
