# `unknot handout`: prints chosen handouts as one PDF for one reader, or all handouts into a folder.

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build import open_site
from generator.handouts.agreed_doses import BadDose, agreed_doses
from generator.handouts.offers import Handout, pdf_suffix
from generator.handouts.printing.forms import form_of
from generator.handouts.printing.typeset import UnknownCharacter
from generator.handouts.render import Each, render_handouts
from generator.handouts.sheet.context import NoSheet
from generator.handouts.sheet.side_by_side import languages
from generator.handouts.to_order import TooLong, to_order
from generator.hosts import clock
from generator.hosts.terminal import fail, report, with_progress_bar
from generator.output.folder import write_atomically
from generator.output.spool import Spool
from generator.output.typesetting import CannotTypeset
from generator.problems import did_you_mean, errors
from generator.translation.language import catalogue_path, read_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.content.library import Library
    from generator.handouts.printing.forms import Form
    from generator.handouts.sheet.context import Reader
    from generator.hosts.mkdocs.project import Project
    from generator.output.spool import SpooledFile
    from generator.schema.exercise import Dose
    from generator.schema.leaflet import Leaflet
    from generator.site import Site


def site_in(project: Project, tag: str) -> Site:
    """The site of a project in one of its languages.

    Args:
        project: the project.
        tag: the language; empty for that of the content.

    Raises:
        SystemExit: nothing is translated into it; the reason was printed.
    """
    settings, language = project.settings(), None
    if tag and tag != (settings.languages[:1] or ("",))[0]:
        folder = project.content.parent
        try:
            language = read_language(folder, tag)
        except ValueError as error:
            fail(str(error))
        if not len(language.content):
            path = catalogue_path(folder, tag, "content").as_posix()
            fail(f"{path}: nothing is translated; `unknot translate extract {tag}` begins it")
        settings = settings.in_language(tag)
    return open_site(project.content, settings, clock.today(), language=language)[0]


def form_for(site: Site, paper: str | None, beside: str, *, large: bool) -> Form:
    """The form of a sheet.

    Args:
        site: the site.
        paper: the paper; None for that of the region.
        beside: a language that stands beside that of the site; empty for none.
        large: whether it is in large print.

    Raises:
        SystemExit: there is no such form; the reason was printed.
    """
    paper = paper or site.region.paper
    if not beside:
        return form_of(paper, large=large)
    if large:
        fail("large print has no room for two languages; leave out `--large` or `--beside`")
    try:
        source, _ = languages(site)
    except NoSheet:
        fail("say which language to put beside it, such as `--language es`")
    if beside != source:
        fail(f"only the language of the content, {source}, can stand beside another")
    return form_of(paper, large=False, side_by_side=True)


def agreed(site: Site, ids: Sequence[str], texts: Sequence[str]) -> dict[str, Dose]:
    """The doses that were agreed with the reader of some leaflets; see `agreed_doses`.

    Raises:
        SystemExit: a dose cannot be read; the reason was printed.
    """
    try:
        return agreed_doses(site.library, _leaflets(site.library, ids), texts)
    except BadDose as error:
        fail(f"nothing was written: {error}")


def write_one(site: Site, ids: Sequence[str], path: Path | None, form: Form, reader: Reader) -> None:
    """Write one PDF and say where it is.

    Args:
        site: the site.
        ids: ids of the leaflets.
        path: path of the PDF; None for a name made from the first leaflet's id and the form.
        form: paper size and type size.
        reader: the reader's name, a note and doses, to be printed on the handout.

    Raises:
        SystemExit: the PDF could not be written; the reason was printed.
    """
    leaflets = _leaflets(site.library, ids)
    path = path or Path(f"{leaflets[0].id}{pdf_suffix(site, form)}")
    try:
        pdf, hints = to_order(site, leaflets, form, reader)
    except (CannotTypeset, NoSheet, TooLong, UnknownCharacter) as error:
        fail(f"nothing was written: {error}")
    _write(pdf, path)
    report(hints, failed=False)
    click.echo(f"{path}: {_kilobytes(pdf)}")


def _leaflets(library: Library, ids: Sequence[str]) -> list[Leaflet]:
    """The leaflets with these ids, without repetitions; exits with a message if one does not exist."""
    known = library.leaflets
    unknown = [id_ for id_ in ids if id_ not in known]
    for id_ in unknown:
        click.echo(f"no handout '{id_}'{did_you_mean(id_, known)}", err=True)
    if unknown:
        fail(f"there are: {', '.join(known)}")
    leaflets = [known[id_] for id_ in dict.fromkeys(ids)]
    booklet = next((leaflet.id for leaflet in leaflets if leaflet.chapters), None)
    if booklet and len(leaflets) > 1:
        fail(f"'{booklet}' is a booklet: make it alone")
    return leaflets


def write_all(site: Site, folder: Path) -> None:
    """Write every handout in every form into `folder`, or none if one of them cannot be printed.

    On a terminal a progress bar is shown, elsewhere a line for each file.

    Raises:
        SystemExit: nothing was written; the problems were printed.
    """
    spool = Spool()
    try:
        handouts, problems = render_handouts(site, Each(spool.put), show_progress=with_progress_bar)
    except CannotTypeset as error:
        fail(f"nothing was written: {error}")
    report(problems, failed=bool(errors(problems)))
    for file in handouts:
        path = folder / Path(file.path).name
        _write(file.data, path)
        if not sys.stdout.isatty():
            click.echo(f"{path}: {_pages(file)} p., {_kilobytes(file.data)}")
    click.echo(f"{len(handouts)} PDFs in {folder}")


def _pages(file: SpooledFile) -> int:
    return file.content.pages if isinstance(file.content, Handout) else 1


def _write(data: bytes, path: Path) -> None:
    try:
        write_atomically(data, path)
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror}")


def _kilobytes(data: bytes) -> str:
    return f"{len(data) // 1000} kB"
