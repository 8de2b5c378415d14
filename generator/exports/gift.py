# GIFT, "General Import Format Technology", as Moodle reads it.
# https://docs.moodle.org/en/GIFT_format (Moodle 5; `question/format/gift/format.php`)
#
#     // comment
#     $CATEGORY: name
#     // [id:idnumber] [tag:topic]
#     ::title::[html]stem{
#     =right#feedback
#     ~wrong#feedback
#     ~%50%one of two that are right#feedback
#     ####feedback on the whole question
#     }
#
# A question ends at an empty line, so texts are one line each. `~ = # { } :` are escaped with a
# backslash; so is a backslash of the text itself, which Moodle would read as an escape otherwise.
# A text without braces is a description: it carries the notice.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.exports.assessment import paragraphs
from generator.exports.export import Export
from generator.exports.moodle_fractions import percent
from generator.formats import N_

if TYPE_CHECKING:
    from generator.exports.assessment import Assessment, Choice, Item

_SPECIAL = re.compile(r"([\\~=#{}:])")


def render(assessment: Assessment) -> str:
    """A quiz as GIFT."""
    notice = f"::{_escaped(assessment.title)}::[html]{_escaped(paragraphs(assessment.notice))}"
    blocks = [f"$CATEGORY: {_category(assessment)}", notice, *map(_question, assessment.items)]
    return "\n\n".join(blocks) + "\n"


def _question(item: Item) -> str:
    tags = " ".join(f"[tag:{tag}]" for tag in item.labels)
    lines = [
        f"// [id:{item.id}] {tags}",
        f"::{item.id}::[html]{_escaped(item.stem.html)}{{",
        *(_choice(choice, many=item.many) for choice in item.choices),
        f"####{_escaped(paragraphs(item.reason))}",
        "}",
    ]
    return "\n".join(lines)


def _choice(choice: Choice, *, many: bool) -> str:
    mark = f"~%{percent(choice.points)}%" if many else "=" if choice.correct else "~"
    return f"{mark}{_escaped(choice.words.html)}#{_escaped(choice.feedback.html)}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _category(assessment: Assessment) -> str:
    """A path of categories: Moodle reads `//` as a slash within a name, and takes no escapes here."""
    names = (assessment.site.settings.site_name, assessment.title)
    return "/".join(" ".join(name.replace("/", "//").split()) for name in names)


FORMAT = Export(
    id="gift",
    title="GIFT",
    extension="gift.txt",
    use=N_("A text that you can read and change by hand before you import it into Moodle and others."),
    losses=(
        N_("No pass mark."),
        N_("True and false are two choices, so that each keeps its own feedback."),
        N_("Programs other than Moodle may drop tags and ids, which stand in comments."),
    ),
    render=render,
)
