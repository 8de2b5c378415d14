# What each page carries: its own content file, and the signs, cautions, lines and other parts of files
# that it shows beside it. A page is checked when a reviewer has signed all that it carries.

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from generator.content.carried_parts import (
    EXERCISE,
    FRAME,
    LINE,
    NAME,
    PICTURE,
    PLACES,
    RISKS,
    SETTINGS,
    words_of_part,
)
from generator.content.carriers import printed, shown_by
from generator.content.exercises import printed_exercises
from generator.content.fields import prose_in
from generator.content.part import Carried
from generator.content.reading import plain_text, reading
from generator.memo import kept, once_inside_object
from generator.prose import Prose
from generator.schema.common import Document, Reviewed
from generator.schema.kinds import KINDS
from generator.schema.muscle import Muscle
from generator.schema.page import Page, Show
from generator.schema.quiz import Quiz
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.content.library import Library
    from generator.memo import KeptResult
    from generator.schema.common import Model
    from generator.schema.leaflet import Leaflet
    from generator.schema.region import Region


def carried_by(library: Library, region: Region, model: Reviewed) -> list[Carried]:
    """What the page of a content file carries, itself first.

    Args:
        library: all content.
        region: the region of its readers.
        model: a content file that has a page.
    """
    carried = on_site(library, [*_own(model), *frame_of(region), *_beside(library, model)])
    explained = (
        terms_in(library, region, carried) if getattr(model, "show", None) is not Show.GLOSSARY else ()
    )
    return [*carried, *(term for term in explained if term.part != getattr(model, "id", ""))]


def on_site(library: Library, carried: Iterable[Carried]) -> list[Carried]:
    """Each file or part once, if the site has the file: of some kinds it need not have one."""
    items = library.content.items
    return [one for one in dict.fromkeys(carried) if one.id in items.get(one.kind, {})]


def terms_in(library: Library, region: Region, carried: Iterable[Carried]) -> list[Carried]:
    """The glossary terms that are explained where they occur in what a page carries."""
    ids = dict.fromkeys(id_ for part in carried for id_ in _terms_in(library, region, part))
    return [Carried("glossary", "glossary", id_) for id_ in ids]


def _terms_in(library: Library, region: Region, part: Carried) -> tuple[str, ...]:
    """The ids of the terms in one part. Hundreds of pages carry the same parts."""
    known = _known_terms(library)
    key = (id(region), part)
    if key not in known:
        if len(known) >= _PARTS_AT_ONCE:
            known.clear()
        known[key] = region, kept(lambda: _found_terms(library, region, part))
    return known[key][1].get()


@once_inside_object
def _known_terms(_: Library) -> dict[tuple[int, Carried], tuple[Region, KeptResult[tuple[str, ...]]]]:
    """Identity of a region and part → the region, which keeps its identity, and the terms."""
    return {}


_PARTS_AT_ONCE = 1000
"""Of how many parts the terms are in memory."""


def _found_terms(library: Library, region: Region, part: Carried) -> tuple[str, ...]:
    texts = _texts(library, region, part, plain_text(library, region))
    forms = (match[0].casefold() for one in texts for match in library.term_forms.find(one))
    by_form = library.term_by_form
    return tuple(dict.fromkeys(by_form[form] for form in forms if form in by_form))


def _texts(library: Library, region: Region, part: Carried, text: Callable[[Prose], str]) -> Iterator[str]:
    model = library.content.items[part.kind][part.id]
    if not part.part:
        yield from (words for _, words in reading(library, region, model).texts)
    for words in words_of_part(cast("Reviewed", model), part.part):
        if isinstance(words, Prose):
            yield text(words)
        elif not isinstance(words, str):
            yield from (text(one) for _, one in prose_in(words))


def frame_of(region: Region) -> Iterator[Carried]:
    """What every page carries: the emergency box, and the region's emergency number."""
    yield signs_in((FRAME,))[0]
    yield Carried("regions", region.id, FRAME)


def _own(model: Reviewed) -> Iterator[Carried]:
    if isinstance(model, Page):
        yield Carried("pages", model.path)
    elif isinstance(model, Document):
        yield Carried(next(kind.name for kind in KINDS if isinstance(model, kind.model)), model.id)


def signs_in(ids: Iterable[str]) -> list[Carried]:
    """Parts of the file of warning signs."""
    return [Carried("warning-signs", "warning-signs", id_) for id_ in ids]


