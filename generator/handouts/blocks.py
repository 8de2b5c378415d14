# The blocks of a sheet: what each takes from the topic, as sections of plain JSON.
#
# A block that finds nothing in its topic gives no section and is left out of the sheet.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from generator import citations, prose
from generator.diagrams.words import pressure_scale_alt
from generator.handouts import list_blocks, parts, quiz_blocks
from generator.handouts.parts import section
from generator.handouts.pictures import pictures_of
from generator.memo import once_for_each
from generator.schema.leaflet import Block
from generator.schema.page import Page, Show
from generator.schema.quiz import Quiz
from generator.schema.self_care import SelfCare
from generator.schema.sources import Name
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.handouts.context import Context
    from generator.handouts.parts import Item, Section
    from generator.prose import Prose
    from generator.schema.common import Statement
    from generator.schema.sources import Source
    from generator.schema.technique import Pressure

    Maker: TypeAlias = Callable[[Context], list[Section]]


# --- from the topic --------------------------------------------------------------------------------


def in_short(at: Context) -> list[Section]:
    """The topic in a few bullets."""
    own = () if isinstance(at.topic, Quiz) else at.topic.in_short
    points = own or (at.library.session.in_short if _is_session(at) else ())
    return section(at.gettext("In short"), parts.bullets(_plain(at, points)), look="tint", icon="tick")


def picture(at: Context) -> list[Section]:
    """The technique's diagram and the muscles it is used on, or the whole body map."""
    return section("", *pictures_of(at), look="picture") or list_blocks.muscles(at)


def what_it_is(at: Context) -> list[Section]:
    """What it is, or what it may be."""
    _ = at.gettext
    match at.topic:
        case Technique() as technique:
            return section(_("What it is"), parts.paragraphs(_stated(at, technique.what_it_is)))
        case Symptom() as symptom:
            return section(_("What it may be"), parts.bullets(_stated(at, symptom.what_it_may_be)))
        case SelfCare() as self_care:
            return section(_("What we know"), parts.bullets(_stated(at, self_care.what_we_know)))
        case Page() | Quiz():
            return []


def feel(at: Context) -> list[Section]:
    """How hard, on the scale from 0 to 10, and what is not normal."""
    _ = at.gettext
    if isinstance(at.topic, Technique):
        return section(
            _("What it should feel like"),
            _scale(at, at.topic.pressure),
            parts.bullets(_stated(at, at.topic.feel)),
        )
    if _is_session(at):
        pressure = at.library.session.pressure
        text = parts.paragraphs(_stated(at, [pressure]))
        return section(_("What it should feel like"), _scale(at, pressure), text)
    return []


def steps(at: Context) -> list[Section]:
    """What happens, or what to do, one step at a time."""
    _ = at.gettext
    match at.topic:
        case Technique() as technique:
            custom = parts.is_custom(technique.how_it_is_done.basis)
            items = [{**item, "custom": custom} for item in _plain(at, technique.how_it_is_done.steps)]
            return section(_("How it is done"), parts.steps(items))
        case Symptom() as symptom:
            return section(_("What helps"), parts.bullets(_stated(at, symptom.what_helps)))
        case SelfCare() as self_care:
            return section(_("What to do"), parts.steps(_stated(at, self_care.how_to)))
        case Page() | Quiz():
            return []


def ask_first(at: Context) -> list[Section]:
    """Who should ask first, and when to stop."""
    _ = at.gettext
    match at.topic:
        case Technique() as technique:
            cautions = _plain(at, (at.library.caution_list[id_].short for id_ in technique.cautions))
            avoid = _plain(at, (statement.text for statement in technique.avoid))
            return section(
                _("Ask your doctor, and tell your therapist, if you:"),
                parts.bullets(cautions),
                parts.bullets(avoid, _("Not for this technique")),
                look="amber",
                icon="stop",
            )
        case Symptom() as symptom:
            text = parts.bullets(_stated(at, symptom.see_doctor))
            return section(_("When to see someone"), text, look="tint", icon="calendar")
        case SelfCare() as self_care:
            text = parts.bullets(_stated(at, self_care.stop_if))
            return section(_("Stop, or ask first, if:"), text, look="amber", icon="stop")
        case Page() | Quiz():
            return []


def at_home(at: Context) -> list[Section]:
    """What the reader can do alone."""
    _ = at.gettext
    match at.topic:
        case Technique() as technique:
            return section(_("At home"), parts.bullets(_stated(at, technique.at_home)))
        case Symptom() as symptom:
            topics = [at.library.self_care[id_] for id_ in symptom.self_care]
            items = _plain(at, (topic.one_line for topic in topics))
            led = [parts.led(topic.title, item) for topic, item in zip(topics, items, strict=True)]
            return section(_("What you can do"), parts.bullets(led))
        case SelfCare() | Page() | Quiz():
            return []


def questions(at: Context) -> list[Section]:
    """What to ask."""
    asked = at.topic.questions if isinstance(at.topic, Technique | Symptom) else ()
    return section(at.gettext("Questions to ask"), parts.bullets(_plain(at, asked)))


