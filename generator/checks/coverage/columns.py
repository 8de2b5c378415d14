# The columns of the coverage table for each kind of content, and the titles of the kinds.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.coverage import cells

if TYPE_CHECKING:
    from generator.checks.coverage.cells import CellCheck
    from generator.content.subject_words import SubjectWords
    from generator.schema.required import Required


def titles(say: SubjectWords) -> dict[str, str]:
    """Kind → its title in the table, in the site's order."""
    _ = say.translations.gettext
    return {
        "techniques": say("kinds.techniques"),
        "symptoms": say("kinds.symptoms"),
        "muscles": say("kinds.muscles"),
        "self-care": say("kinds.self_care"),
        "quizzes": _("Quizzes"),
        "leaflets": _("Handouts"),
        "pages": _("Pages"),
    }


def columns(required: Required, say: SubjectWords) -> dict[str, dict[str, CellCheck]]:
    """Kind → heading → check; the kind `rest` is for all single files.

    Args:
        required: what the site asks of its content. Nothing else counts as missing.
        say: for the headings.
    """
    _ = say.translations.gettext

    def field(kind: str, name: str, check: CellCheck | None = None) -> CellCheck:
        check = check or cells.count(name)
        return check if name in required.fields.get(kind, ()) else cells.optional(check)

    def sources(kind: str) -> CellCheck:
        return cells.sources if kind in required.citations else cells.optional(cells.sources)

    def take_away(kind: str) -> dict[str, CellCheck]:
        return {
            _("Quiz"): cells.quiz if kind in required.quizzes else cells.optional(cells.quiz),
            _("Handout"): cells.leaflet if kind in required.leaflets else cells.optional(cells.leaflet),
        }

    used_on = cells.techniques_for_muscle
    review = {_("Review by"): cells.review_by, _("Reviewer"): cells.reviewer}
    plain = {_("Grade"): cells.grade}
    rated = cells.rated(say.translations, required=True)
    return {
        "techniques": {
            _("Sections"): cells.sections,
            _("Sources"): sources("techniques"),
            _("Level"): field("techniques", "evidence", cells.level),
            **take_away("techniques"),
            _("Diagram"): field("techniques", "stroke", cells.diagram),
            _("Exercise"): field("techniques", "exercise", cells.exercise),
            _("Warning signs"): cells.optional(cells.count("warning_signs")),
            say("kinds.muscles"): field("techniques", "muscles"),
            say("kinds.symptoms"): field("techniques", "symptoms"),
            **plain,
            **rated,
            **review,
        },
        "symptoms": {
            _("Sections"): cells.sections,
            _("Sources"): sources("symptoms"),
            _("Warning signs"): cells.count("warning_signs"),
            say("kinds.self_care"): field("symptoms", "self_care"),
            say("kinds.techniques"): cells.optional(cells.techniques_for_symptom),
            **take_away("symptoms"),
            **plain,
            **rated,
            **review,
        },
        "muscles": {
            _("Sections"): cells.sections,
            _("Sources"): sources("muscles"),
            _("Picture"): field("muscles", "shapes"),
            say("kinds.techniques"): used_on if "muscles" in required.linked else cells.optional(used_on),
            **plain,
            **review,
        },
        "self-care": {
            _("Sections"): cells.sections,
            _("Sources"): sources("self-care"),
            _("Level"): field("self-care", "level", cells.level),
            _("Diagram"): cells.optional(cells.diagram),
            _("Exercise"): field("self-care", "exercise", cells.exercise),
            _("Warning signs"): cells.optional(cells.count("warning_signs")),
            say("kinds.symptoms"): cells.optional(cells.symptoms_for_self_care),
            **take_away("self-care"),
            **plain,
            **cells.rated(say.translations, required=False),
            **review,
        },
        "quizzes": {
            _("Topic"): cells.topic,
            _("Questions"): cells.questions,
            _("Sources"): sources("quizzes"),
            **plain,
            **review,
        },
        "leaflets": {
            _("Topic"): cells.topic,
            _("Parts"): cells.count("blocks"),
            _("Own parts"): cells.optional(cells.count("own_blocks")),
            _("Picture"): cells.optional(cells.picture_there),
            _("Tick list"): cells.optional(cells.ticks_there),
            _("Teach-back"): cells.optional(cells.count("teach_back")),
            **plain,
            **review,
        },
        "pages": {
            _("Sections"): cells.optional(cells.headers),
            _("Sources"): sources("pages"),
            _("Summary"): cells.optional(cells.count("in_short")),
            **take_away("pages"),
            **plain,
            **cells.rated(say.translations, required=False),
            **review,
        },
        "rest": {_("Sources"): cells.optional(cells.sources), **plain, **review},
    }
