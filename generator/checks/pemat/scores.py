# Scores how understandable and actionable each page is, with PEMAT for printable materials (24 items).
#
# Shoemaker SJ, Wolf MS, Brach C. The Patient Education Materials Assessment Tool (PEMAT) and User's Guide.
# AHRQ Publication No. 14-0002-EF. Rockville (MD): Agency for Healthcare Research and Quality; 2013.
# Numbers and rules are theirs: "agree" means true nearly always, and items that do not apply do not count.
# The wording is ours. Nineteen items follow from content; people judge the others in `pemat.yml`.

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.pemat.rated_ids import is_rated
from generator.checks.pemat.rated_page import rated_page
from generator.checks.pemat.verdicts import AUTOMATIC, sums
from generator.content.library import UnknownTarget
from generator.memo import fact, once_per_object
from generator.prose import Prose
from generator.schema.pemat import JUDGED_BY_PEOPLE, NEEDS_A_PICTURE, Judgement, Pemat, Score

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import NullTranslations

    from generator.checks.pemat.rated_page import RatedPage
    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.schema.region import Region

_FIRST_OF_ACTION = 20
"""The first item on actionability; those before it are on understandability."""
_NO_SUMS, _SUMS = 7, 24
"""People judge the first; the score of the second follows from it."""


class PematItem(NamedTuple):
    """One item of the tool."""

    number: int
    """Its number in PEMAT."""
    name: str
    """Its name, in two or three words."""
    text: str
    """What a page must do to meet it."""


@once_per_object
def items(translations: NullTranslations) -> tuple[PematItem, ...]:
    """All items for printable materials; 13 and 14 are left out, since they are about audiovisual ones."""
    _ = translations.gettext
    return (
        PematItem(1, _("Purpose"), _("It says at once what it is for.")),
        PematItem(2, _("To the point"), _("Nothing in it leads away from that.")),
        PematItem(3, _("Everyday words"), _("It uses everyday words.")),
        PematItem(
            4, _("Medical words"), _("Medical words are there to be learnt only, and are explained.")
        ),
        PematItem(5, _("Active voice"), _("It says who does what.")),
        PematItem(6, _("Numbers"), _("Its numbers are clear and easy to grasp.")),
        PematItem(7, _("No sums"), _("The reader has nothing to work out.")),
        PematItem(8, _("Short pieces"), _("It comes in short pieces.")),
        PematItem(9, _("Headers"), _("Each piece has a header that says what is in it.")),
        PematItem(10, _("Order"), _("Things come in an order that makes sense.")),
        PematItem(11, _("Summary"), _("It has a summary.")),
        PematItem(12, _("Eye-catchers"), _("Bold words, boxes or bullets point to what matters most.")),
        PematItem(15, _("Pictures"), _("It has pictures where they make things easier to grasp.")),
        PematItem(16, _("Pictures that fit"), _("The pictures back up the words and do not distract.")),
        PematItem(17, _("Captions"), _("The pictures have clear titles or captions.")),
        PematItem(18, _("Clear pictures"), _("The pictures are clear and not crowded.")),
        PematItem(19, _("Tables"), _("Tables are simple, with short and clear headings.")),
        PematItem(20, _("Something to do"), _("It names at least one thing that the reader can do.")),
        PematItem(21, _("“You”"), _("It speaks to the reader when it says what to do.")),
        PematItem(22, _("Steps"), _("It cuts what to do into small, clear steps.")),
        PematItem(23, _("Something to use"), _("It gives the reader a tool, such as a list to tick.")),
        PematItem(24, _("Sums shown"), _("Where something has to be worked out, it shows how.")),
        PematItem(25, _("Charts explained"), _("It says how to use its charts and scales to act.")),
        PematItem(26, _("Pictures to act on"), _("It has pictures where they make it easier to act.")),
    )


@dataclass(frozen=True)
class Rated:
    """The score of one page for one item."""

    item: PematItem
    score: Score
    why: str | Prose
    """The reason: plain text from the generator, prose from people."""

    @property
    def by_people(self) -> bool:
        """Whether people judged it."""
        return isinstance(self.why, Prose)


