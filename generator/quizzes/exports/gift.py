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
#     ::title::[html]stem{
#     =item -> match
#     = -> a match of no item
#     ####feedback }
#     ::title::[html]stem{
#     =%100%an accepted answer#feedback
#     =%0%*#feedback on all others
#     ####feedback }
#
# It knows no order, so the steps of an ordering question are matched with their places.
#
# A question ends at an empty line, so texts are one line each. `~ = # { } :` are escaped with a
# backslash; so is a backslash of the text itself, which Moodle would read as an escape otherwise.
# A weight or a format's name at the start of a text has no escape, so its first character becomes an
# HTML entity; so does `>`, so that a text holds no `->`. Short answers are no HTML: a spelling that would
# need an entity is left out, as its letters without punctuation are accepted, too. A text without braces
# is a description: it carries the notice.

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
_FIRST = re.compile(r"^[%\[]")
_NEEDS_ENTITY = re.compile(r"^[%\[]|->|[*\\]")


def render(assessment: Assessment) -> str:
    """A quiz as GIFT."""
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
    """The stem as HTML, the answers as GIFT, the paragraphs below."""
    match item:
        case ChoiceItem(true_false=True):
            return item.stem.html, _true_false(item), item.reason
        case ChoiceItem():
            return item.stem.html, "".join(_choice(item, choice) for choice in item.choices), item.reason
        case RowsItem():
            return paragraphs(item.lead), _pairs(item), (*item.key, *item.reason)
        case TextItem():
            return item.stem.html, _typed(item), item.reason
    raise TypeError(item.type)


def _choice(item: ChoiceItem, choice: Choice) -> str:
    mark = f"~%{percent(choice.points)}%" if item.many else "=" if choice.correct else "~"
    return f"\n{mark}{_escaped(choice.words.html)}#{_escaped(choice.feedback.html)}"


def _true_false(item: ChoiceItem) -> str:
    right, wrong = sorted(item.choices, key=lambda choice: not choice.correct)
    answer = "TRUE" if right is item.choices[0] else "FALSE"
    return f"{answer}#{_escaped(wrong.feedback.html)}#{_escaped(right.feedback.html)}"


def _pairs(item: RowsItem) -> str:
    used = {row.target for row in item.rows}
    pairs = [(row.words.html, row.target) for row in item.rows]
    pairs += [("", target) for target in item.targets if target not in used]
    return "".join(f"\n={_escaped(html)} -> {_escaped(target.words.bare)}" for html, target in pairs)


def _typed(item: TextItem) -> str:
    forms = [form for form in item.spellings if not _NEEDS_ENTITY.search(form)]
    right = [f"\n=%100%{_escaped(form)}#{_escaped(item.if_right.html)}" for form in forms]
    return "".join([*right, f"\n=%0%*#{_escaped(item.if_wrong.html)}"])


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
        N_("Feedback on each pair or step is shown together, below the question."),
        N_("A short answer must be spelt as one of the listed forms; only capitals are forgiven."),
        N_("Programs other than Moodle may drop tags and ids, which stand in comments."),
    ),
    changed={"ordering": N_("matching with places")},
    render=render,
)
