# IMS Question and Test Interoperability 2.1 (final, 2012), as a content package.
# https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html

from __future__ import annotations

from functools import partial

from generator.quizzes.exports.format import Export
from generator.quizzes.exports.qti import package
from generator.quizzes.exports.qti_dialect import Dialect
from generator.quizzes.exports.xml import Vocabulary
from generator.website.downloads import N_

_FILES = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
_SCHEMAS = "http://www.imsglobal.org/xsd/qti/qtiv2p1"

DIALECT = Dialect(
    files=Vocabulary(_FILES, schemas={_FILES: f"{_SCHEMAS}/imsqti_v2p1.xsd"}),
    manifest=Vocabulary(_MANIFEST, schemas={_MANIFEST: f"{_SCHEMAS}/qtiv2p1_imscpv1p2_v1p0.xsd"}),
    schema_and_version=("QTIv2.1 Package", "1.0.0"),
    resource_type="imsqti_{}_xmlv2p1",
    kebab=False,
)

FORMAT = Export(
    id="qti-2.1",
    title=N_("QTI 2.1"),
    extension="zip",
    use=N_("Test systems such as TAO and ONYX."),
    losses=(
        N_("Canvas keeps no feedback, and of short answers only the first form. Take QTI 1.2 for it."),
        N_("Feedback on each pair or step is shown together, below the question."),
        N_("A short answer must be spelt as one of the listed forms; only capitals are forgiven."),
    ),
    render=partial(package, DIALECT),
)
