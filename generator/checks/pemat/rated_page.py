# A page as PEMAT rates it: its summary, headers, pictures, and what it asks the reader to do. Made from
# content, without rendering the page.

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, cast

from generator.checks.pemat.advice import speaks_to_reader, tells
from generator.checks.pemat.rated_ids import MORE_PARTS, rated_ids
from generator.checks.plain_language import is_over
from generator.content import doses
from generator.content.exercises import exercise_of
from generator.content.reading import Reading, plain_text, reading
from generator.memo import replayed_property
from generator.schema.leaflet import Block, has_ticks
from generator.schema.page import Page
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique
from generator.schema.warning_signs import WarningSigns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from gettext import NullTranslations

    from generator.checks.plain_language import Limit
    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.problems import FieldPath
    from generator.prose import Prose
    from generator.schema.common import Model
    from generator.schema.leaflet import Leaflet
    from generator.schema.plain_language import PlainLanguage
    from generator.schema.region import Region
    from generator.schema.technique import Pressure

_HEADED = {
    "techniques": (
        "in_short pressure what_it_is how_it_is_done feel evidence not_known muscles symptoms avoid risks "
        "aftercare at_home exercise warning_signs questions"
    ),
    "symptoms": "in_short what_it_may_be what_helps see_doctor warning_signs treatment questions",
    "self-care": "in_short how_to exercise what_we_know stop_if",
    "session": "in_short pressure tick_list general",
    "warning-signs": "notes",
    "pages": "in_short",
}
"""Kind → fields that have a header of their own on the page."""
_HEADED_EACH = ("phases", "groups", "tiers")
"""List fields whose items have a header each."""
_OF_EXERCISE = ("exercise.steps.*", "exercise.progression.*.text", "exercise.stop_when.*.text")
_ACTIONS = {
    "techniques": ("aftercare.*.text", "at_home.*.text", *_OF_EXERCISE),
    "symptoms": ("what_helps.*.text", "see_doctor.*.text"),
    "self-care": ("how_to.*.text", "stop_if.*.text", *_OF_EXERCISE),
    "session": ("tick_list.*",),
    "warning-signs": ("tiers.*.action",),
}
"""Kind → paths of the texts that say what to do; `*` matches every list position."""
_ON_THE_SCALE = ("in_short", "feel", "how_it_is_done", "pressure")
"""Fields that may say how to use the pressure scale."""
_TOP_OF_SCALE = re.compile(r"(?<![\d/])10(?!\d)")
HEADER = re.compile(r"^#{2,3} ", re.MULTILINE)
"""A header in a page's Markdown."""
_IMAGE = re.compile(r"!\[([^\]]*)\]\(")
_TABLE_HEAD = re.compile(r"^(\|.+)\n\|[\s:|-]+$", re.MULTILINE)


@dataclass(frozen=True)
class RatedPicture:
    """A picture on a page."""

    title: str
    """Its caption, its label or the header above it."""
    to_act: bool = False
    """Whether it helps the reader to act, beyond understanding."""
    is_chart: bool = False
    """Whether it is a chart or a scale, whose use must be explained."""
    use: str = ""
    """The line that says how to use a chart; empty if there is none."""


