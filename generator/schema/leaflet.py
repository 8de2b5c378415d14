# Schema of a handout: `content/leaflets/<id>.yml` → `/handouts/<id>/` and its PDFs.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Discriminator, Field, Tag
from pydantic.json_schema import SkipJsonSchema

from generator.prose import Prose
from generator.schema.common import Id, Model, Ordered
from generator.schema.own_blocks import OwnBlock

Topics = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*(/\*)?$")]
"""One page, such as `techniques/an-example`, or all pages of a kind, such as `symptoms/*`."""


class Block(StrEnum):
    """A part of a sheet whose words come from the page about the topic: nothing is written twice."""

    NAMES = "names"
    """Lines for the reader's name, who gives it to them, and the date."""
    IN_SHORT = "in-short"
    PICTURE = "picture"
    """The drawing of a topic, or the muscles on the body map."""
    WHAT_IT_IS = "what-it-is"
    FEEL = "feel"
    """What it should feel like, with the scale from 0 to 10."""
    STEPS = "steps"
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    """A list of things to tick off."""
    ASK_FIRST = "ask-first"
    """The cautions of a technique, and where on the body it should not be done."""
    CAUTIONS = "cautions"
    """All cautions."""
    EMERGENCY = "emergency"
    """The emergency box."""
    WARNING_SIGNS = "warning-signs"
    """All warning signs, tier by tier."""
    AT_HOME = "at-home"
    QUESTIONS = "questions"
    """Questions to ask a health professional."""
    HOW_SURE = "how-sure"
    LIST = "list"
    """The items that the page lists, such as muscles or glossary terms, one per line."""
    TEXT = "text"
    """The text of a hand-written page."""
    WEEK = "week"
    """A table to tick, day by day, with the topics named in `week`."""
    EXERCISES = "exercises"
    """A table of exercises to tick, with drawings and doses: the topic, or the topics in `exercises`."""
    QUIZ = "quiz"
    """The questions of a quiz, to be answered on paper."""
    ANSWERS = "answers"
    """The right answers to a quiz, with the reasons."""
    CONTENTS = "contents"
    """The table of contents of a booklet, with page numbers."""
    TEACH_BACK = "teach-back"
    """The `teach_back` questions, with lines to write on."""
    NOTES = "notes"
    """Lines for notes and for the next appointment."""
    SOURCES = "sources"


def _sort_of_block(value: object) -> str:
    """The tag of what is written as a block: text is the name of one."""
    return "a name" if isinstance(value, str) else "a block"


AnyBlock: TypeAlias = Annotated[
    Annotated[Block, Tag("a name")] | Annotated[OwnBlock, Tag("a block")], Discriminator(_sort_of_block)
]
"""The name of a block from the page about the topic, or a block that is written in the leaflet."""


class Chapter(Model):
    """A chapter of a booklet. Each of its pages becomes a sheet."""

    title: str = Field(min_length=2, max_length=70)
    """The heading of the chapter."""
    topics: tuple[Topics, ...] = Field(min_length=1)
    """The pages, in order: `pages/glossary`, or `symptoms/*` for all pages of a kind."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    """The blocks of each sheet, in order."""


class Leaflet(Ordered):
    """A handout to print. The footer, the line about its review and the address are always printed."""

    topic: Topics
    """The page it belongs to, such as `warning-signs`. `quizzes/*` makes one leaflet for each quiz."""
    named: str = Field(default="{id}", pattern=r"^[a-z0-9-]*\{id\}[a-z0-9-]*$")
    """With `topic: kind/*`: the id of each leaflet, such as `quiz-{id}`. `title` may contain `{title}`."""
    subtitle: str = Field(max_length=60)
    """The subtitle, printed under the title."""
    pages: int = Field(ge=1, le=99)
    """Pages planned. Type size and spacing adapt; what still does not fit makes it longer, with a hint."""
    blocks: tuple[AnyBlock, ...] = Field(min_length=1)
    """The blocks of the sheet, in order: names of blocks, and blocks that are written here."""
    week: tuple[Id, ...] = ()
    """Ids of the self-care topics in the `week` table."""
    exercises: tuple[Topics, ...] = ()
    """The topics in the `exercises` table, such as `self-care/an-example`; else the leaflet's own topic."""
    chapters: tuple[Chapter, ...] = ()
    """Chapters after the first sheet. They make the leaflet a booklet, with the sources at its end."""
    teach_back: tuple[Prose, ...] = ()
    """Questions that show whether the reader has understood: "In your own words: …"."""

    @property
    def file(self) -> str:
        """The id of the content file that it comes from."""
        return self.id

    @property
    def own_blocks(self) -> tuple[OwnBlock, ...]:
        """The blocks that are written in it."""
        return tuple(block for block in self.blocks if isinstance(block, OwnBlock))


def has_ticks(leaflet: Leaflet) -> bool:
    """Whether a leaflet has a list to tick off."""
    own = any(block.text and block.text.ticks for block in leaflet.own_blocks)
    return own or Block.AFTER in leaflet.blocks


class LeafletOfMany(Leaflet):
    """One of the leaflets made from a file with `topic: kind/*`."""

    made_from: SkipJsonSchema[Id]
    """The id of that file."""

    @property
    def file(self) -> str:
        """The id of the content file that it comes from."""
        return self.made_from
