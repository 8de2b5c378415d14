# A handout: `content/leaflets/<id>.yml` → `/handouts/<id>/` and its PDFs.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from generator.prose import Prose
from generator.schema.common import Id, Model, Ordered

Topics = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*(/\*)?$")]
"""A page, such as `techniques/pin-and-stretch`, or all pages of a kind, such as `symptoms/*`."""


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
    LIST = "list"
    """What the page lists, such as muscles or glossary terms: a line each."""
    TEXT = "text"
    """The words of a page written by hand."""
    WEEK = "week"
    """A table to tick, day by day: the topics that the leaflet's `week` names."""
    QUIZ = "quiz"
    """The questions of a quiz, to answer on paper."""
    ANSWERS = "answers"
    """The right answers of a quiz, and why."""
    CONTENTS = "contents"
    """A booklet's chapters with their pages."""
    TEACH_BACK = "teach-back"
    """Questions with lines to write on."""
    NOTES = "notes"
    """Lines for notes and the next appointment."""
    SOURCES = "sources"


class Chapter(Model):
    """A part of a booklet: some pages, each as a sheet of its own."""

    title: str = Field(min_length=2, max_length=70)
    """Its heading."""
    topics: tuple[Topics, ...] = Field(min_length=1)
    """The pages, in order: `pages/back-pain`, or `symptoms/*` for all of a kind."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    """The parts of each sheet, in order."""


class Leaflet(Ordered):
    """A sheet to print. The page's foot, the review line and the address are always there."""

    topic: Topics
    """The page it belongs to, such as `warning-signs`. `quizzes/*` makes a leaflet for each quiz."""
    named: str = Field(default="{id}", pattern=r"^[a-z0-9-]*\{id\}[a-z0-9-]*$")
    """With `topic: kind/*`, the id of each leaflet, such as `quiz-{id}`. Its title may say `{title}`."""
    subtitle: str = Field(max_length=60)
    """The line under the title."""
    pages: int = Field(ge=1, le=99)
    """How many pages it may have. Type and space adapt to it; a booklet may need more all the same."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    """The parts, in order."""
    week: tuple[Id, ...] = ()
    """Self-care topics for the table of the week."""
    chapters: tuple[Chapter, ...] = ()
    """What follows on the first sheet. It makes the leaflet a booklet; the sources stand at its end."""
    teach_back: tuple[Prose, ...] = ()
    """Questions that show whether it was understood: "In your own words: …"."""

    @property
    def file(self) -> str:
        """The id of the file that describes it."""
        return self.id


class LeafletOfMany(Leaflet):
    """One of the leaflets that a file with `topic: kind/*` describes."""

    made_from: SkipJsonSchema[Id]
    """The id of that file."""

    @property
    def file(self) -> str:
        """The id of the file that describes it."""
        return self.made_from
