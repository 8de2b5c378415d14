# The XML writer: any text survives, and the file is always well-formed.

from __future__ import annotations

import lxml.etree
import pytest

from generator.quizzes.exports.xml import Element, Vocabulary, document, make
from tests.quizzes.exports.exports_example import ODD

ODD_LINES = f'{ODD}\n\r\t"two" <b>lines</b>'


@pytest.mark.parametrize("tag", ["word", "wörd"])
def test_text_and_attributes_survive_a_round_trip(tag: str) -> None:
    root = lxml.etree.fromstring(document(Vocabulary(), tag, ODD_LINES, as_is=ODD_LINES))
    assert (root.tag, root.text, root.get("as_is")) == (tag, ODD_LINES, ODD_LINES)


def test_elements_are_not_escaped_again() -> None:
    root = lxml.etree.fromstring(document(Vocabulary(), "p", "a < ", make("em", "b"), Element("<i>c</i>")))
    assert [root.text, *((child.tag, child.text) for child in root)] == ["a < ", ("em", "b"), ("i", "c")]


def test_characters_that_xml_does_not_allow_are_dropped() -> None:
    assert lxml.etree.fromstring(document(Vocabulary(), "p", "a\x00\x0b\x1fb")).text == "ab"


def test_namespaces_are_declared_once_with_their_schemas() -> None:
    vocabulary = Vocabulary("urn:a", prefixes={"b": "urn:b"}, schemas={"urn:a": "a.xsd", "urn:b": "b.xsd"})
    data = document(vocabulary, "all", make("b:one"), make("two", xmlns="urn:c"))
    root = lxml.etree.fromstring(data)
    assert [child.tag for child in root.iter()] == ["{urn:a}all", "{urn:b}one", "{urn:c}two"]
    assert root.attrib == {
        "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": "urn:a a.xsd urn:b b.xsd"
    }
    assert data.count(b"xmlns:b=") == 1
