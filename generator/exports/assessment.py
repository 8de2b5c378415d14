# A quiz as every format takes it: words of the region, sources spelt out, full addresses, points.
#
# The names are those of IMS QTI: an assessment has items, an item has choices.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from html import escape
from typing import TYPE_CHECKING

from generator import citations, prose
from generator.library import prose_in
from generator.prose import Link, Prose, Strong
from generator.questions import may_shuffle, options_of
from generator.review import review_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.prose import Node
    from generator.references import References
    from generator.schema.quiz import Option, Question, Quiz
    from generator.schema.sources import Source
    from generator.site import Site

MANY = "multiple-choice"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Words:
    """A text in both of its forms."""

    text: str
    """Plain."""
    html: str
    """For the inside of a block element; it is well-formed XML, too."""

    @classmethod
    def plain(cls, text: str) -> Words:
        """Text without markup."""
        return cls(text, escape(text, quote=False))


@dataclass(frozen=True)
class Choice:
    """One answer to pick."""

    id: str
    """A letter; unique within its item."""
    words: Words
    """What it says."""
    correct: bool
    """Whether it is right."""
    points: Fraction
    """What picking it adds to the item's points, which never fall below 0 nor rise above 1."""
    feedback: Words
    """Why it is right or wrong."""


@dataclass(frozen=True)
class Item:
    """One question, worth one point."""

    id: str
    """Unique over all quizzes, for ever."""
    type: str
    """The type of question, as content names it."""
    stem: Words
    """What is asked."""
    choices: tuple[Choice, ...]
    """In the order they are written."""
    shuffle: bool
    """Whether they can be shown in any order."""
    explanation: Words
    """The reason."""
    sources: tuple[str, ...]
    """References, as plain text."""
    sources_label: str
    """The word before them."""
    guide: str
    """Address of the part of the site that teaches it; empty if the site has no address."""
    guide_label: str
    """What a link to it says."""
    bloom: str
    """The level of thinking it asks for."""
    tags: tuple[str, ...]
    """Topics."""

    @property
    def many(self) -> bool:
        """Whether more than one choice may be picked."""
        return self.type == MANY

    @property
    def true_false(self) -> bool:
        """Whether the first choice is "true", the second "false", and there is no third."""
        return self.type == "true-false"

    @property
    def correct(self) -> tuple[Choice, ...]:
        """The choices that are right."""
        return tuple(choice for choice in self.choices if choice.correct)

    @property
    def labels(self) -> tuple[str, ...]:
        """Topics and the level of thinking, as tags."""
        return (*self.tags, f"bloom-{self.bloom}")

    @property
    def reason(self) -> tuple[Words, ...]:
        """Paragraphs to show after an answer: the explanation, its sources, where to read on."""
        return (self.explanation, *self.references, *([self.read_on] if self.guide else []))

    @property
    def references(self) -> tuple[Words, ...]:
        """The sources, each a paragraph."""
        return tuple(Words.plain(f"{self.sources_label} {source}") for source in self.sources)

    @property
    def read_on(self) -> Words:
        """A link to the part of the site that teaches it."""
        label = escape(self.guide_label, quote=False)
        return Words(f"{self.guide_label}: {self.guide}", f'<a href="{escape(self.guide)}">{label}</a>')


@dataclass(frozen=True)
class Assessment:
    """One quiz."""

    site: Site
    """The site it is part of."""
    quiz: Quiz
    """What it was made from."""
    intro: Words
    """One sentence: what it asks about."""
    items: tuple[Item, ...]
    """In the order they are asked."""
    notice: tuple[Words, ...]
    """Paragraphs that every file carries: when to get help, who checked it, version and address."""

    @property
    def id(self) -> str:
        """Stable for ever."""
        return self.quiz.id

    @property
    def title(self) -> str:
        """Its title."""
        return self.quiz.title

    @property
    def language(self) -> str:
        """A language tag, such as `en-GB`."""
        return self.site.region.language

    @property
    def address(self) -> str:
        """The quiz page's full address; empty if the site has none."""
        return self.site.settings.absolute(f"quizzes/{self.id}/")

    @property
    def version(self) -> str:
        """The version of content and generator."""
        return self.site.settings.version

    @cached_property
    def date(self) -> dt.datetime:
        """The newest date of all content: it rises with each change, and is no clock."""
        return dt.datetime.fromtimestamp(self.site.library.newest, dt.UTC)