@dataclass(frozen=True)
class RatedPage:
    """What PEMAT needs to know about one page."""

    entry: Entry
    """The page's title and address."""
    language: str
    """The language in which scores are explained."""
    is_quoted: bool
    """Whether they are explained with words of the page, which are in that language."""
    limits: PlainLanguage
    """The limits of plain language."""
    over: frozenset[Limit]
    """Which of the limits `jargon` and `percent` its text breaks."""
    lead: str
    """The text under the title."""
    in_short: tuple[Prose, ...]
    """Its summary."""
    key_lines: tuple[Prose, ...]
    """The lines nobody must miss: the summary, otherwise all warning signs."""
    headers: int
    """The number of sections that have a header."""
    reading: Reading
    """All its text."""
    easy_words: frozenset[str]
    """Words that do not count as hard, case-folded."""
    terms: int
    """The number of glossary terms it uses; each is explained where it first occurs."""
    actions: tuple[str, ...]
    """The lines that say what to do."""
    pictures: tuple[RatedPicture, ...]
    """Its pictures, from top to bottom."""
    questions: int
    """The number of questions it gives the reader to take along."""
    ticks: int
    """The number of lines it gives the reader to tick off."""
    leaflet: Leaflet | None
    """The handout it offers."""
    tables: tuple[tuple[str, ...], ...]
    """The column headings of each table."""

    @replayed_property
    def paragraphs(self) -> tuple[str, ...]:
        """Every paragraph and list item."""
        return tuple(text for _, text in self.reading.texts)

    @property
    def tools(self) -> tuple[str, ...]:
        """Names of the tools it gives the reader: `tick-list`, `teach-back`, `questions`."""
        blocks = self.leaflet.blocks if self.leaflet else ()
        offered = {
            "tick-list": self.ticks or (self.leaflet and has_ticks(self.leaflet)),
            "teach-back": Block.TEACH_BACK in blocks,
            "questions": self.questions >= _ENOUGH_QUESTIONS,
        }
        return tuple(name for name, is_offered in offered.items() if is_offered)


_ENOUGH_QUESTIONS = 3
"""Fewest questions that count as a list to take along."""


@dataclass(frozen=True)
class _Part:
    """One of the content files that a page shows."""

    kind: str
    id: str
    model: Model
    reading: Reading

    def texts(self, *patterns: str) -> tuple[str, ...]:
        """The texts whose path matches one of `patterns`."""
        return tuple(text for path, text in self.reading.texts if _pattern(path) in patterns)

    def texts_below(self, *fields: str) -> tuple[str, ...]:
        """The texts in and below some top-level fields of the file."""
        return tuple(text for path, text in self.reading.texts if path and path[0] in fields)

    @property
    def headers(self) -> int:
        fields = _HEADED.get(self.kind, "").split()
        each = sum(len(getattr(self.model, field, ())) for field in _HEADED_EACH)
        in_markdown = len(HEADER.findall(self.model.body)) if isinstance(self.model, Page) else 0
        return sum(bool(getattr(self.model, field)) for field in fields) + each + in_markdown

    @property
    def actions(self) -> tuple[str, ...]:
        if isinstance(self.model, Page):
            return tuple(text for path, text in self.reading.texts if not path and tells(text))
        return self.texts(*_ACTIONS.get(self.kind, ()))


def rated_pages(library: Library, region: Region, translations: NullTranslations) -> Iterator[RatedPage]:
    """Every page that teaches readers: techniques, symptoms, self-care, and Markdown pages for patients.

    Args:
        library: all content, all of it valid.
        region: the region whose words to use.
        translations: for headers that come from the interface.
    """
    for kind, ids in rated_ids(library).items():
        for id_ in ids:
            yield rated_page(library, region, translations, kind, id_)


def rated_page(
    library: Library, region: Region, translations: NullTranslations, kind: str, id_: str
) -> RatedPage:
    """One of the pages that `rated_ids` names."""
    model = library.content.items[kind][id_]
    parts = _parts(library, region, kind, id_, model)
    return _rated_page(library, region, translations, parts)


def _help(library: Library, region: Region, model: Model) -> tuple[str, ...]:
    """What a page says to do about the warning signs that it shows."""
    if not isinstance(model, Symptom | SelfCare | Technique):
        return ()
    plain = plain_text(library, region)
    helps = library.help_for(model.warning_signs)
    return tuple(plain(group.action) for help_ in helps for group in help_.groups)


def _parts(library: Library, region: Region, kind: str, id_: str, model: Model) -> list[_Part]:
    files = [(kind, id_, model)]
    if isinstance(model, Page) and model.show:
        names = MORE_PARTS.get(model.show, ())
        items = library.content.items
        files += [(name, name, items[name][name]) for name in names if library.has(name)]
    return [_Part(*file, reading(library, region, file[2])) for file in files]


