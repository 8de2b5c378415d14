# QTI 2.1 and 3.0: the files of a package fit together, and a small interpreter of response processing
# scores every answer. It implements the expressions as the information model defines them, not as we use
# them.

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import lxml.etree
import pytest

from generator.quizzes.exports.qti21 import DIALECT as QTI_2_1
from generator.quizzes.exports.qti30 import DIALECT as QTI_3_0
from tests.quizzes.exports.exports_example import (
    ACCEPTED_SPELLINGS,
    CHOICES,
    MATCHES,
    MULTIPLE_CHOICE,
    NAME,
    ODD,
    PAIRS,
    QUESTIONS,
    RIGHT,
    STEPS,
    WRONG_ANSWERS,
    answers,
    example_quiz,
    exported,
    match_answers,
    ordered,
    points,
)
from tests.quizzes.exports.test_formats import EMERGENCY, NOT_CHECKED

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = "abcdef"
DIALECTS = {"qti-2.1": QTI_2_1, "qti-3.0": QTI_3_0}

Value = list[Any] | None
"""A value in QTI: a list of its members, or None for NULL."""


def tree(data: bytes) -> lxml.etree._Element:
    """A parsed file with the names of QTI 2.1 and no namespaces, so that one reader fits both versions."""
    root = lxml.etree.fromstring(data)
    for element in root.iter():
        element.tag = camel(lxml.etree.QName(element).localname.removeprefix("qti-"))
        for name in list(element.attrib):
            element.attrib[camel(lxml.etree.QName(name).localname)] = element.attrib[name]
    return root


def camel(name: str) -> str:
    return re.sub(r"-(.)", lambda match: match[1].upper(), name)


def files(form: str) -> dict[str, bytes]:
    with ZipFile(BytesIO(exported(form))) as package:
        assert package.testzip() is None
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def item(form: str, question: str) -> lxml.etree._Element:
    return tree(files(form)[f"items/{question}.xml"])


def key_of(entry: lxml.etree._Element, text: str) -> str:
    """A text as an entry of a mapping compares it; case matters by default."""
    return text if entry.get("caseSensitive", "true") == "true" else text.lower()


class Session:
    """An attempt at an item: call `respond`, then read the outcomes in `values`."""

    def __init__(self, root: lxml.etree._Element) -> None:
        self.root = root
        self.values: dict[str, Value] = {}
        for outcome in root.findall("outcomeDeclaration"):
            default = [float(value.text) for value in outcome.findall("defaultValue/value")]
            self.values[outcome.get("identifier")] = default or None

    def respond(self, choices: list[str]) -> None:
        if self.root.find("responseDeclaration").get("cardinality") == "single":
            assert len(choices) <= 1
        self.values["RESPONSE"] = choices or None
        for rule in self.root.find("responseProcessing"):
            self._rule(rule)

    def _rule(self, rule: lxml.etree._Element) -> None:
        if rule.tag == "setOutcomeValue":
            assert rule.get("identifier") in self.values, "an outcome that is not declared"
            self.values[rule.get("identifier")] = self._value(rule[0])
        elif rule.tag == "responseCondition":
            branches = [one for one in rule if one.tag == "responseElse" or self._true(one[0])]
            for chosen in branches[:1]:
                for inner in chosen if chosen.tag == "responseElse" else chosen[1:]:
                    self._rule(inner)
        else:
            pytest.fail(f"unknown rule {rule.tag}")

    def _true(self, expression: lxml.etree._Element) -> bool:
        return self._value(expression) == [True]

    def _value(self, expression: lxml.etree._Element) -> Value:
        evaluators: dict[str, Callable[[lxml.etree._Element], Value]] = {
            "variable": lambda it: self.values[it.get("identifier")],
            "isNull": lambda it: [self._value(it[0]) is None],
            "baseValue": lambda it: [float(it.text) if it.get("baseType") == "float" else it.text],
            "multiple": lambda it: [one for inner in it for one in self._value(inner) or []] or None,
            "mapResponse": self._mapped,
            "index": self._indexed,
            "match": lambda it: [self._value(it[0]) == self._value(it[1])],
            "gte": lambda it: [self._number(it[0]) >= self._number(it[1])],
            "sum": lambda it: [sum(map(self._number, it))],
            "divide": lambda it: [self._number(it[0]) / self._number(it[1])],
        }
        return evaluators[expression.tag](expression)

    def _indexed(self, expression: lxml.etree._Element) -> Value:
        """A member of an ordered value; `n` is a number or the name of a variable."""
        name = expression.get("n")
        path = "string(templateDeclaration[@identifier=$name]/defaultValue/value)"
        place = int(name if name.isdigit() else self.root.xpath(path, name=name))
        return (self._value(expression[0]) or [])[place - 1 : place] or None

    def _number(self, expression: lxml.etree._Element) -> float:
        [number] = self._value(expression) or []
        return float(number)

    def _mapped(self, expression: lxml.etree._Element) -> Value:
        [declared] = self.root.findall("responseDeclaration")
        assert declared.get("identifier") == expression.get("identifier")
        mapping = declared.find("mapping")
        default = float(mapping.get("defaultValue"))
        total = 0.0
        for one in set(self.values["RESPONSE"] or []):
            fits = [entry for entry in mapping if key_of(entry, entry.get("mapKey")) == key_of(entry, one)]
            total += float(fits[0].get("mappedValue")) if fits else default
        return [min(float(mapping.get("upperBound")), max(float(mapping.get("lowerBound")), total))]


