# SCORM 2004 4th edition (ADL, 2009): Content Aggregation Model 3, Sequencing and Navigation 3.
# https://adlnet.gov/projects/scorm-2004-4th-edition/

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.quizzes.exports.format import Export
from generator.quizzes.exports.scorm import manifest, package
from generator.quizzes.exports.xml import Element, Vocabulary, make
from generator.website.downloads import N_

if TYPE_CHECKING:
    from generator.quizzes.exports.assessment import Assessment

_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"
_SEQUENCING = "http://www.imsglobal.org/xsd/imsss"
_MANIFEST = Vocabulary(
    _PACKAGE,
    prefixes={"adlcp": _ADL, "imsss": _SEQUENCING},
    schemas={_PACKAGE: "imscp_v1p1.xsd", _ADL: "adlcp_v1p3.xsd", _SEQUENCING: "imsss_v1p0.xsd"},
)


def render(assessment: Assessment) -> bytes:
    """Write a quiz as a SCORM 2004 package."""
    return package(assessment, "2004", _manifest(assessment))


def _manifest(assessment: Assessment) -> bytes:
    title = make("title", assessment.title)
    item = make("item", title, _sequencing(assessment), identifier="quiz", identifierref="page")
    return manifest(_MANIFEST, assessment, "2004 4th Edition", item, {"adlcp:scormType": "sco"})


def _sequencing(assessment: Assessment) -> Element:
    """The sequencing rules: the pass mark, and that the page itself reports completion and success."""
    pass_mark = make("imsss:minNormalizedMeasure", str(assessment.quiz.pass_percent / 100))
    primary = make("imsss:primaryObjective", pass_mark, satisfiedByMeasure="true", objectiveID="score")
    controls = make("imsss:deliveryControls", completionSetByContent="true", objectiveSetByContent="true")
    return make("imsss:sequencing", make("imsss:objectives", primary), controls)


FORMAT = Export(
    id="scorm-2004",
    title=N_("SCORM 2004, 4th edition"),
    extension="zip",
    use=N_("Platforms that ask for SCORM 2004: as SCORM 1.2, with completed and passed kept apart."),
    losses=(N_("The platform gets the score, not the single answers, and cannot change the questions."),),
    render=render,
)
