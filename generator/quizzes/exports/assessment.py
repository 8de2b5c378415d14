# A format-neutral quiz, from which every export format is written: the region's words, full references,
# absolute addresses, points.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.content import citations
from generator.content.addresses import quiz_address
from generator.content.fields import prose_in
from generator.content.questions import matches_of, may_shuffle, options_of, rows_of
from generator.content.review import checked_by, review_of, unchecked
from generator.content.signatures import parts_of
from generator.memo import replayed_property
from generator.prose import Link, Prose, Quoted, Strong, Word
from generator.quizzes.exports.item import (
    Choice,
    ChoiceItem,
    Item,
    ItemRow,
    ItemWords,
    MatchItem,
    OrderItem,
    Target,
    TextItem,
)
from generator.schema.quiz import MatchingQuestion, OrderingQuestion, ShortAnswerQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.content.references import References
    from generator.prose import Node
    from generator.schema.quiz import Option, Question, Quiz
    from generator.site import Site

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Assessment:
    """A quiz, ready for export."""

    site: Site
    """The site that the quiz belongs to."""
    quiz: Quiz
    """The quiz as loaded from the content."""
    intro: ItemWords
    """One sentence on what the quiz is about."""
    items: tuple[Item, ...]
    """The questions, in the order they are asked."""
    notice: tuple[ItemWords, ...]
    """Paragraphs that every file carries: when to get help, who checked the quiz, version and address."""

    @property
    def id(self) -> str:
        """The quiz's id, which never changes. Each language has one, so that platforms keep them apart."""
        return self.quiz.id + suffix_of(self.site)

    @property
    def title(self) -> str:
        """The quiz's title."""
        return self.quiz.title

    @property
    def language(self) -> str:
        """BCP 47 language tag, such as `en-GB`."""
        return self.site.region.language

    @property
    def address(self) -> str:
        """Absolute address of the quiz page; empty if the site has no address."""
        return self.site.settings.absolute(quiz_address(self.quiz.id))

    @property
    def version(self) -> str:
        """Version of content and generator."""
        return self.site.settings.version

    @replayed_property
    def date(self) -> dt.datetime:
        """Date of the files: the newest date in the content, so that they do not depend on the clock."""
        return dt.datetime.fromtimestamp(self.site.library.newest, dt.UTC)


def suffix_of(site: Site) -> str:
    """What follows ids of quizzes and questions in a translation; empty in the content's language."""
    return f"-{site.language.tag.lower()}" if site.language else ""


def assessment_of(site: Site, quiz: Quiz) -> Assessment:
    """Prepare one of the site's quizzes for export."""
    references = site.references(quiz_address(quiz.id), explain=False)
    return Assessment(
        site=site,
        quiz=quiz,
        intro=_words(quiz.intro, references, site),
        items=tuple(_item(site, question, references) for question in site.library.questions_of(quiz)),
        notice=tuple(_notice(site, quiz, references)),
    )


def paragraphs(parts: Iterable[ItemWords]) -> str:
    """The HTML of some paragraphs."""
    return "".join(f"<p>{part.html}</p>" for part in parts)


def _item(site: Site, question: Question, references: References) -> Item:
    shared = _shared(site, question, references)

    def words(text: Prose) -> ItemWords:
        return _words(text, references, site)

    match question:
        case MatchingQuestion():
            return MatchItem(**shared, **_rows(question, matches_of(question), words))
        case OrderingQuestion():
            hint = site.translations.gettext("Give each step its place. 1 comes first.")
            places = [Prose.parse(str(place)) for place, _ in enumerate(question.steps, 1)]
            return OrderItem(**shared, **_rows(question, places, words), places_hint=ItemWords.plain(hint))
        case ShortAnswerQuestion():
            return TextItem(
                **shared,
                accepted=question.accepted,
                if_right=words(question.if_right),
                if_wrong=words(question.if_wrong),
            )
    options = options_of(question, site.translations.gettext)
    choices = _choices(options, words, many=question.type == "multiple-choice")
    return ChoiceItem(**shared, choices=tuple(choices), shuffle=may_shuffle(question))


