# SPDX-License-Identifier: MIT
"""Identifiers in packages are of the type `xs:ID`, which may not start with a digit, as our own ids may."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import lxml.etree
import pytest

from generator.content.library import Library
from generator.quizzes.exports.registry import FORMATS, render_exports
from generator.site import Site
from tests.quizzes.exports.exports_example import example_quiz, odd_site

NAME = re.compile(r"[A-Za-z_][\w.-]*")
"""An `NCName` of the letters that ids have."""
PACKAGES = ("scorm-1.2", "scorm-2004", "qti-1.2", "common-cartridge", "qti-2.1", "qti-3.0")


def files_of(form: str) -> dict[str, bytes]:
    """The XML files of a package whose quiz and questions have ids that start with digits."""
    site, quiz = odd_site(), example_quiz()
    questions = tuple(one.model_copy(update={"id": f"3-{one.id}"}) for one in quiz.questions)
    numbered = quiz.model_copy(update={"id": "7-odds", "questions": questions})
    content = site.library.content
    library = Library(replace(content, items={**content.items, "quizzes": {"7-odds": numbered}}))
    (address,) = [one.address("7-odds") for one in FORMATS if one.id == form]
    (file,) = [one for one in render_exports(Site(library, site.settings)) if one.path == address]
    with ZipFile(BytesIO(file.data)) as package:
        return {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}


def test_every_package_is_looked_at() -> None:
    assert {one.id for one in FORMATS if one.extension in {"zip", "imscc"}} == set(PACKAGES)


@pytest.mark.parametrize("form", PACKAGES)
def test_identifiers_are_xml_ids(form: str) -> None:
    for name, data in files_of(form).items():
        root = lxml.etree.fromstring(data)
        identifiers = root.xpath("//@identifier | //@identifierref | //@id | //@default")
        wrong = [str(one) for one in identifiers if not NAME.fullmatch(str(one))]
        assert wrong == [], name


@pytest.mark.parametrize("form", PACKAGES)
def test_references_in_a_manifest_lead_somewhere(form: str) -> None:
    manifest = lxml.etree.fromstring(files_of(form)["imsmanifest.xml"])
    identifiers = [str(one) for one in manifest.xpath("//@identifier")]
    assert len(identifiers) == len(set(identifiers)) > 1
    assert set(manifest.xpath("//@identifierref")) <= set(identifiers)
