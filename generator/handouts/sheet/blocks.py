# The makers of all blocks of a sheet, and those of the blocks that do not depend on the kind of topic.
#
# A maker returns sections as plain JSON; none if there is nothing to print, so that the block is left out.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from generator import prose
from generator.content import citations
from generator.handouts.sheet import list_blocks, parts, quiz_blocks, topic_blocks
from generator.handouts.sheet.help_blocks import all_signs, call, sign_items, signs_by_tier
from generator.handouts.sheet.parts import section
from generator.memo import once_per_object
from generator.schema.csl import Name
from generator.schema.leaflet import Block
from generator.schema.quiz import Quiz
from generator.schema.symptom import Symptom

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Part, Section
    from generator.schema.sources import Source
    from generator.site import Site

    Maker: TypeAlias = Callable[[SheetContext], list[Section]]


def names(ctx: SheetContext) -> list[Section]:
    """Lines for the name of the reader, who gives it, and the date; on a quiz for name, score and date.

    Readers should know whom to ring about the sheet, so there is a line for the number unless it is
    printed.
    """
    _ = ctx.gettext
    if isinstance(ctx.topic, Quiz):
        labels = [quiz_blocks.score(ctx, ctx.topic), _("Date")]
    else:
        labels = [ctx.say("people.provider"), _("Date"), *phone_label(ctx.site)]
    return section("", parts.blanks(_("Your name"), *labels, first=ctx.reader.name))


def phone_label(site: Site) -> list[str]:
    """The label of the line for the clinic's number; empty if the site's settings have the number."""
    clinic = site.settings.clinic
    return [] if clinic and clinic.phone else [site.say("people.phone")]


def phase(id_: str) -> Maker:
    """Return the maker for one phase of a session: `before` or `during`."""

    def make(ctx: SheetContext) -> list[Section]:
        chosen = next((phase for phase in ctx.library.session.phases if phase.id == id_), None)
        if chosen is None:
            return []
        items = ctx.statement_items(chosen.points)
        bullets = [
            parts.with_lead(point.lead, item) for point, item in zip(chosen.points, items, strict=True)
        ]
        return section(chosen.title, parts.bullets(bullets))

    return make


def after(ctx: SheetContext) -> list[Section]:
    """What to do after a session, as a list to tick, and the warning signs to watch for."""
    _ = ctx.gettext
    items = ctx.prose_items(ctx.library.session.tick_list)
    ticks = section(_("Afterwards"), parts.ticks(items), hint=_("Tick each as you do it"))
    return [*ticks, *signs_by_tier(ctx, ctx.library.session.warning_signs)]


def cautions(ctx: SheetContext) -> list[Section]:
    """All cautions, in their short form."""
    groups = [
        parts.bullets(ctx.prose_items(caution.short for caution in group.cautions), group.title)
        for group in ctx.library.cautions.groups
    ]
    return section(ctx.say("technique.ask_first"), *groups, look="amber", icon="stop")


def emergency(ctx: SheetContext) -> list[Section]:
    """The emergency box."""
    _ = ctx.gettext
    filled: list[Part] = []
    for name, action, lines in ctx.library.box_without():
        items = sign_items(ctx, (" ".join(line.signs) for line in lines), (line.text for line in lines))
        filled += [call(ctx, name, action), parts.bullets(items)]
    elsewhere = ctx.site.region.words.get("elsewhere", _("Elsewhere: call your local emergency number."))
    filled += [parts.paragraphs([parts.text_item(elsewhere), *_for_today(ctx)])]
    return section(ctx.library.warning_signs.box.title, *filled, look="alert", icon="alert")


def _for_today(ctx: SheetContext) -> list[Item]:
    """Whom to call for urgent signs that are no emergency, unless the sheet lists such signs."""
    if {Block.WARNING_SIGNS, Block.AFTER} & set(ctx.leaflet.blocks):
        return []
    urgent = ctx.library.warning_signs.tiers[1]
    (words,) = ctx.prose_items([urgent.action])
    action = prose.marked([*words["text"], {"text": "."}], action=urgent.id)
    return [parts.with_lead(ctx.gettext("Urgent, but none of these?"), {**words, "text": [action]})]


