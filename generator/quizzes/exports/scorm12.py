# SCORM 1.2 (ADL, 2001): Content Aggregation Model 2.3 for the package.
# https://adlnet.gov/projects/scorm-1-2/

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.quizzes.exports.format import Export
from generator.quizzes.exports.scorm import manifest, package
from generator.quizzes.exports.xml import Vocabulary, make
from generator.website.downloads import N_

if TYPE_CHECKING:
    from generator.quizzes.exports.assessment import Assessment

_PACKAGE = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_MANIFEST = Vocabulary(
    _PACKAGE,
    prefixes={"adlcp": _ADL},
    schemas={_PACKAGE: "imscp_rootv1p1p2.xsd", _ADL: "adlcp_rootv1p2.xsd"},
)


def render(assessment: Assessment) -> bytes:
    """Write a quiz as a SCORM 1.2 package."""
    return package(assessment, "1.2", _manifest(assessment))


def _manifest(assessment: Assessment) -> bytes:
    pass_mark = make("adlcp:masteryscore", str(assessment.quiz.pass_percent))
    item = make("item", make("title", assessment.title), pass_mark, identifier="quiz", identifierref="page")
    return manifest(_MANIFEST, assessment, "1.2", item, {"adlcp:scormtype": "sco"})


FORMAT = Export(
    id="scorm-1.2",
    title=N_("SCORM 1.2"),
    extension="zip",
    use=N_(
        "Nearly every learning platform: the quiz as it looks here, with score, pass or fail, and time."
    ),
    losses=(N_("The platform gets the score, not the single answers, and cannot change the questions."),),
    render=render,
)
