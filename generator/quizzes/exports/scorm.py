# Packages of SCORM 1.2 and 2004: the embed page, its files, and a script that talks to the player.
#
# The page is the quiz's embed page. Its links lead to the site; if the site has no address they are left
# out. The manifest gives the pass mark of the quiz.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.content.references import References
from generator.memo import once_per_object
from generator.output.zip_file import archive
from generator.quizzes import TEMPLATES
from generator.quizzes.exports.xml import document, make
from generator.quizzes.quiz_pages import ASSETS, asset, asset_address, packaged_quiz

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.xml import Element, Vocabulary
    from generator.site import Site

_SCRIPT = TEMPLATES / "exports" / "scorm.js"
_ATTRIBUTE, _PLACEHOLDER = 'data-edition="{}"', "?"
"""The attribute that tells the script the edition of SCORM, and its value until that is filled in."""
PAGE = "index.html"
FILES = (PAGE, *ASSETS, _SCRIPT.name)
"""The files of a package besides its manifest."""


class _FromPackage(References):
    """Links of a page in a package: relative to the package's files, absolute to the rest of the site."""

    def __init__(self, site: Site) -> None:
        super().__init__(site.library, site.region, "", explain=False)
        self._site = site

    def address(self, target: str) -> str:
        return self.link(self._site.library.resolve(target).address)

    def link(self, address: str) -> str:
        name = address.removeprefix(asset_address(""))
        return name if name in FILES else self._site.settings.absolute(address) or "#"


def package(assessment: Assessment, edition: str, manifest: bytes) -> bytes:
    """Write a quiz as a SCORM package.

    Args:
        assessment: The quiz.
        edition: `1.2` or `2004`.
        manifest: Content of `imsmanifest.xml`.
    """
    page = _page(assessment).replace(_ATTRIBUTE.format(_PLACEHOLDER), _ATTRIBUTE.format(edition))
    files = {"imsmanifest.xml": manifest, PAGE: page.encode()}
    return archive(files, assessment.date, _shared_files(assessment.site))


@once_per_object
def _page(assessment: Assessment) -> str:
    """The page, rendered once for both editions: only the value of `_ATTRIBUTE` differs."""
    return packaged_quiz(assessment.site, assessment.quiz, _FromPackage(assessment.site), _PLACEHOLDER)


@once_per_object
def _shared_files(site: Site) -> bytes:
    """A ZIP file of the files that are the same in every package."""
    assets = {name: asset(name).encode() for name in ASSETS}
    date = dt.datetime.fromtimestamp(site.library.newest, dt.UTC)
    return archive({**assets, _SCRIPT.name: _SCRIPT.read_bytes()}, date)


def manifest(
    vocabulary: Vocabulary, assessment: Assessment, version: str, item: Element, sco: Mapping[str, str]
) -> bytes:
    """Write the manifest of a package.

    Args:
        vocabulary: Namespaces of the SCORM edition.
        assessment: The quiz.
        version: Value of `schemaversion` for the edition.
        item: The `item` element of the quiz, with its pass mark.
        sco: The attribute that marks the page as a SCO, a page that talks to the player.
    """
    course = make("organization", make("title", assessment.title), item, identifier="course")
    files = [make("file", href=name) for name in FILES]
    page = make("resource", *files, identifier="page", type="webcontent", href=PAGE, **sco)
    return document(
        vocabulary,
        "manifest",
        make("metadata", make("schema", "ADL SCORM"), make("schemaversion", version)),
        make("organizations", course, default="course"),
        make("resources", page),
        identifier=f"quiz-{assessment.id}",
        version="1.0",
    )
