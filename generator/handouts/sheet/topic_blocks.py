# The makers of blocks whose content comes from the topic: a technique, a symptom, a self-care topic, or the
# page on sessions. Each prints the matching fields of that topic, and nothing if it has none.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.exercises import printed_exercises
from generator.diagrams.words import pressure_scale_alt
from generator.handouts.sheet import exercise_blocks, list_blocks, parts
from generator.handouts.sheet.help_blocks import signs_by_tier
from generator.handouts.sheet.parts import section
from generator.handouts.sheet.pictures import pictures_of
from generator.handouts.sheet.practice import is_practice
from generator.prose import Prose
from generator.schema.common import Level
from generator.schema.leaflet import Block
from generator.schema.page import Page, Show
from generator.schema.quiz import Quiz
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Evidence, Steps, Technique

if TYPE_CHECKING:
    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Section
    from generator.schema.technique import Pressure


def in_short(ctx: SheetContext) -> list[Section]:
    """The topic in a few bullets."""
    own = () if isinstance(ctx.topic, Quiz) else ctx.topic.in_short
    points = own or (ctx.library.session.in_short if _is_session(ctx) else ())
    return section(
        ctx.gettext("In short"), parts.bullets(ctx.prose_items(points)), look="tint", icon="tick"
    )


def picture(ctx: SheetContext) -> list[Section]:
    """The topic's drawing and body map, or on a sheet about muscles the whole body map."""
    return section("", *pictures_of(ctx), look="picture") or list_blocks.muscles(ctx)


def what_it_is(ctx: SheetContext) -> list[Section]:
    """What a technique is, what a symptom may be, or what is known about a self-care topic."""
    _ = ctx.gettext
    match ctx.topic:
        case Technique() as technique:
            return section(_("What it is"), parts.paragraphs(ctx.statement_items(technique.what_it_is)))
        case Symptom() as symptom:
            return section(_("What it may be"), parts.bullets(ctx.statement_items(symptom.what_it_may_be)))
        case SelfCare() as self_care:
            return section(_("What we know"), parts.bullets(ctx.statement_items(self_care.what_we_know)))
        case Page() | Quiz():
            return []


def feel(ctx: SheetContext) -> list[Section]:
    """How firm the pressure should be, on the scale from 0 to 10, and what should not be felt."""
    if isinstance(ctx.topic, Technique):
        text = parts.bullets(ctx.statement_items(ctx.topic.feel))
        return section(ctx.say("technique.feel"), *_scale(ctx, ctx.topic.pressure), text)
    if _is_session(ctx) and (pressure := ctx.library.session.pressure):
        text = parts.paragraphs(ctx.statement_items([pressure]))
        return section(ctx.say("technique.feel"), *_scale(ctx, pressure), text)
    return []


def steps(ctx: SheetContext) -> list[Section]:
    """How a technique is done, what helps with a symptom, or what to do in self-care."""
    exercise = exercise_blocks.in_words(ctx)
    warned = Block.ASK_FIRST in ctx.leaflet.blocks or Block.EXERCISES in ctx.leaflet.blocks
    return [*_steps(ctx), *exercise, *(ask_first(ctx) if exercise and not warned else ())]


def _steps(ctx: SheetContext) -> list[Section]:
    _ = ctx.gettext
    match ctx.topic:
        case Technique(how_it_is_done=Steps() as done):
            practice = is_practice(done.basis)
            items = [{**item, "practice": practice} for item in ctx.prose_items(done.steps)]
            return section(_("How it is done"), parts.steps(items))
        case Symptom() as symptom:
            return section(_("What helps"), parts.bullets(ctx.statement_items(symptom.what_helps)))
        case SelfCare() as self_care:
            return section(_("What to do"), parts.steps(ctx.statement_items(self_care.how_to)))
        case Technique() | Page() | Quiz():
            return []


def exercises(ctx: SheetContext) -> list[Section]:
    """A table of exercises, and on sheets without the block for it, who should ask first."""
    table = exercise_blocks.exercises(ctx)
    return [*table, *(_ask_before(ctx) if table and Block.ASK_FIRST not in ctx.leaflet.blocks else ())]


def ask_first(ctx: SheetContext) -> list[Section]:
    """Who should ask a doctor first and what can go wrong, when to see someone, or when to stop.

    It covers the sheet's topic and all exercises in its table.
    """
    if isinstance(ctx.topic, Symptom):
        text = parts.bullets(ctx.statement_items(ctx.topic.see_doctor))
        heading = ctx.gettext("When to see someone")
        return [*section(heading, text, look="tint", icon="calendar"), *_ask_before(ctx)]
    return _ask_before(ctx, *((ctx.topic,) if isinstance(ctx.topic, Technique | SelfCare) else ()))


