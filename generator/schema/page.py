# Schema of a hand-written page: `content/pages/**/*.md`, YAML front matter and Markdown.

from __future__ import annotations

from enum import StrEnum

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from generator.prose import Prose
from generator.schema.common import Reviewed


class Show(StrEnum):
    """What the generator adds below the text of a page."""

    HOME = "home"
    SYMPTOMS = "symptoms"
    TECHNIQUES = "techniques"
    COMPARE = "compare"
    MUSCLES = "muscles"
    SELF_CARE = "self-care"
    QUIZZES = "quizzes"
    HANDOUTS = "handouts"
    HANDOUT_MAKER = "handout-maker"
    """A form for putting a set of handouts together and printing it in the browser."""
    WARNING_SIGNS = "warning-signs"
    SESSION = "session"
    """Before, during and after, with the cautions."""
    GLOSSARY = "glossary"
    SOURCES = "sources"
    CLAIMS = "claims"
    SIGNS = "signs"
    """Each warning sign and caution, with its sources and every place that shows it."""
    EMBEDS = "embeds"
    """The code for embedding each quiz in another website."""
    MIX = "mix"
    """All questions, to choose from and make a quiz of one's own."""
    PRIVACY = "privacy"
    """The copies of pages that the browser keeps."""
    PEMAT = "pemat"
    """How easy each page is to understand (PEMAT), and why."""
    COVERAGE = "coverage"
    """The content files, and which of the expected parts each has."""


class Page(Reviewed):
    """A hand-written page: its front matter and its Markdown."""

    path: SkipJsonSchema[str]
    """Its path below `content/pages/`, without `.md`; taken from the file's name."""
    body: SkipJsonSchema[str]
    """The Markdown below the front matter."""
    title: str = Field(min_length=2, max_length=70)
    """The title of the page."""
    menu: str | None = Field(default=None, max_length=24)
    """A shorter title for menus."""
    lead: Prose
    """One sentence under the title: the answer to what the title asks."""
    in_short: tuple[Prose, ...] = ()
    """The page in a few bullet points, for pages that teach."""
    search_words: tuple[str, ...] = ()
    """Everyday words by which search should find this page."""
    show: Show | None = None
    """What the generator adds below the text."""
    help: bool = True
    """Whether to end the page with the emergency box. Write false only if the page shows it elsewhere."""

    @property
    def teaches(self) -> bool:
        """Whether the page is about the subject rather than about the site."""
        other = {None, Show.COVERAGE, Show.HANDOUT_MAKER, Show.MIX, Show.PEMAT, Show.PRIVACY}
        return bool(self.in_short or self.show not in other)


class UntranslatedPage(Page):
    """A page of a translated site whose Markdown is in the language of the source."""

    language: SkipJsonSchema[str]
    """The language of `body` as a BCP 47 tag."""
