# What SCORM 1.2 and 2004 have in common: the embed page, its files, and a script that talks to the player.
#
# The page is the one that is embedded elsewhere; its links lead to the site, or are left out if the site
# has no address. The manifest says what is enough: the pass mark of the quiz.

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.exports.archive import archive
from generator.quizzes import ASSETS, asset, asset_address, packaged_quiz
from generator.references import References

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.exports.assessment import Assessment
    from generator.exports.xml import Element
    from generator.site import Site

_SCRIPT = Path(__file__).parent.parent / "templates" / "exports" / "scorm.js"
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
    page = packaged_quiz(assessment.site, assessment.quiz, _FromPackage(assessment.site), edition)
    assets = {name: asset(name).encode() for name in ASSETS}
    files = {"imsmanifest.xml": manifest, PAGE: page.encode(), **assets, _SCRIPT.name: _SCRIPT.read_bytes()}
    return archive(files, assessment.date)


def resources(make: Callable[..., Element], **kind: str) -> Element:
    """The files, as the manifest lists them.

    Args:
        make: makes elements of the manifest's vocabulary.
        kind: the attribute that says that the page talks to the player.
    """
    files = [make("file", href=name) for name in FILES]
    one = make("resource", *files, identifier="page", type="webcontent", href=PAGE, **kind)
    return make("resources", one)