def _ask_before(ctx: SheetContext, *topics: Technique | SelfCare) -> list[Section]:
    """Who should ask first before some topics, and before all exercises in the sheet's table."""
    listed = printed_exercises(ctx.library, ctx.leaflet).values()
    by_id = {(type(topic), topic.id): topic for topic in (*topics, *listed)}
    techniques = [topic for topic in by_id.values() if isinstance(topic, Technique)]
    cautious = [one for technique in techniques for one in _cautions(ctx, technique)]
    self_care = [topic for topic in by_id.values() if isinstance(topic, SelfCare)]
    signs = dict.fromkeys(id_ for topic in by_id.values() for id_ in topic.warning_signs)
    stop_if = {one.text.source: one for topic in self_care for one in topic.stop_if}
    text = parts.bullets(ctx.statement_items(stop_if.values()))
    stop = section(ctx.gettext("Stop, or ask first, if:"), text, look="amber", icon="stop")
    return [*cautious, *(signs_by_tier(ctx, [*signs]) if signs else ()), *stop]


def _cautions(ctx: SheetContext, technique: Technique) -> list[Section]:
    cautions = [
        parts.bullets(ctx.prose_items(caution.short for caution in chosen), group.title)
        for group, chosen in ctx.library.cautions_of(technique)
    ]
    avoid = ctx.prose_items(statement.text for statement in technique.avoid)
    cautious = section(
        ctx.say("technique.ask_first"),
        *cautions,
        parts.bullets(avoid, ctx.say("technique.avoid")),
        parts.paragraphs(_full_list(ctx)),
        look="amber",
        icon="stop",
    )
    risks = parts.bullets(ctx.statement_items(technique.risks))
    return [*cautious, *section(ctx.gettext("What can go wrong"), risks)]


def _full_list(ctx: SheetContext) -> list[Item]:
    """Which sheet lists all cautions, because a technique lists only those that matter most for it."""
    sessions = [page for page in ctx.library.pages.values() if page.show is Show.SESSION]
    leaflets = [ctx.library.leaflet_of.get(f"pages/{page.path}") for page in sessions]
    sentence = ctx.gettext("This list is not complete. The full list is on the sheet “%(title)s”.")
    return [parts.text_item(sentence % {"title": leaflet.title}) for leaflet in leaflets if leaflet]


def at_home(ctx: SheetContext) -> list[Section]:
    """What the reader can do alone."""
    _ = ctx.gettext
    match ctx.topic:
        case Technique() as technique:
            return [
                *section(_("At home"), parts.bullets(ctx.statement_items(technique.at_home))),
                *(_home_safety(ctx) if technique.home_safety else ()),
            ]
        case Symptom() as symptom:
            topics = [ctx.library.self_care[id_] for id_ in symptom.self_care]
            items = ctx.prose_items(topic.one_line for topic in topics)
            bullets = [
                parts.with_lead(topic.title, item) for topic, item in zip(topics, items, strict=True)
            ]
            return section(_("What you can do"), parts.bullets(bullets))
        case SelfCare() | Page() | Quiz():
            return []


def _home_safety(ctx: SheetContext) -> list[Section]:
    """The safety rules for techniques that people try on themselves."""
    rules = ctx.library.cautions.home_safety
    if rules is None:
        return []
    return section(rules.title, parts.bullets(ctx.statement_items(rules.points)), look="amber", icon="stop")


def questions(ctx: SheetContext) -> list[Section]:
    """Questions to ask."""
    to_ask = ctx.topic.questions if isinstance(ctx.topic, Technique | Symptom) else ()
    return section(ctx.gettext("Questions to ask"), parts.bullets(ctx.prose_items(to_ask)))


def how_sure(ctx: SheetContext) -> list[Section]:
    """How sure we are that it helps; for a symptom, whether treatment can help."""
    _ = ctx.gettext
    heading = _("How sure are we?")
    match ctx.topic:
        case Technique(evidence=Evidence() as evidence):
            summary = ctx.prose_items([evidence.summary])
            return section(heading, parts.sureness(evidence.level, summary, _))
        case SelfCare(level=Level() as level, sure=Prose() as sure):
            return section(heading, parts.sureness(level, ctx.prose_items([sure]), _))
        case Symptom() as symptom:
            heading = ctx.say("symptom.treatment_on_paper")
            return section(heading, parts.bullets(ctx.statement_items(symptom.treatment)))
        case Page() if _is_session(ctx) and (general := ctx.library.session.general):
            return section(heading, parts.sureness(general.level, ctx.prose_items([general.summary]), _))
        case Technique() | SelfCare() | Page() | Quiz():
            return []


def _is_session(ctx: SheetContext) -> bool:
    return isinstance(ctx.topic, Page) and ctx.topic.show is Show.SESSION


def _scale(ctx: SheetContext, pressure: Pressure | None) -> list[parts.Part]:
    if pressure is None:
        return []
    alt = pressure_scale_alt(pressure.lowest, pressure.highest, pressure.feels, ctx.gettext)
    feels = f"{pressure.feels[0].upper()}{pressure.feels[1:]}"
    labels = feels, ctx.say("scale.too_much")
    return [parts.scale(pressure.lowest, pressure.highest, labels, alt)]
