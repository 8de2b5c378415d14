# QTI 2.1 and 3.0: the package holds together, and a small interpreter of response processing scores every
# answer. It knows the expressions by their definition in the information model, not by our use of them.

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import lxml.etree
import pytest

from generator.exports.qti21 import DIALECT as QTI_2_1
from generator.exports.qti30 import DIALECT as QTI_3_0
from tests.exports_example import CHOICES, MANY, NAME, ODD, RIGHT, answers, exported, points, the_quiz
from tests.test_exports import EMERGENCY, NOT_CHECKED

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = "abcdef"
DIALECTS = {"qti-2.1": QTI_2_1, "qti-3.0": QTI_3_0}

Value = list[Any] | None
"""A value of QTI: its members, or nothing."""


def tree(data: bytes) -> lxml.etree._Element:
    """A file with names as in QTI 2.1, without namespaces, so that one reader serves both editions."""
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


class Session:
    """An attempt at an item: `respond`, then look at the outcomes."""

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
            chosen = next(
                branch for branch in rule if branch.tag == "responseElse" or self._true(branch[0])
            )
            for inner in chosen if chosen.tag == "responseElse" else chosen[1:]:
                self._rule(inner)
        else:
            pytest.fail(f"unknown rule {rule.tag}")

    def _true(self, expression: lxml.etree._Element) -> bool:
        return self._value(expression) == [True]

    def _value(self, expression: lxml.etree._Element) -> Value:
        known: dict[str, Callable[[lxml.etree._Element], Value]] = {
            "variable": lambda it: self.values[it.get("identifier")],
            "isNull": lambda it: [self._value(it[0]) is None],
            "baseValue": lambda it: [float(it.text) if it.get("baseType") == "float" else it.text],
            "multiple": lambda it: [one for inner in it for one in self._value(inner) or []] or None,
            "mapResponse": self._mapped,
        }
        return known[expression.tag](expression)

    def _mapped(self, expression: lxml.etree._Element) -> Value:
        [declared] = self.root.findall("responseDeclaration")
        assert declared.get("identifier") == expression.get("identifier")
        mapping = declared.find("mapping")
        entries = {entry.get("mapKey"): float(entry.get("mappedValue")) for entry in mapping}
        default = float(mapping.get("defaultValue"))
        total = sum(entries.get(one, default) for one in set(self.values["RESPONSE"] or []))
        return [min(float(mapping.get("upperBound")), max(float(mapping.get("lowerBound")), total))]


@pytest.fixture(params=DIALECTS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


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


def test_feedback_of_what_was_picked_and_the_reason_are_shown(form: str) -> None:
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


def test_interactions(form: str) -> None:
    for question in CHOICES:
        root = item(form, question)
        [interaction] = root.iter("choiceInteraction")
        assert interaction.get("maxChoices") == ("0" if question in MANY else "1")
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


def test_names_are_all_of_one_vocabulary(form: str) -> None:
    """In QTI 3 every element of QTI has the prefix, and HTML has none."""
    html = {"p", "strong", "em", "a"}
    for path, data in files(form).items():
        if path == "imsmanifest.xml":
            continue
        for element in lxml.etree.fromstring(data).iter():
            name = lxml.etree.QName(element)
            assert name.namespace == DIALECTS[form].namespace
            assert name.localname in html or name.localname.startswith("qti-") == (form == "qti-3.0")


def test_the_test_carries_the_notice_and_the_pass_mark(form: str) -> None:
    root = tree(files(form)["test.xml"])
    notice = "".join(root.find(".//rubricBlock").itertext())
    assert EMERGENCY in notice
    assert NOT_CHECKED in notice
    assert f"https://unknot.example/quizzes/{NAME}/" in notice
    assert f"Ring 999 & see: {ODD}" in notice
    needed = float(root.findtext(".//gte/baseValue"))
    assert needed == pytest.approx(the_quiz().pass_percent * len(CHOICES) / 100)


def test_the_manifest_lists_every_file(form: str) -> None:
    held = files(form)
    root = tree(held["imsmanifest.xml"])
    resources = root.findall("resources/resource")
    listed = {one.get("href"): one.get("identifier") for one in resources}
    assert {"imsmanifest.xml", *listed} == set(held)
    for path, identifier in listed.items():
        assert tree(held[path]).get("identifier") == identifier
    refs = tree(held["test.xml"]).iter("assessmentItemRef")
    assert {one.get("href"): one.get("identifier") for one in refs}.items() <= listed.items()
    assert root.xpath("resources/resource[@identifier='q-thirds']//keyword/string/text()") == [
        "water",
        "metal",
        "bloom-apply",
    ]
    kinds = {one.get("type") for one in resources}
    edition = form.removeprefix("qti-").replace(".", "p")
    assert kinds == {f"imsqti_test_xmlv{edition}", f"imsqti_item_xmlv{edition}"}
