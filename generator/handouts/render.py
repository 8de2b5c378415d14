# Renders handouts: every leaflet as an accessible PDF, in all forms (paper size and type size).
#
# A leaflet lists blocks. `sheet/blocks.py` makes them from its topic, as JSON; `sheet/documents.py` joins
# sheets into a document; `printing/fit.py` chooses type size, spacing and rows; `printing/typeset.py`
# prints the PDF with the Typst templates in `templates/`.

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from generator.handouts.longer import longer
from generator.handouts.not_printed import no_sheet, unknown_character
from generator.handouts.offers import Cover, Handout, handout_path, pdf_suffix
from generator.handouts.printing.fit import fit_together, print_fitted, printed
from generator.handouts.printing.forms import FORMS, SIDE_BY_SIDE, form_of, page_target
from generator.handouts.printing.typeset import UnknownCharacter, to_picture
from generator.handouts.sheet.context import NoSheet
from generator.handouts.sheet.documents import SheetDocument, document
from generator.handouts.sheet.side_by_side import side_by_side
from generator.memo import Read, recorded
from generator.output.files import OutputFile, PromisedFile, RenderError
from generator.output.parallel import cores
from generator.output.typesetting import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from generator.handouts.printing.fit import Fit
    from generator.handouts.printing.forms import Form
    from generator.problems import Problem
    from generator.schema.leaflet import Leaflet
    from generator.site import Site

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Sheet: TypeAlias = "OutputFile[Handout] | OutputFile[Cover]"
"""A PDF, or the picture of its first page."""


class Job(NamedTuple):
    """One leaflet to print in one form."""

    doc: SheetDocument
    """What to print."""
    form: Form
    """Paper and type."""
    pages: int
    """How many pages it should have at most."""
    reads: frozenset[Read]
    """What was read for the document."""


@dataclass(frozen=True)
class Printed(Generic[T_co]):
    """One leaflet in one form."""

    kept: Sequence[T_co]
    """What was kept of the handout, and of its cover if there is one; nothing if it cannot be printed."""
    problems: list[Problem]
    """The problems with it."""


class Keeper(Protocol[T_co]):
    """Keeps printed sheets, and may have some from earlier."""

    def wants(self, leaflet: Leaflet) -> bool:
        """Whether a leaflet is to be printed."""
        ...

    def find(self, leaflet: Leaflet, form: Form) -> Sequence[T_co]:
        """What was kept of a leaflet in a form, if it would be printed as before; else nothing."""
        ...

    def keep(self, job: Job, files: Sequence[Sheet], reads: Collection[Read]) -> Sequence[T_co]:
        """Keep the files of a sheet.

        Args:
            job: what was printed.
            files: the handout, perhaps with its cover.
            reads: what was read for them; nothing if they must be printed again in any case.
        """
        ...


class Each(Generic[T]):
    """A keeper that calls a function with each file, and finds nothing."""

    def __init__(self, keep: Callable[[Sheet], T]) -> None:
        """Keep what a function returns."""
        self._keep = keep

    def wants(self, leaflet: Leaflet) -> bool:  # noqa: ARG002
        """True: all are printed."""
        return True

    def find(self, leaflet: Leaflet, form: Form) -> Sequence[T]:  # noqa: ARG002
        """Nothing."""
        return ()

    def keep(self, job: Job, files: Sequence[Sheet], reads: Collection[Read]) -> Sequence[T]:  # noqa: ARG002
        """What the function returns for each file."""
        return [self._keep(file) for file in files]


ShowProgress: TypeAlias = "Callable[[Iterator[Printed[Any]], int], Iterable[Printed[Any]]]"
"""Takes an iterator and its number of items; yields the items unchanged and shows how many there were."""


