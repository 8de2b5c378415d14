# Questions of IMS QTI 1.2.1 (2003), which Canvas and Common Cartridges take.
# https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html
#
# Four rules come from their readers: a condition that gives points for choices stands last and only once,
# since some readers let later ones win; only conditions with `continue="Yes"` show feedback without points;
# Moodle scores a multiple answer 0 unless each `varequal` says `case="Yes"`; and each accepted short answer
# has a condition of its own, since answers beside each other in one condition must all hold.

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
"""Names that readers know: feedback that is always shown, and with a right or a wrong answer."""
_RESPONSE = "response1"


def assessment_file(assessment: Assessment, fields: Mapping[str, str], items: Iterable[Element]) -> bytes:
    """The questions of a quiz as one file.

    Args:
        assessment: the quiz.
        fields: metadata of the whole.
        items: its questions.
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
    """A question to pick from.

    Args:
        item: the question.
        fields: its metadata.
        feedback: id → HTML; the general one is always shown.
        by_choice: whether each choice shows its own feedback.
    """
    shown = [_shows(item, choice) for choice in item.choices if by_choice]
    own = {feedback_of(item, choice): choice.feedback.html for choice in item.choices if by_choice}
    asked = _asked([item.stem], _choices(item))
    return _item(item, fields, asked, [*shown, _scores(item)], {**feedback, **own})


def text_element(item: TextItem, fields: Mapping[str, str], feedback: Mapping[str, str]) -> Element:
    """A question to type an answer to.

    Args:
        item: the question.
        fields: its metadata.
        feedback: id → HTML; those for right and wrong answers are shown if they are there.
    """
    label = make("response_label", ident="answer1", rshuffle="No")
    typed = make("response_str", make("render_fib", label), ident=_RESPONSE, rcardinality="Single")
    points = [
        _condition([_is(form, _RESPONSE, case="No")], [_gives("100", "Set"), *_said(feedback, IF_RIGHT)])
        for form in item.spellings
    ]
    wrong = [_condition([make("other")], effects) for effects in [_said(feedback, IF_WRONG)] if effects]
    return _item(item, fields, _asked([item.stem], typed), [*points, *wrong], feedback)


def rows_element(item: RowsItem, fields: Mapping[str, str], feedback: Mapping[str, str]) -> Element:
    """A question whose rows are matched with targets, each for its share of the points.

    Args:
        item: the question.
        fields: its metadata.
        feedback: id → HTML.
    """
    names = [f"response_{number}" for number, _ in enumerate(item.rows, 1)]
    labels = [[_target_label(target.id, target.words) for target in item.targets] for _ in item.rows]
    responses = [
        make("response_lid", _material(row.words.html), make("render_choice", *offered), ident=name)
        for row, name, offered in zip(item.rows, names, labels, strict=True)
    ]
    points = [
        _condition([_is(row.target.id, name)], [_gives(share, "Add")], goes_on="Yes")
        for row, name, share in zip(item.rows, names, _shares(len(item.rows)), strict=True)
    ]
    return _item(item, fields, _asked(item.lead, *responses), points, feedback)


def feedback_of(item: ChoiceItem, choice: Choice) -> str:
    """The name of a choice's feedback."""
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
    always = _condition([make("other")], [_display(GENERAL)], goes_on="Yes")
    texts = [
        make("itemfeedback", make("flow_mat", _material(html)), ident=id_) for id_, html in feedback.items()
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


def _asked(lead: Iterable[ItemWords], *responses: Element) -> Element:
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


def _target_label(id_: str, words: ItemWords) -> Element:
    """Canvas shows matches as characters, without markup."""
    text = make("material", make("mattext", words.text, texttype="text/plain"))
    return make("response_label", text, ident=id_)


def _ident(item: ChoiceItem, choice: Choice) -> str:
    """A choice's name; readers know those of true and false."""
    return ("true" if choice is item.choices[0] else "false") if item.true_false else choice.id


def _shows(item: ChoiceItem, choice: Choice) -> Element:
    return _condition([_picked(item, choice)], [_display(feedback_of(item, choice))], goes_on="Yes")


def _scores(item: ChoiceItem) -> Element:
    """All points for the right choices and no other."""
    points = [_gives("100", "Set")]
    if not item.many:
        return _condition([_picked(item, item.correct[0])], points)
    needed = [
        _picked(item, choice) if choice.correct else make("not", _picked(item, choice))
        for choice in item.choices
    ]
    return _condition([make("and", *needed)], points)


def _shares(rows: int) -> Iterator[str]:
    """What each row gives of 100, to two decimals; the last one makes up what rounding took."""
    share = round(Decimal(100) / rows, 2)
    yield from [str(share)] * (rows - 1)
    yield str(100 - share * (rows - 1))


def _condition(tests: list[Element], effects: list[Element], *, goes_on: str = "No") -> Element:
    return make("respcondition", make("conditionvar", *tests), *effects, **{"continue": goes_on})


def _picked(item: ChoiceItem, choice: Choice) -> Element:
    return _is(_ident(item, choice), _RESPONSE)


def _is(value: str, response: str, *, case: str = "Yes") -> Element:
    return make("varequal", value, respident=response, case=case)


def _gives(points: str, action: str) -> Element:
    return make("setvar", points, action=action, varname="SCORE")


def _said(feedback: Mapping[str, str], name: str) -> list[Element]:
    """Shows a feedback, if there is one of that name."""
    return [_display(name)] if name in feedback else []


def _display(feedback: str) -> Element:
    return make("displayfeedback", feedbacktype="Response", linkrefid=feedback)
