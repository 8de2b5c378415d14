# The blocks of a sheet that say what its topic says: each takes from a technique, a symptom, a self-care
# topic or the page on sessions what that has of it.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagrams.words import pressure_scale_alt
from generator.handouts.sheet import list_blocks, parts
from generator.handouts.sheet.parts import section
from generator.handouts.sheet.pictures import pictures_of
from generator.schema.page import Page, Show
from generator.schema.quiz import Quiz
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Section
    from generator.schema.technique import Pressure


def in_short(at: SheetContext) -> list[Section]:
    """The topic in a few bullets."""
    own = () if isinstance(at.topic, Quiz) else at.topic.in_short
    points = own or (at.library.session.in_short if _is_session(at) else ())
    return section(at.gettext("In short"), parts.bullets(at.plain(points)), look="tint", icon="tick")


def picture(at: SheetContext) -> list[Section]:
    """The technique's diagram and the muscles it is used on, or the whole body map."""
    return section("", *pictures_of(at), look="picture") or list_blocks.muscles(at)


def what_it_is(at: SheetContext) -> list[Section]:
    """What it is, or what it may be."""
    _ = at.gettext
    match at.topic:
        case Technique() as technique:
            return section(_("What it is"), parts.paragraphs(at.stated(technique.what_it_is)))
        case Symptom() as symptom:
            return section(_("What it may be"), parts.bullets(at.stated(symptom.what_it_may_be)))
        case SelfCare() as self_care:
            return section(_("What we know"), parts.bullets(at.stated(self_care.what_we_know)))
        case Page() | Quiz():
            return []


def feel(at: SheetContext) -> list[Section]:
    """How hard, on the scale from 0 to 10, and what is not normal."""
    _ = at.gettext
    if isinstance(at.topic, Technique):
        return section(
            _("What it should feel like"),
            _scale(at, at.topic.pressure),
            parts.bullets(at.stated(at.topic.feel)),
        )
    if _is_session(at):
        pressure = at.library.session.pressure
        text = parts.paragraphs(at.stated([pressure]))
        return section(_("What it should feel like"), _scale(at, pressure), text)
    return []


def steps(at: SheetContext) -> list[Section]:
    """What happens, or what to do, one step at a time."""
    _ = at.gettext
    match at.topic:
        case Technique() as technique:
            custom = parts.is_custom(technique.how_it_is_done.basis)
            items = [{**item, "custom": custom} for item in at.plain(technique.how_it_is_done.steps)]
            return section(_("How it is done"), parts.steps(items))
        case Symptom() as symptom:
            return section(_("What helps"), parts.bullets(at.stated(symptom.what_helps)))
        case SelfCare() as self_care:
            return section(_("What to do"), parts.steps(at.stated(self_care.how_to)))
        case Page() | Quiz():
            return []


def ask_first(at: SheetContext) -> list[Section]:
    """Who should ask first, and when to stop."""
    _ = at.gettext
    match at.topic:
        case Technique() as technique:
            cautions = at.plain(at.library.caution_list[id_].short for id_ in technique.cautions)
            avoid = at.plain(statement.text for statement in technique.avoid)
            return section(
                _("Ask your doctor, and tell your therapist, if you:"),
                parts.bullets(cautions),
                parts.paragraphs(_full_list(at)),
                parts.bullets(avoid, _("Not for this technique")),
                look="amber",
                icon="stop",
            )
        case Symptom() as symptom:
            text = parts.bullets(at.stated(symptom.see_doctor))
            return section(_("When to see someone"), text, look="tint", icon="calendar")
        case SelfCare() as self_care:
            text = parts.bullets(at.stated(self_care.stop_if))
            return section(_("Stop, or ask first, if:"), text, look="amber", icon="stop")
        case Page() | Quiz():
            return []


def _full_list(at: SheetContext) -> list[Item]:
    """On which sheet all cautions stand: a technique names those that matter most for it."""
    sessions = [page for page in at.library.pages.values() if page.show is Show.SESSION]
    sheets = [at.library.leaflet_of.get(f"pages/{page.path}") for page in sessions]
    said = at.gettext("This list is not complete. The full list is on the sheet “%(title)s”.")
    return [parts.linked(said % {"title": sheet.title}, None) for sheet in sheets if sheet]


def at_home(at: SheetContext) -> list[Section]:
    """What the reader can do alone."""
    _ = at.gettext
    match at.topic:
        case Technique() as technique:
            return section(_("At home"), parts.bullets(at.stated(technique.at_home)))
        case Symptom() as symptom:
            topics = [at.library.self_care[id_] for id_ in symptom.self_care]
            items = at.plain(topic.one_line for topic in topics)
            led = [parts.led(topic.title, item) for topic, item in zip(topics, items, strict=True)]
            return section(_("What you can do"), parts.bullets(led))
        case SelfCare() | Page() | Quiz():
            return []


def questions(at: SheetContext) -> list[Section]:
    """What to ask."""
    asked = at.topic.questions if isinstance(at.topic, Technique | Symptom) else ()
    return section(at.gettext("Questions to ask"), parts.bullets(at.plain(asked)))


def how_sure(at: SheetContext) -> list[Section]:
    """How sure we are that it helps."""
    _ = at.gettext
    heading = _("How sure are we?")
    match at.topic:
        case Technique(evidence=known):
            summary = at.plain([known.summary])
            return section(heading, parts.sureness(known.level, summary, _))
        case SelfCare(level=level, sure=sure):
            return section(heading, parts.sureness(level, at.plain([sure]), _))
        case Symptom() as symptom:
            return section(_("Can massage help?"), parts.bullets(at.stated(symptom.massage)))
        case Page() if _is_session(at):
            general = at.library.session.general
            return section(heading, parts.sureness(general.level, at.plain([general.summary]), _))
        case Page() | Quiz():
            return []


def _is_session(at: SheetContext) -> bool:
    return isinstance(at.topic, Page) and at.topic.show is Show.SESSION


def _scale(at: SheetContext, pressure: Pressure) -> parts.Part:
    alt = pressure_scale_alt(pressure.lowest, pressure.highest, pressure.feels, at.gettext)
    feels = f"{pressure.feels[0].upper()}{pressure.feels[1:]}"
    labels = feels, at.gettext("Too much: say “softer”")
    return parts.scale(pressure.lowest, pressure.highest, labels, alt)