def render_handouts(
    site: Site,
    keeper: Keeper[T],
    forms: Sequence[Form] | None = None,
    *,
    covers: bool = False,
    show_progress: ShowProgress | None = None,
) -> tuple[list[T], list[Problem]]:
    """Print every leaflet in every form, on all cores.

    Args:
        site: the site.
        keeper: takes each sheet when it is printed, and may know some already.
        forms: paper and type; None for all that the site has.
        covers: whether to draw the first page of every leaflet on the region's paper, too.
        show_progress: shows how many handouts have been printed.

    Returns:
        What was kept, in the order of leaflets and forms, and all problems with handouts.

    Raises:
        CannotTypeset: Typst cannot work on this machine.
    """
    forms = forms_of(site) if forms is None else forms
    kept: list[T] = []
    problems: list[Problem] = []
    cover = form_of(site.region.paper, large=False) if covers else None
    leaflets = [leaflet for leaflet in site.library.leaflets.values() if keeper.wants(leaflet)]
    batches = _batches(_jobs(site, leaflets, forms, problems, keeper), len(forms))
    in_forms = in_order(partial(_results, cover=cover, keeper=keeper), batches, cores() + 2)
    results = _by_leaflet(in_forms, len(forms))
    total = len(leaflets) * len(forms)
    for one in show_progress(results, total) if show_progress else results:
        kept += one.kept
        problems += one.problems
    return kept, sorted({*problems})


def forms_of(site: Site) -> tuple[Form, ...]:
    """The forms in which a site has its sheets: those in two languages only if it is translated."""
    return (*FORMS, *SIDE_BY_SIDE) if site.source else FORMS


def _jobs(
    site: Site,
    leaflets: Sequence[Leaflet],
    forms: Sequence[Form],
    problems: list[Problem],
    keeper: Keeper[T],
) -> Iterator[list[Job | Printed[T]]]:
    """For each leaflet its jobs, one a form; in place of those whose files are kept already, their results.

    If a leaflet cannot be a sheet, that is added to `problems` instead.
    """
    for leaflet in leaflets:
        try:
            yield _jobs_of(site, leaflet, forms, keeper)
        except NoSheet as error:
            problems.append(no_sheet(site, leaflet, error))


def _jobs_of(
    site: Site, leaflet: Leaflet, forms: Sequence[Form], keeper: Keeper[T]
) -> list[Job | Printed[T]]:
    known = {form: kept for form in forms if (kept := keeper.find(leaflet, form))}
    wanted = [form for form in forms if form not in known]
    with recorded() as reads:
        doc = document(site, leaflet) if any(not form.side_by_side for form in wanted) else None
        pages = leaflet.pages
    # A booklet has one language. What is read on two sites is not compared with one of them later: such a
    # sheet is made anew, but what Typst makes of it is kept.
    in_two = not leaflet.chapters and any(form.side_by_side for form in wanted)
    both = side_by_side(site, leaflet.id) if in_two else None
    not_noted: frozenset[Read] = frozenset()
    jobs: list[Job | Printed[T]] = []
    for form in forms:
        made, noted = (both, not_noted) if form.side_by_side else (doc, frozenset(reads))
        if form in known or made is None:
            jobs.append(Printed(known.get(form, []), []))
        else:
            jobs.append(Job(made, form, page_target(pages, form), noted))
    return jobs


_LEAFLETS = 12
"""How many leaflets are fitted at a time: enough for sheets in the same type to be measured together."""


def _batches(jobs: Iterator[list[Job | Printed[T]]], forms: int) -> Iterator[list[Job | Printed[T]]]:
    """The jobs of some leaflets in the first form, in the second …, then those of the next leaflets."""
    while some := [*islice(jobs, _LEAFLETS)]:
        for place in range(forms):
            yield [of_leaflet[place] for of_leaflet in some]


def _by_leaflet(batches: Iterator[list[Printed[T]]], forms: int) -> Iterator[Printed[T]]:
    """The results of batches, in the order of leaflets and forms."""
    while some := [*islice(batches, forms)]:
        for of_leaflet in zip(*some, strict=True):
            yield from of_leaflet


