# The blocks of a sheet: what each takes from the topic, as sections of plain JSON.
#
# A block that finds nothing in its topic gives no section and is left out of the sheet.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator import citations, prose
from generator.diagrams.strokes import Form, stroke_svg
from generator.handouts import parts
from generator.handouts.parts import section
from generator.schema.leaflet import Block
from generator.schema.page import Page, Show
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.handouts.context import Context
    from generator.handouts.parts import Item, Part, Section
    from generator.prose import Prose
    from generator.schema.common import Statement
    from generator.schema.technique import Pressure

    Maker: TypeAlias = Callable[[Context], list[Section]]


def _plain(at: Context, texts: Iterable[Prose]) -> list[Item]:
    return parts.plain(texts, at.references)


def _stated(at: Context, statements: Iterable[Statement]) -> list[Item]:
    return parts.stated(statements, at.references)


def _text(at: Context, text: Prose) -> str:
    return prose.to_text(text, at.references)


# --- the same whatever the topic -------------------------------------------------------------------


def names(at: Context) -> list[Section]:
    """Lines for the reader's name, therapist and date."""
    _ = at.gettext
    return section("", parts.blanks(_("Your name"), _("Therapist"), _("Date")))


def phase(id_: str) -> Maker:
    """A maker for what to do before or during a session."""

    def make(at: Context) -> list[Section]:
        found = next((phase for phase in at.library.session.phases if phase.id == id_), None)
        if found is None:
            return []
        items = _stated(at, found.points)
        led = [parts.led(point.lead, item) for point, item in zip(found.points, items, strict=True)]
        return section(found.title, parts.bullets(led))

    return make


def after(at: Context) -> list[Section]:
    """What to do afterwards, to tick."""
    _ = at.gettext
    return section(_("Afterwards"), parts.ticks(_plain(at, at.library.session.tick_list), _("Tick each one as you do it.")))


def emergency(at: Context) -> list[Section]:
    """The emergency box."""
    box = at.library.warning_signs.box
    tier = at.library.tier_of(box.lines[0].signs[0])
    return section(
        box.title,
        parts.bullets(_plain(at, (line.text for line in box.lines))),
        parts.call(_text(at, tier.action)),
        *map(parts.small, _stated(at, [box.reassurance])),
        look="alert",
        icon="alert",
    )