class Tally(NamedTuple):
    """How many items a page meets, of those that apply."""

    agreed: int
    of: int

    @property
    def percent(self) -> int:
        """The score, rounded down so that a page just below a threshold does not reach it."""
        return self.agreed * 100 // max(1, self.of)


@dataclass(frozen=True)
class PageScore:
    """All scores of one page."""

    entry: Entry
    """The page's title and address."""
    rated: tuple[Rated, ...]
    """Every item, in order of number."""

    @property
    def understandability(self) -> Tally:
        """The tally of items 1 to 19."""
        return tally([rated.score for rated in self.rated if rated.item.number < _FIRST_OF_ACTION])

    @property
    def actionability(self) -> Tally:
        """The tally of items 20 to 26."""
        return tally([rated.score for rated in self.rated if rated.item.number >= _FIRST_OF_ACTION])


def tally(scores: list[Score]) -> Tally:
    """Count scores by PEMAT's rule: items that do not apply are left out."""
    counted = [score for score in scores if score is not Score.NOT_APPLICABLE]
    return Tally(counted.count(Score.AGREE), len(counted))


def score_of(  # noqa: PLR0913, PLR0917 - a page, and in which words it is rated and shown
    library: Library,
    region: Region,
    translations: NullTranslations,
    kind: str,
    id_: str,
    shown_in: Library | None = None,
) -> PageScore | None:
    """The score of a page that teaches readers; None if it does not.

    Args:
        library: all content, all of it valid.
        region: the region whose words to use.
        translations: for the generator's reasons.
        kind: the kind of the page's content file.
        id_: the id of that file.
        shown_in: the translation of `library` that has the page's title and what people judged, if any.
    """
    if not is_rated(library, kind, id_):
        return None
    page = rated_page(library, region, translations, kind, id_)
    if shown_in:
        language, entry = shown_in.regions[region.id].language, shown_in.entries[page.entry.key]
        page = replace(page, entry=entry, language=language, is_quoted=False)
    judgements = _judgements_on(shown_in or library, page.entry.key)
    return PageScore(page.entry, rate(page, judgements, translations))


def required_percent(library: Library) -> int:
    """The percentage that each technique and symptom page must reach in both scores."""
    default: int = Pemat.model_fields["wanted"].default
    return library.pemat.wanted if library.pemat else default


@fact
def _judgements_on(library: Library, key: str) -> dict[int, Judgement]:
    """Number of an item → judgement on the page `kind/id`."""
    return _judgements(library).get(key, {})


@once_per_object
def _judgements(library: Library) -> dict[str, dict[int, Judgement]]:
    """`kind/id` of a page → number of an item → judgement."""
    by_page: dict[str, dict[int, Judgement]] = {}
    for judgement in library.pemat.judgements if library.pemat else ():
        try:
            by_page.setdefault(library.resolve(judgement.page).key, {})[judgement.item] = judgement
        except UnknownTarget:  # `checks/links.py` reports it
            continue
    return by_page


def rate(
    page: RatedPage, judgements: Mapping[int, Judgement], translations: NullTranslations
) -> tuple[Rated, ...]:
    """Rate one page on every item.

    Args:
        page: the page.
        judgements: number of an item → what people judged.
        translations: for the generator's reasons.
    """
    return tuple(_rate(item, page, judgements, translations) for item in items(translations))


def _rate(
    item: PematItem,
    page: RatedPage,
    judgements: Mapping[int, Judgement],
    translations: NullTranslations,
) -> Rated:
    _ = translations.gettext
    if item.number == _SUMS:
        return Rated(item, *sums(judgements.get(_NO_SUMS), translations))
    if item.number not in JUDGED_BY_PEOPLE:
        return Rated(item, *AUTOMATIC[item.number](page, translations))
    if item.number in NEEDS_A_PICTURE and not page.pictures:
        return Rated(item, Score.NOT_APPLICABLE, _("It has no picture."))
    if judgement := judgements.get(item.number):
        return Rated(item, judgement.score, judgement.why)
    return Rated(item, Score.DISAGREE, _("Nobody has judged this yet, so it counts as no."))
