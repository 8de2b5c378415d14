# The blocks of a sheet, each with its maker, and those that are the same whatever the topic.
#
# A maker gives sections of plain JSON. A block that finds nothing gives none and is left out of the sheet.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from generator import prose
from generator.content import citations
from generator.handouts.sheet import list_blocks, parts, quiz_blocks, topic_blocks
from generator.handouts.sheet.parts import section
from generator.memo import once_for_each
from generator.schema.leaflet import Block
from generator.schema.quiz import Quiz
from generator.schema.sources import Name
from generator.schema.symptom import Symptom

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Section
    from generator.schema.sources import Source
    from generator.schema.warning_signs import Tier

    Maker: TypeAlias = Callable[[SheetContext], list[Section]]


def names(at: SheetContext) -> list[Section]:
    """Lines for the reader's name, therapist and date; on a quiz for the points."""
    _ = at.gettext
    further = quiz_blocks.score(at, at.topic) if isinstance(at.topic, Quiz) else _("Therapist")
    return section("", parts.blanks(_("Your name"), further, _("Date"), first=at.reader.name))


def phase(id_: str) -> Maker:
    """A maker of what to know before or during a session."""

    def make(at: SheetContext) -> list[Section]:
        found = next((phase for phase in at.library.session.phases if phase.id == id_), None)
        if found is None:
            return []
        items = at.stated(found.points)
        led = [parts.led(point.lead, item) for point, item in zip(found.points, items, strict=True)]
        return section(found.title, parts.bullets(led))

    return make


def after(at: SheetContext) -> list[Section]:
    """What to do afterwards, to tick."""
    _ = at.gettext
    items = at.plain(at.library.session.tick_list)
    return section(_("Afterwards"), parts.ticks(items), hint=_("Tick each as you do it"))


def cautions(at: SheetContext) -> list[Section]:
    """All cautions, in few words."""
    groups = [
        parts.bullets(at.plain(caution.short for caution in group.cautions), group.title)
        for group in at.library.cautions.groups
    ]
    return section(
        at.gettext("Ask your doctor, and tell your therapist, if you:"), *groups, look="amber", icon="stop"
    )


def emergency(at: SheetContext) -> list[Section]:
    """The emergency box."""
    _ = at.gettext
    box, words = at.library.warning_signs.box, at.site.region.words
    return section(
        box.title,
        parts.bullets(at.plain(line.text for line in box.lines)),
        parts.call(
            words.get("emergency_action", _("Get emergency help now")),
            words.get("elsewhere", _("Elsewhere: call your local emergency number.")),
            [*_for_today(at), *at.plain([box.reassurance.text])],
        ),
        look="alert",
        icon="alert",
    )


def _for_today(at: SheetContext) -> list[Item]:
    """Whom to call for what is urgent and no emergency, unless the sheet says so beside each sign."""
    if Block.WARNING_SIGNS in at.leaflet.blocks:
        return []
    _emergency, urgent, _soon = at.library.warning_signs.tiers
    action, _rest = _whom_to_call(at, urgent)
    return [parts.led(at.gettext("Urgent, but none of these?"), parts.linked(f"{action}.", None))]


def _whom_to_call(at: SheetContext, tier: Tier) -> tuple[str, str]:
    """What to do for a tier's signs: a sentence without its full stop, and what else there is to know."""
    return prose.first_sentence(prose.to_text(tier.action, at.references))


_TIER_LOOKS = {"emergency": ("alert", "alert"), "urgent": ("amber", "stop"), "soon": ("tint", "calendar")}


def warning_signs(at: SheetContext) -> list[Section]:
    """All warning signs in their tiers; for a symptom, its own."""
    if isinstance(at.topic, Symptom):
        text = parts.bullets(at.stated(at.topic.urgent))
        return section(at.gettext("When it is urgent"), text, look="amber", icon="alert")
    sections = []
    for tier in at.library.warning_signs.tiers:
        look, icon = _TIER_LOOKS[tier.id]
        action, rest = _whom_to_call(at, tier)
        signs = parts.bullets(at.plain(sign.text for sign in tier.signs))
        sections += section(tier.title, parts.call(action, rest), signs, look=look, icon=icon)
    return sections


def teach_back(at: SheetContext) -> list[Section]:
    """Questions that show whether the sheet was understood."""
    _ = at.gettext
    asked = parts.asked(at.plain(at.leaflet.teach_back))
    return section(_("In your own words"), asked, look="card", hint=_("Say it or write it"))


def notes(at: SheetContext) -> list[Section]:
    """Lines to write on, below what is written already."""
    _ = at.gettext
    written = [parts.linked(" ".join(one.split()), None) for one in re.split(r"\n\s*\n", at.reader.note)]
    lines = parts.lines(_("Next appointment:"), written if at.reader.note else None)
    return section(_("Notes"), lines, look="card")


def sources(at: SheetContext) -> list[Section]:
    """What the sheet has cited so far."""
    cited = [source for _, source in at.references.cited]
    items = [parts.linked(_short(source), citations.address(source)) for source in cited]
    return section(at.gettext("Sources"), parts.sources(items))


_FEW = 2


@once_for_each
def _short(source: Source) -> str:
    """A reference as paper has room for it: few authors, nothing said twice, and its address only linked.

    What it is and whether all of it was read stay. The page online has the whole.
    """
    author = (source.author[0], Name(literal="et al.")) if len(source.author) > _FEW else source.author
    said = author[0].literal or "" if author else ""
    again = {
        name: None
        for name in ("container_title", "publisher")
        if (value := getattr(source, name)) and said.startswith(value)
    }
    changed = {"author": author, "DOI": None, "PMID": None, "URL": None, **again}
    return citations.reference(source.model_copy(update=changed))


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
    Block.QUIZ: quiz_blocks.questions,
    Block.ANSWERS: quiz_blocks.answers,
    Block.CONTENTS: list_blocks.contents,
    Block.TEACH_BACK: teach_back,
    Block.NOTES: notes,
    Block.SOURCES: sources,
}