def assessment_of(site: Site, quiz: Quiz) -> Assessment:
    """A quiz as every format takes it.

    Args:
        site: the site.
        quiz: one of its quizzes.
    """
    references = site.references(f"quizzes/{quiz.id}/", explain=False)
    return Assessment(
        site=site,
        quiz=quiz,
        intro=_words(quiz.intro, references),
        items=tuple(_item(site, question, references) for question in site.library.questions_of(quiz)),
        notice=tuple(_notice(site, quiz, references)),
    )


def paragraphs(parts: Iterable[Words]) -> str:
    """HTML of paragraphs."""
    return "".join(f"<p>{part.html}</p>" for part in parts)


def _item(site: Site, question: Question, references: References) -> Item:
    translate = site.translations
    options = options_of(question, translate.gettext)
    works = _bibliography(site.library.bibliography.references) if site.library.has("sources") else {}
    guide = site.library.resolve(question.teaches).address
    return Item(
        id=question.id,
        type=question.type,
        stem=_words(question.stem, references),
        choices=tuple(_choices(options, references, many=question.type == MANY)),
        shuffle=may_shuffle(question),
        explanation=_words(question.explanation, references),
        sources=tuple(works[id_] for id_ in _cited(question)),
        sources_label=translate.gettext("Source:"),
        guide=site.settings.absolute(guide),
        guide_label=translate.gettext("Read this part of the guide"),
        bloom=question.bloom,
        tags=question.tags,
    )


def _choices(options: tuple[Option, ...], references: References, *, many: bool) -> Iterator[Choice]:
    """Right picks less wrong picks, as a share of all that are right: the rule of the quiz page."""
    needed = sum(option.correct for option in options)
    wrong = Fraction(-1 if many else 0, needed)
    for letter, option in zip(LETTERS, options, strict=False):
        points = Fraction(1, needed) if option.correct else wrong
        text, feedback = _words(option.text, references), _words(option.feedback, references)
        yield Choice(letter, text, option.correct, points, feedback)


@lru_cache(maxsize=2)
def _bibliography(sources: tuple[Source, ...]) -> Mapping[str, str]:
    """Each source's reference; set once for all quizzes."""
    return citations.plain(sources)


def _cited(question: Question) -> list[str]:
    """Ids of the sources of a question, each once, in order."""
    return list(dict.fromkeys(id_ for _, text in prose_in(question) for id_ in text.sources))


def _notice(site: Site, quiz: Quiz, references: References) -> Iterator[Words]:
    yield _help(site, references)
    _ = site.translations.gettext
    reviewer = review_of(quiz).reviewer
    checked = (
        _("Checked by %(name)s.") % {"name": reviewer} if reviewer else _("Not yet checked by a clinician.")
    )
    version = _("Version %(version)s.") % {"version": site.settings.version}
    yield Words.plain(f"{site.settings.site_name}. {checked} {version} CC BY 4.0.")
    if address := site.settings.absolute(f"quizzes/{quiz.id}/"):
        yield Words(address, f'<a href="{escape(address)}">{escape(address)}</a>')


def _help(site: Site, references: References) -> Words:
    """The emergency line, as it stands on the embed page."""
    _ = site.translations.gettext
    title, strip = _("Get help now:"), _words(site.library.warning_signs.strip, references)
    region = site.region
    action = f"{region.words.get('emergency_action') or region.emergency_number}."
    elsewhere = region.words.get("elsewhere", "")
    text = " ".join(filter(None, (title, strip.text, action, elsewhere)))
    before, after, where = (escape(part, quote=False) for part in (title, action, elsewhere))
    return Words(text, f"<strong>{before}</strong> {strip.html} <strong>{after}</strong> {where}".strip())


# --- prose away from the site ----------------------------------------------------------------------


def _words(value: Prose, references: References) -> Words:
    """Prose without links and citation numbers: what they lead to is not in the file."""
    alone = Prose(value.source, tuple(_alone(value.nodes)))
    return Words(prose.to_text(alone, references), prose.to_html(alone, references).strip())


def _alone(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        match node:
            case prose.Cite():
                continue
            case Link(_, children):
                yield from _alone(children)
            case Strong(children) | prose.Emphasis(children):
                yield type(node)(tuple(_alone(children)))
            case _:
                yield node
