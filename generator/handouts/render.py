# Handouts: every leaflet as accessible PDF, in all forms of paper and type.
#
# A leaflet names blocks → `blocks.py` makes them from its topic, as JSON → `documents.py` puts sheets
# together → `fit.py` chooses type, space and rows → `typeset.py` prints with the Typst template in
# `templates/handouts/`.

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.content.fields import fields_in
from generator.handouts.offers import Cover, Handout, handout_path, leaflet_of
from generator.handouts.printing.fit import printed
from generator.handouts.printing.forms import FORMS
from generator.handouts.printing.typeset import UnknownCharacter, named, to_picture
from generator.handouts.sheet.context import NoSheet
from generator.handouts.sheet.documents import SheetDocument, document
from generator.output.files import OutputFile, PromisedFile, RenderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.handouts.printing.fit import Fit
    from generator.handouts.printing.forms import Form
    from generator.handouts.sheet.context import SheetContext
    from generator.output.files import File
    from generator.problems import FieldPath, Problem
    from generator.schema.leaflet import Leaflet
    from generator.site import Site


def render_covers(site: Site, handouts: Iterable[File[Handout]]) -> list[PromisedFile[Cover]]:
    """A picture of the first page of every leaflet, on the region's paper.

    Args:
        site: the site.
        handouts: rendered or promised.
    """
    suffix = f"-{site.region.paper}.pdf"
    return [
        PromisedFile(handout_path(leaflet_of(file), ".png"), file.source, partial(_cover, file))
        for file in handouts
        if file.path == handout_path(leaflet_of(file), suffix)
    ]


def _cover(file: File[Handout]) -> Cover:
    return Cover(*to_picture(file.content.job))


def render_handouts(
    site: Site, forms: Sequence[Form] = FORMS, watch: Watch | None = None
) -> tuple[list[OutputFile[Handout]], list[Problem]]:
    """Every leaflet in every form, and what cannot be printed as it is.

    Args:
        site: the site.
        forms: paper and type.
        watch: shows progress.
    """
    progress = printing(site, forms)
    results = list(watch(progress.printed, progress.total) if watch else progress.printed)
    handouts = [handout for handout, _ in results if handout]
    return handouts, sorted({*progress.problems, *(problem for _, some in results for problem in some)})


Printed: TypeAlias = "tuple[OutputFile[Handout] | None, list[Problem]]"
"""A PDF, and what is wrong with it; none where it could not be printed."""


Watch: TypeAlias = "Callable[[Iterator[Printed], int], Iterable[Printed]]"
"""Hands on PDFs as they come, of so many, and shows how many there were."""


class Printing(NamedTuple):
    """Every PDF, made while one looks."""

    printed: Iterator[Printed]
    """Each as it is ready, in the site's order."""
    problems: list[Problem]
    """Leaflets of which no sheet can be made."""
    total: int
    """How many there will be."""


def printing(site: Site, forms: Sequence[Form] = FORMS) -> Printing:
    """Start to print every leaflet in every form, on all processors.

    Args:
        site: the site.
        forms: paper and type.
    """
    documents, problems = _documents(site)
    jobs = list(product(documents, forms))
    return Printing(_printed(jobs), problems, len(jobs))


def _printed(jobs: list[tuple[SheetDocument, Form]]) -> Iterator[Printed]:
    with ThreadPoolExecutor() as pool:  # Typst releases Python's global lock
        results = pool.map(lambda job: _print(*job), jobs)
        for (sheets, form), (handout, problems) in zip(jobs, results, strict=True):
            path, source = _place(sheets.leaflet, form)
            yield OutputFile(path, handout, source) if handout else None, problems


def _place(leaflet: Leaflet, form: Form) -> tuple[str, str]:
    """Where a handout is published, and the content file it is made from."""
    return handout_path(leaflet.id, f"-{form.id}.pdf"), f"leaflets/{leaflet.file}.yml"


def promise_handouts(site: Site, forms: Sequence[Form] = FORMS) -> list[PromisedFile[Handout]]:
    """The same handouts, each printed when somebody asks for it; only a build reports what does not fit.

    Args:
        site: the site.
        forms: paper and type.
    """
    return [
        PromisedFile(*_place(leaflet, form), partial(_one, site, leaflet, form))
        for leaflet, form in product(site.library.leaflets.values(), forms)
    ]


def _one(site: Site, leaflet: Leaflet, form: Form) -> Handout:
    """One handout.

    Raises:
        RenderError: it cannot be printed.
    """
    try:
        handout, problems = _print(document(site, leaflet), form)
    except NoSheet as error:
        raise RenderError(str(_no_sheet(site, leaflet, error))) from error
    if handout is None:
        raise RenderError("\n".join(map(str, problems)))
    return handout


def _documents(site: Site) -> tuple[list[SheetDocument], list[Problem]]:
    """Every leaflet's document."""
    documents, problems = [], []
    for leaflet in site.library.leaflets.values():
        try:
            documents.append(document(site, leaflet))
        except NoSheet as error:
            problems.append(_no_sheet(site, leaflet, error))
    return documents, problems


def _no_sheet(site: Site, leaflet: Leaflet, error: NoSheet) -> Problem:
    at = "leaflets", leaflet.file, ("chapters" if leaflet.chapters else "topic",)
    return site.library.content.problem(*at, str(error), "handout")


def _print(sheets: SheetDocument, form: Form) -> tuple[Handout | None, list[Problem]]:
    leaflet, at = sheets.leaflet, sheets.first
    try:
        fit, pdf = printed(sheets.data, form, leaflet.pages, at.library.newest)
    except UnknownCharacter as error:
        return None, [_unknown_character(at, character) for character in error.characters]
    return Handout(pdf, leaflet.id, form.id, fit.pages, fit.job), _too_long(at, fit)


def _too_long(at: SheetContext, fit: Fit) -> list[Problem]:
    """A problem if a leaflet does not keep to its pages on the paper of its region."""
    leaflet, form = at.leaflet, fit.job.form
    if fit.pages <= leaflet.pages or form.id != at.site.region.paper or leaflet.chapters:
        return []
    message = (
        f"with the smallest type it needs {fit.pages}, not {leaflet.pages} ({form.id});"
        f" shorten {at.entry.key}, above all what block '{fit.longest}' prints, or leave a block out"
    )
    return [at.library.content.problem("leaflets", leaflet.file, ("pages",), message, "handout")]


def _unknown_character(at: SheetContext, character: str) -> Problem:
    """A problem where the character stands: in the leaflet, its topic, or wherever it is first found."""
    message = f"no font of the handouts has {named(character)}; write it in another way"
    place = next(_places(at, character), None)
    if place is None:
        place = ("leaflets", at.leaflet.file, ())
        message += "; it is not in the content, so look in the site's settings"
    return at.library.content.problem(*place, message, "handout")


def _places(at: SheetContext, character: str) -> Iterator[tuple[str, str, FieldPath]]:
    """Fields with the character: those of the leaflet and its topic first."""
    mine = {("leaflets", at.leaflet.file), (at.entry.kind, at.path)}
    for kind, id_, model in sorted(at.library.documents(), key=lambda document: document[:2] not in mine):
        fields = fields_in(model)
        for path, value in (*fields.prose, *fields.texts):
            if character in str(value):
                yield kind, id_, path
