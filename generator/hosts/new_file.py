# `unknot new`: starts a content file, with every field explained.

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.checks.asked import asked
from generator.content.files import is_file_name
from generator.content.library import Library
from generator.content.load import load
from generator.content.skeleton import skeleton
from generator.hosts import clock
from generator.hosts.terminal import fail
from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from generator.schema.kinds import Kind


def write(folder: Path, kind: str, id_: str) -> None:
    """Write a content file, and those that the site asks for with it, and say where they are.

    Args:
        folder: the content folder.
        kind: the name of its kind.
        id_: its id; empty for a kind with a single file.

    Raises:
        SystemExit: the id is not one, or the file is there already; the reason was printed.
    """
    chosen = _kind(kind)
    if chosen.folder and not id_:
        fail(f"{kind}: give the new file's id: lower-case words joined by hyphens")
    if chosen.folder and not is_file_name(id_, nested=chosen.suffix == ".md"):
        fail(f"{id_}: not an id; write lower-case letters, digits and single hyphens")
    if id_ and not chosen.folder:
        fail(f"{kind}: is one file, {chosen.path}; leave out the id")
    path = folder / chosen.path / f"{id_}{chosen.suffix}" if chosen.folder else folder / chosen.path
    if path.exists():
        fail(f"{path}: is already there; nothing was written")
    library = Library(load(folder)[0])
    _start(library, path, chosen)
    for name, asking in (("quizzes", library.required.quizzes), ("leaflets", library.required.leaflets)):
        about = _kind(name)
        path = folder / about.path / f"{id_}{about.suffix}"
        if kind in asking and not path.exists():
            _start(library, path, about, f"{kind}/{id_}")


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)


def _start(library: Library, path: Path, kind: Kind, topic: str = "") -> None:
    fields = library.required.fields.get(kind.name, ())
    text = skeleton(kind, clock.today(), asked(library, kind), fields, topic)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    click.echo(f"{path}: fill it in; `unknot check` says what is missing")