def _shared(site: Site, question: Question, references: References) -> dict[str, Any]:
    """The fields of `Item`."""
    _ = site.translations.gettext
    guide = site.library.resolve(question.teaches).address
    return {
        "id": question.id + suffix_of(site),
        "type": question.type,
        "stem": _words(question.stem, references, site),
        "explanation": _words(question.explanation, references, site),
        "sources": tuple(
            citations.reference(site.library.sources[id_], site.reference_words) for id_ in _cited(question)
        ),
        "sources_label": _("Source:"),
        "guide": site.settings.absolute(guide),
        "guide_label": _("Read this part of the guide"),
        "bloom": question.bloom,
        "tags": question.tags,
    }


def _rows(
    question: MatchingQuestion | OrderingQuestion,
    target_texts: Iterable[Prose],
    words: Callable[[Prose], ItemWords],
) -> dict[str, Any]:
    """The fields that `RowsItem` adds."""
    targets = tuple(Target(str(number), words(text)) for number, text in enumerate(target_texts, 1))
    rows = tuple(
        ItemRow(letter, words(row.text), targets[row.target], words(row.feedback))
        for letter, row in zip(LETTERS, rows_of(question), strict=False)
    )
    return {"rows": rows, "targets": targets}


def _choices(
    options: tuple[Option, ...], words: Callable[[Prose], ItemWords], *, many: bool
) -> Iterator[Choice]:
    """Choices with points.

    As on the quiz page, the score is the number of right picks minus the number of wrong picks, divided by
    the number of right choices.
    """
    right = sum(option.correct for option in options)
    wrong_points = Fraction(-1 if many else 0, right)
    for letter, option in zip(LETTERS, options, strict=False):
        points = Fraction(1, right) if option.correct else wrong_points
        yield Choice(letter, words(option.text), option.correct, points, words(option.feedback))


def _cited(question: Question) -> list[str]:
    """Ids of the sources that a question cites, each once, in order of first citation."""
    return list(dict.fromkeys(id_ for _, text in prose_in(question) for id_ in text.sources))


def _notice(site: Site, quiz: Quiz, references: References) -> Iterator[ItemWords]:
    yield _help(site, references)
    _ = site.translations.gettext
    review = review_of(*parts_of(site.library, site.region, quiz))
    version = _("Version %(version)s.") % {"version": site.settings.version}
    named = _("{text}.").format(text=site.settings.site_name)
    checked = (*checked_by(review, _), unchecked(review, _))
    sentences = (named, site.say("site.notice"), *checked, version, "CC BY 4.0.")
    yield ItemWords.plain(" ".join(filter(None, sentences)))
    if address := site.settings.absolute(quiz_address(quiz.id)):
        yield ItemWords(address, f'<a href="{escape(address)}">{escape(address)}</a>')


def _help(site: Site, references: References) -> ItemWords:
    """The emergency line, the same as on the embed page."""
    _ = site.translations.gettext
    title, strip = _("Get help now:"), _words(site.library.warning_signs.strip, references, site)
    elsewhere = site.region.words.get("elsewhere", "")
    text = " ".join(filter(None, (title, strip.text, elsewhere)))
    html = f"<strong>{escape(title, quote=False)}</strong> {strip.html} {escape(elsewhere, quote=False)}"
    return ItemWords(text, html.strip())


# --- prose that leaves the site --------------------------------------------------------------------


def _words(value: Prose, references: References, site: Site) -> ItemWords:
    """Prose without links and citation numbers, whose targets are not in the exported file."""
    unlinked = Prose(value.source, tuple(_unlinked(value.nodes, references)))
    html = prose.to_html(unlinked, references).strip()
    language = site.language.tag if site.language else ""
    return ItemWords(prose.to_text(unlinked, references), html, language)


def _unlinked(nodes: Iterable[Node], references: References) -> Iterator[Node]:
    for node in nodes:
        match node:
            case prose.Cite():
                continue
            case Link(_, children) | Quoted(_, _, children):
                yield from _unlinked(children, references)
            case prose.Foreign(language, children):
                yield prose.Foreign(language, tuple(_unlinked(children, references)))
            case Strong(children) | prose.Emphasis(children):
                yield type(node)(tuple(_unlinked(children, references)))
            case Word(name):  # as plain text, which no platform needs to know the marks of
                yield prose.Text(references.word(name))
            case _:
                yield node
