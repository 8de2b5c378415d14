# Drawings of topics and body maps as SVG files, which browsers cache and pages share.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generator.diagrams.body_map import body_map_svg
from generator.diagrams.drawing import drawing_svg, thumbnail_svg
from generator.diagrams.words import body_map_alt
from generator.output.files import PromisedFile
from generator.website.drawing_files import drawing_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.schema.self_care import SelfCare
    from generator.schema.technique import Technique
    from generator.site import Site


def render_pictures(site: Site) -> Iterator[PromisedFile[str]]:
    """Drawings of all techniques and self-care topics, and body maps of all techniques and muscles."""
    yield from _drawings(site)
    for technique in site.library.techniques.values():
        source = site.library.content.name("techniques", technique.id)
        muscles = [use.id for use in technique.muscles]
        if _shapes_of(site, muscles):
            path = f"assets/maps/techniques-{technique.id}.svg"
            yield PromisedFile(path, source, partial(_map, site, muscles))
    for id_ in site.library.muscles:
        if _shapes_of(site, [id_]):
            path = f"assets/maps/muscles-{id_}.svg"
            yield PromisedFile(path, site.library.content.name("muscles", id_), partial(_map, site, [id_]))


def _drawings(site: Site) -> Iterator[PromisedFile[str]]:
    library, gettext = site.library, site.translations.gettext
    topics: tuple[tuple[str, Technique | SelfCare], ...] = (
        *(("techniques", one) for one in library.techniques.values()),
        *(("self-care", one) for one in library.self_care.values()),
    )
    for kind, topic in topics:
        for form, draw in _FORMS.items() if topic.drawing else ():
            path, source = drawing_path(kind, topic.id, form), library.content.name(kind, topic.id)
            yield PromisedFile(path, source, partial(draw, topic.drawing, gettext))


_FORMS: dict[str, Callable[..., str]] = {
    "": drawing_svg,
    "moving": partial(drawing_svg, still=False),
    "thumb": thumbnail_svg,
}
"""Form of a drawing → the function that draws it."""


def _map(site: Site, muscles: Sequence[str]) -> str:
    shapes = _shapes_of(site, muscles)
    return body_map_svg(site.library.body_map, shapes, alt=map_variables(site, muscles)["map_alt"])


def _shapes_of(site: Site, muscles: Sequence[str]) -> list[str]:
    """Ids of the shapes on the body map that show the muscles."""
    shapes = site.library.shapes
    return [shape for id_ in muscles for shape in site.library.muscles[id_].shapes if shape in shapes]


def map_variables(site: Site, muscles: Sequence[str]) -> dict[str, Any]:
    """Variables for templates that show a body map: its text alternative, and its width and height.

    `map_alt` is empty if the body map shows none of the muscles: there is no picture then.

    Args:
        site: the site.
        muscles: ids of the highlighted muscles.
    """
    if not _shapes_of(site, muscles):
        return {"map_alt": ""}
    body_map = site.library.body_map
    titles = [site.library.muscles[id_].title for id_ in muscles]
    return {
        "map_alt": body_map_alt(body_map.title, titles, site.translations.gettext, site.region.language),
        "map_size": (round(body_map.width), round(body_map.height)),
    }
