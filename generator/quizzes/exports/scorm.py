# What SCORM 1.2 and 2004 have in common: the embed page, its files, and a script that talks to the player.
#
# The page is the one that is embedded elsewhere; its links lead to the site, or are left out if the site
# has no address. The manifest says what is enough: the pass mark of the quiz.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.content.references import References
from generator.memo import once_for_each
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
_ATTRIBUTE, _EITHER = 'data-edition="{}"', "?"
"""What tells the script which edition the player speaks, and what stands there in the page of both."""
PAGE = "index.html"
FILES = (PAGE, *ASSETS, _SCRIPT.name)
"""What a package holds beside its manifest."""


class _FromPackage(References):
    """Links of a page that stands alone with its files."""

    def __init__(self, site: Site) -> None:
        super().__init__(site.library, site.region, "", explain=False)
        self._site = site

    def address(self, target: str) -> str:
        return self.link(self._site.library.resolve(target).address)

    def link(self, address: str) -> str:
        beside = address.removeprefix(asset_address(""))
        return beside if beside in FILES else self._site.settings.absolute(address) or "#"


def package(assessment: Assessment, edition: str, manifest: bytes) -> bytes:
    """A quiz as a package.

    Args:
        assessment: the quiz.
        edition: `1.2` or `2004`.
        manifest: what says so.
    """
    page = _page(assessment).replace(_ATTRIBUTE.format(_EITHER), _ATTRIBUTE.format(edition))
    files = {"imsmanifest.xml": manifest, PAGE: page.encode()}
    return archive(files, assessment.date, _player(assessment.site))


@once_for_each
def _page(assessment: Assessment) -> str:
    """The page of both editions, which differ in one attribute only."""
    return packaged_quiz(assessment.site, assessment.quiz, _FromPackage(assessment.site), _EITHER)


@once_for_each
def _player(site: Site) -> bytes:
    """The files that are the same in every package, packed."""
    assets = {name: asset(name).encode() for name in ASSETS}
    date = dt.datetime.fromtimestamp(site.library.newest, dt.UTC)
    return archive({**assets, _SCRIPT.name: _SCRIPT.read_bytes()}, date)


def manifest(
    vocabulary: Vocabulary, assessment: Assessment, version: str, item: Element, kind: Mapping[str, str]
) -> bytes:
    """What a package says it is.

    Args:
        vocabulary: the edition's.
        assessment: the quiz.
        version: of SCORM, as its edition writes it.
        item: the quiz, with what is enough.
        kind: the attribute that says that the page talks to the player.
    """
    course = make("organization", make("title", assessment.title), item, identifier="course")
    files = [make("file", href=name) for name in FILES]
    page = make("resource", *files, identifier="page", type="webcontent", href=PAGE, **kind)
    return document(
        vocabulary,
        "manifest",
        make("metadata", make("schema", "ADL SCORM"), make("schemaversion", version)),
        make("organizations", course, default="course"),
        make("resources", page),
        identifier=f"quiz-{assessment.id}",
        version="1.0",
    )
