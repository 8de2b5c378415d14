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
#     ::title::[html]stem{FALSE#feedback on the wrong answer#feedback on the right one####on both}
#     ::title::[html]stem{
#     =item -> match
#     = -> a match that belongs to no item
#     ####feedback }
#     ::title::[html]stem{
#     =%100%an accepted answer#feedback
#     =%0%*#feedback on all others
#     ####feedback }
#
# GIFT has no ordering questions, so the steps are matched with their places.
#
# An empty line ends a question, so every text is put on one line. `~ = # { } :` are escaped with a
# backslash, and so is a backslash in the text, which Moodle would otherwise read as an escape. A text that
# begins like a weight (`%50%`) or a format name (`[html]`) cannot be escaped, so its first character
# becomes an HTML entity; `>` is an entity in HTML anyway, so that no text contains `->`. Short answers are
# plain text, in which an entity does not work: a spelling that would need one is left out, since its form
# without punctuation is accepted as well. A text without braces is a description: the notice is one.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.quizzes.exports.assessment import paragraphs
from generator.quizzes.exports.format import Export
from generator.quizzes.exports.item import ChoiceItem, ItemWords, RowsItem, TextItem
from generator.quizzes.exports.moodle_fractions import percent
from generator.website.downloads import N_

if TYPE_CHECKING:
    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.item import Choice, Item

_SPECIAL = re.compile(r"([\\~=#{}:])")
_WEIGHT_OR_FORMAT = re.compile(r"^[%\[]")
_NEEDS_ENTITY = re.compile(r"^[%\[]|->|[*\\]")


def render(assessment: Assessment) -> str:
    """Write a quiz as GIFT."""
    about = paragraphs((assessment.intro, *assessment.notice))
    notice = f"::{_escaped(assessment.title)}::[html]{_escaped(about)}"
    blocks = [f"$CATEGORY: {_category(assessment)}", notice, *map(_question, assessment.items)]
    return "\n\n".join(blocks) + "\n"


def _question(item: Item) -> str:
    tags = "".join(f" [tag:{tag}]" for tag in item.labels)
    stem, answers, reason = _parts(item)
    return (
        f"// [id:{item.id}]{tags}\n"
        f"::{item.id}::[html]{_escaped(stem)}{{{answers}\n####{_escaped(paragraphs(reason))}\n}}"
    )


def _parts(item: Item) -> tuple[str, str, tuple[ItemWords, ...]]:
    """The stem as HTML, the answers as GIFT, and the paragraphs of the general feedback."""
    match item:
        case ChoiceItem(true_false=True):
            return item.stem.html, _true_false(item), item.reason
        case ChoiceItem():
            return item.stem.html, "".join(_choice(item, choice) for choice in item.choices), item.reason
        case RowsItem():
            return paragraphs(item.lead), _pairs(item), (*item.key, *item.reason)
        case TextItem():
            return item.stem.html, _spellings(item), item.reason
    raise TypeError(item.type)


def _choice(item: ChoiceItem, choice: Choice) -> str:
    sign = f"~%{percent(choice.points)}%" if item.many else "=" if choice.correct else "~"
    return f"\n{sign}{_escaped(choice.words.html)}#{_escaped(choice.feedback.html)}"


def _true_false(item: ChoiceItem) -> str:
    right, wrong = sorted(item.choices, key=lambda choice: not choice.correct)
    answer = "TRUE" if right is item.choices[0] else "FALSE"
    return f"{answer}#{_escaped(wrong.feedback.html)}#{_escaped(right.feedback.html)}"


def _pairs(item: RowsItem) -> str:
    used = {row.target for row in item.rows}
    pairs = [(row.words.html, row.target) for row in item.rows]
    pairs += [("", target) for target in item.targets if target not in used]
    return "".join(f"\n={_escaped(html)} -> {_escaped(target.words.bare)}" for html, target in pairs)


def _spellings(item: TextItem) -> str:
    spellings = [spelling for spelling in item.spellings if not _NEEDS_ENTITY.search(spelling)]
    right = [f"\n=%100%{_escaped(spelling)}#{_escaped(item.if_right.html)}" for spelling in spellings]
    return "".join([*right, f"\n=%0%*#{_escaped(item.if_wrong.html)}"])


def _escaped(html: str) -> str:
    one_line = " ".join(html.split())
    return _SPECIAL.sub(r"\\\1", _WEIGHT_OR_FORMAT.sub(lambda start: f"&#{ord(start[0])};", one_line))


def _category(assessment: Assessment) -> str:
    """The path of the category. Moodle reads `//` as a slash within a name and knows no other escape."""
    names = (assessment.site.settings.site_name, assessment.title)
    return "/".join(" ".join(name.replace("/", "//").split()) for name in names)


FORMAT = Export(
    id="gift",
    title=N_("GIFT"),
    extension="txt",
    use=N_("A text that you can read and change by hand before you import it into Moodle and others."),
    losses=(
        N_("No pass mark."),
        N_("Feedback on each pair or step is shown together, below the question."),
        N_("A short answer must be spelt as one of the listed forms; only capitals are forgiven."),
        N_("Programs other than Moodle may drop tags and ids, which stand in comments."),
    ),
    changed={"ordering": N_("matching with places")},
    render=render,
)
