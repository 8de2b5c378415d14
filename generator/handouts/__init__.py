# Handouts: every leaflet as accessible PDF, in all forms of paper and type.
#
# A leaflet names blocks → `blocks.py` makes them from its topic, as JSON → `fit.py` chooses type, space
# and rows → `typeset.py` prints with the Typst template in `templates/handouts/`.

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from generator.handouts.context import NoSheet, context
from generator.handouts.fit import fit
from generator.handouts.forms import FORMS
from generator.handouts.sheet import document, sheet
from generator.handouts.typeset import UnknownCharacter, to_pdf
from generator.library import fields_in
from generator.output import Later, OutputFile
from generator.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def render_handouts(site: Site, forms: Sequence[Form] = FORMS) -> tuple[list[Handout], list[Problem]]:
    """Every leaflet in every form, and what cannot be printed as it is.

    Args:
        site: the site.
        forms: paper and type.
    """
    sheets, problems = _sheets(site)
    with ThreadPoolExecutor() as pool:  # Typst works outside Python's lock
        printed = list(pool.map(lambda job: _print(*job), product(sheets, forms)))
    handouts = [handout for handout, _ in printed if handout]
    problems += [problem for _, found in printed for problem in found]
    return handouts, sorted(set(problems))


def promise_handouts(site: Site, forms: Sequence[Form] = FORMS) -> list[OutputFile]:
    """The same sheets, each printed when somebody asks for it; what does not fit is told by a build.

    Args:
        site: the site.
        forms: paper and type.
    """
    return [
        Later(_path(leaflet, form), partial(_printed, site, leaflet, form))
        for leaflet, form in product(site.library.leaflets.values(), forms)
    ]


def _printed(site: Site, leaflet: Leaflet, form: Form) -> list[OutputFile]:
    at = context(site, leaflet)
    handout, _ = _print((at, document(site, [sheet(at)])), form)
    return [handout or OutputFile(_path(leaflet, form), b"", f"leaflets/{leaflet.id}.yml")]


def _path(leaflet: Leaflet, form: Form) -> str:
    return f"handouts/{leaflet.id}/{leaflet.id}-{form.id}.pdf"


def _sheets(site: Site) -> tuple[list[tuple[Context, dict[str, Any]]], list[Problem]]:
    """Every leaflet's context and document."""
    sheets, problems = [], []
    for leaflet in site.library.leaflets.values():
        try:
            at = context(site, leaflet)
            sheets.append((at, document(site, [sheet(at)])))
        except NoSheet as error:
            found = site.library.content.problem("leaflets", leaflet.id, ("topic",), str(error), "handout")
            problems.append(found)
    return sheets, problems


def _print(made: tuple[Context, dict[str, Any]], form: Form) -> tuple[Handout | None, list[Problem]]:
    at, data = made
    found = fit(data, form, at.leaflet.pages)
    try:
        pdf = to_pdf(found.job, at.library.newest)
    except UnknownCharacter as error:
        return None, [_unknown_character(at, character) for character in error.characters]
    id_ = at.leaflet.id
    path = _path(at.leaflet, form)
    handout = Handout(path, pdf, f"leaflets/{id_}.yml", id_, form.id, found.pages)
    return handout, _too_long(at, found)


def _too_long(at: Context, found: Fit) -> list[Problem]:
    """A problem if a leaflet does not keep to its pages on the paper of its region."""
    leaflet, form = at.leaflet, found.job.form
    if found.pages <= leaflet.pages or form.id != at.site.region.paper:
        return []
    message = (
        f"with the smallest type it needs {found.pages}, not {leaflet.pages} ({form.id});"
        f" shorten {at.entry.key}, above all what block '{found.longest}' prints, or leave a block out"
    )
    return [at.library.content.problem("leaflets", leaflet.id, ("pages",), message, "handout")]


def _unknown_character(at: Context, character: str) -> Problem:
    """A problem where the character stands: in the leaflet, its topic, or wherever it is first found."""
    codes = " ".join(f"U+{ord(one):04X}" for one in character)
    message = f"no font of the handouts has '{character}' ({codes}); write it in another way"
    place = next(_places(at, character), None)
    if place is None:
        place = ("leaflets", at.leaflet.id, ())
        message += "; it is not in the content, so look in the site's settings"
    return at.library.content.problem(*place, message, "handout")


def _places(at: Context, character: str) -> Iterator[tuple[str, str, FieldPath]]:
    """Fields with the character: those of the leaflet and its topic first."""
    mine = {("leaflets", at.leaflet.id), (at.entry.kind, at.path)}
    for kind, id_, model in sorted(at.library.documents(), key=lambda document: document[:2] not in mine):
        for path, value in fields_in(model):
            values = value if isinstance(value, dict) else {None: value}
            for key, one in values.items():
                if isinstance(one, str | Prose) and character in str(one):
                    yield kind, id_, path if key is None else (*path, key)
