# `unknot handout`: some handouts in one PDF for one reader, or all of them in a folder.

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.handouts.printing.typeset import UnknownCharacter
from generator.handouts.render import printing
from generator.handouts.sheet.context import NoSheet
from generator.handouts.to_order import TooLong, to_order
from generator.hosts.terminal import fail, report, watch
from generator.output.folder import write_atomically
from generator.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.content.library import Library
    from generator.handouts.printing.forms import Form
    from generator.handouts.sheet.context import Reader
    from generator.schema.leaflet import Leaflet
    from generator.site import Site


def write_one(site: Site, ids: Sequence[str], path: Path | None, form: Form, reader: Reader) -> None:
    """Make one PDF; print where it is, or why there is none.

    Args:
        site: the site.
        ids: which leaflets.
        path: where it goes; None for the first leaflet's name.
        form: paper and type.
        reader: whose name and note are printed.
    """
    leaflets = _leaflets(site.library, ids)
    path = path or Path(f"{leaflets[0].id}-{form.id}.pdf")
    try:
        pdf = to_order(site, leaflets, form, reader)
    except (NoSheet, TooLong, UnknownCharacter) as error:
        fail(f"nothing was written: {error}")
    _write(pdf, path)
    click.echo(f"{path}: {_kilobytes(pdf)}")


def _leaflets(library: Library, ids: Sequence[str]) -> list[Leaflet]:
    """The leaflets with these ids, each once."""
    known = library.leaflets
    unknown = [id_ for id_ in ids if id_ not in known]
    for id_ in unknown:
        click.echo(f"no handout '{id_}'{did_you_mean(id_, known)}", err=True)
    if unknown:
        fail(f"there are: {', '.join(known)}")
    leaflets = [known[id_] for id_ in dict.fromkeys(ids)]
    booklet = next((one.id for one in leaflets if one.chapters), None)
    if booklet and len(leaflets) > 1:
        fail(f"'{booklet}' is a booklet: make it alone")
    return leaflets


def write_all(site: Site, folder: Path) -> None:
    """Make every handout in every form: with a bar on a terminal, a line for each elsewhere.

    Args:
        site: the site.
        folder: where they go. Nothing is written if one of them cannot be printed.
    """
    progress = printing(site)
    handouts, problems = [], progress.problems
    for file, new_problems in watch(progress.printed, progress.total):
        problems += new_problems
        handouts += [file] if file else []
    report(problems, failed=bool(problems))
    for file in handouts:
        path = folder / Path(file.path).name
        _write(file.data, path)
        if not sys.stdout.isatty():
            click.echo(f"{path}: {file.content.pages} p., {_kilobytes(file.data)}")
    click.echo(f"{len(handouts)} PDFs in {folder}")


def _write(data: bytes, path: Path) -> None:
    try:
        write_atomically(data, path)
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror}")


def _kilobytes(data: bytes) -> str:
    return f"{len(data) // 1000} kB"
