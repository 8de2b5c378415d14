# A handout: `content/leaflets/<id>.yml` → `/handouts/<id>/` and its PDF.

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Ordered, Target


class Block(StrEnum):
    """A part of a sheet. Its words come from the topic, so nothing is written twice."""

    NAMES = "names"
    """Lines for the reader's name, therapist and date."""
    IN_SHORT = "in-short"
    PICTURE = "picture"
    """The technique's diagram, or the muscles on the back map."""
    WHAT_IT_IS = "what-it-is"
    FEEL = "feel"
    """What it should feel like, with the scale from 0 to 10."""
    STEPS = "steps"
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    """A list to tick."""
    ASK_FIRST = "ask-first"
    """Cautions of the topic, and where it should not be done."""
    CAUTIONS = "cautions"
    """All cautions."""
    EMERGENCY = "emergency"
    """The emergency box."""
    WARNING_SIGNS = "warning-signs"
    """All signs in their tiers."""
    AT_HOME = "at-home"
    QUESTIONS = "questions"
    """What to ask."""
    HOW_SURE = "how-sure"
    TEACH_BACK = "teach-back"
    """Questions with lines to write on."""
    NOTES = "notes"
    """Lines for notes and the next appointment."""
    SOURCES = "sources"


class Leaflet(Ordered):
    """A sheet to print. The page's foot, the review line and the address are always there."""

    topic: Target
    """The page it belongs to: `techniques/<id>`, `warning-signs` or `before-a-massage`."""
    subtitle: str = Field(max_length=60)
    """The line under the title."""
    pages: int = Field(ge=1, le=12)
    """How many pages it may have."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    """The parts, in order."""
    teach_back: tuple[Prose, ...] = ()
    """Questions that show whether it was understood: "In your own words: …"."""
