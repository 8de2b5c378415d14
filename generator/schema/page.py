# A page written by hand: `content/pages/**/*.md`, YAML front matter and Markdown.

from __future__ import annotations

from enum import StrEnum

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from generator.prose import Prose
from generator.schema.common import Reviewed


class Show(StrEnum):
    """What the generator adds below the words of a page."""

    HOME = "home"
    SYMPTOMS = "symptoms"
    TECHNIQUES = "techniques"
    COMPARE = "compare"
    MUSCLES = "muscles"
    SELF_CARE = "self-care"
    QUIZZES = "quizzes"
    HANDOUTS = "handouts"
    HANDOUT_MAKER = "handout-maker"
    """A set of handouts put together and printed in the browser."""
    WARNING_SIGNS = "warning-signs"
    SESSION = "session"
    """Before, during and after, with the cautions."""
    GLOSSARY = "glossary"
    SOURCES = "sources"
    CLAIMS = "claims"
    EMBEDS = "embeds"
    """How to embed each quiz."""
    MIX = "mix"
    """Every question, to build a quiz from."""
    PRIVACY = "privacy"
    """The copies that a browser keeps."""
    PEMAT = "pemat"
    """How plain each page is, and why."""
    COVERAGE = "coverage"
    """Each content file against what it should have."""


class Page(Reviewed):
    """The front matter of a page written by hand."""

    path: SkipJsonSchema[str]
    """Its path below `content/pages/`, without `.md`; taken from the file."""
    body: SkipJsonSchema[str]
    """The Markdown below the front matter."""
    title: str = Field(min_length=2, max_length=70)
    """The page's title."""
    menu: str | None = Field(default=None, max_length=24)
    """The title in menus, if shorter."""
    lead: Prose
    """One sentence under the title that answers it."""
    in_short: tuple[Prose, ...] = ()
    """The page in a few bullets, for pages that teach."""
    search_words: tuple[str, ...] = ()
    """Everyday words that should find this page in search."""
    show: Show | None = None
    """What the generator adds below."""
    help: bool = True
    """Whether the emergency box stands at the foot. Off only where the page shows it itself."""

    @property
    def teaches(self) -> bool:
        """Whether it is about the subject, and not about the site."""
        other = {None, Show.COVERAGE, Show.HANDOUT_MAKER, Show.MIX, Show.PEMAT, Show.PRIVACY}
        return bool(self.in_short or self.show not in other)
