# Renders handouts: every leaflet as an accessible PDF, in all forms (paper size and type size).
#
# A leaflet lists blocks. `sheet/blocks.py` makes them from its topic, as JSON; `sheet/documents.py` joins
# sheets into a document; `printing/fit.py` chooses type size, spacing and rows; `printing/typeset.py`
# prints the PDF with the Typst templates in `templates/`.

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.content.fields import fields_in
from generator.handouts.longer import longer
from generator.handouts.offers import Cover, Handout, handout_path, leaflet_of
from generator.handouts.printing.fit import printed
from generator.handouts.printing.forms import FORMS
from generator.handouts.printing.typeset import UnknownCharacter, to_picture
from generator.handouts.sheet.context import NoSheet
from generator.handouts.sheet.documents import SheetDocument, document
from generator.output.files import OutputFile, PromisedFile, RenderError
from generator.prose.characters import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.handouts.printing.forms import Form
    from generator.handouts.sheet.context import SheetContext
    from generator.output.files import File
    from generator.problems import FieldPath, Problem
    from generator.schema.leaflet import Leaflet
    from generator.site import Site


def render_covers(site: Site, handouts: Iterable[File[Handout]]) -> list[PromisedFile[Cover]]:
    """A picture of the first page of every leaflet on the region's paper.

    Args:
        site: the site.
        handouts: all handouts, rendered or promised.
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
    site: Site, forms: Sequence[Form] = FORMS, show_progress: ShowProgress | None = None
) -> tuple[list[OutputFile[Handout]], list[Problem]]:
    """Print every leaflet in every form.

    Returns:
        The handouts that could be printed, and all problems with handouts.
    """
    run = print_run(site, forms)
    results = list(show_progress(run.printed, run.total) if show_progress else run.printed)
    handouts = [handout for handout, _ in results if handout]
    print_problems = (problem for _, problems in results for problem in problems)
    return handouts, sorted({*run.problems, *print_problems})


Printed: TypeAlias = "tuple[OutputFile[Handout] | None, list[Problem]]"
"""A handout, or None if it could not be printed; and the problems with it."""


ShowProgress: TypeAlias = "Callable[[Iterator[Printed], int], Iterable[Printed]]"
"""Takes an iterator and its number of items; yields the items unchanged and shows how many there were."""


class PrintRun(NamedTuple):
    """The printing of all handouts, which proceeds while `printed` is iterated."""

    printed: Iterator[Printed]
    """The handouts as they are printed, in the order of leaflets and forms."""
    problems: list[Problem]
    """A problem for each leaflet of which no sheet can be made."""
    total: int
    """How many items `printed` has."""


def print_run(site: Site, forms: Sequence[Form] = FORMS) -> PrintRun:
    """Prepare to print every leaflet in every form, on all cores."""
    documents, problems = _documents(site)
    jobs = list(product(documents, forms))
    return PrintRun(_print_all(site, jobs), problems, len(jobs))


def _print_all(site: Site, jobs: list[tuple[SheetDocument, Form]]) -> Iterator[Printed]:
    with ThreadPoolExecutor() as pool:  # Typst releases Python's global lock
        results = pool.map(lambda job: _print(*job), jobs)
        for (doc, form), (handout, problems) in zip(jobs, results, strict=True):
            path, source = _path_and_source(site, doc.leaflet, form)
            yield OutputFile(path, handout, source) if handout else None, problems


def _path_and_source(site: Site, leaflet: Leaflet, form: Form) -> tuple[str, str]:
    """The path at which a handout is published, and the content file it is made from."""
    return handout_path(leaflet.id, f"-{form.id}.pdf"), site.library.content.name("leaflets", leaflet.file)


def promise_handouts(site: Site, forms: Sequence[Form] = FORMS) -> list[PromisedFile[Handout]]:
    """Promise every leaflet in every form.

    Each is printed when its content is first read. Handouts that do not fit are not reported.
    """
    return [
        PromisedFile(*_path_and_source(site, leaflet, form), partial(_handout, site, leaflet, form))
        for leaflet, form in product(site.library.leaflets.values(), forms)
    ]


def _handout(site: Site, leaflet: Leaflet, form: Form) -> Handout:
    """Print one handout.

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
    """The documents of all leaflets, and a problem for each leaflet of which no sheet can be made."""
    documents, problems = [], []
    for leaflet in site.library.leaflets.values():
        try:
            documents.append(document(site, leaflet))
        except NoSheet as error:
            problems.append(_no_sheet(site, leaflet, error))
    return documents, problems


def _no_sheet(site: Site, leaflet: Leaflet, error: NoSheet) -> Problem:
    field = "chapters" if leaflet.chapters else "topic"
    return site.library.content.problem("leaflets", leaflet.file, (field,), str(error), "handout")


def _print(doc: SheetDocument, form: Form) -> tuple[Handout | None, list[Problem]]:
    leaflet, ctx = doc.leaflet, doc.first
    try:
        fit, pdf = printed(doc.data, form, leaflet.pages, ctx.library.newest)
    except UnknownCharacter as error:
        return None, [_unknown_character(ctx, character) for character in error.characters]
    return Handout(pdf, leaflet.id, form.id, fit.pages, fit.job), longer(ctx.site, leaflet, fit)


def _unknown_character(ctx: SheetContext, character: str) -> Problem:
    """A problem at the first field with the character: in the leaflet, in its topic, or anywhere else."""
    message = f"no font of the handouts has {named(character)}; write it in another way"
    location = next(_fields_with(ctx, character), None)
    if location is None:
        location = ("leaflets", ctx.leaflet.file, ())
        message += "; it is not in the content, so look in the site's settings"
    return ctx.library.content.problem(*location, message, "handout")


def _fields_with(ctx: SheetContext, character: str) -> Iterator[tuple[str, str, FieldPath]]:
    """Kind, id and path of every field with the character; those of the leaflet and its topic first."""
    own = {("leaflets", ctx.leaflet.file), (ctx.entry.kind, ctx.path)}
    for kind, id_, model in sorted(ctx.library.documents(), key=lambda document: document[:2] not in own):
        fields = fields_in(model)
        for path, value in (*fields.prose, *fields.texts):
            if character in str(value):
                yield kind, id_, path
