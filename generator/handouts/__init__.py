# Handouts: every leaflet as accessible PDF, in all forms of paper and type.
#
# A leaflet names blocks → `blocks.py` makes them from its topic, as JSON → `fit.py` chooses type and
# space → `typeset.py` prints with the Typst template in `templates/handouts/`.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.handouts.context import context
from generator.handouts.fit import fit
from generator.handouts.forms import FORMS
from generator.handouts.sheet import document, sheet
from generator.handouts.typeset import UnknownCharacter, to_pdf
from generator.library import fields_in
from generator.output import OutputFile
from generator.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.handouts.context import Context
    from generator.handouts.fit import Fit
    from generator.handouts.forms import Form
    from generator.problems import FieldPath, Problem
    from generator.schema.leaflet import Leaflet
    from generator.site import Site


@dataclass(frozen=True)
class Handout(OutputFile):
    """One PDF, with what a page says about it; its size is that of `data`."""

    leaflet: str
    """The leaflet's id."""
    form: str
    """The id of its form: `a4`, `large-letter` …"""
    pages: int
    """How many pages it has."""


def render_handouts(site: Site, forms: Iterable[Form] = FORMS) -> tuple[list[Handout], list[Problem]]:
    """Every leaflet in every form, and what cannot be printed as it is.

    Args:
        site: the site.
        forms: paper and type.
    """
    handouts: list[Handout] = []
    problems: list[Problem] = []
    for leaflet in site.library.leaflets.values():
        at = context(site, leaflet)
        data = document(site, [sheet(at)])
        for form in forms:
            handout, found = _print(at, data, form)
            handouts += handout
            problems += found
    return handouts, sorted(set(problems))


def _print(at: Context, data: dict[str, Any], form: Form) -> tuple[list[Handout], list[Problem]]:
    found = fit(data, form, at.leaflet.pages)
    try:
        pdf = to_pdf(found.job, at.library.newest)
    except UnknownCharacter as error:
        return [], [_unknown_character(at, character) for character in error.characters]
    id_ = at.leaflet.id
    path = f"handouts/{id_}/{id_}-{form.id}.pdf"
    handout = Handout(path, pdf, f"leaflets/{id_}.yml", id_, form.id, found.pages)
    problems = [_too_long(at, found)] if form.id == at.site.region.paper and found.pages > at.leaflet.pages else []
    return [handout], problems


def _too_long(at: Context, found: Fit) -> Problem:
    message = (
        f"{found.pages} pages at the smallest type, and not {at.leaflet.pages} ({found.job.form.id});"
        f" shorten {at.entry.key}, or leave out a block: the longest is '{found.longest}'"
    )
    return at.library.content.problem("leaflets", at.leaflet.id, ("pages",), message, "handout")


def _unknown_character(at: Context, character: str) -> Problem:
    """A problem where the character stands: in the leaflet, its topic, or wherever it is first found."""
    codes = " ".join(f"U+{ord(one):04X}" for one in character)
    message = f"no font of the handouts has the character '{character}' ({codes}); write it in another way"
    kind, id_, path = next(_places(at, character), ("leaflets", at.leaflet.id, ()))
    return at.library.content.problem(kind, id_, path, message, "handout")


def _places(at: Context, character: str) -> Iterator[tuple[str, str, FieldPath]]:
    """Fields with the character: those of the leaflet and its topic first."""
    mine = {("leaflets", at.leaflet.id), (at.entry.kind, at.path)}
    documents = sorted(at.library.documents(), key=lambda document: document[:2] not in mine)
    for kind, id_, model in documents:
        for path, value in fields_in(model):
            if isinstance(value, str | Prose) and character in str(value):
                yield kind, id_, path
