# SCORM 1.2 (ADL, 2001): Content Aggregation Model 2.3 for the package.
# https://adlnet.gov/projects/scorm-1-2/

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.export import Export
from generator.exports.scorm import package, resources
from generator.exports.xml import document, maker, schema_location
from generator.formats import N_

if TYPE_CHECKING:
    from generator.exports.assessment import Assessment

_PACKAGE = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def render(assessment: Assessment) -> bytes:
    """A quiz as a package."""
    return package(assessment, "1.2", _manifest(assessment))


def _manifest(assessment: Assessment) -> bytes:
    make, adl = maker(_PACKAGE, adlcp=_ADL), maker(_ADL)
    enough = adl("masteryscore", str(assessment.quiz.pass_percent))
    item = make("item", make("title", assessment.title), enough, identifier="quiz", identifierref="page")
    course = make("organization", make("title", assessment.title), item, identifier="course")
    where = schema_location(_PACKAGE, "imscp_rootv1p1p2.xsd", _ADL, "adlcp_rootv1p2.xsd")
    return document(
        make(
            "manifest",
            make("metadata", make("schema", "ADL SCORM"), make("schemaversion", "1.2")),
            make("organizations", course, default="course"),
            resources(make, **{f"{{{_ADL}}}scormtype": "sco"}),
            identifier=f"quiz-{assessment.id}",
            version="1.0",
            **where,
        )
    )


FORMAT = Export(
    id="scorm-1.2",
    title="SCORM 1.2",
    extension="zip",
    use=N_(
        "Nearly every learning platform: the quiz as it looks here, with score, pass or fail, and time."
    ),
    losses=(N_("The platform gets the score, not the single answers, and cannot change the questions."),),
    render=render,
)