@pytest.fixture(params=DIALECTS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def names_of(root: lxml.etree._Element, tag: str) -> dict[str, str]:
    """Text of each element with this tag → its identifier."""
    return {"".join(one.itertext()): one.get("identifier") for one in root.iter(tag)}


def score(session: Session, response: list[str]) -> float:
    session.respond(response)
    [actual] = session.values["SCORE"] or [None]
    return float(actual)


def test_every_match_is_scored(form: str) -> None:
    root = item(form, "pairs")
    [interaction] = root.iter("matchInteraction")
    items, matches = (names_of(one, "simpleAssociableChoice") for one in interaction.iter("simpleMatchSet"))
    assert list(items) == list(PAIRS)
    assert set(matches) == MATCHES
    limits = [one.get("matchMax") for one in interaction.iter("simpleAssociableChoice")]
    assert limits == ["1"] * len(items) + ["0"] * len(matches)
    session = Session(root)
    for answer, expected in match_answers():
        actual = score(session, [f"{items[one]} {matches[match]}" for one, match in answer.items()])
        assert actual == pytest.approx(float(expected), abs=1e-12)
        assert (actual == 1) == (expected == 1)
    assert set(root.xpath("responseDeclaration/correctResponse/value/text()")) == {
        f"{items[one]} {matches[match]}" for one, match in PAIRS.items()
    }


def test_every_order_is_scored(form: str) -> None:
    root = item(form, "steps")
    [interaction] = root.iter("orderInteraction")
    steps = names_of(interaction, "simpleChoice")
    assert list(steps) == [ODD, "Sleep", "Wake"]
    session = Session(root)
    for order, expected in ordered():
        actual = score(session, [steps[one] for one in order])
        assert actual == pytest.approx(float(expected), abs=1e-12)
        assert (actual == 1) == (expected == 1)
    assert score(session, []) == 0
    right = root.xpath("responseDeclaration/correctResponse/value/text()")
    assert right == [steps[one] for one in STEPS]


def test_every_spelling_is_scored(form: str) -> None:
    root = item(form, "word")
    assert len(list(root.iter("textEntryInteraction"))) == 1
    session = Session(root)
    for typed in (*ACCEPTED_SPELLINGS, *WRONG_ANSWERS):
        assert score(session, [typed] if typed else []) == (typed in ACCEPTED_SPELLINGS)
    session.respond(["nothing of that"])
    assert session.values["FEEDBACK"] == ["wrong"]
    session.respond(["X-RAY"])
    assert session.values["FEEDBACK"] == ["right"]


def test_feedback_on_rows_and_words_is_shown_below(form: str) -> None:
    for question, text in (
        ("pairs", f"{ODD} → {ODD} m Pair: {ODD}"),
        ("steps", f"2. {ODD} Step: {ODD}"),
        ("word", f"Knew it: {ODD}"),
    ):
        shown = item(form, question).findall("modalFeedback")
        assert text in "".join("".join(one.itertext()) for one in shown)


@pytest.mark.parametrize("question", CHOICES)
def test_every_answer_is_scored(form: str, question: str) -> None:
    root = item(form, question)
    for picked in answers(question):
        session = Session(root)
        session.respond([LETTERS[place] for place in sorted(picked)])
        [score] = session.values["SCORE"] or [None]
        assert score == pytest.approx(float(points(question, picked)), abs=1e-12)
        assert (score == 1) == (points(question, picked) == 1)
        assert session.values["MAXSCORE"] == [1]


def test_feedback_on_picked_choices_and_the_explanation_are_shown(form: str) -> None:
    root = item(form, "thirds")
    session = Session(root)
    session.respond(["a", "b"])
    shown = [
        "".join(one.itertext()).strip()
        for one in root.iter("feedbackInline", "modalFeedback")
        if one.get("identifier") in (session.values[one.get("outcomeIdentifier")] or [])
    ]
    assert shown[:2] == ["Cork floats.", "Lead sinks."]
    assert shown[2].startswith("Some discomfort is common. The neck needs care.Source: Cambron JA")
    assert len(shown) == 3


def test_choice_interactions_are_complete(form: str) -> None:
    for question in CHOICES:
        root = item(form, question)
        [interaction] = root.iter("choiceInteraction")
        assert interaction.get("maxChoices") == ("0" if question in MULTIPLE_CHOICE else "1")
        assert interaction.get("shuffle") == str("claim" not in question).lower()
        assert "".join(root.xpath("responseDeclaration/correctResponse/value/text()")) == RIGHT[question]
        assert [one.get("identifier") for one in interaction.iter("simpleChoice")] == list(
            LETTERS[: CHOICES[question]]
        )


def test_odd_text_survives(form: str) -> None:
    root = item(form, "odd")
    assert root.findtext(".//prompt") == f"Odd: {ODD}"
    assert root.get("title") == f"Odd: {ODD}"
    assert [one.text for one in root.iter("simpleChoice")] == [ODD, "%100%weight", f"{ODD} x"]
    assert [one.text for one in root.iter("feedbackInline")] == [
        f" Right: {ODD}",
        " [html] It is a link.",
        f" {ODD}",
    ]
    assert "".join(root.find("modalFeedback").itertext()).startswith(f"Because {ODD}")


def test_all_names_belong_to_one_version_of_qti(form: str) -> None:
    """In QTI 3 all elements of QTI have the prefix `qti-`, and those of HTML do not."""
    html = {"p", "strong", "em", "a"}
    for path, data in files(form).items():
        if path == "imsmanifest.xml":
            continue
        for element in lxml.etree.fromstring(data).iter():
            name = lxml.etree.QName(element)
            assert name.namespace == DIALECTS[form].files.namespace
            assert name.localname in html or name.localname.startswith("qti-") == (form == "qti-3.0")


def test_the_test_has_the_notice_and_the_pass_mark(form: str) -> None:
    root = tree(files(form)["test.xml"])
    notice = "".join(root.find(".//rubricBlock").itertext())
    assert EMERGENCY in notice
    assert NOT_CHECKED in notice
    assert f"https://unknot.example/quizzes/{NAME}/" in notice
    assert f"Ring 999 & see: {ODD}" in notice
    needed = float(root.findtext(".//gte/baseValue"))
    assert needed == pytest.approx(example_quiz().pass_percent * len(QUESTIONS) / 100)


def test_the_manifest_lists_every_file(form: str) -> None:
    packaged = files(form)
    root = tree(packaged["imsmanifest.xml"])
    resources = root.findall("resources/resource")
    listed = {one.get("href"): one.get("identifier") for one in resources}
    assert {"imsmanifest.xml", *listed} == set(packaged)
    for path, identifier in listed.items():
        assert tree(packaged[path]).get("identifier") == identifier
    refs = tree(packaged["test.xml"]).iter("assessmentItemRef")
    assert {one.get("href"): one.get("identifier") for one in refs}.items() <= listed.items()
    assert root.xpath("resources/resource[@identifier='q-thirds']//keyword/string/text()") == [
        "water",
        "metal",
        "bloom-apply",
    ]
    kinds = {one.get("type") for one in resources}
    edition = form.removeprefix("qti-").replace(".", "p")
    assert kinds == {f"imsqti_test_xmlv{edition}", f"imsqti_item_xmlv{edition}"}
