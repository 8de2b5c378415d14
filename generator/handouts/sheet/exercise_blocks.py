# The maker of the block `exercises`: a table of exercises to tick, with drawings and doses, and below it
# how they are done, how to do more and when to stop.

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from generator.content import doses
from generator.content.exercises import equipment, position, printed_exercises
from generator.diagrams.drawing import drawing_alt, drawing_svg
from generator.handouts.sheet import parts, tick_tables
from generator.handouts.sheet.list_blocks import days
from generator.handouts.sheet.parts import section
from generator.schema.self_care import SelfCare
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Part, Section
    from generator.schema.exercise import Dose, Exercise

_OWN_ROWS = 1
"""Empty rows in a table of several exercises, for what the reader does besides."""


def exercises(ctx: SheetContext) -> list[Section]:
    """A table of the exercises that the leaflet names, or of its topic; nothing if they are none."""
    topics = printed_exercises(ctx.library, ctx.leaflet)
    return exercise_sections(
        ctx, {key: (topic.title, topic.exercise) for key, topic in topics.items() if topic.exercise}
    )


def exercise_sections(ctx: SheetContext, shown: dict[str, tuple[str, Exercise]]) -> list[Section]:
    """A table of exercises and what else a sheet says of them.

    Args:
        ctx: context of the sheet.
        shown: key of each exercise → its title and its content.
    """
    _ = ctx.gettext
    rows = [_row(ctx, key, title, exercise) for key, (title, exercise) in shown.items()]
    items = [_dose(ctx, key, exercise) for key, (_title, exercise) in shown.items()]
    bases = ctx.statement_items(
        exercise.dose.basis for _title, exercise in shown.values() if exercise.dose and exercise.dose.basis
    )
    heading = ctx.site.translations.ngettext("My exercise", "My exercises", len(rows))
    sections: list[Section] = []
    for some in _in_parts(len(rows)):
        is_last = some.stop >= len(rows)
        own = _OWN_ROWS if ctx.leaflet.exercises and is_last else 0
        table = tick_tables.exercises(_("Exercise"), days(ctx), rows[some], items[some], own)
        below = [parts.paragraphs(bases)] if is_last else []
        hint = "" if sections else _("Tick each time you do it")
        sections += section("" if sections else heading, table, *below, hint=hint)
    return [*sections, *_steps(ctx, shown), *_more(ctx, shown), *_stop(ctx, shown)]


_MOST_ROWS = 4
"""The most rows of a table. A longer one is in parts, which may stand on different pages."""


def _in_parts(rows: int) -> list[slice]:
    """The rows of each part of a table, as many in one as in the next."""
    size = ceil(rows / ceil(rows / _MOST_ROWS)) if rows else 1
    return [slice(at, at + size) for at in range(0, rows, size)]


def in_words(ctx: SheetContext) -> list[Section]:
    """The exercise of the topic without a table, for sheets that have none for it."""
    topic = ctx.topic
    if not isinstance(topic, Technique | SelfCare) or topic.exercise is None:
        return []
    if ctx.entry.key in printed_exercises(ctx.library, ctx.leaflet):
        return []
    dose = topic.exercise.dose
    how_much = [_dose_item(ctx, dose)] if dose else []
    bases = ctx.statement_items([dose.basis]) if dose and dose.basis else []
    shown = {ctx.entry.key: (topic.title, topic.exercise)}
    facts = [parts.with_lead(f"{label}:", item) for label, item in _facts(ctx, topic.exercise)]
    steps = parts.steps(ctx.prose_items(topic.exercise.steps))
    return [
        *section(ctx.gettext("How to do it"), parts.paragraphs(facts), steps),
        *section(ctx.gettext("How much"), parts.paragraphs([*how_much, *bases])),
        *_more(ctx, shown),
        *_stop(ctx, shown),
    ]


def _row(ctx: SheetContext, key: str, title: str, exercise: Exercise) -> Part:
    figure, dose = exercise.figure, ctx.reader.doses.get(key, exercise.dose)
    picture = (drawing_svg(figure, ctx.gettext), drawing_alt(figure, ctx.gettext)) if figure else ("", "")
    numbers = doses.numbers(dose) if dose else {}
    return tick_tables.exercise_row(key, title, picture, list(_facts(ctx, exercise)), numbers)


def _facts(ctx: SheetContext, exercise: Exercise) -> Iterator[tuple[str, Item]]:
    if start := position(exercise, ctx.gettext):
        yield ctx.gettext("Start"), ctx.prose_items([start])[0]
    if things := ctx.prose_items(equipment(exercise, ctx.gettext)):
        dot = {"text": " · "}
        text = [node for thing in things for node in (dot, *thing["text"])]
        yield ctx.gettext("You need"), parts.tree_item(text[1:])


def _dose(ctx: SheetContext, key: str, exercise: Exercise) -> Item:
    agreed = ctx.reader.doses.get(key)
    dose = agreed or exercise.dose
    if dose is None:
        return parts.empty_item()
    return _dose_item(ctx, dose, agreed=agreed is not None)


def _dose_item(ctx: SheetContext, dose: Dose, *, agreed: bool = False) -> Item:
    """A dose in words. If it was agreed with the reader it says so, and is not marked as usual practice."""
    lead = (doses.agreed(ctx.site.translations),) if agreed else ()
    sentences = (*lead, *doses.sentences(dose, ctx.site.translations))
    return parts.text_item(" ".join(sentences), practice=not agreed and doses.is_practice(dose))


def _steps(ctx: SheetContext, shown: dict[str, tuple[str, Exercise]]) -> Iterator[Section]:
    for title, exercise in shown.values():
        heading = title if len(shown) > 1 else ctx.gettext("How to do it")
        yield from section(heading, parts.steps(ctx.prose_items(exercise.steps)))


def _more(ctx: SheetContext, shown: dict[str, tuple[str, Exercise]]) -> list[Section]:
    lists = [
        parts.bullets(ctx.statement_items(exercise.progression), title if len(shown) > 1 else "")
        for title, exercise in shown.values()
    ]
    return section(ctx.gettext("Doing more"), *lists)


def _stop(ctx: SheetContext, shown: dict[str, tuple[str, Exercise]]) -> list[Section]:
    """When to stop, each statement once, whichever exercises say it."""
    statements = {one.text.source: one for _, exercise in shown.values() for one in exercise.stop_when}
    text = parts.bullets(ctx.statement_items(statements.values()))
    return section(ctx.gettext("Stop when"), text, look="amber", icon="stop")
