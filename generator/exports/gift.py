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
#     ####feedback on the whole question }
#     ::title::[html]stem{FALSE#feedback on the wrong answer#feedback on the right one####and on both}
#
# A question ends at an empty line, so texts are one line each. `~ = # { } :` are escaped with a
# backslash; so is a backslash of the text itself, which Moodle would read as an escape otherwise.
# A weight or a format's name at the start of a text has no escape, so its first character becomes an
# HTML entity. A text without braces is a description: it carries the notice.

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
_FIRST = re.compile(r"^[%\[]")


def render(assessment: Assessment) -> str:
    """A quiz as GIFT."""
    about = paragraphs((assessment.intro, *assessment.notice))
    notice = f"::{_escaped(assessment.title)}::[html]{_escaped(about)}"
    blocks = [f"$CATEGORY: {_category(assessment)}", notice, *map(_question, assessment.items)]
    return "\n\n".join(blocks) + "\n"


def _question(item: Item) -> str:
    tags = "".join(f" [tag:{tag}]" for tag in item.labels)
    stem, reason = _escaped(item.stem.html), _escaped(paragraphs(item.reason))
    answers = _true_false(item) if item.true_false else _choices(item)
    return f"// [id:{item.id}]{tags}\n::{item.id}::[html]{stem}{{{answers}\n####{reason}\n}}"


def _choices(item: Item) -> str:
    return "".join(_choice(item, choice) for choice in item.choices)


def _choice(item: Item, choice: Choice) -> str:
    mark = f"~%{percent(choice.points)}%" if item.many else "=" if choice.correct else "~"
    return f"\n{mark}{_escaped(choice.words.html)}#{_escaped(choice.feedback.html)}"


def _true_false(item: Item) -> str:
    right, wrong = sorted(item.choices, key=lambda choice: not choice.correct)
    answer = "TRUE" if right is item.choices[0] else "FALSE"
    return f"{answer}#{_escaped(wrong.feedback.html)}#{_escaped(right.feedback.html)}"


def _escaped(html: str) -> str:
    one_line = " ".join(html.split())
    return _SPECIAL.sub(r"\\\1", _FIRST.sub(lambda first: f"&#{ord(first[0])};", one_line))


def _category(assessment: Assessment) -> str:
    """A path of categories: Moodle reads `//` as a slash within a name, and takes no escapes here."""
    names = (assessment.site.settings.site_name, assessment.title)
    return "/".join(" ".join(name.replace("/", "//").split()) for name in names)


FORMAT = Export(
    id="gift",
    title="GIFT",
    extension="txt",
    use=N_("A text that you can read and change by hand before you import it into Moodle and others."),
    losses=(
        N_("No pass mark."),
        N_("Programs other than Moodle may drop tags and ids, which stand in comments."),
    ),
    render=render,
)
