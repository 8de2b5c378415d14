# What an exercise says of itself: its own words, or else what follows from its drawing.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.tracked import value_if_known
from generator.prose import Prose
from generator.schema.figure import Prop
from generator.schema.leaflet import Block
from generator.schema.posture import BasePosition
from generator.schema.self_care import SelfCare
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.content.library import Library
    from generator.schema.exercise import Exercise
    from generator.schema.leaflet import Leaflet


def exercise_of(model: object) -> Exercise | None:
    """The exercise of a content file, if it is one."""
    return model.exercise if isinstance(model, Technique | SelfCare) else None


def exercises(library: Library) -> dict[str, Technique | SelfCare]:
    """Key of each topic that is an exercise → the topic, in the order of the site."""
    found: dict[str, Technique | SelfCare] = {}
    found |= {f"techniques/{id_}": one for id_, one in library.techniques.items() if _is_one(one)}
    found |= {f"self-care/{id_}": one for id_, one in library.self_care.items() if _is_one(one)}
    return found


def _is_one(topic: Technique | SelfCare) -> bool:
    return bool(value_if_known(topic, "exercise"))


def position(exercise: Exercise, gettext: Callable[[str], str]) -> Prose | None:
    """How to start: the exercise's own words, or else the position of its figure, unless it just stands."""
    figure = exercise.figure
    if exercise.position or figure is None:
        return exercise.position
    if figure.starts is BasePosition.STANDING and figure.prop is None:
        return None
    return Prose.of_plain(_positions(gettext)[figure.starts])


def _positions(gettext: Callable[[str], str]) -> dict[BasePosition, str]:
    _ = gettext
    return {
        BasePosition.STANDING: _("Standing"),
        BasePosition.SITTING: _("Sitting"),
        BasePosition.ON_BACK: _("Lying on your back"),
        BasePosition.FACE_DOWN: _("Lying face down"),
        BasePosition.ON_SIDE: _("Lying on your side"),
        BasePosition.ALL_FOURS: _("On hands and knees"),
        BasePosition.KNEELING: _("Kneeling"),
    }


def equipment(exercise: Exercise, gettext: Callable[[str], str]) -> tuple[Prose, ...]:
    """What it needs: the exercise's own words, or else what its figure stands, sits or lies on."""
    if exercise.equipment or exercise.figure is None:
        return exercise.equipment
    figure, things = exercise.figure, _things(gettext)
    sits = figure.starts is BasePosition.SITTING and figure.prop is not Prop.BALL
    needed = dict.fromkeys(filter(None, (Prop.CHAIR if sits else None, figure.prop)))
    return tuple(Prose.of_plain(things[prop]) for prop in needed)


def _things(gettext: Callable[[str], str]) -> dict[Prop, str]:
    _ = gettext
    return {
        Prop.CHAIR: _("A chair"),
        Prop.WALL: _("A wall"),
        Prop.DESK: _("A desk"),
        Prop.STEP: _("A step"),
        Prop.BALL: _("A large ball"),
        Prop.BAND: _("An elastic band"),
    }


def printed_exercises(library: Library, leaflet: Leaflet) -> dict[str, Technique | SelfCare]:
    """Key of each exercise in the table of a leaflet → its topic; none without such a table."""
    if Block.EXERCISES not in leaflet.blocks:
        return {}
    entries = (
        entry for target in leaflet.exercises or (leaflet.topic,) for entry in library.topics(target)
    )
    topics = ((entry.key, library.content.items.get(entry.kind, {}).get(entry.id)) for entry in entries)
    return {
        key: topic for key, topic in topics if isinstance(topic, Technique | SelfCare) and topic.exercise
    }