def _results(batch: Sequence[Job | Printed[T]], cover: Form | None, keeper: Keeper[T]) -> list[Printed[T]]:
    jobs = [job for job in batch if isinstance(job, Job)]
    fits = iter(fit_together([(job.doc.data, job.form, job.pages) for job in jobs]))
    return [_result(job, next(fits), cover, keeper) if isinstance(job, Job) else job for job in batch]


def _result(job: Job, fitted: Fit, cover: Form | None, keeper: Keeper[T]) -> Printed[T]:
    with recorded() as reads:
        files, problems = _print(job, fitted, cover)
    # Problems name lines, which change without any word.
    known = () if problems or not job.reads else job.reads | reads
    return Printed(keeper.keep(job, files, known), problems)


def _print(job: Job, fitted: Fit, cover: Form | None) -> tuple[list[Sheet], list[Problem]]:
    doc, form = job.doc, job.form
    leaflet, site = doc.leaflet, doc.first.site
    try:
        fitted, pdf = print_fitted(fitted, job.pages, site.library.newest)
    except UnknownCharacter as error:
        return [], [unknown_character(doc.first, character) for character in error.characters]
    source = _source(site, leaflet)
    handout = Handout(pdf, leaflet.id, form.id, fitted.pages)
    files: list[Sheet] = [OutputFile(_path(site, leaflet, form), handout, source)]
    if form == cover:
        files.append(OutputFile(_cover_path(leaflet), Cover(*to_picture(fitted.job)), source))
    return files, longer(site, leaflet, fitted)


def _path(site: Site, leaflet: Leaflet, form: Form) -> str:
    return handout_path(leaflet.id, pdf_suffix(site, form))


def _cover_path(leaflet: Leaflet) -> str:
    return handout_path(leaflet.id, ".png")


def _source(site: Site, leaflet: Leaflet) -> str:
    """The content file that a handout is made from."""
    return site.library.content.name("leaflets", leaflet.file)


def promise_handouts(site: Site, forms: Sequence[Form] | None = None) -> list[PromisedFile[Handout]]:
    """Promise every leaflet in every form.

    Each is printed when its content is first read. Handouts that do not fit are not reported.
    """
    return [
        PromisedFile(
            _path(site, leaflet, form), _source(site, leaflet), partial(_handout, site, leaflet, form)
        )
        for leaflet, form in product(
            site.library.leaflets.values(), forms_of(site) if forms is None else forms
        )
        if not (form.side_by_side and leaflet.chapters)
    ]


def promise_covers(site: Site) -> list[PromisedFile[Cover]]:
    """Promise a picture of the first page of every leaflet on the region's paper."""
    return [
        PromisedFile(_cover_path(leaflet), _source(site, leaflet), partial(_cover, site, leaflet))
        for leaflet in site.library.leaflets.values()
    ]


def _handout(site: Site, leaflet: Leaflet, form: Form) -> Handout:
    """Print one handout.

    Raises:
        RenderError: it cannot be printed.
    """
    fitted, pdf = _promised(site, leaflet, form)
    return Handout(pdf, leaflet.id, form.id, fitted.pages)


def _cover(site: Site, leaflet: Leaflet) -> Cover:
    """Draw the first page of one handout, which usually was printed before.

    Raises:
        RenderError: it cannot be printed.
    """
    fitted, _ = _promised(site, leaflet, form_of(site.region.paper, large=False))
    return Cover(*to_picture(fitted.job))


def _promised(site: Site, leaflet: Leaflet, form: Form) -> tuple[Fit, bytes]:
    try:
        doc = side_by_side(site, leaflet.id) if form.side_by_side else document(site, leaflet)
    except NoSheet as error:
        raise RenderError(str(no_sheet(site, leaflet, error))) from error
    try:
        return printed(doc.data, form, page_target(leaflet.pages, form), site.library.newest)
    except UnknownCharacter as error:
        problems = (unknown_character(doc.first, character) for character in error.characters)
        raise RenderError("\n".join(map(str, problems))) from error
