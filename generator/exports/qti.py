# What QTI 2.1 and 3.0 have in common: items, the test around them, the package's manifest.
#
# The two differ in spelling: `choiceInteraction responseIdentifier` became `qti-choice-interaction
# response-identifier`. Both are written here in the words of 2.1; a `Dialect` spells them.
#
# An item's points are a `mapping`: the sum over the picked choices, kept between 0 and 1. Feedback of the
# picked choices stands inside them, the reason below the item.

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.exports.archive import archive
from generator.exports.assessment import paragraphs
from generator.exports.xml import document, inline, maker, schema_location

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.exports.assessment import Assessment, Choice, Item
    from generator.exports.xml import Element

LOM = "http://ltsc.ieee.org/xsd/LOM"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_RESPONSE = {"responseIdentifier": "RESPONSE"}
_REASON = "reason"


@dataclass(frozen=True)
class Dialect:
    """One edition of QTI."""

    namespace: str
    """Of items and tests."""
    schema: str
    """Where the schema of that namespace stands."""
    package: str
    """The namespace of the manifest."""
    package_schema: str
    """Where the schema of that namespace stands."""
    declares: tuple[str, str]
    """Name and version of the package's format, as its manifest says them."""
    resource: str
    """Type of a resource; `{}` stands for `item` or `test`."""
    kebab: bool
    """Whether names are spelt `qti-with-hyphens`."""

    def make(self, tag: str, *children: Element | str, **attributes: str) -> Element:
        """An element, named as in QTI 2.1."""
        known = {self._spelt(name): value for name, value in attributes.items()}
        return maker(self.namespace)(f"qti-{self._spelt(tag)}" if self.kebab else tag, *children, **known)

    def root(self, tag: str, *children: Element, **attributes: str) -> bytes:
        """A file."""
        where = schema_location(self.namespace, self.schema)
        element = self.make(tag, *children, **attributes)
        element.attrib.update(where)
        return document(element)

    def flow(self, html: str) -> list[Element | str]:
        """Paragraphs for an element that holds them; QTI 3 puts them into one of their own."""
        content = inline(self.namespace, html)
        return [self.make("contentBody", *content)] if self.kebab else content

    def inside(self, html: str) -> list[Element | str]:
        """Words for the inside of a paragraph."""
        return inline(self.namespace, html)

    def _spelt(self, name: str) -> str:
        if not self.kebab or name.startswith("{"):
            return name
        return re.sub(r"[A-Z]", lambda capital: f"-{capital[0].lower()}", name)


def package(dialect: Dialect, assessment: Assessment) -> bytes:
    """A quiz as a content package (IMS Content Packaging 1.1.4)."""
    files = {
        "imsmanifest.xml": _manifest(dialect, assessment),
        "test.xml": _test(dialect, assessment),
        **{_path(item): _item(dialect, assessment, item) for item in assessment.items},
    }
    return archive(files, assessment.date)


def _name(item: Item) -> str:
    """An identifier: ids of content may begin with a digit, those of QTI may not."""
    return f"q-{item.id}"


def _path(item: Item) -> str:
    return f"items/{item.id}.xml"


# --- an item


def _item(dialect: Dialect, assessment: Assessment, item: Item) -> bytes:
    make = dialect.make
    return dialect.root(
        "assessmentItem",
        _response(make, item),
        _outcome(make, "SCORE", "float", "0"),
        _outcome(make, "MAXSCORE", "float", "1"),
        make("outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier"),
        make("itemBody", _interaction(dialect, item)),
        _processing(make),
        make("modalFeedback", *dialect.flow(paragraphs(item.reason)), **_shown_with(_REASON)),
        identifier=_name(item),
        title=item.stem.text,
        adaptive="false",
        timeDependent="false",
        **{_LANGUAGE: assessment.language},
    )


def _response(make: Callable[..., Element], item: Item) -> Element:
    right = [make("value", choice.id) for choice in item.correct]
    entries = [
        make("mapEntry", mapKey=choice.id, mappedValue=repr(float(choice.points)))
        for choice in item.choices
    ]
    return make(
        "responseDeclaration",
        make("correctResponse", *right),
        make("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0"),
        identifier="RESPONSE",
        cardinality="multiple" if item.many else "single",
        baseType="identifier",
    )


def _outcome(make: Callable[..., Element], name: str, kind: str, value: str) -> Element:
    default = make("defaultValue", make("value", value))
    return make("outcomeDeclaration", default, identifier=name, cardinality="single", baseType=kind)


def _interaction(dialect: Dialect, item: Item) -> Element:
    return dialect.make(
        "choiceInteraction",
        dialect.make("prompt", *dialect.inside(item.stem.html)),
        *(_choice(dialect, choice) for choice in item.choices),
        shuffle=str(item.shuffle).lower(),
        maxChoices="0" if item.many else "1",
        **_RESPONSE,
    )