def warning_signs(ctx: SheetContext) -> list[Section]:
    """All warning signs by tier; on a sheet about a symptom, those that may come with it."""
    return signs_by_tier(ctx, ctx.topic.warning_signs) if isinstance(ctx.topic, Symptom) else all_signs(ctx)


def teach_back(ctx: SheetContext) -> list[Section]:
    """Questions that show whether readers have understood the sheet."""
    _ = ctx.gettext
    questions = parts.asked(ctx.prose_items(ctx.leaflet.teach_back))
    return section(_("In your own words"), questions, look="card", hint=_("Say it or write it"))


def notes(ctx: SheetContext) -> list[Section]:
    """Lines to write on, below the reader's note if there is one."""
    _ = ctx.gettext
    paragraphs = re.split(r"\n\s*\n", ctx.reader.note)
    written = [parts.text_item(" ".join(paragraph.split())) for paragraph in paragraphs]
    lines = parts.lines(ctx.say("sheet.next_time"), written if ctx.reader.note else None)
    return section(_("Notes"), lines, look="card")


def sources(ctx: SheetContext) -> list[Section]:
    """The sources that the sheet has cited so far, so this must be the last block to be made."""
    cited, words = [source for _, source in ctx.references.cited], ctx.site.reference_words
    items = [
        parts.linked_item(citations.reference_tree(_shortened(source), words), citations.address(source))
        for source in cited
    ]
    return section(ctx.gettext("Sources"), parts.sources(items))


_MOST_AUTHORS = 2


@once_per_object
def _shortened(source: Source) -> Source:
    """A source with a shorter reference, to save paper; the page online has it in full.

    Of more than two authors only the first is named. The address and identifiers are left out (the text is
    a link), and so is a journal or publisher with which the author's name begins. What part of a source was
    read is said on the website, which has room to explain it.
    """
    author = source.author
    if len(author) > _MOST_AUTHORS:
        author = (author[0], Name(literal="et al."))
    organisation = author[0].literal or "" if author else ""
    repeated = {
        name: None
        for name in ("container_title", "publisher")
        if (value := getattr(source, name)) and organisation.startswith(value)
    }
    custom = source.custom.model_copy(update={"read_as": None})
    no_identifiers = dict.fromkeys(("DOI", "PMID", "PMCID", "URL"))
    changed = {"author": author, "custom": custom, **no_identifiers, **repeated}
    return source.model_copy(update=changed)


MAKERS: Mapping[Block, Maker] = {
    Block.NAMES: names,
    Block.IN_SHORT: topic_blocks.in_short,
    Block.PICTURE: topic_blocks.picture,
    Block.WHAT_IT_IS: topic_blocks.what_it_is,
    Block.FEEL: topic_blocks.feel,
    Block.STEPS: topic_blocks.steps,
    Block.BEFORE: phase("before"),
    Block.DURING: phase("during"),
    Block.AFTER: after,
    Block.ASK_FIRST: topic_blocks.ask_first,
    Block.CAUTIONS: cautions,
    Block.EMERGENCY: emergency,
    Block.WARNING_SIGNS: warning_signs,
    Block.AT_HOME: topic_blocks.at_home,
    Block.QUESTIONS: topic_blocks.questions,
    Block.HOW_SURE: topic_blocks.how_sure,
    Block.LIST: list_blocks.listed,
    Block.TEXT: list_blocks.text,
    Block.WEEK: list_blocks.week,
    Block.EXERCISES: topic_blocks.exercises,
    Block.QUIZ: quiz_blocks.questions,
    Block.ANSWERS: quiz_blocks.answers,
    Block.CONTENTS: list_blocks.contents,
    Block.TEACH_BACK: teach_back,
    Block.NOTES: notes,
    Block.SOURCES: sources,
}