def how_sure(at: Context) -> list[Section]:
    """How sure we are that it helps."""
    _ = at.gettext
    heading = _("How sure are we?")
    match at.topic:
        case Technique(evidence=known):
            summary = _plain(at, [known.summary])
            return section(heading, parts.sureness(known.level, summary, _))
        case SelfCare(level=level, sure=sure):
            return section(heading, parts.sureness(level, _plain(at, [sure]), _))
        case Symptom() as symptom:
            return section(_("Can massage help?"), parts.bullets(_stated(at, symptom.massage)))
        case Page() if _is_session(at):
            general = at.library.session.general
            return section(heading, parts.sureness(general.level, _plain(at, [general.summary]), _))
        case Page() | Quiz():
            return []


# --- the same whatever the topic -------------------------------------------------------------------


def names(at: Context) -> list[Section]:
    """Lines for the reader's name, therapist and date; on a quiz for the points."""
    _ = at.gettext
    further = quiz_blocks.score(at, at.topic) if isinstance(at.topic, Quiz) else _("Therapist")
    return section("", parts.blanks(_("Your name"), further, _("Date"), first=at.reader.name))


def phase(id_: str) -> Maker:
    """A maker of what to know before or during a session."""

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
    items = _plain(at, at.library.session.tick_list)
    return section(_("Afterwards"), parts.ticks(items), hint=_("Tick each as you do it"))


def cautions(at: Context) -> list[Section]:
    """All cautions, in few words."""
    groups = [
        parts.bullets(_plain(at, (caution.short for caution in group.cautions)), group.title)
        for group in at.library.cautions.groups
    ]
    return section(
        at.gettext("Ask your doctor, and tell your therapist, if you:"), *groups, look="amber", icon="stop"
    )


def emergency(at: Context) -> list[Section]:
    """The emergency box."""
    _ = at.gettext
    box, words = at.library.warning_signs.box, at.site.region.words
    return section(
        box.title,
        parts.bullets(_plain(at, (line.text for line in box.lines))),
        parts.call(
            words.get("emergency_action", _("Get emergency help now")),
            words.get("elsewhere", _("Elsewhere: call your local emergency number.")),
            _plain(at, [box.reassurance.text]),
        ),
        look="alert",
        icon="alert",
    )


_TIER_LOOKS = {"emergency": ("alert", "alert"), "urgent": ("amber", "stop"), "soon": ("tint", "calendar")}


def warning_signs(at: Context) -> list[Section]:
    """All warning signs in their tiers; for a symptom, its own."""
    if isinstance(at.topic, Symptom):
        text = parts.bullets(_stated(at, at.topic.urgent))
        return section(at.gettext("When it is urgent"), text, look="amber", icon="alert")
    sections = []
    for tier in at.library.warning_signs.tiers:
        look, icon = _TIER_LOOKS[tier.id]
        action, _, rest = prose.to_text(tier.action, at.references).partition(". ")
        signs = parts.bullets(_plain(at, (sign.text for sign in tier.signs)))
        sections += section(tier.title, parts.call(action, rest), signs, look=look, icon=icon)
    return sections


def teach_back(at: Context) -> list[Section]:
    """Questions that show whether the sheet was understood."""
    _ = at.gettext
    asked = parts.asked(_plain(at, at.leaflet.teach_back))
    return section(_("In your own words"), asked, look="card", hint=_("Say it or write it"))


def notes(at: Context) -> list[Section]:
    """Lines to write on, below what is written already."""
    _ = at.gettext
    written = [parts.linked(" ".join(one.split()), None) for one in re.split(r"\n\s*\n", at.reader.note)]
    lines = parts.lines(_("Next appointment:"), written if at.reader.note else None)
    return section(_("Notes"), lines, look="card")


def sources(at: Context) -> list[Section]:
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
    Block.IN_SHORT: in_short,
    Block.PICTURE: picture,
    Block.WHAT_IT_IS: what_it_is,
    Block.FEEL: feel,
    Block.STEPS: steps,
    Block.BEFORE: phase("before"),
    Block.DURING: phase("during"),
    Block.AFTER: after,
    Block.ASK_FIRST: ask_first,
    Block.CAUTIONS: cautions,
    Block.EMERGENCY: emergency,
    Block.WARNING_SIGNS: warning_signs,
    Block.AT_HOME: at_home,
    Block.QUESTIONS: questions,
    Block.HOW_SURE: how_sure,
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


# --- pieces ----------------------------------------------------------------------------------------


def _plain(at: Context, texts: Iterable[Prose]) -> list[Item]:
    return parts.plain(texts, at.references)


def _stated(at: Context, statements: Iterable[Statement]) -> list[Item]:
    return parts.stated(statements, at.references)


def _is_session(at: Context) -> bool:
    return isinstance(at.topic, Page) and at.topic.show is Show.SESSION


def _scale(at: Context, pressure: Pressure) -> parts.Part:
    alt = pressure_scale_alt(pressure.lowest, pressure.highest, pressure.feels, at.gettext)
    feels = f"{pressure.feels[0].upper()}{pressure.feels[1:]}"
    labels = feels, at.gettext("Too much: say “softer”")
    return parts.scale(pressure.lowest, pressure.highest, labels, alt)