def _beside(library: Library, model: Reviewed) -> Iterator[Carried]:
    yield from items_in(library, model)
    match model:
        case Technique():
            yield from (Carried("muscles", use.id, NAME) for use in model.muscles)
            yield from (Carried("symptoms", use.id, NAME) for use in model.symptoms)
            if library.session.risks:
                yield Carried("session", "session", RISKS)
            yield Carried("body-map", "body-map", PICTURE)
        case Muscle():
            uses = library.techniques_for_muscle.get(model.id, ())
            yield from (Carried("techniques", technique.id, NAME) for technique, _ in uses)
            yield Carried("body-map", "body-map", PICTURE)
        case Symptom():
            uses = library.techniques_for_symptom.get(model.id, ())
            yield from (Carried("techniques", technique.id, NAME) for technique, _ in uses)
            yield from (Carried("self-care", id_, NAME) for id_ in model.self_care)
        case SelfCare():
            symptoms = library.symptoms_for_self_care.get(model.id, ())
            yield from (Carried("symptoms", symptom.id, NAME) for symptom in symptoms)
        case Quiz() if model.draw:
            yield from questions_drawn(library, model)
        case Page() if model.show:
            yield from _shown(library, model.show)


def items_in(library: Library, model: Model) -> Iterator[Carried]:
    """The warning signs and cautions that the page of a topic shows."""
    for kind, id_ in shown_by(library, model):
        yield Carried(kind, kind, id_)


def printed_items(library: Library, leaflet: Leaflet) -> Iterator[Carried]:
    """The warning signs and cautions that a sheet prints."""
    for kind, id_ in printed(library, leaflet):
        yield Carried(kind, kind, id_)


def exercises_in(library: Library, leaflet: Leaflet) -> Iterator[Carried]:
    """What the table of exercises on a sheet shows of each topic."""
    for key in printed_exercises(library, leaflet):
        kind, _, id_ = key.partition("/")
        yield from (Carried(kind, id_, part) for part in (NAME, EXERCISE))


def questions_drawn(library: Library, quiz: Quiz) -> Iterator[Carried]:
    """The questions that a quiz draws from others."""
    drawn = {question.id for question in library.questions_of(quiz)}
    for id_, other in library.quizzes.items():
        yield from (Carried("quizzes", id_, one.id) for one in other.questions if one.id in drawn)


def _shown(library: Library, show: Show) -> Iterator[Carried]:
    """What the generated part of a hand-written page carries."""
    for kind in _FILES.get(show, ()):
        yield from (Carried(kind, id_) for id_ in library.content.items.get(kind, {}))
    for kind, *parts in _LISTS.get(show, ()):
        items = library.content.items.get(kind, {})
        yield from (Carried(kind, id_, part) for id_ in items for part in parts)
    if show in _WITH_PLACES:
        yield from signs_in(id_ for place in library.body_map.regions for id_ in place.signs)
    if show is Show.SESSION:
        yield from signs_in(library.session.warning_signs)
    if show is Show.SIGNS:
        yield from signs_in(library.signs)
        yield from (Carried("cautions", "cautions", id_) for id_ in library.caution_list)


_FILES: Mapping[Show, tuple[str, ...]] = {
    Show.HOME: ("body-map",),
    Show.SESSION: ("session", "cautions"),
    Show.WARNING_SIGNS: ("warning-signs",),
    Show.GLOSSARY: ("glossary",),
    Show.SOURCES: ("sources",),
    Show.CLAIMS: ("claims",),
    Show.MIX: ("quizzes",),
}
"""The kinds whose files a page shows as a whole."""
_LISTS: Mapping[Show, tuple[tuple[str, ...], ...]] = {
    Show.HOME: (("symptoms", NAME), ("techniques", NAME)),
    Show.SYMPTOMS: (("symptoms", LINE),),
    Show.TECHNIQUES: (("techniques", NAME),),
    Show.MUSCLES: (("muscles", NAME), ("body-map", PICTURE, PLACES)),
    Show.SELF_CARE: (("self-care", NAME),),
    Show.QUIZZES: (("quizzes", LINE),),
    Show.COMPARE: (
        ("techniques", SETTINGS),
        ("symptoms", NAME, LINE),
        ("muscles", NAME),
        ("self-care", NAME),
        ("body-map", PLACES),
    ),
    Show.HANDOUTS: (("leaflets", LINE),),
    Show.HANDOUT_MAKER: (("leaflets", NAME),),
}
"""The kinds whose files a page lists, and the parts that it shows of each."""
_WITH_PLACES = (Show.HOME, Show.MUSCLES, Show.COMPARE)
"""Pages with the warning signs of the places of the body."""
