# IMS Common Cartridge 1.1 (2011): the quiz as QTI 1.2.1, the notice as a page, a link to the quiz page.
# https://www.imsglobal.org/cc/ccv1p1/imscc_profilev1p1-Implementation.html
#
# Readers disagree about feedback on single choices: Moodle shows it with every answer, whichever was
# picked. So all of it stands in the question's one feedback, each choice by name.

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.exports.archive import archive
from generator.exports.assessment import Words, paragraphs
from generator.exports.export import Export
from generator.exports.qti12 import PACKAGE, assessment_file, general_feedback, item_element
from generator.exports.xml import document, maker
from generator.formats import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exports.assessment import Assessment, Item
    from generator.exports.xml import Element

_LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_WEB_LINK = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
_QUIZ, _ABOUT, _LINK = "quiz/quiz.xml", "about/about.html", "link/link.xml"
_FIELDS = {
    "cc_profile": "cc.exam.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "qmd_feedbackpermitted": "Yes",
    "cc_maxattempts": "unlimited",
}
_PROFILES = {
    "single-choice": "cc.multiple_choice.v0p1",
    "multiple-choice": "cc.multiple_response.v0p1",
    "true-false": "cc.true_false.v0p1",
}

_make = maker(PACKAGE)


def render(assessment: Assessment) -> bytes:
    """A quiz as a cartridge."""
    link = {_LINK: _web_link(assessment)} if assessment.address else {}
    files = {
        "imsmanifest.xml": _manifest(assessment),
        _QUIZ: assessment_file(assessment, _FIELDS, map(_item, assessment.items)),
        _ABOUT: _about(assessment),
        **link,
    }
    return archive(files, assessment.date)


def _item(item: Item) -> Element:
    by_name = [Words("", f"<strong>{one.words.html}</strong> {one.feedback.html}") for one in item.choices]
    feedback = general_feedback(paragraphs([*by_name, *item.reason]))
    fields = {"cc_profile": _PROFILES[item.type], "cc_weighting": "1"}
    return item_element(item, fields, [], feedback)


def _about(assessment: Assessment) -> bytes:
    title = escape(assessment.title)
    text = paragraphs((assessment.intro, *assessment.notice))
    return (
        f'<!doctype html>\n<html lang="{assessment.language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n{text}\n</body>\n</html>\n"
    ).encode()


def _web_link(assessment: Assessment) -> bytes:
    make = maker(_WEB_LINK)
    url = make("url", href=assessment.address, target="_blank")
    return document(make("webLink", make("title", assessment.title), url))


def _manifest(assessment: Assessment) -> bytes:
    parts = list(_parts(assessment))
    leaves = [
        _make("item", _make("title", title), identifier=f"item-{id_}", identifierref=f"resource-{id_}")
        for id_, title, _ in parts
    ]
    root = _make("item", *leaves, identifier="root")
    way = _make("organization", root, identifier="organization", structure="rooted-hierarchy")
    return document(
        _make(
            "manifest",
            _metadata(assessment),
            _make("organizations", way),
            _make("resources", *(resource for _, _, resource in parts)),
            identifier=f"cartridge-{assessment.id}",
        )
    )


def _metadata(assessment: Assessment) -> Element:
    lom = maker(_LOM)
    title = lom("title", lom("string", assessment.title, language=assessment.language))
    name, version = _make("schema", "IMS Common Cartridge"), _make("schemaversion", "1.1.0")
    return _make("metadata", name, version, lom("lom", lom("general", title)))


def _parts(assessment: Assessment) -> Iterator[tuple[str, str, Element]]:
    """Id, title and resource of what the cartridge shows, in order."""
    _ = assessment.site.translations.gettext
    kind = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
    yield "about", _("About this quiz"), _resource("about", "webcontent", _ABOUT, href=_ABOUT)
    yield "quiz", assessment.title, _resource("quiz", kind, _QUIZ)
    if assessment.address:
        yield "link", _("This quiz on its own page"), _resource("link", "imswl_xmlv1p1", _LINK)


def _resource(id_: str, kind: str, file: str, **attributes: str) -> Element:
    return _make(
        "resource", _make("file", href=file), identifier=f"resource-{id_}", type=kind, **attributes
    )


FORMAT = Export(
    id="common-cartridge",
    title="Common Cartridge 1.1",
    extension="imscc",
    use=N_("Most learning platforms: Moodle, Canvas, Brightspace, Blackboard, Sakai and others."),
    losses=(
        N_("No tags and no pass mark."),
        N_("Feedback on each choice is shown together, below the question."),
        N_("Part points differ: Moodle takes none away for wrong picks, others give all or none."),
    ),
    render=render,
)
