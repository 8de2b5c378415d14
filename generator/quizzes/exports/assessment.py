# A quiz as every format takes it: words of the region, sources spelt out, full addresses, points.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.content import citations
from generator.content.fields import prose_in
from generator.content.questions import matches_of, may_shuffle, options_of, rows_of
from generator.content.review import not_checked, review_of
from generator.prose import Link, Prose, Strong
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
from generator.schema.quiz import MatchingQuestion, OrderingQuestion, ShortAnswerQuestion, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.content.references import References
    from generator.prose import Node
    from generator.schema.quiz import Option, Question, Quiz
    from generator.site import Site

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Assessment:
    """One quiz."""

    site: Site
    """The site it is part of."""
    quiz: Quiz
    """What it was made from."""
    intro: ItemWords
    """One sentence: what it asks about."""
    items: tuple[Item, ...]
    """In the order they are asked."""
    notice: tuple[ItemWords, ...]
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


def paragraphs(parts: Iterable[ItemWords]) -> str:
    """HTML of paragraphs."""
    return "".join(f"<p>{part.html}</p>" for part in parts)


def _item(site: Site, question: Question, references: References) -> Item:
    shared = _shared(site, question, references)

    def words(text: Prose) -> ItemWords:
        return _words(text, references)

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
                folded=tuple(map(folded, question.accepted)),
                if_right=words(question.if_right),
                if_wrong=words(question.if_wrong),
            )
    options = options_of(question, site.translations.gettext)
    choices = _choices(options, words, many=question.type == "multiple-choice")
    return ChoiceItem(**shared, choices=tuple(choices), shuffle=may_shuffle(question))


def _shared(site: Site, question: Question, references: References) -> dict[str, Any]:
    """The fields that every question has."""
    _ = site.translations.gettext
    guide = site.library.resolve(question.teaches).address
    return {
        "id": question.id,
        "type": question.type,
        "stem": _words(question.stem, references),
        "explanation": _words(question.explanation, references),
        "sources": tuple(citations.reference(site.library.sources[id_]) for id_ in _cited(question)),
        "sources_label": _("Source:"),
        "guide": site.settings.absolute(guide),
        "guide_label": _("Read this part of the guide"),
        "bloom": question.bloom,
        "tags": question.tags,
    }


def _rows(
    question: MatchingQuestion | OrderingQuestion,
    offered: Iterable[Prose],
    words: Callable[[Prose], ItemWords],
) -> dict[str, Any]:
    """The fields that questions with rows have."""
    targets = tuple(Target(str(number), words(text)) for number, text in enumerate(offered, 1))
    rows = tuple(
        ItemRow(letter, words(row.text), targets[row.target], words(row.feedback))
        for letter, row in zip(LETTERS, rows_of(question), strict=False)
    )
    return {"rows": rows, "targets": targets}


def _choices(
    options: tuple[Option, ...], words: Callable[[Prose], ItemWords], *, many: bool
) -> Iterator[Choice]:
    """Right picks less wrong picks, as a share of all that are right: the rule of the quiz page."""
    needed = sum(option.correct for option in options)
    wrong = Fraction(-1 if many else 0, needed)
    for letter, option in zip(LETTERS, options, strict=False):
        points = Fraction(1, needed) if option.correct else wrong
        yield Choice(letter, words(option.text), option.correct, points, words(option.feedback))


def _cited(question: Question) -> list[str]:
    """Ids of the sources of a question, each once, in order."""
    return list(dict.fromkeys(id_ for _, text in prose_in(question) for id_ in text.sources))


def _notice(site: Site, quiz: Quiz, references: References) -> Iterator[ItemWords]:
    yield _help(site, references)
    _ = site.translations.gettext
    reviewer = review_of(quiz).reviewer
    checked = _("Checked by %(name)s.") % {"name": reviewer} if reviewer else not_checked(_)
    version = _("Version %(version)s.") % {"version": site.settings.version}
    yield ItemWords.plain(f"{site.settings.site_name}. {checked} {version} CC BY 4.0.")
    if address := site.settings.absolute(f"quizzes/{quiz.id}/"):
        yield ItemWords(address, f'<a href="{escape(address)}">{escape(address)}</a>')


def _help(site: Site, references: References) -> ItemWords:
    """The emergency line, as it stands on the embed page."""
    _ = site.translations.gettext
    title, strip = _("Get help now:"), _words(site.library.warning_signs.strip, references)
    region = site.region
    action = f"{region.words.get('emergency_action') or region.emergency_number}."
    elsewhere = region.words.get("elsewhere", "")
    text = " ".join(filter(None, (title, strip.text, action, elsewhere)))
    before, after, where = (escape(part, quote=False) for part in (title, action, elsewhere))
    return ItemWords(
        text, f"<strong>{before}</strong> {strip.html} <strong>{after}</strong> {where}".strip()
    )


# --- prose away from the site ----------------------------------------------------------------------


def _words(value: Prose, references: References) -> ItemWords:
    """Prose without links and citation numbers: what they lead to is not in the file."""
    alone = Prose(value.source, tuple(_alone(value.nodes)))
    return ItemWords(prose.to_text(alone, references), prose.to_html(alone, references).strip())


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
