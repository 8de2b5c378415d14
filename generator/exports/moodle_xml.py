# Moodle XML, as Moodle 3.5 to 5 read it. https://docs.moodle.org/en/Moodle_XML_format
#
# Feedback on each answer, feedback on the whole question (the reason and its sources), tags, and the
# question's id as `idnumber`. A choice's `fraction` is its share of the mark in percent; Moodle adds those
# of the picked choices and keeps the sum between 0 and 1, as the quiz page does. The notice is a
# "description", which learners see, and the text of the category, which teachers see.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.assessment import paragraphs
from generator.exports.export import Export
from generator.exports.moodle_fractions import percent
from generator.exports.xml import document, maker
from generator.formats import N_

if TYPE_CHECKING:
    from generator.exports.assessment import Assessment, Choice, Item
    from generator.exports.xml import Element

_make = maker("")


def render(assessment: Assessment) -> bytes:
    """A quiz as Moodle XML."""
    questions = [_category(assessment), _notice(assessment), *map(_question, assessment.items)]
    return document(_make("quiz", *questions))


def _category(assessment: Assessment) -> Element:
    """Where the questions go: in the course, under the site's name."""
    names = (assessment.site.settings.site_name, assessment.title)
    path = "/".join(["$course$", "top", *(name.replace("/", "//") for name in names)])
    about = paragraphs((assessment.intro, *assessment.notice))
    return _make(
        "question",
        _make("category", _make("text", path)),
        _html("info", about),
        _make("idnumber", assessment.id),
        type="category",
    )


def _notice(assessment: Assessment) -> Element:
    """What learners see above the questions."""
    return _make(
        "question",
        _make("name", _make("text", assessment.title)),
        _html("questiontext", paragraphs((assessment.intro, *assessment.notice))),
        _html("generalfeedback", ""),
        _make("defaultgrade", "0"),
        _make("penalty", "0"),
        _make("hidden", "0"),
        _make("idnumber", f"{assessment.id}-notice"),
        type="description",
    )


def _question(item: Item) -> Element:
    tags = [_make("tag", _make("text", label)) for label in item.labels]
    return _make(
        "question",
        _make("name", _make("text", item.id)),
        _html("questiontext", paragraphs([item.stem])),
        _html("generalfeedback", paragraphs(item.reason)),
        _make("defaultgrade", "1"),
        _make("penalty", "1" if item.true_false else "0.3333333"),
        _make("hidden", "0"),
        _make("idnumber", item.id),
        *(_true_false(item) if item.true_false else _choices(item)),
        _make("tags", *tags),
        type="truefalse" if item.true_false else "multichoice",
    )


def _choices(item: Item) -> list[Element]:
    return [
        _make("single", str(not item.many).lower()),
        _make("shuffleanswers", str(item.shuffle).lower()),
        _make("answernumbering", "abc"),
        *(_answer(choice, choice.words.html, "html") for choice in item.choices),
    ]


def _true_false(item: Item) -> list[Element]:
    """Moodle says the two words itself, in the learner's language."""
    names = ("true", "false")
    return [
        _answer(choice, name, "moodle_auto_format")
        for choice, name in zip(item.choices, names, strict=True)
    ]


def _answer(choice: Choice, text: str, form: str) -> Element:
    feedback = _html("feedback", choice.feedback.html)
    return _make("answer", _make("text", text), feedback, fraction=percent(choice.points), format=form)


def _html(tag: str, html: str) -> Element:
    return _make(tag, _make("text", html), format="html")


FORMAT = Export(
    id="moodle",
    title="Moodle XML",
    extension="xml",
    use=N_("Moodle: import it into the question bank. It keeps the most."),
    losses=(N_("No pass mark: set it in the Moodle quiz."),),
    render=render,
)