def _choice(dialect: Dialect, choice: Choice) -> Element:
    # The space keeps an answer and its feedback apart where they are shown in one line.
    feedback = dialect.make(
        "feedbackInline", *dialect.inside(f" {choice.feedback.html}"), **_shown_with(choice.id)
    )
    return dialect.make("simpleChoice", *dialect.inside(choice.words.html), feedback, identifier=choice.id)


def _shown_with(value: str) -> dict[str, str]:
    return {"outcomeIdentifier": "FEEDBACK", "identifier": value, "showHide": "show"}


def _processing(make: Callable[..., Element]) -> Element:
    """Points for an answer, none without one; then the feedback of what was picked, and the reason."""
    answer = make("variable", identifier="RESPONSE")
    nothing = make("setOutcomeValue", make("baseValue", "0", baseType="float"), identifier="SCORE")
    points = make("setOutcomeValue", make("mapResponse", identifier="RESPONSE"), identifier="SCORE")
    reason = make("baseValue", _REASON, baseType="identifier")
    shown = make("multiple", make("variable", identifier="RESPONSE"), reason)
    return make(
        "responseProcessing",
        make(
            "responseCondition",
            make("responseIf", make("isNull", answer), nothing),
            make("responseElse", points),
        ),
        make("setOutcomeValue", shown, identifier="FEEDBACK"),
    )


# --- the test


def _test(dialect: Dialect, assessment: Assessment) -> bytes:
    make = dialect.make
    return dialect.root(
        "assessmentTest",
        _outcome(make, "SCORE", "float", "0"),
        _outcome(make, "PASSED", "boolean", "false"),
        make(
            "testPart",
            make("itemSessionControl", maxAttempts="0", showFeedback="true"),
            _section(dialect, assessment),
            identifier="part",
            navigationMode="nonlinear",
            submissionMode="individual",
        ),
        _totals(make, assessment),
        identifier=f"t-{assessment.id}",
        title=assessment.title,
    )


def _section(dialect: Dialect, assessment: Assessment) -> Element:
    make = dialect.make
    notice = dialect.flow(paragraphs((assessment.intro, *assessment.notice)))
    items = [
        make("assessmentItemRef", identifier=_name(item), href=_path(item)) for item in assessment.items
    ]
    return make(
        "assessmentSection",
        make("rubricBlock", *notice, view="candidate"),
        *items,
        identifier="section",
        title=assessment.title,
        visible="true",
    )


def _totals(make: Callable[..., Element], assessment: Assessment) -> Element:
    needed = assessment.quiz.pass_percent * len(assessment.items) / 100
    total = make("sum", make("testVariables", variableIdentifier="SCORE"))
    score = make("variable", identifier="SCORE")
    enough = make("gte", score, make("baseValue", str(needed), baseType="float"))
    return make(
        "outcomeProcessing",
        make("setOutcomeValue", total, identifier="SCORE"),
        make("setOutcomeValue", enough, identifier="PASSED"),
    )


# --- the manifest


def _manifest(dialect: Dialect, assessment: Assessment) -> bytes:
    make = maker(dialect.package)
    name, version = dialect.declares
    about = make("metadata", make("schema", name), make("schemaversion", version))
    about.append(_about(assessment.language, assessment.title, f"t-{assessment.id}", []))
    root = make(
        "manifest",
        about,
        make("organizations"),
        make("resources", _test_resource(dialect, assessment), *_item_resources(dialect, assessment)),
        identifier=f"package-{assessment.id}",
        **schema_location(dialect.package, dialect.package_schema),
    )
    return document(root)


def _test_resource(dialect: Dialect, assessment: Assessment) -> Element:
    make = maker(dialect.package)
    needed = [make("dependency", identifierref=_name(item)) for item in assessment.items]
    kind = dialect.resource.format("test")
    file = make("file", href="test.xml")
    return make("resource", file, *needed, identifier=f"t-{assessment.id}", type=kind, href="test.xml")


def _item_resources(dialect: Dialect, assessment: Assessment) -> list[Element]:
    make = maker(dialect.package)
    kind = dialect.resource.format("item")
    return [
        make(
            "resource",
            make("metadata", _about(assessment.language, item.stem.text, _name(item), list(item.labels))),
            make("file", href=_path(item)),
            identifier=_name(item),
            type=kind,
            href=_path(item),
        )
        for item in assessment.items
    ]


def _about(language: str, title: str, identifier: str, keywords: list[str]) -> Element:
    """Learning object metadata (IEEE 1484.12.3): title, id, topics."""
    make = maker(LOM)
    said = [make("keyword", make("string", word, language=language)) for word in keywords]
    known = make("identifier", make("entry", identifier))
    named = make("title", make("string", title, language=language))
    return make("lom", make("general", known, named, *said))
