# What the page of a topic shows of its drawing and its exercise.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.content import doses
from generator.content.exercises import equipment, position
from generator.diagrams.drawing import drawing_alt
from generator.website.drawing_files import drawing_path

if TYPE_CHECKING:
    from generator.schema.self_care import SelfCare
    from generator.schema.technique import Technique
    from generator.site import Site


def drawing_variables(site: Site, kind: str, topic: Technique | SelfCare) -> dict[str, Any]:
    """Variables for templates that show the drawing of a topic, and its exercise; both may be None.

    Args:
        site: the site.
        kind: the kind of the topic.
        topic: the topic.
    """
    return {
        "drawing": _drawing(site, kind, topic),
        "exercise": _exercise(site, topic),
    }


def _drawing(site: Site, kind: str, topic: Technique | SelfCare) -> dict[str, Any] | None:
    drawing = topic.drawing
    if drawing is None:
        return None
    return {
        "still": drawing_path(kind, topic.id),
        "moving": drawing_path(kind, topic.id, "moving"),
        "alt": drawing_alt(drawing, site.translations.gettext),
        "caption": drawing.caption,
    }


def _exercise(site: Site, topic: Technique | SelfCare) -> dict[str, Any] | None:
    exercise, translations = topic.exercise, site.translations
    if exercise is None:
        return None
    dose = exercise.dose
    return {
        "start": position(exercise, translations.gettext),
        "equipment": equipment(exercise, translations.gettext),
        "steps": exercise.steps,
        "dose": doses.amounts(dose, translations) if dose else (),
        "dose_heading": doses.heading(dose, translations) if dose else "",
        "is_practice": bool(dose and doses.is_practice(dose)),
        "basis": dose.basis if dose else None,
        "progression": exercise.progression,
        "stop_when": exercise.stop_when,
    }
