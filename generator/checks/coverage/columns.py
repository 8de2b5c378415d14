# The columns of the coverage table for each kind of content, and the titles of the kinds.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.coverage import cells
from generator.schema.leaflet import Block

if TYPE_CHECKING:
    from generator.checks.coverage.cells import CellCheck
    from generator.content.subject_words import SubjectWords


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


def columns(say: SubjectWords) -> dict[str, dict[str, CellCheck]]:
    """Kind → heading → check; the kind `rest` is for all single files."""
    _ = say.translations.gettext
    review = {_("Review by"): cells.review_by, _("Reviewer"): cells.reviewer}
    plain = {_("Grade"): cells.grade}
    rated = cells.rated(say.translations, required=True)
    take_away = {_("Quiz"): cells.optional(cells.quiz), _("Handout"): cells.optional(cells.leaflet)}
    return {
        "techniques": {
            _("Sections"): cells.sections,
            _("Sources"): cells.sources,
            _("Level"): cells.level,
            _("Quiz"): cells.quiz,
            _("Handout"): cells.leaflet,
            _("Diagram"): cells.diagram,
            say("kinds.muscles"): cells.count("muscles"),
            say("kinds.symptoms"): cells.count("symptoms"),
            **plain,
            **rated,
            **review,
        },
        "symptoms": {
            _("Sections"): cells.sections,
            _("Sources"): cells.sources,
            _("Warning signs"): cells.count("warning_signs"),
            say("kinds.self_care"): cells.count("self_care"),
            say("kinds.techniques"): cells.optional(cells.techniques_for_symptom),
            **take_away,
            **plain,
            **rated,
            **review,
        },
        "muscles": {
            _("Sections"): cells.sections,
            _("Sources"): cells.optional(cells.sources),
            _("Picture"): cells.count("shapes"),
            say("kinds.techniques"): cells.techniques_for_muscle,
            **plain,
            **review,
        },
        "self-care": {
            _("Sections"): cells.sections,
            _("Sources"): cells.optional(cells.sources),
            _("Level"): cells.level,
            say("kinds.symptoms"): cells.optional(cells.symptoms_for_self_care),
            **take_away,
            **plain,
            **cells.rated(say.translations, required=False),
            **review,
        },
        "quizzes": {
            _("Topic"): cells.topic,
            _("Questions"): cells.questions,
            _("Sources"): cells.sources,
            **plain,
            **review,
        },
        "leaflets": {
            _("Topic"): cells.topic,
            _("Parts"): cells.count("blocks"),
            _("Picture"): cells.optional(cells.block_there(Block.PICTURE)),
            _("Tick list"): cells.optional(cells.block_there(Block.AFTER)),
            _("Teach-back"): cells.optional(cells.count("teach_back")),
            **plain,
            **review,
        },
        "pages": {
            _("Sections"): cells.optional(cells.headers),
            _("Sources"): cells.optional(cells.sources),
            _("Summary"): cells.optional(cells.count("in_short")),
            **take_away,
            **plain,
            **cells.rated(say.translations, required=False),
            **review,
        },
        "rest": {_("Sources"): cells.optional(cells.sources), **plain, **review},
    }
