# 1EdTech Question and Test Interoperability 3.0 (final, 2022), as a content package.
# https://www.imsglobal.org/spec/qti/v3p0/impl

from __future__ import annotations

from functools import partial

from generator.quizzes.exports.format import Export
from generator.quizzes.exports.qti import package
from generator.quizzes.exports.qti_dialect import Dialect
from generator.quizzes.exports.xml import Vocabulary
from generator.website.downloads import N_

_FILES = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_MANIFEST = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_SCHEMAS = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"

DIALECT = Dialect(
    files=Vocabulary(_FILES, schemas={_FILES: f"{_SCHEMAS}/imsqti_asiv3p0_v1p0.xsd"}),
    manifest=Vocabulary(_MANIFEST, schemas={_MANIFEST: f"{_SCHEMAS}/imsqtiv3p0_imscpv1p2_v1p0.xsd"}),
    schema_and_version=("QTI Package", "3.0.0"),
    resource_type="imsqti_{}_xmlv3p0",
    kebab=True,
)

FORMAT = Export(
    id="qti-3.0",
    title=N_("QTI 3.0"),
    extension="zip",
    use=N_("Newer test systems that ask for QTI 3."),
    losses=(
        N_("Few learning platforms read it yet."),
        N_("Feedback on each pair or step is shown together, below the question."),
        N_("A short answer must be spelt as one of the listed forms; only capitals are forgiven."),
    ),
    render=partial(package, DIALECT),
)
