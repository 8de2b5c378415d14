# Packages of QTI 2.1 and 3.0: the test that refers to the items, and the manifest.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.output.zip_file import archive
from generator.quizzes.exports.assessment import paragraphs
from generator.quizzes.exports.qti_items import item_file, item_name
from generator.quizzes.exports.xml import Element, document, make

if TYPE_CHECKING:
    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.item import Item
    from generator.quizzes.exports.qti_dialect import Dialect

LOM = "http://ltsc.ieee.org/xsd/LOM"


def package(dialect: Dialect, assessment: Assessment) -> bytes:
    """Write a quiz as a content package (IMS Content Packaging 1.1.4)."""
    files = {
        "imsmanifest.xml": _manifest(dialect, assessment),
        "test.xml": _test(dialect, assessment),
        **{_path(item): item_file(dialect, assessment.language, item) for item in assessment.items},
    }
    return archive(files, assessment.date)


def _path(item: Item) -> str:
    return f"items/{item.id}.xml"


# --- the test


def _test(dialect: Dialect, assessment: Assessment) -> bytes:
    make = dialect.make
    return dialect.root(
        "assessmentTest",
        dialect.outcome("SCORE", "float", "0"),
        dialect.outcome("PASSED", "boolean", "false"),
        make(
            "testPart",
            make("itemSessionControl", maxAttempts="0", showFeedback="true"),
            _section(dialect, assessment),
            identifier="part",
            navigationMode="nonlinear",
            submissionMode="individual",
        ),
        _totals(dialect, assessment),
        identifier=f"t-{assessment.id}",
        title=assessment.title,
    )


def _section(dialect: Dialect, assessment: Assessment) -> Element:
    make = dialect.make
    notice = dialect.flow(Element(paragraphs((assessment.intro, *assessment.notice))))
    items = [
        make("assessmentItemRef", identifier=item_name(item), href=_path(item)) for item in assessment.items
    ]
    return make(
        "assessmentSection",
        make("rubricBlock", notice, view="candidate"),
        *items,
        identifier="section",
        title=assessment.title,
        visible="true",
    )


_ROUNDING = 1e-6
"""Subtracted from the points needed to pass: a sum of fractions may fall short in its last digits."""


def _totals(dialect: Dialect, assessment: Assessment) -> Element:
    make = dialect.make
    needed = round(assessment.quiz.pass_percent * len(assessment.items) / 100 - _ROUNDING, 7)
    total = make("sum", make("testVariables", variableIdentifier="SCORE"))
    passed = make("gte", dialect.variable("SCORE"), dialect.base(str(needed), "float"))
    return make("outcomeProcessing", dialect.assign("SCORE", total), dialect.assign("PASSED", passed))


# --- the manifest


def _manifest(dialect: Dialect, assessment: Assessment) -> bytes:
    schema, version = dialect.schema_and_version
    about = _about(assessment.language, assessment.title, f"t-{assessment.id}", [])
    return document(
        dialect.manifest,
        "manifest",
        make("metadata", make("schema", schema), make("schemaversion", version), about),
        make("organizations"),
        make("resources", _test_resource(dialect, assessment), *_item_resources(dialect, assessment)),
        identifier=f"package-{assessment.id}",
    )


def _test_resource(dialect: Dialect, assessment: Assessment) -> Element:
    dependencies = [make("dependency", identifierref=item_name(item)) for item in assessment.items]
    return make(
        "resource",
        make("file", href="test.xml"),
        *dependencies,
        identifier=f"t-{assessment.id}",
        type=dialect.resource_type.format("test"),
        href="test.xml",
    )


def _item_resources(dialect: Dialect, assessment: Assessment) -> list[Element]:
    type_ = dialect.resource_type.format("item")
    return [
        make(
            "resource",
            make(
                "metadata", _about(assessment.language, item.stem.text, item_name(item), list(item.labels))
            ),
            make("file", href=_path(item)),
            identifier=item_name(item),
            type=type_,
            href=_path(item),
        )
        for item in assessment.items
    ]


def _about(language: str, title: str, identifier: str, keywords: list[str]) -> Element:
    """Learning object metadata (IEEE 1484.12.3): identifier, title and keywords."""
    entry = make("identifier", make("entry", identifier))
    title_ = make("title", make("string", title, language=language))
    topics = [make("keyword", make("string", word, language=language)) for word in keywords]
    return make("lom", make("general", entry, title_, *topics), xmlns=LOM)
