# Moodle XML, for Moodle 3.5 to 5 (ordering questions: from 4.4).
# https://docs.moodle.org/en/Moodle_XML_format
#
# - A question carries feedback on each answer, general feedback (explanation and sources), tags, and its id
#   as `idnumber`.
# - A choice's `fraction` is its share of the mark in percent. Moodle adds up the fractions of the picked
#   choices and keeps the sum between 0 and 1, as the quiz page does.
# - In matching and ordering questions (`ABSOLUTE_POSITION`) every row is an equal part of the mark. Moodle
#   has no feedback on single rows, so the general feedback includes it.
# - Short answers are compared without regard to case. The pattern `*` matches anything, so it comes last.
# - Elements that Moodle's importers read without a default are always written, even when they are empty:
#   without `shownumcorrect` Moodle 4.5 stops the import at an ordering question.
# - The notice appears twice: in a "description" for learners and in the category's text for teachers.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.quizzes.exports.assessment import paragraphs
from generator.quizzes.exports.format import Export
from generator.quizzes.exports.item import ChoiceItem, MatchItem, OrderItem, TextItem
from generator.quizzes.exports.moodle_fractions import percent
from generator.quizzes.exports.xml import Vocabulary, document, make
from generator.website.downloads import N_

if TYPE_CHECKING:
    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.item import Choice, Item, ItemWords
    from generator.quizzes.exports.xml import Element


def render(assessment: Assessment) -> bytes:
    """Write a quiz as Moodle XML."""
    questions = [_category(assessment), _notice(assessment), *map(_question, assessment.items)]
    return document(Vocabulary(), "quiz", *questions)


def _category(assessment: Assessment) -> Element:
    """The category that the questions are imported into: in the course, below the site's name."""
    names = (assessment.site.settings.site_name, assessment.title)
    path = "/".join(["$course$", "top", *(name.replace("/", "//") for name in names)])
    about = paragraphs((assessment.intro, *assessment.notice))
    return make(
        "question",
        make("category", make("text", path)),
        _html("info", about),
        make("idnumber", assessment.id),
        type="category",
    )


def _notice(assessment: Assessment) -> Element:
    """The description that learners see above the questions."""
    return make(
        "question",
        make("name", make("text", assessment.title)),
        _html("questiontext", paragraphs((assessment.intro, *assessment.notice))),
        _html("generalfeedback", ""),
        make("defaultgrade", "0"),
        make("penalty", "0"),
        make("hidden", "0"),
        make("idnumber", f"{assessment.id}-notice"),
        type="description",
    )


def _question(item: Item) -> Element:
    type_, parts = _type_and_parts(item)
    tags = [make("tag", make("text", label)) for label in item.labels]
    row_feedback = item.key if isinstance(item, MatchItem | OrderItem) else ()
    return make(
        "question",
        make("name", make("text", item.id)),
        _html("questiontext", paragraphs([item.stem])),
        _html("generalfeedback", paragraphs([*row_feedback, *item.reason])),
        make("defaultgrade", "1"),
        make("penalty", "1" if type_ == "truefalse" else "0.3333333"),
        make("hidden", "0"),
        make("idnumber", item.id),
        *parts,
        make("tags", *tags),
        type=type_,
    )


def _type_and_parts(item: Item) -> tuple[str, list[Element]]:
    """Moodle's name for the type of a question, and the elements that only this type has."""
    match item:
        case ChoiceItem(true_false=True):
            return "truefalse", _true_false(item)
        case ChoiceItem():
            return "multichoice", _choices(item)
        case MatchItem():
            return "matching", _pairs(item)
        case OrderItem():
            return "ordering", _steps(item)
        case TextItem():
            return "shortanswer", _words(item)
    raise TypeError(item.type)


def _choices(item: ChoiceItem) -> list[Element]:
    return [
        make("single", str(not item.many).lower()),
        make("shuffleanswers", str(item.shuffle).lower()),
        make("answernumbering", "abc"),
        *_feedback_on_the_whole(),
        *(_answer(choice, choice.words.html, "html") for choice in item.choices),
    ]


def _true_false(item: ChoiceItem) -> list[Element]:
    """The two answers; Moodle shows the words itself, in the learner's language."""
    values = ("true", "false")
    return [
        _answer(choice, value, "moodle_auto_format")
        for choice, value in zip(item.choices, values, strict=True)
    ]


def _pairs(item: MatchItem) -> list[Element]:
    """Rows and their matches, which Moodle shows as plain text. An extra match has an empty row."""
    used = {row.target for row in item.rows}
    pairs = [(row.words.html, row.target) for row in item.rows]
    pairs += [("", target) for target in item.targets if target not in used]
    return [
        make("shuffleanswers", "true"),
        *_feedback_on_the_whole(),
        *(
            make(
                "subquestion",
                make("text", html),
                make("answer", make("text", target.words.bare)),
                format="html",
            )
            for html, target in pairs
        ),
    ]


def _steps(item: OrderItem) -> list[Element]:
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": "0",
        "gradingtype": "ABSOLUTE_POSITION",
        "showgrading": "SHOW",
        "numberingstyle": "123",
    }
    steps = [
        make("answer", make("text", row.words.html), fraction=row.target.id, format="html")
        for row in item.in_order
    ]
    return [
        *(make(name, value) for name, value in settings.items()),
        *_feedback_on_the_whole(),
        make("shownumcorrect", "1"),
        *steps,
    ]


def _feedback_on_the_whole() -> list[Element]:
    """Feedback by how much of the whole answer was right; empty, because the general feedback says it."""
    return [
        _html(name, "") for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    ]


def _words(item: TextItem) -> list[Element]:
    accepted = [
        _typed_answer(spelling.replace("*", r"\*"), "100", item.if_right) for spelling in item.spellings
    ]
    return [make("usecase", "0"), *accepted, _typed_answer("*", "0", item.if_wrong)]


def _typed_answer(pattern: str, fraction: str, feedback: ItemWords) -> Element:
    return make(
        "answer",
        make("text", pattern),
        _html("feedback", feedback.html),
        fraction=fraction,
        format="plain_text",
    )


def _answer(choice: Choice, text: str, format_: str) -> Element:
    feedback = _html("feedback", choice.feedback.html)
    return make("answer", make("text", text), feedback, fraction=percent(choice.points), format=format_)


def _html(tag: str, html: str) -> Element:
    return make(tag, make("text", html), format="html")


FORMAT = Export(
    id="moodle",
    title=N_("Moodle XML"),
    extension="xml",
    use=N_("Moodle: import it into the question bank. It keeps the most."),
    losses=(
        N_("No pass mark: set it in the Moodle quiz."),
        N_("Ordering questions need Moodle 4.4 or newer."),
        N_("Feedback on each pair or step is shown together, below the question."),
        N_("A short answer must be spelt as one of the listed forms; only capitals are forgiven."),
    ),
    render=render,
)