def _rated_page(
    library: Library, region: Region, translations: NullTranslations, parts: list[_Part]
) -> RatedPage:
    first = parts[0]
    id_ = first.id.removesuffix("/index") if first.kind == "pages" else first.id
    key = f"{first.kind}/{id_}"
    in_short = tuple(line for part in parts for line in getattr(part.model, "in_short", ()))
    texts = tuple(text for part in parts for text in part.reading.texts)
    all_text = first.reading if len(parts) == 1 else replace(first.reading, texts=texts)
    return RatedPage(
        entry=library.entries[key],
        language=region.language,
        is_quoted=True,
        limits=library.plain_language,
        over=frozenset(name for part in parts for name in _over(library, part)),
        lead=" ".join(first.texts("one_line", "lead")),
        in_short=in_short,
        key_lines=in_short or tuple(line for part in parts for line in _signs(part.model)),
        headers=sum(part.headers for part in parts),
        reading=all_text,
        easy_words=library.easy_words,
        terms=_terms(library, all_text),
        actions=(
            *(text for part in parts for text in part.actions),
            *_dose(first.model, translations),
            *_help(library, region, first.model),
        ),
        pictures=tuple(picture for part in parts for picture in _pictures(part, translations)),
        questions=sum(len(getattr(part.model, "questions", ())) for part in parts),
        ticks=sum(len(getattr(part.model, "tick_list", ())) for part in parts),
        leaflet=library.leaflet_of.get(key),
        tables=tuple(_tables(first.model)),
    )


def _dose(model: Model, translations: NullTranslations) -> tuple[str, ...]:
    """How much of an exercise to do."""
    exercise = exercise_of(model)
    return doses.sentences(exercise.dose, translations) if exercise and exercise.dose else ()


def _signs(model: Model) -> Iterator[Prose]:
    if isinstance(model, WarningSigns):
        for tier in model.tiers:
            yield from (sign.text for sign in tier.signs)


def _over(library: Library, part: _Part) -> Iterator[Limit]:
    limits: tuple[Limit, ...] = ("jargon", "percent")
    for limit in limits:
        if is_over(limit, library, part.kind, part.id, part.reading):
            yield limit


def _terms(library: Library, page_text: Reading) -> int:
    forms = (match[0] for _, text in page_text.texts for match in library.term_forms.find(text))
    return len({library.term_by_form[form.casefold()] for form in forms})


def _pictures(part: _Part, translations: NullTranslations) -> Iterator[RatedPicture]:
    if caption := " ".join(part.texts("stroke.caption")):
        yield RatedPicture(caption)
    if caption := " ".join(part.texts("exercise.figure.caption")):
        yield RatedPicture(caption, to_act=True)
    if getattr(part.model, "muscles", ()) and part.kind == "techniques":
        yield RatedPicture(translations.gettext("Where on the body"))
    if part.kind == "symptoms":
        gettext = translations.gettext
        title, use = gettext("How soon, and whom to call."), gettext("Find the first step that fits you.")
        yield RatedPicture(title, to_act=True, is_chart=True, use=use)
    if pressure := cast("Pressure | None", getattr(part.model, "pressure", None)):
        lines = part.texts_below(*_ON_THE_SCALE)
        use = next((line for line in lines if _TOP_OF_SCALE.search(line) and speaks_to_reader(line)), "")
        yield RatedPicture(pressure.feels, to_act=True, is_chart=True, use=use)
    if isinstance(part.model, Page):
        for title in _IMAGE.findall(part.model.body):
            yield RatedPicture(title)


def _tables(model: Model) -> Iterator[tuple[str, ...]]:
    for head in _TABLE_HEAD.findall(model.body) if isinstance(model, Page) else ():
        yield tuple(cell.strip() for cell in head.strip().strip("|").split("|"))


@cache
def _pattern(path: FieldPath) -> str:
    return ".".join("*" if isinstance(step, int) else step for step in path)
